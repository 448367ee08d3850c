package org.opportune.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.opportune.kernel.KeptFile;
import org.opportune.kernel.Sealing;

/**
 * The keys that records are sealed with, each in a file that its owner alone reads. The files of a journal are used again and again, so that what was
 * forgotten may stand in them for long: once its key is gone, nobody can read it.
 */
final class JournalKeys {
    private static final byte[] CONTEXT = {};

    private final Path folder;
    private final Map<Integer, byte[]> keys = new ConcurrentHashMap<>();
    private volatile int current;

    JournalKeys(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        for (Path file : files()) {
            String name = String.valueOf(file.getFileName());
            if (name.matches("[1-9][0-9]{0,8}")) {
                keys.put(Integer.valueOf(name), Files.readAllBytes(file));
                current = Math.max(current, Integer.parseInt(name));
            }
        }
        renew();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** From now on another key. */
    void renew() throws IOException {
        int next = current + 1;
        byte[] key = Sealing.key();
        KeptFile.write(folder, Integer.toString(next), key);
        keys.put(next, key);
        current = next;
    }

    boolean hasOld() {
        return keys.size() > 1;
    }

    /** Nothing waits that any but the current one has sealed. */
    void forgetOld() {
        int kept = current;
        keys.keySet().removeIf(number -> {
            if (number == kept) {
                return false;
            }
            try {
                Path file = folder.resolve(number.toString());
                Files.write(file, new byte[Sealing.KEY_BYTES]); // where a file system writes in place
                Files.delete(file);
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    byte[] seal(byte[] content) {
        int number = current;
        byte[] sealed = Sealing.seal(key(number), content, CONTEXT);
        return ByteBuffer.allocate(Integer.BYTES + sealed.length)
                .putInt(number)
                .put(sealed)
                .array();
    }

    byte[] open(byte[] content) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        byte[] key = key(buffer.getInt());
        byte[] sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        return Sealing.open(key, sealed, CONTEXT);
    }

    private byte[] key(int number) {
        byte[] key = keys.get(number);
        if (key == null) {
            throw new IllegalArgumentException("the journal's key " + number + " is not in " + folder);
        }
        return key;
    }
}

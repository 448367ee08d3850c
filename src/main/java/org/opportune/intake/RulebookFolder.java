package org.opportune.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Hashes;

/** The files of a rulebook, in memory: what is read here once is what is hashed, checked and compiled. */
public final class RulebookFolder {
    private static final long MOST_BYTES = 50_000_000;
    private static final int MOST_FILES = 1_000;

    private final NavigableMap<String, byte[]> files;

    public RulebookFolder(NavigableMap<String, byte[]> files) {
        this.files = new TreeMap<>(files);
    }

    /** Reads a folder of the file system. Hidden files and editors' back-ups are passed over; links out of the folder are not followed. */
    public static RulebookFolder read(Path root, Findings findings) {
        NavigableMap<String, byte[]> files = new TreeMap<>();
        if (!Files.isDirectory(root)) {
            findings.add(Finding.in(
                    root.toString(),
                    1,
                    1,
                    "there is no such folder; opportune.rules names the folder of the rulebook"));
            return new RulebookFolder(files);
        }
        long bytes = 0;
        try (Stream<Path> walk = Files.walk(root, 5)) {
            for (Path path : walk.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(path).toString().replace('\\', '/');
                if (isPassedOver(name)) {
                    continue;
                }
                bytes += Files.size(path);
                if (bytes > MOST_BYTES || files.size() >= MOST_FILES) {
                    findings.add(Finding.in(
                            name,
                            1,
                            1,
                            "the rulebook is larger than " + MOST_FILES + " files or " + MOST_BYTES + " bytes"));
                    break;
                }
                files.put(name, Files.readAllBytes(path));
            }
        } catch (IOException e) {
            findings.add(Finding.in(root.toString(), 1, 1, "the folder cannot be read: " + e.getMessage()));
        }
        RulebookFolder folder = new RulebookFolder(files);
        folder.checkText(findings);
        return folder;
    }

    private static boolean isPassedOver(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return ("/" + name).contains("/.")
                || last.endsWith("~")
                || last.endsWith(".swp")
                || last.startsWith("~$")
                || last.startsWith("#");
    }

    private void checkText(Findings findings) {
        files.forEach((name, content) -> {
            if (name.endsWith(".xlsx")) {
                return;
            }
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            } catch (CharacterCodingException e) {
                findings.add(Finding.in(name, 1, 1, "the file is not UTF-8; save it as UTF-8"));
            }
        });
    }

    public boolean has(String path) {
        return files.containsKey(path);
    }

    public byte[] bytes(String path) {
        byte[] content = files.get(path);
        return content == null ? new byte[0] : content.clone();
    }

    public String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    public List<String> paths() {
        return List.copyOf(files.keySet());
    }

    /** The SHA-256 of the sorted manifest, a line {@code <sha-256> <path>} a file, in hexadecimal. */
    public String hash() {
        StringBuilder manifest = new StringBuilder();
        files.forEach((name, content) ->
                manifest.append(Hashes.hex(content)).append(' ').append(name).append('\n'));
        return Hashes.hex(manifest.toString());
    }
}

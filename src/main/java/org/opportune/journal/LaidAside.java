package org.opportune.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.opportune.kernel.KeptFile;

/** Records that could not be stored for their own fault, each a file, until somebody has looked at them. */
public final class LaidAside {
    private final Path folder;

    public LaidAside(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    void keep(Entry entry) {
        try {
            KeptFile.write(folder, entry.id() + "-" + UUID.randomUUID() + "-" + entry.kind(), entry.content());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many there are. */
    public long count() {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

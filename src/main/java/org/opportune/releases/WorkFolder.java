package org.opportune.releases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder in which one check works. It is removed when the check ends, and when this process is told to end before. */
final class WorkFolder {
    private final Path path;
    private final Thread hook = new Thread(this::leave, "check-ends");
    private volatile @Nullable Process process;

    private WorkFolder(Path path) {
        this.path = path;
    }

    static WorkFolder make() throws IOException {
        WorkFolder folder = new WorkFolder(Files.createTempDirectory("opportune-check"));
        Runtime.getRuntime().addShutdownHook(folder.hook);
        return folder;
    }

    Path path() {
        return path;
    }

    /** Starts what works in it, which ends before the folder is removed. */
    Process start(ProcessBuilder builder) throws IOException {
        Process started = builder.start();
        process = started;
        return started;
    }

    /** At the end of the check. Throws when this process is ending, which removes the folder and leaves no result to speak of. */
    void remove() throws IOException, InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            throw new InterruptedException("this process is ending");
        }
        delete();
    }

    private void leave() {
        try {
            Process working = process;
            if (working != null) {
                working.toHandle().destroyForcibly(); // leaves the streams to who reads them
                working.waitFor();
            }
            delete();
        } catch (IOException | InterruptedException e) {
            // nobody is left who could be told
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> paths = Files.walk(path)) {
            for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}

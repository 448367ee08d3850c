package org.opportune.releases;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A process that is not trusted: it is watched while it runs, and killed at the first limit that it reaches. */
final class Child {
    /** What it may write to its standard output, in bytes: three lists of findings, each as long as it gets. */
    static final int MOST_OUTPUT = 32_000_000;

    private static final int KEPT_OF_ERRORS = 2_000;
    private static final long LOOK_EVERY_MILLIS = 20;
    /** How often in a row nothing may be there until it is looked for less often: who writes much is not kept waiting. */
    private static final int QUIET = 20;

    private final Process process;
    private final CheckLimits limits;
    private final Consumer<Duration> watcher;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final byte[] chunk = new byte[65_536];
    private final long started = System.nanoTime();

    /** How it ended: by itself, or at a limit. */
    enum Ending {
        ITSELF,
        CLOCK,
        PROCESSOR,
        OUTPUT
    }

    /**
     * What it left.
     *
     * @param exitCode of its own when it ended by itself
     * @param err the beginning of its standard error
     */
    record Left(Ending ending, int exitCode, String out, String err) {}

    private Child(Process process, CheckLimits limits, Consumer<Duration> watcher) {
        this.process = process;
        this.limits = limits;
        this.watcher = watcher;
    }

    /** Runs it to its end. The watcher is told every now and then how long it has run. */
    static Left run(Process process, CheckLimits limits, Consumer<Duration> watcher)
            throws IOException, InterruptedException {
        try {
            return new Child(process, limits, watcher).watch();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    private Left watch() throws IOException, InterruptedException {
        int quiet = 0;
        while (true) {
            boolean hasEnded = !process.isAlive(); // asked first: then all that it wrote is there to be read
            boolean wrote = read();
            Ending limit = reached();
            if (limit != null || (hasEnded && !wrote)) {
                return limit != null ? left(limit, 0) : left(Ending.ITSELF, process.exitValue());
            }
            watcher.accept(elapsed());
            quiet = wrote ? 0 : quiet + 1;
            if (!wrote) {
                Thread.sleep(quiet < QUIET ? 1 : LOOK_EVERY_MILLIS);
            }
        }
    }

    private Left left(Ending ending, int exitCode) {
        return new Left(ending, exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Takes what is there and never waits for more. */
    private boolean read() throws IOException {
        boolean told = take(process.getInputStream(), out, MOST_OUTPUT + 1);
        boolean complained = take(process.getErrorStream(), err, KEPT_OF_ERRORS);
        return told || complained;
    }

    private boolean take(InputStream from, ByteArrayOutputStream to, int most) throws IOException {
        int ready = from.available();
        if (ready == 0) {
            return false;
        }
        int length = from.read(chunk, 0, Math.min(ready, chunk.length));
        if (length > 0) {
            to.write(chunk, 0, Math.min(length, most - to.size()));
        }
        return length > 0;
    }

    private @Nullable Ending reached() {
        if (out.size() > MOST_OUTPUT) {
            return Ending.OUTPUT;
        }
        if (elapsed().compareTo(limits.clock()) > 0) {
            return Ending.CLOCK;
        }
        Duration busy = process.info().totalCpuDuration().orElse(Duration.ZERO);
        return busy.compareTo(limits.processor()) > 0 ? Ending.PROCESSOR : null;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}

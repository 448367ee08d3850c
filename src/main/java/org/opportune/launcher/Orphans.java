package org.opportune.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opportune.kernel.StartRefused;

/** Database processes that run from our own folder: what a launcher that was killed left behind. */
final class Orphans {
    private static final int PATIENCE_SECONDS = 60;

    private Orphans() {}

    static List<ProcessHandle> of(Path programs) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> Path.of(command).startsWith(programs))
                        .isPresent())
                .toList();
    }

    /** Asks each to stop as it would at any other time, so that nothing is lost, and waits for it. */
    static void stop(Path programs) {
        for (ProcessHandle orphan : of(programs)) {
            orphan.destroy();
            awaitExit(orphan);
        }
    }

    private static void awaitExit(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException stillThere) {
            throw new StartRefused(
                    "A MariaDB (process " + process.pid()
                            + ") still runs on the data folder and does not stop. End it.",
                    stillThere);
        } catch (ExecutionException e) {
            throw new StartRefused("Process " + process.pid() + " cannot be watched: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("Interrupted while a MariaDB of the last start was stopping.", e);
        }
    }
}

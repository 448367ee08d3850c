package org.opportune.releases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Problem;

/** Runs checks of drafts in a process of their own, one at a time, so that they take no more than a core from decisions. */
public final class DraftChecks {
    private static final int LONGEST_WAIT = 60;

    private final Optional<Path> jar;
    private final Semaphore turn = new Semaphore(1, true);

    /** Takes the program that checks, {@code opportune-cli.jar}. */
    public DraftChecks(Optional<Path> jar) {
        this.jar = jar;
    }

    CheckResult check(RulebookFolder folder) {
        return run((process, files) -> process.check(files.write("draft.zip", folder), passed -> {}));
    }

    DiffResult diff(RulebookFolder earlier, RulebookFolder later, String locale) {
        return run((process, files) -> process.diff(
                files.write("earlier.zip", earlier), files.write("later.zip", later), locale, passed -> {}));
    }

    /** What is done with the process, and where its files lie. */
    @FunctionalInterface
    private interface Work<T> {
        T in(CheckProcess process, Written files) throws IOException, InterruptedException;
    }

    private record Written(Path folder) {
        Path write(String name, RulebookFolder files) throws IOException {
            return Files.write(folder.resolve(name), files.zip());
        }
    }

    private <T> T run(Work<T> work) {
        Path program = jar.filter(Files::isRegularFile)
                .orElseThrow(() -> Problem.unavailable("drafts cannot be checked: opportune.check.jar names no file"));
        try {
            if (!turn.tryAcquire(LONGEST_WAIT, TimeUnit.SECONDS)) {
                throw Problem.unavailable("other checks are running; try again when they are done");
            }
            try {
                return run(new CheckProcess(List.of(program), CheckLimits.STANDARD), work);
            } finally {
                turn.release();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the check could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("the server is stopping");
        }
    }

    private static <T> T run(CheckProcess process, Work<T> work) throws IOException, InterruptedException {
        WorkFolder files = WorkFolder.make();
        try {
            return work.in(process, new Written(files.path()));
        } finally {
            files.remove();
        }
    }
}

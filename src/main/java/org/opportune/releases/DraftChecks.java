package org.opportune.releases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Problem;

/** Checks drafts and compiles them in a process of their own, one at a time: the little that decisions notice of it is that a core is less idle. */
public final class DraftChecks {
    private static final Logger LOG = Logger.getLogger(DraftChecks.class.getName());
    private static final String HERE = "The rules are compiled in the server, since the program beside it could not";
    private static final int LONGEST_WAIT = 60;
    private static final int KEPT = 4;

    private final Optional<Path> jar;
    private final Semaphore turn = new Semaphore(1, true);
    /** By the files, what was made of them: what is checked is often published soon after. */
    private final Map<SortedMap<String, String>, Compilation> last = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SortedMap<String, String>, Compilation> eldest) {
            return size() > KEPT;
        }
    };

    /** Takes the program that checks, {@code opportune-cli.jar}. */
    public DraftChecks(Optional<Path> jar) {
        this.jar = jar;
    }

    CheckResult check(RulebookFolder folder) {
        return compile(folder).result();
    }

    /**
     * What was made of exactly these files when they were last checked, or is made of them now. Null where there is no program for it, or it did not work, so
     * that this process must compile them.
     */
    @Nullable
    Compilation compiled(RulebookFolder folder) {
        Compilation before = kept(folder);
        if (before != null || jar.filter(Files::isRegularFile).isEmpty()) {
            return before;
        }
        try {
            Compilation made = compile(folder);
            if (!isStopped(made)) {
                return made;
            }
            LOG.warning(() -> HERE + ": " + made.result().errors());
        } catch (UncheckedIOException | Problem e) {
            LOG.log(Level.WARNING, HERE, e);
        }
        return null;
    }

    /** It says nothing of the rules: the machine may have been busy. */
    private static boolean isStopped(Compilation made) {
        return made.result().errors().stream()
                .anyMatch(error -> Kind.CHECK_STOPPED.slug().equals(error.kind()));
    }

    private synchronized @Nullable Compilation kept(RulebookFolder folder) {
        return last.get(folder.hashes());
    }

    private Compilation compile(RulebookFolder folder) {
        Compilation made = run((process, files) ->
                process.compile(files.write("draft.zip", folder), files.folder().resolve("classes.json")));
        if (made.result().ok()) {
            keep(folder, made);
        }
        return made;
    }

    private synchronized void keep(RulebookFolder folder, Compilation made) {
        last.put(folder.hashes(), made);
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

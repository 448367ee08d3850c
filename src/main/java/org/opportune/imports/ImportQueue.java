package org.opportune.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Outage;
import org.opportune.imports.ImportJob.State;
import org.opportune.imports.Progress.Totals;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Problem;
import org.opportune.profile.Profiles;
import org.opportune.rulebook.Rulebook;

/**
 * Takes imports and runs them one at a time, in the order in which their files came. An import that a stop or a crash interrupted goes on at the next
 * start, from its checkpoint.
 */
public class ImportQueue {
    private static final Logger LOG = Logger.getLogger(ImportQueue.class.getName());

    private final Imports imports;
    private final ImportFiles files;
    private final Profiles profiles;
    private final Supplier<Rulebook> rulebook;
    private final Clock clock;
    private final Executor executor;
    private final Object turn = new Object();
    private volatile @Nullable RunningImport running;
    private volatile boolean stopped;

    ImportQueue(
            Imports imports,
            ImportFiles files,
            Profiles profiles,
            Supplier<Rulebook> rulebook,
            Clock clock,
            Executor executor) {
        this.imports = imports;
        this.files = files;
        this.profiles = profiles;
        this.rulebook = rulebook;
        this.clock = clock;
        this.executor = executor;
    }

    /**
     * A queue that remembers in the database.
     *
     * @param folder where uploads and reports are kept
     * @param most how many bytes a file may have
     */
    public static ImportQueue of(
            DataSource source,
            Path folder,
            long most,
            Profiles profiles,
            Supplier<Rulebook> rulebook,
            Clock clock,
            Executor executor) {
        return new ImportQueue(
                new JdbcImports(source), new ImportFiles(folder, most), profiles, rulebook, clock, executor);
    }

    /**
     * As soon as there are rules and the database answers, goes on with what was running when the server ended. Imports whose file lies on another server are
     * left to it.
     */
    public void start() {
        executor.execute(() -> {
            while (!stopped && !(hasRules() && hasQueuedInterrupted())) {
                LockSupport.parkNanos(1_000_000_000L);
            }
            if (!stopped) {
                work();
            }
        });
    }

    private boolean hasRules() {
        try {
            return !rulebook.get().hash().isEmpty();
        } catch (Problem e) {
            return false; // the server says so itself, and loads them beside this
        }
    }

    private boolean hasQueuedInterrupted() {
        try {
            queueInterrupted();
            return true;
        } catch (RuntimeException e) {
            if (!Outage.isIn(e)) {
                throw e;
            }
            return false; // those who watch the database tell of it
        }
    }

    private void queueInterrupted() {
        for (ImportJob job : imports.in(State.RUNNING)) {
            String hash = job.fileHash();
            if (hash != null && files.hasUpload(job.id())) {
                imports.save(job.queued(hash));
                LOG.info(() -> "Import " + job.id() + " was interrupted and goes on.");
            }
        }
    }

    /** Lets the running import stop at its next checkpoint; it goes on at the next start. */
    public void stop() {
        stopped = true;
    }

    ImportJob ask(String mapping, String mappingAs, String by) {
        Findings findings = new Findings();
        Mapping read = MappingReader.read(mappingAs, mapping, rulebook.get().vocabulary(), findings);
        findings.refuseRequest();
        return imports.add(ImportJob.asked(read.name(), mappingAs, mapping, by, clock.instant()));
    }

    ImportJob receive(long id, InputStream body) throws IOException {
        requireAwaiting(find(id));
        String hash = files.receive(id, body);
        synchronized (turn) {
            ImportJob job = requireAwaiting(find(id)).queued(hash);
            imports.save(job);
            executor.execute(this::work);
            return job;
        }
    }

    private static ImportJob requireAwaiting(ImportJob job) {
        if (job.state() != State.AWAITING_FILE) {
            throw Problem.conflict(
                    "import-has-file", "Import " + job.id() + " has its file already; make another import");
        }
        return job;
    }

    ImportJob find(long id) {
        ImportJob job = imports.find(id);
        if (job == null) {
            throw Problem.notFound("There is no import " + id + "; GET /api/v1/imports lists them");
        }
        RunningImport now = running;
        return now != null && now.id() == id ? now.seen(job) : job;
    }

    List<ImportJob> newest(int most, long before) {
        return imports.newest(most, before);
    }

    ImportJob resume(long id) {
        synchronized (turn) {
            ImportJob job = find(id);
            RunningImport now = running;
            boolean isRunning = now != null && now.id() == id;
            if (isRunning || job.state() == State.DONE || job.state() == State.AWAITING_FILE) {
                throw Problem.conflict(
                        "import-not-stopped",
                        "Import " + id + " is " + job.state() + "; only one that failed or was interrupted is resumed");
            }
            String hash = job.fileHash();
            if (hash == null || !files.hasUpload(id)) {
                throw Problem.conflict("import-without-file", "The file of import " + id + " is not on this server");
            }
            ImportJob again = job.queued(hash);
            imports.save(again);
            executor.execute(this::work);
            return again;
        }
    }

    /** Ends an import and forgets it and its files; what it stored stays stored. */
    void remove(long id) throws IOException {
        find(id);
        RunningImport now = running;
        if (now != null && now.id() == id) {
            now.cancel();
            return;
        }
        imports.remove(id);
        files.remove(id);
    }

    Path report(long id) {
        find(id);
        Path report = files.report(id);
        if (!Files.exists(report)) {
            throw Problem.notFound("Import " + id + " has no report yet");
        }
        return report;
    }

    /** How long the present run of an import lasts, in nanoseconds; 0 when it does not run. */
    long nanos(long id) {
        RunningImport now = running;
        return now != null && now.id() == id ? now.nanos() : 0;
    }

    private synchronized void work() {
        try {
            for (ImportJob job = next(); job != null && !stopped; job = next()) {
                run(job);
            }
        } catch (RuntimeException e) {
            LOG.log(
                    Level.SEVERE,
                    "Imports stand still, since the database does not answer; resume them when it does.",
                    e);
        }
    }

    private @Nullable ImportJob next() {
        return imports.in(State.QUEUED).stream()
                .filter(job -> files.hasUpload(job.id()))
                .findFirst()
                .orElse(null);
    }

    private void run(ImportJob queued) {
        ImportJob job = queued.running(clock.instant());
        imports.save(job);
        RunningImport run = new RunningImport(job, imports, files, () -> stopped);
        running = run;
        try {
            Totals totals = run.run(profiles, rulebook.get(), clock);
            imports.save(run.seen(job).done(clock.instant()));
            files.removeUpload(job.id());
            LOG.info(() -> "Import " + job.id() + " is done: " + totals.lines() + " lines, " + totals.events()
                    + " new events, " + totals.duplicates() + " known ones, " + totals.rejected() + " lines rejected.");
        } catch (RunningImport.Stopped e) {
            afterStop(run, job);
        } catch (ImportFailure e) {
            imports.save(run.seen(job).failed(e.findings(), clock.instant()));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "Import " + job.id() + " stopped; resume it when the cause is gone.", e);
            String why = "the server could not go on; see its log, then resume the import";
            imports.save(run.seen(job).failed(List.of(Finding.at("", why)), clock.instant()));
        } finally {
            running = null;
        }
    }

    private void afterStop(RunningImport run, ImportJob job) {
        if (!run.isCancelled()) {
            return; // it stays RUNNING, and start() queues it again
        }
        try {
            imports.remove(job.id());
            files.remove(job.id());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.opportune.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.opportune.imports.ImportRun.Source;
import org.opportune.imports.Progress.Checkpoint;
import org.opportune.imports.Progress.Totals;
import org.opportune.kernel.Findings;
import org.opportune.profile.Profiles;
import org.opportune.rulebook.Rulebook;

/** The import that runs now: what it has done, and the wish that it should end. */
final class RunningImport implements ImportRun.Watch {
    private final ImportJob job;
    private final Imports imports;
    private final ImportFiles files;
    private final BooleanSupplier isStopped;
    private final long startedNanos = System.nanoTime();
    private volatile @Nullable Progress progress;
    private volatile boolean cancelled;

    RunningImport(ImportJob job, Imports imports, ImportFiles files, BooleanSupplier isStopped) {
        this.job = job;
        this.imports = imports;
        this.files = files;
        this.isStopped = isStopped;
    }

    long id() {
        return job.id();
    }

    long nanos() {
        return System.nanoTime() - startedNanos;
    }

    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** The import with what this run has done so far. */
    ImportJob seen(ImportJob stored) {
        Progress now = progress;
        return now == null ? stored : stored.at(now.done(), now.totals());
    }

    Totals run(Profiles profiles, Rulebook rulebook, Clock clock) throws IOException {
        Findings findings = new Findings();
        Mapping mapping = MappingReader.read(job.mappingAs(), job.mapping(), rulebook.vocabulary(), findings);
        if (!findings.isEmpty()) {
            throw new ImportFailure(findings.list());
        }
        String hash = job.fileHash();
        if (hash == null) {
            throw new IllegalStateException("import " + id() + " has no file");
        }
        Checkpoint from = job.checkpoint();
        Progress made = new Progress(Files.size(files.upload(id())), from);
        progress = made;
        Source source =
                new Source(files.upload(id()), "upload", hash, files.of(id()), files.report(id()), files.most());
        new ImportRun(profiles, rulebook, clock, mapping, source, made, this).run();
        return made.totals();
    }

    @Override
    public void checkpoint() {
        imports.save(seen(job));
    }

    @Override
    public void mayGoOn() {
        if (cancelled || isStopped.getAsBoolean()) {
            throw new Stopped();
        }
    }

    /** The run ends before its work is done, because somebody wished so. */
    static final class Stopped extends RuntimeException {
        Stopped() {
            super("the import was stopped", null, false, false);
        }
    }
}

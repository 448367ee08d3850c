package org.opportune.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opportune.imports.Progress.Checkpoint;
import org.opportune.imports.Progress.Totals;
import org.opportune.kernel.Findings;

/** An import run in a folder of a test, without a server. */
final class Trial {
    final KeptProfiles profiles = new KeptProfiles();
    private final Path folder;
    private final Path file;
    private final Mapping mapping;
    Progress progress = new Progress(0, Checkpoint.START);
    Checkpoint kept = Checkpoint.START;

    Trial(Path folder, String mapping, String csv) {
        this(folder, mapping, csv.getBytes(StandardCharsets.UTF_8));
    }

    Trial(Path folder, String mapping, byte[] csv) {
        this(folder, mapping, write(folder.resolve("file.csv"), csv));
    }

    Trial(Path folder, String mapping, Path file) {
        Findings findings = new Findings();
        this.mapping = MappingReader.read("shop.mapping.yaml", mapping, Shop.RULEBOOK.vocabulary(), findings);
        if (!findings.isEmpty()) {
            throw new AssertionError(findings.list().toString());
        }
        this.folder = folder;
        this.file = file;
    }

    /** Runs from the last checkpoint on, as after a restart. */
    Totals run() {
        try {
            progress = new Progress(Files.size(file), kept);
            ImportRun.Source source = new ImportRun.Source(
                    file, "file.csv", "0123456789abcdef0123", folder.resolve("work"), report(), 1_000_000_000);
            new ImportRun(profiles, Shop.RULEBOOK, Shop.CLOCK, mapping, source, progress, watch()).run();
            return progress.totals();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ImportRun.Watch watch() {
        return new ImportRun.Watch() {
            @Override
            public void checkpoint() {
                kept = progress.done();
            }

            @Override
            public void mayGoOn() {}
        };
    }

    private Path report() {
        return folder.resolve("rejected.csv");
    }

    /** The report without its header. */
    List<String> rejected() {
        try {
            List<String> lines = Files.readAllLines(report());
            return lines.subList(1, lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files that the run left behind. */
    List<Path> leftovers() {
        try (var left = Files.list(folder.resolve("work"))) {
            return left.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path file, byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

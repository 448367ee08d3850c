package org.opportune.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.opportune.imports.Progress.Phase;
import org.opportune.kernel.Finding;
import org.opportune.profile.CustomerReader;
import org.opportune.profile.EventReader;
import org.opportune.profile.Profiles;
import org.opportune.rulebook.Rulebook;

/** One run of an import, from the first line to the last stored event. It may stop anywhere and be run again with the progress that it left. */
final class ImportRun {
    private static final long SORT_BUFFER = 32_000_000;

    private final Profiles profiles;
    private final Rulebook rulebook;
    private final Clock clock;
    private final Mapping mapping;
    private final Source source;
    private final Progress progress;
    private final Watch watch;

    /**
     * The file and where the run may write.
     *
     * @param hash of the file, in hexadecimal
     * @param folder for files that are gone after the run
     * @param report where refused lines are written
     * @param most how many bytes of text the file may hold
     */
    record Source(Path file, String name, String hash, Path folder, Path report, long most) {}

    /** Who watches a run. */
    interface Watch {
        /** What is done is stored for good, and the run will go on from there. */
        void checkpoint();

        /** Called often; throws to end the run. */
        void mayGoOn();
    }

    ImportRun(
            Profiles profiles,
            Rulebook rulebook,
            Clock clock,
            Mapping mapping,
            Source source,
            Progress progress,
            Watch watch) {
        this.profiles = profiles;
        this.rulebook = rulebook;
        this.clock = clock;
        this.mapping = mapping;
        this.source = source;
        this.progress = progress;
        this.watch = watch;
    }

    void run() throws IOException {
        try (ExternalSort sort = new ExternalSort(source.folder(), SORT_BUFFER);
                RejectReport report = new RejectReport(source.report())) {
            Rejections rejections = new Rejections(progress, report);
            Columns columns = read(sort, rejections);
            progress.phase(Phase.STORING);
            EventMaker maker = new EventMaker(mapping, columns, new EventReader(rulebook, clock));
            new EventStorer(maker, profiles, rulebook, rejections, progress, this::checkpoint).store(sort);
        }
        progress.phase(Phase.DONE);
    }

    private Columns read(ExternalSort sort, Rejections rejections) throws IOException {
        CustomerChanges changes = new CustomerChanges(
                profiles,
                rulebook,
                new CustomerReader(rulebook, clock),
                new Shapes(mapping),
                progress,
                this::checkpoint);
        LineSorter sorter =
                new LineSorter(mapping, changes, sort, rejections, source.hash().substring(0, 16));
        try (CsvFile file = new CsvFile(source.file(), source.name(), mapping.layout(), source.most())) {
            List<Finding> missing = mapping.missing(file.columns());
            if (!missing.isEmpty()) {
                throw new ImportFailure(missing);
            }
            long last = 0;
            for (Row row = file.next(); row != null; row = file.next()) {
                progress.read(file.bytes());
                sorter.take(row);
                last = row.number();
                watch.mayGoOn();
            }
            changes.flush(last);
            return file.columns();
        }
    }

    private void checkpoint() {
        watch.checkpoint();
        watch.mayGoOn();
    }
}

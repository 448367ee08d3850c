package org.opportune.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.opportune.imports.EventMaker.Made;
import org.opportune.imports.Row.Rejection;
import org.opportune.profile.Event;
import org.opportune.profile.Profiles;
import org.opportune.profile.Profiles.Receipt;
import org.opportune.rulebook.Rulebook;

/**
 * The second half of an import: takes sorted lines, and stores the events that they make in batches. What an earlier run stored is made again, for
 * the report, but not stored again.
 */
final class EventStorer {
    static final int MOST_LINES = 2_000;
    private static final int MOST_WEIGHT = 16_000_000;
    private static final int BATCH = 1_000;
    private static final int BATCH_LINES = 20_000;

    private final EventMaker maker;
    private final Profiles profiles;
    private final Rulebook rulebook;
    private final Rejections rejections;
    private final Progress progress;
    private final Runnable checkpoint;
    private final long doneGroups;
    private final List<Event> batch = new ArrayList<>();
    private int batchLines;
    private long groups;

    EventStorer(
            EventMaker maker,
            Profiles profiles,
            Rulebook rulebook,
            Rejections rejections,
            Progress progress,
            Runnable checkpoint) {
        this.maker = maker;
        this.profiles = profiles;
        this.rulebook = rulebook;
        this.rejections = rejections;
        this.progress = progress;
        this.checkpoint = checkpoint;
        this.doneGroups = progress.done().groups();
    }

    void store(ExternalSort sorted) throws IOException {
        List<Entry> group = new ArrayList<>();
        long weight = 0;
        boolean tooMany = false;
        for (Entry entry = sorted.next(); entry != null; entry = sorted.next()) {
            if (!group.isEmpty() && !entry.isOfTheEventOf(group.get(0))) {
                close(group, tooMany);
                weight = 0;
                tooMany = false;
            }
            weight += entry.weight();
            if (!tooMany && (group.size() == MOST_LINES || weight > MOST_WEIGHT)) {
                tooMany = true;
                for (Entry line : group) {
                    rejections.add(tooMany(line));
                }
                group.subList(1, group.size()).clear();
            }
            if (tooMany) {
                rejections.add(tooMany(entry));
                if (group.isEmpty()) {
                    group.add(entry);
                }
            } else {
                group.add(entry);
            }
        }
        if (!group.isEmpty()) {
            close(group, tooMany);
        }
        flush();
    }

    private void close(List<Entry> group, boolean tooMany) throws IOException {
        if (!tooMany) {
            make(group);
        }
        group.clear();
        groups++;
        if (batch.size() >= BATCH || batchLines >= BATCH_LINES) {
            flush();
        }
    }

    private void make(List<Entry> group) throws IOException {
        Made made = maker.make(group);
        for (Rejection rejection : made.rejections()) {
            rejections.add(rejection);
        }
        if (made.event() != null) {
            rejections.kept(group.size());
            if (groups >= doneGroups) {
                batch.add(made.event());
                batchLines += group.size();
            }
        }
    }

    private void flush() {
        if (!batch.isEmpty()) {
            Receipt receipt = profiles.append(rulebook, List.copyOf(batch));
            progress.appended(receipt.stored(), receipt.duplicates(), groups);
            batch.clear();
            batchLines = 0;
            checkpoint.run();
        }
    }

    private static Rejection tooMany(Entry line) {
        return new Rejection(
                line.line(),
                Reasons.TOO_MANY_LINES,
                "its event has more than " + MOST_LINES
                        + " lines, or more text than an event may hold; check 'groupBy'");
    }
}

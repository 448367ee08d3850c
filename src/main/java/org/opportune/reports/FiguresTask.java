package org.opportune.reports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.opportune.rulebook.Rulebook;

/** What reports of customers need done every now and then; each server asks for it, and one does it. */
public final class FiguresTask {
    /** Until then every server has the release whose declarations count, so that none stores events by earlier ones. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private static final int MOST_AT_ONCE = 2_000;

    private final FigureWork work;
    private final FigureRows rows;
    private final CustomerCount count;
    private final Supplier<Rulebook> rulebook;
    private final Clock clock;
    private String seen = "";
    private Instant since = Instant.EPOCH;

    /**
     * With what it needs.
     *
     * @param reports from which reports are read
     * @param source to which figures are written
     */
    public FiguresTask(DataSource reports, DataSource source, Supplier<Rulebook> rulebook, Clock clock) {
        this.work = new FigureWork(source);
        this.rows = new FigureRows(source);
        this.count = new CustomerCount(reports, source, clock);
        this.rulebook = rulebook;
        this.clock = clock;
    }

    /** Makes the figures that are due, and counts them when it is time. */
    public synchronized void run() {
        Rulebook rules = rulebook.get();
        if (!work.claim(clock.instant())) {
            return;
        }
        try {
            follow(rules);
            boolean isDone = false;
            for (int some = 0; some < MOST_AT_ONCE && !isDone; some++) {
                isDone = rows.some(rules) == 0;
                if (!isDone) {
                    work.changed(clock.instant());
                }
            }
            LocalDate today = LocalDate.ofInstant(clock.instant(), rules.terms().zone());
            if (isDone && count.isDue(today)) {
                count.run(rules, today);
            }
        } finally {
            work.release();
        }
    }

    /** Has everybody's figures made anew when other events count than before. */
    private void follow(Rulebook rules) {
        String declared = CustomerFigures.declared(rules);
        String before = work.declared();
        if (declared.equals(before)) {
            return;
        }
        if (!declared.equals(seen)) {
            seen = declared;
            since = clock.instant();
        }
        if (before.isEmpty() || !clock.instant().isBefore(since.plus(SETTLED))) {
            rows.markAll();
            work.declare(declared);
        }
    }
}

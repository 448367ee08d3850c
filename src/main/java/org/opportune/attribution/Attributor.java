package org.opportune.attribution;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.Attribution;

/** Attributes orders a while after they or what led to them came; each server does it, and none twice at the same time. */
public final class Attributor {
    private static final Duration ONE_RUN = Duration.ofSeconds(15);

    private final JdbcAttribution rows;
    private final Supplier<Rulebook> rulebook;
    private final Duration kept;
    private final Clock clock;

    /**
     * With what it needs.
     *
     * @param kept how long decisions and outcomes are kept
     */
    public Attributor(DataSource source, Supplier<Rulebook> rulebook, Duration kept, Clock clock) {
        this.rows = new JdbcAttribution(source);
        this.rulebook = rulebook;
        this.kept = kept;
        this.clock = clock;
    }

    /** What is to be done every now and then. What is left is done next time. */
    public void run() {
        Rulebook rules = rulebook.get();
        Attribution terms = rules.terms().attribution();
        rows.keepTo(terms);
        long now = clock.millis();
        Duration within = terms == null ? Duration.ZERO : terms.within();
        long oldest = now - kept.toMillis() + within.toMillis(); // of which all that led to it is there
        while (rows.some(rules, oldest) && clock.millis() - now < ONE_RUN.toMillis()) {}
        rows.forget(oldest);
    }
}

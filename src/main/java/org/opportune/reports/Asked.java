package org.opportune.reports;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Problem;
import org.opportune.rulebook.Rulebook;

/** What is asked of a report of customers, by the rulebook that is live. */
final class Asked {
    private Asked() {}

    static Span span(
            Rulebook rulebook, Clock clock, @Nullable String from, @Nullable String until, @Nullable String every) {
        ZoneId zone = rulebook.terms().zone();
        return Span.of(from, until, every, LocalDate.ofInstant(clock.instant(), zone), zone);
    }

    /** Throws a 404 problem where the rulebook declares no such thing. */
    static <T> T declared(@Nullable T declared, String name) {
        if (declared == null) {
            throw new Problem(
                    404,
                    "not-declared",
                    "Not declared",
                    "The rulebook does not say which events are meant: declare '" + name
                            + "' under 'reports' in vocabulary.yaml",
                    List.of());
        }
        return declared;
    }
}

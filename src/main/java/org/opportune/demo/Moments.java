package org.opportune.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Turns days before the anchor into moments of a customer's own day. */
final class Moments {
    /** What follows from a moment (a look, a cart, an order) happens within this time, and before the anchor too. */
    private static final Duration ROOM = Duration.ofHours(2);

    private final LocalDate anchor;
    private final Instant end;
    private final ZoneId zone;
    private final Chance chance;

    Moments(LocalDate anchor, ZoneId zone, Chance chance) {
        this.anchor = anchor;
        this.end = anchor.atStartOfDay(ZoneOffset.UTC).toInstant();
        this.zone = zone;
        this.chance = chance;
    }

    LocalDate day(int daysAgo) {
        return anchor.minusDays(daysAgo);
    }

    Instant end() {
        return end;
    }

    /** That day, the day before or the day after: the busier, the likelier. */
    Instant about(int daysAgo) {
        double[] weights = {
            Seasons.ofDay(day(daysAgo + 1)), 2 * Seasons.ofDay(day(daysAgo)), Seasons.ofDay(day(daysAgo - 1))
        };
        return on(Math.max(1, daysAgo + 1 - Seasons.index(weights, chance)), Seasons.hour(chance));
    }

    Instant on(int daysAgo, int hour) {
        Instant moment = day(daysAgo)
                .atTime(hour, chance.between(0, 59), chance.between(0, 59))
                .atZone(zone)
                .toInstant();
        Instant last = end.minus(ROOM);
        while (moment.isAfter(last)) {
            moment = moment.minus(Duration.ofDays(1));
        }
        return moment;
    }
}

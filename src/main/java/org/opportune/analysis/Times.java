package org.opportune.analysis;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Times in UTC as microseconds since the epoch in a double. */
final class Times {
    /** Up to here, until 2112, a double lies between any two microseconds; so "after t" and "from t on" stay two things. */
    private static final double FINE = 0x1p52;

    private Times() {}

    static @Nullable Double micros(LocalDateTime time) {
        double micros = time.toEpochSecond(ZoneOffset.UTC) * 1e6 + time.getNano() / 1_000;
        return time.getNano() % 1_000 == 0 && Math.abs(micros) < FINE ? (Double) micros : null;
    }

    static LocalDateTime time(double micros) {
        long whole = (long) Math.floor(micros);
        long nanos = Math.floorMod(whole, 1_000_000L) * 1_000 + Math.round((micros - whole) * 1_000);
        return LocalDateTime.ofEpochSecond(Math.floorDiv(whole, 1_000_000L), 0, ZoneOffset.UTC)
                .plusNanos(nanos);
    }
}

package org.opportune.analysis;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times in UTC as microseconds since the epoch in a double. */
final class Times {
    /** Up to here, until 2112, a double lies between any two microseconds; so "after t" and "from t on" stay two things. */
    static final double MOST = 0x1p52;

    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

    private Times() {}

    static @Nullable Double micros(LocalDateTime time) {
        long micros = ChronoUnit.MICROS.between(EPOCH, time);
        boolean isExact = EPOCH.plus(micros, ChronoUnit.MICROS).equals(time);
        return isExact && Math.abs(micros) < MOST ? (Double) (double) micros : null;
    }

    static LocalDateTime time(double micros) {
        double whole = Math.floor(micros);
        return EPOCH.plus((long) whole, ChronoUnit.MICROS).plusNanos(Math.round((micros - whole) * 1_000));
    }
}

package org.opportune.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Schedule USUAL = Schedule.of(Duration.ofDays(3));

    @Test
    void waitsGrowFromSecondsToHoursForAboutThreeDays() {
        assertThat(USUAL.waits())
                .startsWith(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(45),
                        Duration.ofSeconds(135),
                        Duration.ofSeconds(405))
                .endsWith(Duration.ofHours(8), Duration.ofHours(8))
                .isSorted();
        assertThat(USUAL.waits().stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofDays(3), Duration.ofDays(3).plusHours(8));
    }

    @Test
    void chanceMakesAWaitUpToAFifthShorterOrLonger() {
        assertThat(USUAL.after(1, 0)).isEqualTo(Duration.ofSeconds(4));
        assertThat(USUAL.after(1, 0.5)).isEqualTo(Duration.ofSeconds(5));
        assertThat(USUAL.after(1, 1)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void afterTheLastAttemptThereIsNone() {
        int waits = USUAL.waits().size();
        assertThat(USUAL.after(waits, 0)).isNotNull();
        assertThat(USUAL.after(waits + 1, 0)).isNull();
        assertThat(Schedule.of(Duration.ofSeconds(1)).after(2, 0)).isNull();
    }
}

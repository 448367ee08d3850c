package org.opportune.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers, days and times as people see them. */
class GridNumbersTest {
    @ParameterizedTest
    @CsvSource({
        "3, 3",
        "3.0, 3",
        "3.5, 3.5",
        "1E3, 1000",
        "1E+3, 1000",
        "-0, 0",
        "-2.50, -2.5",
        "4.3499999999999996, 4.35",
        "1.0000000000000001E-2, 0.01",
        "123456789012345, 123456789012345",
        ".5, 0.5"
    })
    void showsNumbersPlainly(String stored, String seen) {
        assertThat(SheetNumber.plain(stored)).isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource({"0x1p3", "1d", "Infinity", "1e400", "'1,5'", "''", "--1", "1e9999999999"})
    void refusesWhatIsNoNumber(String stored) {
        assertThat(SheetNumber.plain(stored)).isNull();
        assertThat(SheetNumber.date(stored, false)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1900-01-01",
        "59, 1900-02-28",
        "61, 1900-03-01",
        "46082, 2026-03-01",
        "46082.427083333336, 2026-03-01T10:15:00",
        "46082.4270833333, 2026-03-01T10:15:00",
        "0.5, 12:00:00",
        "46081.999999, 2026-03-01",
        "2958465, 9999-12-31"
    })
    void showsDaysAndTimes(String stored, String seen) {
        assertThat(SheetNumber.date(stored, false)).isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T00:00:00, 2026-03-01",
        "2026-03-01, 2026-03-01",
        "2026-03-01T10:15:00.000, 2026-03-01T10:15:00",
        "2026-03-01T10:15:00Z, 2026-03-01T10:15:00"
    })
    void showsIsoDays(String stored, String seen) {
        assertThat(SheetNumber.iso(stored)).isEqualTo(seen);
    }

    @Property
    void anAmountComesBackAsItWasTyped(
            @ForAll @LongRange(min = -99_999_999_999_999L, max = 99_999_999_999_999L) long cents,
            @ForAll @IntRange(max = 6) int scale) {
        BigDecimal typed = BigDecimal.valueOf(cents, scale);

        assertThat(SheetNumber.plain(String.valueOf(typed.doubleValue()))).isNotNull();
        assertThat(new BigDecimal(String.valueOf(SheetNumber.plain(String.valueOf(typed.doubleValue())))))
                .isEqualByComparingTo(typed);
    }

    @Property
    void aMomentComesBackAsItWasTyped(@ForAll @LongRange(min = 61 * 86_400L, max = 2_958_465 * 86_400L) long seconds) {
        LocalDateTime moment = LocalDate.of(1899, 12, 30).atStartOfDay().plusSeconds(seconds);
        String seen = String.valueOf(SheetNumber.date(String.valueOf(seconds / 86_400.0), false));

        assertThat(
                        seen.contains("T")
                                ? LocalDateTime.parse(seen)
                                : LocalDate.parse(seen).atStartOfDay())
                .isEqualTo(moment);
        assertThat(moment.truncatedTo(ChronoUnit.SECONDS)).isEqualTo(moment);
    }
}

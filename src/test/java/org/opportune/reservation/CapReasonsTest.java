package org.opportune.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opportune.catalogue.Cap;
import org.opportune.wording.Phrases;

/** Every cap that there can be says what it counts, in every language. */
class CapReasonsTest {
    @ParameterizedTest
    @ValueSource(strings = {"en", "fi", "lt", "zh", "he", "hu"})
    void eachSaysItsNameItsNumberAndItsWindow(String language) {
        Phrases phrases = new Phrases(language, "EUR");
        for (Cap.Counts counts : Cap.Counts.values()) {
            for (int hours : new int[] {36, 7 * 24}) {
                Cap cap = new Cap("pause", Cap.Scope.ALL, Set.of(), 4, Duration.ofHours(hours), counts);
                assertThat(phrases.reason(Caps.reason(cap)).sentence())
                        .contains("pause", "4", hours == 36 ? "36" : "7");
            }
        }
    }
}

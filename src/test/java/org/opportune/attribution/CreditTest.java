package org.opportune.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opportune.kernel.Place;
import org.opportune.vocabulary.Attribution;
import org.opportune.vocabulary.Attribution.Rule;

class CreditTest {
    private static final long HOUR = 3_600_000;
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID C = new UUID(0, 3);
    private static final List<Touch> TOUCHES =
            List.of(touch(B, "gift", 10), touch(A, "gift", 5), touch(C, "help", 15), touch(A, "gift", 6));

    private static Touch touch(UUID decision, String offer, long hour) {
        return new Touch(decision, offer, hour * HOUR);
    }

    private static List<Credit> credits(Rule rule, int hours, long orderedAt, String worth, List<Touch> touches) {
        Attribution terms = new Attribution(
                "order",
                "amount",
                Attribution.Touch.CLICK,
                Duration.ofHours(hours),
                rule,
                Place.of("rulebook.yaml", 1, 1));
        return Credit.of(terms, new Order(new byte[16], orderedAt * HOUR, new BigDecimal(worth)), touches);
    }

    @Test
    void theLastTouchBeforeTheOrderIsCreditedWhole() {
        assertThat(credits(Rule.LAST, 100, 12, "30", TOUCHES)).singleElement().satisfies(credit -> {
            assertThat(credit.decision()).isEqualTo(B);
            assertThat(credit.share()).isEqualByComparingTo("1");
            assertThat(credit.worth()).isEqualByComparingTo("30");
        });
    }

    @Test
    void theFirstTouchOfTheWindowIsCreditedWhole() {
        assertThat(credits(Rule.FIRST, 100, 20, "30", TOUCHES))
                .extracting(Credit::decision)
                .containsExactly(A);
        assertThat(credits(Rule.FIRST, 10, 20, "30", TOUCHES)) // what is as old as the window is long is in it
                .extracting(Credit::decision)
                .containsExactly(B);
    }

    @Test
    void allTouchesAreCreditedAlikeHoweverOftenTheyCame() {
        assertThat(credits(Rule.LINEAR, 100, 20, "10", TOUCHES))
                .extracting(credit -> tuple(
                        credit.decision(),
                        credit.share().toPlainString(),
                        credit.worth().toPlainString()))
                .containsExactly(
                        tuple(A, "0.33333333", "3.3333"),
                        tuple(B, "0.33333333", "3.3333"),
                        tuple(C, "0.33333334", "3.3334"));
    }

    @Test
    void whatCameAfterTheOrderOrTooLongBeforeIsNotCredited() {
        assertThat(credits(Rule.LAST, 1, 20, "10", TOUCHES)).isEmpty();
        assertThat(credits(Rule.LINEAR, 100, 4, "10", TOUCHES)).isEmpty();
        assertThat(credits(Rule.LAST, 1, 15, "10", TOUCHES)).hasSize(1); // in the same instant
    }

    @Test
    void whateverTheNumberOfTouchesNothingIsLostOrMade() {
        for (int count = 1; count < 50; count++) {
            List<Touch> touches = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                touches.add(touch(new UUID(1, i), "gift", i));
            }
            List<Credit> credits = credits(Rule.LINEAR, 100, 60, "9.99995", touches);
            assertThat(credits.stream().map(Credit::share).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo("1");
            assertThat(credits.stream().map(Credit::worth).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo("10.0000");
        }
    }

    @Test
    void theOrderInWhichTouchesAreToldDoesNotMatter() {
        List<Touch> sameInstant =
                List.of(touch(A, "gift", 5), touch(A, "help", 5), touch(B, "gift", 5), touch(C, "voucher", 5));
        for (Rule rule : Rule.values()) {
            List<Credit> expected = credits(rule, 100, 20, "10", sameInstant);
            List<Touch> shuffled = new ArrayList<>(sameInstant);
            for (int seed = 0; seed < 20; seed++) {
                Collections.shuffle(shuffled, new Random(seed));
                assertThat(credits(rule, 100, 20, "10", shuffled)).isEqualTo(expected);
            }
        }
    }
}

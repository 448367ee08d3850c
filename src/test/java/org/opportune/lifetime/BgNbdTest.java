package org.opportune.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the BG/NBD model says, against what its authors published, against Gauss's function, and against customers of whom the truth is known. */
class BgNbdTest {
    /** The published parameters of the CDNOW customers. */
    private static final BgNbd CDNOW = new BgNbd(0.243, 4.414, 0.793, 2.426);

    /** Customer 1 of that set: two more purchases, the last in week 30.43 of 38.86. */
    private static final History FIRST = new History(2, 30.43, 38.86);

    /** Hardie, <i>Implementing the BG/NBD Model for Customer Base Analysis in Excel</i>, 2005. */
    @Test
    void theExpectationOfThatCustomerIsTheOneThatWasPublished() {
        assertThat(CDNOW.purchases(FIRST, 39)).isCloseTo(1.226, within(0.0005));
    }

    /** The form of the paper, with Gauss's hypergeometric function by its series. */
    @Test
    void expectationsAreThoseOfThePapersForm() {
        for (BgNbd model :
                List.of(CDNOW, new BgNbd(2.5, 7, 1.7, 0.4), new BgNbd(0.05, 0.3, 4, 11), new BgNbd(1, 1, 0.2, 0.3))) {
            for (History history :
                    List.of(FIRST, new History(0, 0, 0.5), new History(1, 0.1, 50), new History(40, 19.9, 20))) {
                for (double horizon : new double[] {0.1, 4, 52}) {
                    double expected = papersForm(model, history, horizon);
                    assertThat(model.purchases(history, horizon))
                            .as("%s %s %s", model, history, horizon)
                            .isCloseTo(expected, within(1e-9 * expected));
                }
            }
        }
    }

    private static double papersForm(BgNbd model, History history, double horizon) {
        double shape = model.r() + history.repeats();
        double stay = model.b() + history.repeats();
        double scale = model.alpha() + history.age();
        double stopped = history.repeats() == 0
                ? 0
                : model.a() / (stay - 1) * StrictMath.pow(scale / (model.alpha() + history.last()), shape);
        double gauss = gauss(shape, stay, model.a() + stay - 1, horizon / (scale + horizon));
        return (model.a() + stay - 1)
                / (model.a() - 1)
                * (1 - StrictMath.pow(scale / (scale + horizon), shape) * gauss)
                / (1 + stopped);
    }

    private static double gauss(double a, double b, double c, double z) {
        double term = 1;
        double sum = 1;
        for (int k = 0; Math.abs(term) > 1e-18 * Math.abs(sum) || k < 100; k++) {
            term *= (a + k) * (b + k) / (c + k) / (k + 1) * z;
            sum += term;
        }
        return sum;
    }

    @Test
    void nothingHappensWhereThePapersFormDividesByZero() {
        double before = new BgNbd(0.243, 4.414, 0.999_999, 2.426).purchases(FIRST, 39);
        double at = new BgNbd(0.243, 4.414, 1, 2.426).purchases(FIRST, 39);
        double after = new BgNbd(0.243, 4.414, 1.000_001, 2.426).purchases(FIRST, 39);
        assertThat(at).isCloseTo((before + after) / 2, within(1e-9)).isStrictlyBetween(after, before);
    }

    /** Reckoned by hand: 1 / (1 + a / (b + 1) × ((alpha + 38.86) / (alpha + 30.43)) ^ (r + 2)). */
    @Test
    void whoBoughtNotLongAgoIsLikelyStillACustomer() {
        double odds = 0.793 / 3.426 * StrictMath.pow(43.274 / 34.844, 2.243);
        assertThat(CDNOW.alive(FIRST)).isCloseTo(1 / (1 + odds), within(1e-12));
        assertThat(CDNOW.alive(new History(0, 0, 38.86))).isEqualTo(1);
        assertThat(CDNOW.alive(new History(20, 5, 38.86))).isLessThan(0.001);
    }

    @Test
    void noHistoryIsTooLong() {
        assertThat(CDNOW.alive(new History(5_000, 1, 500))).isZero();
        assertThat(CDNOW.purchases(new History(5_000, 1, 500), 52)).isZero();
        double often = CDNOW.purchases(new History(5_000, 500, 500), 520);
        assertThat(often).isBetween(500.0, 5_200.0);
        assertThat(CDNOW.purchases(1e6)).isBetween(CDNOW.purchases(1e5), 1_000.0);
        assertThat(CDNOW.purchases(0)).isZero();
    }

    /** 200,000 customers in two groups: who seems gone, and who seems not. Three standard errors of the mean are allowed. */
    @Test
    void customersDoWhatIsExpectedOfThem() {
        List<Shop.Seen> customers = new Shop(7).customers(CDNOW, 200_000, 39, 39);
        for (boolean likely : new boolean[] {true, false}) {
            List<Shop.Seen> group = customers.stream()
                    .filter(each -> each.history().repeats() > 0 && CDNOW.alive(each.history()) > 0.5 == likely)
                    .toList();
            double said = group.stream()
                    .mapToDouble(each -> CDNOW.alive(each.history()))
                    .average()
                    .orElseThrow();
            double are = group.stream()
                    .mapToDouble(each -> each.alive() ? 1 : 0)
                    .average()
                    .orElseThrow();
            assertThat(are).isCloseTo(said, within(3 * Math.sqrt(said * (1 - said) / group.size())));

            double expected = group.stream()
                    .mapToDouble(each -> CDNOW.purchases(each.history(), 39))
                    .average()
                    .orElseThrow();
            double made = group.stream().mapToDouble(Shop.Seen::later).average().orElseThrow();
            double squares = group.stream()
                    .mapToDouble(each -> (double) each.later() * each.later())
                    .average()
                    .orElseThrow();
            assertThat(made).isCloseTo(expected, within(3 * Math.sqrt((squares - made * made) / group.size())));
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new BgNbd(0.2, 4, 0, 2)).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> new BgNbd(0.2, Double.NaN, 1, 2)).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> CDNOW.purchases(-1)).hasMessageContaining("from 0 on");
        assertThatThrownBy(() -> new History(0, 3, 4)).hasMessageContaining("0 where there is one only");
        assertThatThrownBy(() -> new History(1, 5, 4)).hasMessageContaining("not after today");
        assertThatThrownBy(() -> new History(1, 5, Double.NaN)).hasMessageContaining("not after today");
    }
}

package org.opportune.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.opportune.statistics.Plan.Looks;

/** Sizes of samples, against published ones and over 2,000 simulated experiments. */
class PlanTest {
    private static final double MARGIN =
            3 * Math.sqrt(0.8 * 0.2 / Trials.EXPERIMENTS); // three standard errors of such a share
    private static final double Z = 1.959_963_985;
    private static final Plan ONCE = new Plan(0.05, 0.8, 0.5, Looks.ONCE);
    private static final Plan ANY_TIME = new Plan(0.05, 0.8, 0.5, Looks.ANY_TIME);

    /** The z-test with one variance for both arms, for which proportions are planned. */
    static boolean differsOnce(Moments treated, Moments control) {
        double mean = treated.plus(control).mean();
        double error = Math.sqrt(mean * (1 - mean) * (1.0 / treated.count() + 1.0 / control.count()));
        return Math.abs(treated.mean() - control.mean()) > Z * error;
    }

    /** The examples of R's {@code power.prop.test}: p1 = 0.5, p2 = 0.75, power 0.9 takes 76.7 an arm; 50 an arm have power 0.740. */
    @Test
    void proportionsTakeAsManyAsWasPublished() {
        assertThat(new Plan(0.05, 0.9, 0.5, Looks.ONCE).forProportions(0.5, 0.75))
                .isEqualTo(154);
        assertThat(ONCE.powerForProportions(100, 0.5, 0.75)).isCloseTo(0.740, within(0.0005));
    }

    /** 16 times the variance over the squared difference in each arm, the rule of thumb for alpha 0.05 and power 0.8 (van Belle, <i>Statistical Rules of Thumb</i>, 2008), is 15.698 in full. */
    @Test
    void meansTakeAsManyAsWasPublished() {
        assertThat(ONCE.forMeans(10, 1)).isEqualTo(3_140);
        assertThat(ONCE.powerForMeans(3_140, 10, 1)).isCloseTo(0.8, within(0.0002));
        assertThat(ONCE.forMeans(10, -1)).isEqualTo(3_140);
    }

    @Test
    void aSmallerArmTakesMoreCustomersAltogether() {
        Plan tenth = new Plan(0.05, 0.8, 0.1, Looks.ONCE);

        assertThat(tenth.forMeans(10, 1)).isEqualTo(8_721); // 0.25 / 0.09 as many
        assertThat(tenth.forProportions(0.05, 0.06)).isGreaterThan(2 * ONCE.forProportions(0.05, 0.06));
        assertThat(tenth.powerForProportions(tenth.forProportions(0.05, 0.06), 0.05, 0.06))
                .isCloseTo(0.8, within(0.001));
    }

    /** (3.0351 + 0.8416)² over (1.9600 + 0.8416)². */
    @Test
    void lookingAtAnyTimeTakesAboutTwiceTheCustomers() {
        assertThat((double) ANY_TIME.forMeans(10, 1) / ONCE.forMeans(10, 1)).isCloseTo(1.9148, within(0.001));
    }

    @Test
    void oneLookHasThePowerThatWasPlanned() {
        int customers = Math.toIntExact(ONCE.forProportions(0.05, 0.07));
        Trials differ = new Trials(1, customers, 0.5, Trials.converts(0.05), Trials.converts(0.07));

        assertThat(differ.share(1, PlanTest::differsOnce)).isCloseTo(0.8, within(MARGIN));
    }

    @Test
    void lookingAtAnyTimeHasThePowerThatWasPlannedAtTheEndAndMoreOnTheWay() {
        int customers = Math.toIntExact(ANY_TIME.forProportions(0.05, 0.07));
        ConfidenceSequence sequence = new ConfidenceSequence(0.05, customers);
        Trials differ = new Trials(20, customers / 20, 0.5, Trials.converts(0.05), Trials.converts(0.07));

        double atTheEnd = differ.share(
                20, (treated, control) -> sequence.difference(treated, control).excludes(0));
        double ever = differ.share(
                1, (treated, control) -> sequence.difference(treated, control).excludes(0));

        assertThat(atTheEnd).isCloseTo(0.8, within(MARGIN));
        assertThat(ever).isBetween(atTheEnd, 0.9);
    }

    @Test
    void meansHaveThePowerThatWasPlanned() {
        double deviation =
                Math.sqrt(0.1 * Math.exp(8) - Math.pow(0.1 * Math.exp(3.5), 2)); // of what Trials.spends says
        double difference = 0.02 * Math.exp(3.5);
        int customers = Math.toIntExact(ANY_TIME.forMeans(deviation, difference));
        ConfidenceSequence sequence = new ConfidenceSequence(0.05, customers);
        Trials differ = new Trials(
                1,
                customers,
                0.5,
                Trials.spends(0.1),
                random -> Trials.spends(0.1).applyAsDouble(random) + difference);

        assertThat(differ.share(1, (treated, control) -> sequence.difference(treated, control)
                        .excludes(0)))
                .isCloseTo(0.8, within(MARGIN));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new Plan(0.05, 0.01, 0.5, Looks.ONCE))
                .hasMessageContaining("power between alpha and 1");
        assertThatThrownBy(() -> ONCE.forProportions(0.05, 0.05)).hasMessageContaining("difference of 0.0");
        assertThatThrownBy(() -> ONCE.forProportions(0.05, 1.2)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> ONCE.forMeans(0, 1)).hasMessageContaining("must be something");
    }
}

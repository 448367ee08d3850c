package org.opportune.statistics;

import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.function.ToDoubleFunction;

/**
 * Simulated experiments: customers come at random into one of two arms, and after every day somebody looks. Always the same, by their seeds.
 *
 * @param share of treatment
 * @param control what is observed of a customer in control
 * @param treatment the same in treatment
 */
record Trials(
        int days,
        int customersADay,
        double share,
        ToDoubleFunction<SplittableRandom> control,
        ToDoubleFunction<SplittableRandom> treatment) {
    static final int EXPERIMENTS = 2_000;

    /** Of a customer who converts with that probability. */
    static ToDoubleFunction<SplittableRandom> converts(double probability) {
        return random -> random.nextDouble() < probability ? 1 : 0;
    }

    /** Of a customer who buys with that probability, for a few much and for most little: the logarithm is normal with deviation 1. */
    static ToDoubleFunction<SplittableRandom> spends(double probability) {
        return random -> random.nextDouble() < probability ? StrictMath.exp(3 + normal(random)) : 0;
    }

    private static double normal(SplittableRandom random) {
        return StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()))
                * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }

    /**
     * The share of experiments in which a look says so.
     *
     * @param from the first day at whose end somebody looks
     * @param says of the observations of treatment and control until then
     */
    double share(int from, BiPredicate<Moments, Moments> says) {
        int said = 0;
        for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
            SplittableRandom random = new SplittableRandom(experiment);
            Moments treated = Moments.NONE;
            Moments controls = Moments.NONE;
            boolean once = false;
            for (int day = 1; day <= days && !once; day++) {
                for (int customer = 0; customer < customersADay; customer++) {
                    if (random.nextDouble() < share) {
                        treated = treated.plus(treatment.applyAsDouble(random));
                    } else {
                        controls = controls.plus(control.applyAsDouble(random));
                    }
                }
                once = day >= from && says.test(treated, controls);
            }
            said += once ? 1 : 0;
        }
        return (double) said / EXPERIMENTS;
    }
}

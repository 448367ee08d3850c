package org.opportune.demo;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Things of which some are drawn more often than others. */
final class Weighted<T> {
    private final List<T> things;
    private final double[] upTo;

    private Weighted(List<T> things, double[] upTo) {
        this.things = things;
        this.upTo = upTo;
    }

    static <T> Weighted<T> of(List<T> things, ToDoubleFunction<T> weight) {
        double[] upTo = new double[things.size()];
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += weight.applyAsDouble(things.get(i));
            upTo[i] = sum;
        }
        return new Weighted<>(List.copyOf(things), upTo);
    }

    List<T> things() {
        return things;
    }

    T draw(Chance chance) {
        double drawn = chance.share() * upTo[upTo.length - 1];
        int i = 0;
        while (upTo[i] <= drawn && i < upTo.length - 1) {
            i++;
        }
        return things.get(i);
    }
}

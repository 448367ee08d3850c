package org.opportune.lifetime;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hipparchus.optim.ConvergenceChecker;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Where a function of logarithms of parameters is greatest, by the simplex of Nelder and Mead (<i>A Simplex Method for Function Minimization</i>, 1965), begun anew where it came to rest until that is no better: alone, it
 * can rest too early. It needs no derivatives and draws nothing, so that the same data give the same model.
 *
 * @param settled whether it came to rest, within a factor of a million of where it began
 */
record Maximum(List<Double> at, double value, boolean settled) {
    private static final double WIDEST = StrictMath.log(1e6);
    private static final double SIDE = 0.5;
    private static final double CLOSE = 1e-9;
    private static final double CLOSE_OF_LARGE = 1e-14; // what many terms lose when they are added
    private static final int MOST_STEPS = 2_000;
    private static final int MOST_TIMES = 20;

    static Maximum of(ToDoubleFunction<List<Double>> function, double... start) {
        SimplexOptimizer search = new SimplexOptimizer(rest());
        ObjectiveFunction within = new ObjectiveFunction(point ->
                isWithin(WIDEST, point, start) ? function.applyAsDouble(list(point)) : Double.NEGATIVE_INFINITY);
        PointValuePair best = new PointValuePair(start, function.applyAsDouble(list(start)));
        for (int time = 0; time < MOST_TIMES; time++) {
            PointValuePair next = search.optimize(
                    MaxEval.unlimited(),
                    within,
                    GoalType.MAXIMIZE,
                    new InitialGuess(best.getPointRef()),
                    new NelderMeadSimplex(start.length, SIDE));
            boolean rests = search.getIterations() < MOST_STEPS && isClose(next.getValue(), best.getValue());
            if (next.getValue() > best.getValue()) {
                best = next;
            }
            if (rests) {
                boolean inside = isWithin(WIDEST - SIDE, best.getPointRef(), start);
                return new Maximum(list(best.getPointRef()), best.getValue(), inside);
            }
        }
        return new Maximum(list(best.getPointRef()), best.getValue(), false);
    }

    private static ConvergenceChecker<PointValuePair> rest() {
        return (step, before, after) -> step >= MOST_STEPS || isClose(before.getValue(), after.getValue());
    }

    private static boolean isClose(double one, double other) {
        return Math.abs(one - other) <= Math.max(CLOSE, CLOSE_OF_LARGE * Math.abs(other));
    }

    private static boolean isWithin(double distance, double[] point, double[] start) {
        for (int parameter = 0; parameter < point.length; parameter++) {
            if (Math.abs(point[parameter] - start[parameter]) > distance) {
                return false;
            }
        }
        return true;
    }

    private static List<Double> list(double[] point) {
        return Arrays.stream(point).boxed().toList();
    }
}

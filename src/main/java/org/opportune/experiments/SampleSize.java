package org.opportune.experiments;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;
import org.opportune.statistics.Plan;

/**
 * How many customers an experiment takes, whose arms are equal and are each compared with control.
 *
 * @param rate of conversion in control
 * @param lift the least that matters, as a part of the rate: 0.1 is a tenth more
 * @param alpha how often any difference is seen that is not there
 * @param power how often a difference that is there is seen
 * @param anyTime when results are looked at whenever one likes, as those of this server may be
 * @param once when they are looked at once, at the end, with a test of its own
 */
@Schema(name = "SampleSize")
public record SampleSize(
        double rate, double lift, double power, double alpha, int arms, Customers anyTime, Customers once) {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,3}(\\.[0-9]{1,6})?");
    private static final Pattern ARMS = Pattern.compile("[0-9]{1,2}");
    private static final int MOST_ARMS = 20;

    /** Of each arm, and of all. */
    @Schema(name = "SampleSizeCustomers")
    public record Customers(long perArm, long all) {}

    /** Throws a 400 problem with everything that is wrong; what is null is usual. */
    static SampleSize of(
            @Nullable String rate,
            @Nullable String lift,
            @Nullable String power,
            @Nullable String alpha,
            @Nullable String arms) {
        Findings findings = new Findings();
        double control = number("rate", rate, "0.05", "0.0001", "0.9999", findings);
        double more = number("lift", lift, "0.1", "-0.99", "100", findings);
        double seen = number("power", power, "0.8", "0.5", "0.999", findings);
        double wrong = number("alpha", alpha, "0.05", "0.0001", "0.2", findings);
        int count = arms(arms, findings);
        double treated = control * (1 + more);
        if (findings.isEmpty() && (more == 0 || treated >= 1)) {
            findings.at(
                    "?lift",
                    more == 0
                            ? "a difference of nothing is seen by no number of customers; say the least that matters, such as 0.1"
                            : "a rate of " + control + " cannot grow by that; it would be " + treated);
        }
        if (!findings.isEmpty()) {
            throw Problem.invalid(findings.list());
        }
        double each = wrong / (count - 1);
        return new SampleSize(
                control,
                more,
                seen,
                wrong,
                count,
                customers(new Plan(each, seen, 0.5, Plan.Looks.ANY_TIME), control, treated, count),
                customers(new Plan(each, seen, 0.5, Plan.Looks.ONCE), control, treated, count));
    }

    private static Customers customers(Plan plan, double control, double treated, int arms) {
        long perArm = (plan.forProportions(control, treated) + 1) / 2;
        return new Customers(perArm, perArm * arms);
    }

    private static double number(
            String name, @Nullable String given, String usual, String least, String most, Findings findings) {
        String text = given == null ? usual : given;
        if (NUMBER.matcher(text).matches()) {
            BigDecimal number = new BigDecimal(text);
            if (number.compareTo(new BigDecimal(least)) >= 0 && number.compareTo(new BigDecimal(most)) <= 0) {
                return number.doubleValue();
            }
        }
        findings.at(
                "?" + name,
                "'" + Nearest.shorten(text) + "' is not a number from " + least + " to " + most + " such as " + usual);
        return 0;
    }

    private static int arms(@Nullable String given, Findings findings) {
        int arms = given == null ? 2 : ARMS.matcher(given).matches() ? Integer.parseInt(given) : 0;
        if (arms < 2 || arms > MOST_ARMS) {
            findings.at(
                    "?arms",
                    "'" + Nearest.shorten(String.valueOf(given)) + "' is not a number of arms from 2 to " + MOST_ARMS);
        }
        return arms;
    }
}

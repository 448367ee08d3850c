package org.opportune.experiments;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Experiment;
import org.opportune.statistics.ConfidenceSequence;
import org.opportune.statistics.Interval;
import org.opportune.statistics.Moments;
import org.opportune.statistics.SampleRatio;
import org.opportune.wording.Phrases;

/**
 * What an experiment has come to. Intervals hold at any time, however often one looks.
 *
 * @param at until when it is known
 * @param alpha the probability that any interval of any arm's differences is ever wrong
 * @param customers who take part
 * @param observed of these, those whose time of observation is over; only they are compared
 * @param sentence what can be said yet
 * @param arms in the order of the rulebook
 */
@Schema(name = "ExperimentResults")
public record ExperimentResults(
        ExperimentView experiment,
        Instant at,
        double alpha,
        long customers,
        long observed,
        String sentence,
        Ratio sampleRatio,
        List<Result> arms) {
    /** Below it, customers were not shared as declared; once in a hundred experiments in which they were. */
    private static final double ALARM = 0.01;

    /**
     * Whether customers were shared as declared.
     *
     * @param p ever less than u with a probability of at most u, where they were
     * @param alarm true when no result can be believed
     */
    @Schema(name = "ExperimentSampleRatio")
    public record Ratio(double p, boolean alarm, String sentence) {}

    /**
     * What an arm came to.
     *
     * @param customers who are in it
     * @param observed of these, those whose time of observation is over
     * @param converted of those, who did what counts
     * @param rate of those who did; left out while nobody is observed
     * @param value of each, in base currency; left out while nobody is observed
     * @param differenceOfRate to control; left out for control, and while nobody is observed in either
     * @param differenceOfValue the same of value
     */
    @Schema(name = "ExperimentArmResult")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(
            String arm,
            String label,
            boolean control,
            long customers,
            long observed,
            long converted,
            @Nullable Estimate rate,
            @Nullable Estimate value,
            @Nullable Difference differenceOfRate,
            @Nullable Difference differenceOfValue) {}

    /**
     * A mean.
     *
     * @param lower left out, and upper too, while observations do not differ
     */
    @Schema(name = "ExperimentEstimate")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Estimate(
            double estimate,
            @Nullable Double lower,
            @Nullable Double upper) {
        static Estimate of(Interval interval) {
            return new Estimate(interval.estimate(), bound(interval.lower()), bound(interval.upper()));
        }
    }

    /**
     * A mean less that of control.
     *
     * @param lower left out, and upper too, while observations do not differ
     * @param shown {@code more}, {@code less}, or {@code nothing} yet
     */
    @Schema(name = "ExperimentDifference")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(
            double estimate,
            @Nullable Double lower,
            @Nullable Double upper,
            String shown) {
        static Difference of(Interval interval) {
            String shown = !interval.excludes(0) ? "nothing" : interval.lower() > 0 ? "more" : "less";
            return new Difference(interval.estimate(), bound(interval.lower()), bound(interval.upper()), shown);
        }
    }

    private static @Nullable Double bound(double bound) {
        return Double.isFinite(bound) ? bound : null;
    }

    static ExperimentResults of(
            Experiment experiment,
            Map<String, Tally> tallies,
            Instant now,
            double alpha,
            Phrases phrases,
            String locale) {
        List<Long> counts = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        List<Result> arms = new ArrayList<>();
        double weights = experiment.arms().values().stream()
                .mapToDouble(Experiment.Arm::weight)
                .sum();
        // of several arms each is compared with control, and all differences together are wrong with that probability
        double alphaOfEach = alpha / (experiment.arms().size() - 1);
        double ofControl = Objects.requireNonNull(experiment.arms().get(experiment.control()))
                .weight();
        ConfidenceSequence mean = new ConfidenceSequence(alpha, experiment.planned());
        Tally control = tallies.getOrDefault(experiment.control(), Tally.NONE);
        long observed = 0;
        for (Experiment.Arm arm : experiment.arms().values()) {
            Tally tally = tallies.getOrDefault(arm.id(), Tally.NONE);
            counts.add(tally.customers());
            shares.add(arm.weight() / weights);
            observed += tally.observed();
            boolean isControl = arm.id().equals(experiment.control());
            long planned = Math.max(1, Math.round(experiment.planned() * (arm.weight() + ofControl) / weights));
            ConfidenceSequence difference = new ConfidenceSequence(alphaOfEach, planned);
            boolean isCompared = !isControl && tally.observed() > 0 && control.observed() > 0;
            arms.add(new Result(
                    arm.id(),
                    arm.label().in(locale),
                    isControl,
                    tally.customers(),
                    tally.observed(),
                    tally.converted(),
                    estimate(mean, tally.conversions()),
                    estimate(mean, tally.values()),
                    isCompared
                            ? Difference.of(difference.difference(tally.conversions(), control.conversions()))
                            : null,
                    isCompared ? Difference.of(difference.difference(tally.values(), control.values())) : null));
        }
        long customers = counts.stream().mapToLong(Long::longValue).sum();
        double p = new SampleRatio(shares).anyTime(counts);
        boolean isMismatch = p < ALARM;
        return new ExperimentResults(
                ExperimentView.of(experiment, now, locale),
                now,
                alpha,
                customers,
                observed,
                sentence(customers, observed, phrases),
                new Ratio(p, isMismatch, phrases.say(isMismatch ? "results.mismatch" : "results.shared")),
                arms);
    }

    private static @Nullable Estimate estimate(ConfidenceSequence sequence, Moments moments) {
        return moments.count() == 0 ? null : Estimate.of(sequence.mean(moments));
    }

    private static String sentence(long customers, long observed, Phrases phrases) {
        String key = customers == 0 ? "results.empty" : observed == 0 ? "results.waiting" : "results.observed";
        return phrases.say(key, Map.of("customers", customers, "observed", observed));
    }
}

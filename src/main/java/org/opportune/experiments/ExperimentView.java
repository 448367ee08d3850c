package org.opportune.experiments;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Experiment;
import org.opportune.catalogue.Experiment.OtherRelease;

/**
 * An experiment of the release that decides.
 *
 * @param state {@code planned}, {@code running} or {@code ended}
 * @param from its first instant; left out when it has none
 * @param until the first instant after it; left out when it has none
 * @param share of the customers who take part
 * @param group of the experiments of one group a customer takes part in at most one; left out when it is in none
 * @param control the arm with which the others are compared
 * @param event the type of event that counts; left out when conversions of what was answered do
 * @param value the property of the event that holds an amount; left out when there is none
 * @param withinHours how long each customer is observed, in hours
 * @param planned how many customers it is planned for
 */
@Schema(name = "Experiment")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExperimentView(
        String id,
        String label,
        String state,
        @Nullable Instant from,
        @Nullable Instant until,
        double share,
        @Nullable String group,
        String control,
        @Nullable String event,
        @Nullable String value,
        long withinHours,
        int planned,
        List<ArmView> arms) {

    /**
     * An arm.
     *
     * @param weight in proportion to which it gets customers
     * @param release that decides for them instead; left out when the release that decides does
     */
    @Schema(name = "ExperimentArm")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ArmView(
            String id,
            String label,
            double weight,
            @Nullable String release) {
        static ArmView of(Experiment.Arm arm, String locale) {
            OtherRelease release = arm.release();
            return new ArmView(arm.id(), arm.label().in(locale), arm.weight(), release == null ? null : release.hash());
        }
    }

    static ExperimentView of(Experiment experiment, Instant now, String locale) {
        String state = experiment.runsAt(now) ? "running" : experiment.hasBegunAt(now) ? "ended" : "planned";
        return new ExperimentView(
                experiment.id(),
                experiment.label().in(locale),
                state,
                experiment.from(),
                experiment.until(),
                experiment.share(),
                experiment.group(),
                experiment.control(),
                experiment.goal().event(),
                experiment.goal().value(),
                experiment.within().toHours(),
                experiment.planned(),
                experiment.arms().values().stream()
                        .map(arm -> ArmView.of(arm, locale))
                        .toList());
    }
}

package org.opportune.experiments;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Catalogue;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.catalogue.Experiment;
import org.opportune.catalogue.Experiment.Arm;
import org.opportune.catalogue.Experiment.Goal;
import org.opportune.catalogue.Experiments;
import org.opportune.catalogue.ExperimentsReader;
import org.opportune.catalogue.Holdout;
import org.opportune.catalogue.Weight;
import org.opportune.eligibility.Candidate;
import org.opportune.policy.Verdict;
import org.opportune.profile.Assignment;
import org.opportune.rulebook.Rulebook;
import org.opportune.wording.Objection;

/** Experiments: who is in which arm, and what that changes of what a rulebook shows, be it their own or one that an arm decides by. */
public final class Arms {
    public static final String HELD_OUT = "HELD-OUT";
    public static final String NOT_IN_ARM = "NOT-IN-ARM";
    /** The arms of the holdout, as it is listed and kept. */
    static final String HELD = "held-out";

    static final String OTHERS = "others";

    private final Experiments experiments;
    private final Catalogue catalogue;
    /** Where the lots of an experiment's group, or its own, begin that mean to take part. */
    private final Map<String, Double> begins = new HashMap<>();
    /** By experiment and arm, of those that decide by another release. */
    private final Map<String, Map<String, String>> releases = new HashMap<>();

    public Arms(Rulebook rulebook) {
        this(rulebook.experiments(), rulebook.catalogue());
    }

    /** @param catalogue of what is shown */
    public Arms(Experiments experiments, Catalogue catalogue) {
        this.experiments = experiments;
        this.catalogue = catalogue;
        Map<String, Double> taken = new HashMap<>();
        for (Experiment experiment : experiments.all().values()) {
            String group = experiment.group();
            begins.put(experiment.id(), group == null ? 0 : taken.getOrDefault(group, 0.0));
            if (group != null) {
                taken.merge(group, experiment.share(), Double::sum);
            }
            experiment.arms().values().forEach(arm -> {
                if (arm.release() != null) {
                    releases.computeIfAbsent(experiment.id(), id -> new HashMap<>())
                            .put(arm.id(), arm.release().hash());
                }
            });
        }
    }

    /** The release that decides for who is in these arms; null for the one whose experiments these are. */
    public @Nullable String release(Assignment assignment) {
        for (Map.Entry<String, Map<String, String>> named : releases.entrySet()) {
            String release = named.getValue().get(assignment.arms().getOrDefault(named.getKey(), ""));
            if (release != null) {
                return release; // the only one, since those experiments are of one group
            }
        }
        return null;
    }

    /**
     * In what somebody takes part at an instant.
     *
     * @param unit null for nobody, who takes part in nothing
     */
    public Assignment assign(@Nullable Long unit, Instant at) {
        if (unit == null || !experiments.happen()) {
            return Assignment.NONE;
        }
        Holdout holdout = experiments.holdout();
        if (holdout != null && Draw.of(ExperimentsReader.HOLDOUT, unit) < holdout.share()) {
            return new Assignment(true, new TreeMap<>());
        }
        SortedMap<String, String> arms = new TreeMap<>();
        for (Experiment experiment : experiments.all().values()) {
            if (experiment.runsAt(at) && takesPart(experiment, unit)) {
                arms.put(experiment.id(), arm(experiment, unit));
            }
        }
        return new Assignment(false, arms);
    }

    private boolean takesPart(Experiment experiment, long unit) {
        String group = experiment.group();
        double lot = Draw.of(group == null ? "share of " + experiment.id() : "group " + group, unit);
        double begin = Objects.requireNonNull(begins.get(experiment.id()));
        return lot >= begin && lot < begin + experiment.share();
    }

    private static String arm(Experiment experiment, long unit) {
        double all =
                experiment.arms().values().stream().mapToDouble(Arm::weight).sum();
        double left = Draw.of("arm of " + experiment.id(), unit) * all;
        String last = "";
        for (Arm arm : experiment.arms().values()) {
            last = arm.id();
            left -= arm.weight();
            if (left < 0) {
                break;
            }
        }
        return last; // also where what is left is rounded to nothing
    }

    /** What is kept of it. */
    public Participation participation(@Nullable Long unit, Assignment assignment, Instant at) {
        if (unit == null || !experiments.happen()) {
            return Participation.NONE;
        }
        List<Participation.In> in = new ArrayList<>();
        Holdout holdout = experiments.holdout();
        if (holdout != null) {
            String arm = assignment.heldOut() ? HELD : OTHERS;
            in.add(in(ExperimentsReader.HOLDOUT, arm, at, holdout.within(), holdout.goal()));
        }
        assignment.arms().forEach((id, arm) -> {
            Experiment experiment = experiments.all().get(id);
            if (experiment != null) {
                in.add(in(id, arm, at, experiment.within(), experiment.goal()));
            }
        });
        return new Participation(unit, in);
    }

    private static Participation.In in(String id, String arm, Instant at, Duration within, Goal goal) {
        String event = goal.event();
        return new Participation.In(id, arm, at.plus(within).toEpochMilli(), event == null ? "" : event);
    }

    /** The verdicts with the reasons against every candidate that is not shown to somebody of that assignment; arms that this rulebook does not have change nothing. */
    public List<Verdict> screen(List<Verdict> verdicts, Assignment assignment) {
        if (assignment.equals(Assignment.NONE)) {
            return verdicts;
        }
        List<Verdict> screened = new ArrayList<>(verdicts.size());
        for (Verdict verdict : verdicts) {
            List<Objection> because = because(verdict.candidate(), assignment);
            screened.add(because.isEmpty() ? verdict : verdict.and(because));
        }
        return screened;
    }

    private List<Objection> because(Candidate candidate, Assignment assignment) {
        Holdout holdout = experiments.holdout();
        if (assignment.heldOut() && holdout != null && isPromotion(candidate.offer(), holdout)) {
            return List.of(new Objection.Own(HELD_OUT, "held.held-out"));
        }
        List<Objection> because = new ArrayList<>();
        assignment.arms().forEach((id, name) -> {
            Experiment experiment = experiments.all().get(id);
            Arm arm = experiment == null ? null : experiment.arms().get(name);
            if (experiment != null && arm != null && isKeptFrom(arm, candidate.treatment())) {
                Map<String, Object> words = Map.of("experiment", experiment.label(), "arm", arm.label());
                because.add(new Objection.Own(NOT_IN_ARM, "held.not-in-arm", words));
            }
        });
        return because;
    }

    /** An offer that says no purpose promotes. */
    private static boolean isPromotion(Offer offer, Holdout holdout) {
        return offer.purpose() == null || !holdout.keeps().contains(offer.purpose());
    }

    private boolean isKeptFrom(Arm arm, Treatment treatment) {
        if (arm.without().contains(treatment.offer())) {
            return true;
        }
        String only = arm.variants().get(treatment.offer());
        return only != null
                && !only.equals(treatment.variant())
                && catalogue
                        .treatmentsIn(treatment.placement())
                        .contains(new Treatment(treatment.offer(), treatment.placement(), only));
    }

    /** The levers of the arms. */
    public List<Weight> factors(Assignment assignment) {
        if (assignment.arms().isEmpty()) {
            return List.of();
        }
        List<Weight> factors = new ArrayList<>();
        assignment.arms().forEach((id, name) -> {
            Experiment experiment = experiments.all().get(id);
            Arm arm = experiment == null ? null : experiment.arms().get(name);
            if (arm != null) {
                factors.addAll(arm.factors());
            }
        });
        return factors;
    }
}

package org.opportune.experiments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.opportune.catalogue.Experiment;
import org.opportune.catalogue.Experiment.Arm;
import org.opportune.catalogue.ExperimentsReader;
import org.opportune.catalogue.Holdout;
import org.opportune.kernel.Label;
import org.opportune.rulebook.Rulebook;
import org.opportune.wording.Phrases;

/** What a rulebook tries out, by id: its experiments, and the holdout as one of two arms. */
final class Trials {
    private Trials() {}

    static Map<String, Experiment> of(Rulebook rulebook, Phrases phrases) {
        Map<String, Experiment> trials = new TreeMap<>(rulebook.experiments().all());
        Holdout holdout = rulebook.experiments().holdout();
        if (holdout != null) {
            trials.put(ExperimentsReader.HOLDOUT, of(holdout, phrases));
        }
        return trials;
    }

    private static Experiment of(Holdout holdout, Phrases phrases) {
        Map<String, Arm> arms = new LinkedHashMap<>();
        arms.put(Arms.HELD, arm(Arms.HELD, holdout.share(), phrases));
        arms.put(Arms.OTHERS, arm(Arms.OTHERS, 1 - holdout.share(), phrases));
        return new Experiment(
                ExperimentsReader.HOLDOUT,
                Label.of(phrases.say("experiment.holdout")),
                null,
                null,
                1,
                null,
                Arms.HELD,
                arms,
                holdout.goal(),
                holdout.within(),
                holdout.planned());
    }

    private static Arm arm(String id, double weight, Phrases phrases) {
        return new Arm(id, Label.of(phrases.say("experiment." + id)), weight, Set.of(), Map.of(), List.of());
    }
}

package org.opportune.catalogue;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.opportune.catalogue.Experiment.Goal;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.YamlNode;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.Vocabulary;

/** Reads {@code experiments.yaml}; a rulebook without it does not explore, and tries nothing. */
public final class ExperimentsReader {
    /** By which the holdout is listed and kept, as an experiment of two arms. */
    public static final String HOLDOUT = "universal-holdout";

    static final String FILE = "experiments.yaml";
    private static final int MOST_EXPERIMENTS = 100;
    private static final double ROUNDED = 1e-9;

    private final Vocabulary vocabulary;
    private final Exploration exploration;
    private final Experiments experiments;

    public ExperimentsReader(
            RulebookFolder folder, Terms terms, Vocabulary vocabulary, Catalogue catalogue, Findings findings) {
        this.vocabulary = vocabulary;
        if (!folder.has(FILE)) {
            this.exploration = Exploration.NONE;
            this.experiments = Experiments.NONE;
            return;
        }
        YamlNode root = YamlNode.read(FILE, folder.text(FILE), findings);
        root.checkOneLine();
        root.entries(Set.of("exploration", "holdout", "experiments"));
        this.exploration =
                root.get("exploration").map(ExperimentsReader::exploration).orElse(Exploration.NONE);
        ExperimentReader reader = new ExperimentReader(terms, vocabulary, catalogue);
        this.experiments = new Experiments(
                root.get("holdout").map(node -> holdout(node, reader)).orElse(null),
                root.get("experiments").map(node -> experiments(node, reader)).orElse(Map.of()));
    }

    public Exploration exploration() {
        return exploration;
    }

    public Experiments experiments() {
        return experiments;
    }

    private static Exploration exploration(YamlNode node) {
        node.entries(Set.of("share", "temperature"));
        return new Exploration(
                Numbers.number(node.required("share"), "0", "1", "a share of the decisions from 0 to 1 such as 0.05"),
                Numbers.number(
                        node.required("temperature"), "0.05", "100", "a temperature from 0.05 to 100 such as 0.5"));
    }

    private Holdout holdout(YamlNode node, ExperimentReader reader) {
        node.entries(Set.of("share", "keeps", "goal", "within", "planned"));
        double share = Numbers.number(
                node.required("share"), "0.001", "0.5", "a share of the customers from 0.001 to 0.5 such as 0.05");
        Set<String> keeps = new LinkedHashSet<>();
        for (YamlNode item : node.required("keeps").items()) {
            String purpose = item.text();
            if (!vocabulary.purposes().containsKey(purpose)) {
                item.fail(Nearest.unknown(
                        "purpose", purpose, vocabulary.purposes().keySet()));
            }
            keeps.add(purpose);
        }
        YamlNode goal = node.required("goal");
        Goal wanted = reader.goal(goal);
        if (wanted.equals(Goal.CONVERSION) && !goal.isMissing()) {
            goal.fail(
                    "who is held out is answered nothing that could convert; name an event, such as {event: order, value: amount}");
        }
        return new Holdout(share, keeps, wanted, reader.within(node, Duration.ofDays(28)), reader.planned(node));
    }

    private static Map<String, Experiment> experiments(YamlNode node, ExperimentReader reader) {
        Map<String, Experiment> experiments = new LinkedHashMap<>();
        Map<String, Double> shares = new LinkedHashMap<>();
        Map<String, YamlNode> entries = node.entries();
        if (entries.size() > MOST_EXPERIMENTS) {
            node.fail("there are " + entries.size() + " experiments, and at most " + MOST_EXPERIMENTS
                    + " may be; remove those whose results are known");
            return experiments;
        }
        entries.forEach((id, declared) -> {
            if (id.equals(HOLDOUT)) {
                declared.failName("'" + HOLDOUT + "' is what the holdout is called; choose another id");
            } else {
                Numbers.checkId(declared, id);
            }
            Experiment experiment = reader.read(id, declared);
            experiments.put(id, experiment);
            checkOneRelease(experiment, experiments.values(), declared);
            String group = experiment.group();
            if (group != null && shares.merge(group, experiment.share(), Double::sum) > 1 + ROUNDED) {
                declared.failName(
                        "the experiments of the group '" + Nearest.shorten(group)
                                + "' take more than all customers up to this one; write a share of at most 1 together for all of them");
            }
        });
        return experiments;
    }

    /** A customer is decided by one release, so no two of them may decide for the same customer. */
    private static void checkOneRelease(Experiment experiment, Collection<Experiment> upToIt, YamlNode declared) {
        Experiment first =
                upToIt.stream().filter(Experiment::namesReleases).findFirst().orElse(experiment);
        boolean isApart = first.equals(experiment)
                || (experiment.group() != null && experiment.group().equals(first.group()));
        if (experiment.namesReleases() && !isApart) {
            declared.failName("arms of '" + Nearest.shorten(first.id()) + "' and of '"
                    + Nearest.shorten(experiment.id())
                    + "' decide by other releases, and a customer could be in both; give both the same 'group'");
        }
    }
}

package org.opportune.comparison;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.opportune.classification.Classification;
import org.opportune.comparison.Outlook.Standing;
import org.opportune.decision.Decider;
import org.opportune.learning.LearnedRates;
import org.opportune.model.Rule;
import org.opportune.model.Step;
import org.opportune.profile.Profile;
import org.opportune.profile.Snapshot;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.FactShape;

/**
 * Two rulebooks that decide for the same customers. A step that both take alike is taken once for a customer of whom both know the same: most changes are
 * of one step, or of a figure that is another for few.
 */
final class Pair {
    private final Outlook live;
    private final Outlook other;
    private final boolean areFactsAlike;
    private final boolean areClassificationsAlike;
    private final boolean areOffersAlike;

    Pair(Decider live, Decider other, LearnedRates rates) {
        this.live = new Outlook(live, rates);
        this.other = new Outlook(other, rates);
        Rulebook one = live.rulebook();
        Rulebook two = other.rulebook();
        this.areFactsAlike = alike(one, two, Pair::facts);
        this.areClassificationsAlike = alike(one, two, Pair::classification);
        this.areOffersAlike = alike(one, two, Pair::offers);
    }

    /** How a customer stands by either. */
    record Standings(Standing live, Standing other) {}

    /** Of one customer, as each of the two needs it. */
    Standings of(Profile forLive, Profile forOther, Instant at) {
        Snapshot before = live.snapshot(forLive, at);
        Snapshot after = other.snapshot(forOther, at);
        boolean isSameCustomer = areFactsAlike && isSame(before, after);
        Classification now = live.classify(before);
        Classification then = isSameCustomer && areClassificationsAlike ? now : other.classify(after);
        Standing standing = live.of(before, now);
        boolean isSameAnswer = isSameCustomer && areOffersAlike && now.equals(then);
        return new Standings(standing, isSameAnswer ? standing : other.of(after, then));
    }

    private static boolean isSame(Snapshot before, Snapshot after) {
        return Arrays.equals(before.customer().array(), after.customer().array())
                && before.zone().equals(after.zone())
                && Objects.equals(before.language(), after.language());
    }

    private static boolean alike(Rulebook one, Rulebook two, Function<Rulebook, List<Object>> part) {
        return part.apply(one).equals(part.apply(two));
    }

    /** What a rule can know, and in which units. */
    private static List<Object> facts(Rulebook rulebook) {
        return List.of(
                names(rulebook.facts().customer()),
                names(rulebook.facts().context()),
                names(rulebook.facts().classification()),
                rulebook.terms().rates().toString(),
                rulebook.terms().zone(),
                rulebook.terms().defaultLocale());
    }

    private static List<String> names(FactShape shape) {
        return shape.properties().stream()
                .map(property -> property.name() + ":" + property.type())
                .toList();
    }

    /** What makes a classification of facts. */
    private static List<Object> classification(Rulebook rulebook) {
        return List.of(
                rulebook.canonical(Step.CLASSIFICATION),
                rulebook.vocabulary().stages().stream()
                        .map(stage -> stage.id() + ":" + stage.isDefault())
                        .toList(),
                List.copyOf(rulebook.vocabulary().scores().keySet()),
                List.copyOf(rulebook.vocabulary().scores().values()));
    }

    /** What makes offers of facts and a classification. */
    private static List<Object> offers(Rulebook rulebook) {
        return List.of(
                rulebook.canonical(Step.ELIGIBILITY),
                rulebook.rules().stream()
                        .filter(rule -> rule.step() == Step.ELIGIBILITY)
                        .map(Rule::question)
                        .toList(),
                rulebook.canonical(Step.POLICY),
                rulebook.canonical(Step.ARBITRATION),
                rulebook.terms().propensity(),
                rulebook.weights(),
                rulebook.vocabulary().placements().values().stream()
                        .map(placement -> placement.id() + ":" + placement.channel())
                        .toList(),
                List.copyOf(rulebook.catalogue().offers().values()),
                rulebook.catalogue().treatments());
    }
}

package org.opportune.arbitration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Exploration;

/** How one decision chooses, placement after placement: what is best, or what its seed draws; and how probable it was that it would. */
final class Choice {
    private final Exploration exploration;
    private final PlackettLuce draw;
    private final @Nullable Long seed;
    private final Odds before;
    private final Odds after;
    private long drawn;

    /**
     * Of a decision.
     *
     * @param seed by which it draws; null to take what is best
     */
    Choice(Exploration exploration, @Nullable Long seed) {
        this.exploration = exploration;
        this.draw = new PlackettLuce(exploration.temperature());
        this.seed = seed;
        this.before = new Odds(exploration.share());
        this.after = new Odds(exploration.share());
    }

    /** Whether a decision of that seed draws its ranking. */
    static boolean explores(Exploration exploration, long seed) {
        return Draws.number(seed, 0) < exploration.share();
    }

    /** The candidates of a placement, in their order, as the other methods take them. */
    List<Weighed> weigh(List<Ranked> bestFirst) {
        List<Weighed> weighed = new ArrayList<>(bestFirst.size());
        for (Ranked ranked : bestFirst) {
            weighed.add(new Weighed(ranked, exploration.happens() ? draw.logWeight(ranked) : 0));
        }
        return weighed;
    }

    /** The order in which a placement looks at its candidates, which come best first. */
    List<Weighed> order(List<Weighed> bestFirst) {
        return seed == null
                ? List.copyOf(bestFirst)
                : PlackettLuce.draw(
                        bestFirst, () -> Draws.number(seed, ++drawn)); // the number at place 0 is whether it explores
    }

    /**
     * A choice, with its probability where decisions explore.
     *
     * @param left what its placement has not chosen yet, this one too, best first
     * @param allowed which of these may be chosen now
     */
    Ranked of(Weighed chosen, List<Weighed> left, Predicate<Weighed> allowed) {
        if (!exploration.happens()) {
            return chosen.ranked();
        }
        List<Weighed> allowedLeft = left.stream().filter(allowed).toList();
        double ofLeft = PlackettLuce.probability(chosen, left);
        double ofAllowed = allowedLeft.size() == left.size() ? ofLeft : PlackettLuce.probability(chosen, allowedLeft);
        return chosen.ranked()
                .with(new Probability(
                        before.choose(chosen.equals(left.get(0)), ofLeft),
                        after.choose(chosen.equals(allowedLeft.get(0)), ofAllowed)));
    }
}

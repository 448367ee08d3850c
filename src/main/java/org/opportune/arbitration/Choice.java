package org.opportune.arbitration;

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

    /** The order in which a placement looks at its candidates, which come best first. */
    List<Ranked> order(List<Ranked> bestFirst) {
        return seed == null
                ? List.copyOf(bestFirst)
                : draw.draw(
                        bestFirst, () -> Draws.number(seed, ++drawn)); // the number at place 0 is whether it explores
    }

    /**
     * A choice, with its probability where decisions explore.
     *
     * @param left what its placement has not chosen yet, this one too, best first
     * @param allowed which of these may be chosen now
     */
    Ranked of(Ranked chosen, List<Ranked> left, Predicate<Ranked> allowed) {
        if (!exploration.happens()) {
            return chosen;
        }
        List<Ranked> allowedLeft = left.stream().filter(allowed).toList();
        return chosen.with(new Probability(probability(before, chosen, left), probability(after, chosen, allowedLeft)));
    }

    private double probability(Odds odds, Ranked chosen, List<Ranked> bestFirst) {
        return odds.choose(chosen.equals(bestFirst.get(0)), draw.probability(chosen, bestFirst));
    }
}

package org.opportune.analysis;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opportune.analysis.Dimension.Property;
import org.opportune.kernel.Kind;
import org.opportune.model.Condition;
import org.opportune.model.Condition.All;
import org.opportune.model.Rule;
import org.opportune.model.Term.Ref;

/** Rules that hold for nobody. */
final class Never {
    private final Space space;
    private final Space declared;
    private final Histories histories;
    private final Function<Box, @Nullable String> conflicts;

    /** Takes the space in which the rules were studied, the one of all that is declared, and what keeps anybody out of a box. */
    Never(Space space, Space declared, Histories histories, Function<Box, @Nullable String> conflicts) {
        this.space = space;
        this.declared = declared;
        this.histories = histories;
        this.conflicts = conflicts;
    }

    void report(List<Studied> rules, Remarks remarks) {
        for (Studied one : rules) {
            if (one.holds().isNever()) {
                remarks.idle(Kind.NEVER_MATCHES, one.rule(), one.name() + " can never match: " + why(one.rule()));
            }
        }
    }

    private String why(Rule rule) {
        Region region = new Regions(declared).of(rule);
        List<String> clash =
                region.boxes().stream().map(histories::clash).findFirst().orElse(List.of());
        if (!clash.isEmpty()) {
            return "no history of events has customer." + String.join(" and customer.", clash)
                    + " as its tests ask for; correct or remove them";
        }
        String conflict = new Regions(space)
                .of(rule).boxes().stream()
                        .map(conflicts)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        if (conflict != null) {
            return conflict + "; correct or remove a test";
        } else if (space != declared && !region.isNever()) {
            return "it asks for a stage that nobody reaches or a segment that no rule gives; write a rule that gives it, or take the test out";
        }
        String culprit = culprit(rule.when());
        return (culprit == null ? "its tests exclude each other" : culprit) + "; correct or remove them";
    }

    /** What the first test is about that leaves nothing of those before it; null when the rule is not such a row of tests. */
    private @Nullable String culprit(Condition when) {
        Regions regions = new Regions(declared);
        Box so = Box.everything(declared);
        for (Condition part : when instanceof All all ? all.parts() : List.of(when)) {
            Region region = regions.of(part);
            Box box = region.only();
            if (region.isNever()) {
                Set<Ref> refs = Condition.impliedKnown(part);
                return only(refs);
            } else if (box == null) {
                return null;
            }
            for (int dimension : box.dimensions()) {
                if (so.at(dimension).and(box.at(dimension)).isEmpty()) {
                    return declared.dimension(dimension).equals(new Property(Expired.MOMENT))
                            ? "no moment passes all its tests, among them date-effective and date-expires"
                            : noValue(Words.dimension(declared.dimension(dimension)));
                }
            }
            Box both = so.and(box);
            if (both == null || Texts.possible(both) == null) {
                return only(Condition.impliedKnown(part));
            }
            so = both;
        }
        return null;
    }

    private static @Nullable String only(Set<Ref> refs) {
        return refs.size() == 1 ? noValue(Words.property(refs.iterator().next())) : null;
    }

    private static String noValue(String culprit) {
        return "no value of " + culprit + " passes all its tests";
    }
}

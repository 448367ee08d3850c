package org.opportune.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.analysis.Dimension.Property;
import org.opportune.analysis.Dimension.Test;
import org.opportune.model.Condition.Affix;
import org.opportune.model.Condition.Where;
import org.opportune.model.Term.Ref;

/** What the tests of how a text begins, ends or what it has inside have to do with each other and with the text. */
final class Texts {
    private Texts() {}

    /** The box without texts that do not pass its tests; null when it sees that none does. */
    static @Nullable Box possible(Box box) {
        Map<Ref, List<Affix>> tests = new LinkedHashMap<>();
        for (int number : box.dimensions()) {
            if (box.space().dimension(number) instanceof Test test && test.test() instanceof Affix affix) {
                boolean does = box.at(number).known().equals(Among.of(true));
                if (does || box.at(number).known().equals(Among.of(false))) {
                    tests.computeIfAbsent(affix.ref(), key -> new ArrayList<>())
                            .add(new Affix(affix.ref(), affix.where(), affix.text(), does));
                }
            }
        }
        Box left = box;
        for (Map.Entry<Ref, List<Affix>> entry : tests.entrySet()) {
            left = left == null ? null : possible(left, entry.getKey(), entry.getValue());
        }
        return left;
    }

    private static @Nullable Box possible(Box box, Ref ref, List<Affix> tests) {
        int number = box.space().number(new Property(ref));
        Values values = box.at(number);
        if (values.isUnknown()) {
            return box; // the tests are without meaning for some of it
        } else if (!(values.known() instanceof Among among) || among.isOthers()) {
            return tests.stream().anyMatch(one -> tests.stream().anyMatch(other -> exclude(one, other))) ? null : box;
        } else {
            Set<Object> passing = new LinkedHashSet<>(among.values());
            passing.removeIf(text -> tests.stream().anyMatch(test -> passes(test, text.toString()) != test.does()));
            return box.with(number, new Values(false, new Among(passing, false)));
        }
    }

    /** Whether no text passes both, the first of which asks for what a text has. */
    private static boolean exclude(Affix one, Affix other) {
        if (!one.does()) {
            return false;
        } else if (!other.does()) {
            return (other.where() == Where.CONTAINS || other.where() == one.where()) && passes(other, one.text());
        }
        return one.where() == other.where()
                && one.where() != Where.CONTAINS
                && !passes(one, other.text())
                && !passes(other, one.text());
    }

    private static boolean passes(Affix test, String text) {
        return switch (test.where()) {
            case STARTS_WITH -> text.startsWith(test.text());
            case ENDS_WITH -> text.endsWith(test.text());
            case CONTAINS -> text.contains(test.text());
        };
    }
}

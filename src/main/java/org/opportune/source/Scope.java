package org.opportune.source;

import java.util.HashMap;
import java.util.Map;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;
import org.opportune.model.Fact;
import org.opportune.model.Term.Ref;

/** What the names of one rule stand for: properties of the pattern that is being read, and what has been bound so far. */
final class Scope {
    private final Names names;
    private final boolean canonical;
    private final Map<String, Ref> values = new HashMap<>();
    private final Map<String, Fact> facts = new HashMap<>();
    private @Nullable Fact current;

    /** In canonical DRL there is one pattern, and its properties are named {@code customer_orders90d}. */
    Scope(Names names, boolean canonical) {
        this.names = names;
        this.canonical = canonical;
    }

    void enter(@Nullable Fact fact) {
        current = fact;
    }

    Ref name(Place place, String name) {
        if (canonical) {
            int bar = name.indexOf('_');
            for (Fact fact : Fact.values()) {
                if (bar > 0 && fact.word().equalsIgnoreCase(name.substring(0, bar))) {
                    return names.ref(place, fact, name.substring(bar + 1));
                }
            }
            throw new Mistake(Kind.UNKNOWN_NAME, place, "unknown property '" + Nearest.shorten(name) + "'");
        }
        if (current == null) {
            throw new Mistake(Kind.SYNTAX, place, "'" + Nearest.shorten(name) + "' stands outside of a pattern");
        }
        return names.ref(place, current, name);
    }

    Ref bound(Place place, String variable, @Nullable String property) {
        Fact fact = facts.get(variable);
        Ref value = values.get(variable);
        if (property != null && fact != null) {
            return names.ref(place, fact, property);
        }
        if (property == null && value != null) {
            return value;
        }
        if (property != null && value != null) {
            throw Mistake.notInLanguage(
                    place, "'" + variable + "." + property + "', which reaches into a value,", "compare properties");
        }
        if (fact != null) {
            throw Mistake.notInLanguage(place, "the whole fact '" + variable + "'", "compare its properties");
        }
        throw new Mistake(
                Kind.UNKNOWN_NAME,
                place,
                Nearest.unknown("binding", variable, values.keySet())
                        + "; a value is bound before it is used, as in Customer($n : ordersTotal)");
    }

    boolean isBound(String variable, Fact fact) {
        return facts.get(variable) == fact;
    }

    void bind(Token variable, Ref value) {
        checkNew(variable);
        values.put(variable.text(), value);
    }

    void bind(Token variable, Fact fact) {
        checkNew(variable);
        facts.put(variable.text(), fact);
    }

    /** The columns of one table name the fact that they share each. */
    void bindOnce(Token variable, Fact fact) {
        if (facts.get(variable.text()) != fact) {
            bind(variable, fact);
        }
    }

    private void checkNew(Token variable) {
        if (SourceVersion.isKeyword(variable.text())) {
            throw Mistake.syntax(variable, "a name such as $c, which is no word of Java");
        }
        if (values.containsKey(variable.text()) || facts.containsKey(variable.text())) {
            throw new Mistake(
                    Kind.DUPLICATE_NAME, variable.place(), "'" + variable.text() + "' is bound twice in this rule");
        }
    }

    /** What was bound since is not known after one branch of an {@code or}. */
    Runnable mark() {
        Map<String, Ref> valuesBefore = Map.copyOf(values);
        Map<String, Fact> factsBefore = Map.copyOf(facts);
        return () -> {
            values.keySet().retainAll(valuesBefore.keySet());
            facts.keySet().retainAll(factsBefore.keySet());
        };
    }
}

package org.opportune.rulebook;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opportune.catalogue.Catalogue;
import org.opportune.kernel.Reason;
import org.opportune.model.Rule;
import org.opportune.model.Step;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.Vocabulary;

/** A folder of rule files, read, compiled and sealed under the hash of its content. Immutable and safe for threads until it is closed. */
public final class Rulebook implements AutoCloseable {
    private final String hash;
    private final Terms terms;
    private final Vocabulary vocabulary;
    private final Facts facts;
    private final Catalogue catalogue;
    private final List<Rule> rules;
    private final Map<String, Reason> reasons = new HashMap<>();
    private final Set<Step> steps = EnumSet.noneOf(Step.class);
    private final CompiledRules compiled;
    private final Constructors constructors;

    Rulebook(
            String hash,
            Terms terms,
            Vocabulary vocabulary,
            Facts facts,
            Catalogue catalogue,
            List<Rule> rules,
            CompiledRules compiled,
            FactClasses classes) {
        this.hash = hash;
        this.terms = terms;
        this.vocabulary = vocabulary;
        this.facts = facts;
        this.catalogue = catalogue;
        this.rules = List.copyOf(rules);
        for (Rule rule : rules) {
            reasons.put(rule.name(), Reason.ofRule(rule.name()));
            steps.add(rule.step());
        }
        this.compiled = compiled;
        this.constructors = Constructors.of(classes);
    }

    /** The SHA-256 of the sorted manifest of its files, in hexadecimal: the name of the release. */
    public String hash() {
        return hash;
    }

    public Terms terms() {
        return terms;
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    public Facts facts() {
        return facts;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public List<Rule> rules() {
        return rules;
    }

    /** The reason that a rule's name is. */
    public Reason reason(String rule) {
        Reason reason = reasons.get(rule);
        return reason == null ? Reason.ofRule(rule) : reason;
    }

    /** The rules for one decision at an instant. */
    public RuleSession open(Instant at) {
        return new RuleSession(compiled.session(), steps, constructors, at);
    }

    /** Lets go of the compiled rules; decisions that run now end well, later ones fail. */
    @Override
    public void close() {
        compiled.close();
    }

    record Constructors(MethodHandle customer, MethodHandle context, MethodHandle classification) {
        static Constructors of(FactClasses classes) {
            return new Constructors(
                    constructor(classes, "Customer"),
                    constructor(classes, "Context"),
                    constructor(classes, "Classification"));
        }

        private static MethodHandle constructor(FactClasses classes, String fact) {
            try {
                Class<?> type = classes.loadClass(Step.FACTS + "." + fact);
                return MethodHandles.publicLookup()
                        .findConstructor(type, MethodType.methodType(void.class, Object[].class))
                        .asFixedArity()
                        .asType(MethodType.methodType(Object.class, Object.class));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("the facts were just made", e);
            }
        }
    }
}

package org.opportune.rulebook;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.opportune.catalogue.Cap;
import org.opportune.catalogue.Catalogue;
import org.opportune.catalogue.Experiments;
import org.opportune.catalogue.Exploration;
import org.opportune.catalogue.Weight;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Reason;
import org.opportune.model.Canonical;
import org.opportune.model.Rule;
import org.opportune.model.Step;
import org.opportune.source.SentenceWriter;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.Vocabulary;
import org.opportune.wording.Phrases;

/**
 * A folder of rule files, read, compiled and sealed under the hash of its content; with the rulebooks that arms of its experiments decide by, where these are
 * there. Immutable and safe for threads until it is closed.
 */
public final class Rulebook implements AutoCloseable {
    private final RulebookContent content;
    private final Map<String, Reason> reasons = new HashMap<>();
    private final Map<String, Phrases> phrases = new ConcurrentHashMap<>();
    private final CompiledRules compiled;
    private final String hash;
    private final Map<String, Rulebook> others;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    Rulebook(RulebookContent content, CompiledRules compiled) {
        this(content, compiled, Map.of());
    }

    private Rulebook(RulebookContent content, CompiledRules compiled, Map<String, Rulebook> others) {
        this.content = content;
        this.compiled = compiled;
        this.others = Map.copyOf(others);
        this.hash = content.manifest().hash();
        for (Rule rule : content.rules()) {
            reasons.put(rule.name(), Reason.ofRule(rule.name()));
        }
    }

    /**
     * The same rules once more, compiled once, beside those by which arms of its experiments decide. Each of the two is closed by itself, and the compiled
     * rules go with the last.
     *
     * @param others by their hashes; closed with what is given back
     */
    public Rulebook with(Map<String, Rulebook> others) {
        return new Rulebook(content, compiled.share(), others);
    }

    /** By hash, the rulebooks that arms of its experiments decide by; none where only its own rules are asked. */
    public Map<String, Rulebook> others() {
        return others;
    }

    /** What this is as a release. */
    public Manifest manifest() {
        return content.manifest();
    }

    /** The SHA-256 of the manifest, in hexadecimal: the name of the release. */
    public String hash() {
        return hash;
    }

    public Terms terms() {
        return content.terms();
    }

    public Vocabulary vocabulary() {
        return content.vocabulary();
    }

    public Facts facts() {
        return content.facts();
    }

    public Catalogue catalogue() {
        return content.catalogue();
    }

    public List<Cap> caps() {
        return content.caps();
    }

    public List<Weight> weights() {
        return content.weights();
    }

    public Exploration exploration() {
        return content.exploration();
    }

    public Experiments experiments() {
        return content.experiments();
    }

    public List<Rule> rules() {
        return content.rules();
    }

    /** What is allowed in its files and most likely not meant. */
    public List<Finding> remarks() {
        return content.remarks();
    }

    /** What says the rules of a step in a language: the one asked for, a broader one, or the rulebook's default. */
    public SentenceWriter writer(Step step, String locale) {
        return content.writer(step, locale);
    }

    /** What says the server's own sentences in one of the rulebook's locales. */
    public Phrases phrases(String locale) {
        return phrases.computeIfAbsent(
                locale, tag -> new Phrases(tag, terms().rates().base()));
    }

    /** The reason that a rule's name is. */
    public Reason reason(String rule) {
        Reason reason = reasons.get(rule);
        return reason == null ? Reason.ofRule(rule) : reason;
    }

    /** What reaches the engine, is shown to an approver, and is sealed. */
    public String canonical(Step step) {
        return Canonical.print(
                step, rules().stream().filter(rule -> rule.step() == step).toList());
    }

    /** Whether it has a rule of the step; where it has none, there is nothing to ask. */
    public boolean has(Step step) {
        return compiled.has(step);
    }

    /** What the engine made of the rules, for a process that is to decide by them as well. */
    public RuleClasses classes() {
        return compiled.classes();
    }

    RuleLoader loader() {
        return compiled.loader();
    }

    /** The rules for one decision. */
    public RuleSession open() {
        return new RuleSession(compiled.session(), compiled);
    }

    /** Lets go of the compiled rules, and of those of others; a decision that holds this rulebook still ends well. */
    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            compiled.close();
            others.values().forEach(Rulebook::close);
        }
    }
}

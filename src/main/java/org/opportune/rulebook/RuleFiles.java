package org.opportune.rulebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opportune.catalogue.Catalogue;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.model.Rule;
import org.opportune.model.Step;
import org.opportune.source.DecisionTableReader;
import org.opportune.source.DrlReader;
import org.opportune.source.Languages;
import org.opportune.source.Names;
import org.opportune.source.SentenceReader;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.Vocabulary;

/** Reads every rule file of a folder, in the order of their paths, whatever it is written as. */
final class RuleFiles {
    private static final int MOST_RULES = 20_000;

    private final RulebookFolder folder;
    private final Terms terms;
    private final Vocabulary vocabulary;
    private final Facts facts;
    private final Catalogue catalogue;
    private final Findings findings;
    private final Findings remarks;

    RuleFiles(
            RulebookFolder folder,
            Terms terms,
            Vocabulary vocabulary,
            Facts facts,
            Catalogue catalogue,
            Findings findings,
            Findings remarks) {
        this.folder = folder;
        this.terms = terms;
        this.vocabulary = vocabulary;
        this.facts = facts;
        this.catalogue = catalogue;
        this.findings = findings;
        this.remarks = remarks;
    }

    List<Rule> read(Languages languages) {
        List<Rule> rules = new ArrayList<>();
        for (String path : folder.paths()) {
            int slash = path.indexOf('/');
            Optional<Step> step = KnownFiles.isRules(path) ? Step.of(path.substring(0, slash)) : Optional.empty();
            step.ifPresent(found ->
                    rules.addAll(read(path, Names.of(found, facts, vocabulary, catalogue, terms.zone()), languages)));
        }
        distinct(rules);
        return rules;
    }

    Languages languages() {
        Map<String, String> files = new TreeMap<>();
        folder.paths().stream().filter(Languages::isLanguage).forEach(path -> files.put(path, folder.text(path)));
        return Languages.read(files, findings);
    }

    private List<Rule> read(String path, Names names, Languages languages) {
        if (path.endsWith(".drl")) {
            return DrlReader.read(names, path, folder.text(path), findings);
        } else if (path.endsWith(".dslr")) {
            return SentenceReader.read(names, languages, path, folder.text(path), findings);
        }
        boolean table = path.endsWith(".xlsx") || (path.endsWith(".csv") && !path.endsWith(".cases.csv"));
        return table ? DecisionTableReader.read(names, path, folder.bytes(path), findings, remarks) : List.of();
    }

    private void distinct(List<Rule> rules) {
        Map<String, Rule> byName = new HashMap<>();
        for (Rule rule : rules) {
            Rule earlier = byName.putIfAbsent(Rule.sameName(rule.name()), rule);
            if (earlier != null && !earlier.place().file().equals(rule.place().file())) {
                findings.in(
                        Kind.DUPLICATE_NAME,
                        rule.place(),
                        "the rule '" + Nearest.shorten(rule.name()) + "' stands in " + earlier.place()
                                + " too; a name is a reason and must be unique");
            }
        }
        if (rules.size() > MOST_RULES) {
            findings.in(
                    Kind.TOO_COMPLEX,
                    rules.get(MOST_RULES).place(),
                    "the rulebook has " + rules.size() + " rules; at most " + MOST_RULES + " are allowed");
        }
    }
}

package org.opportune.rulebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Catalogue;
import org.opportune.catalogue.CatalogueReader;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.model.Rule;
import org.opportune.model.Step;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.TermsReader;
import org.opportune.vocabulary.Vocabulary;
import org.opportune.vocabulary.VocabularyReader;

/** Makes a {@link Rulebook} of a folder, or says everything that is wrong with it. */
public final class RulebookReader {
    private static final String TERMS = "rulebook.yaml";
    private static final String VOCABULARY = "vocabulary.yaml";

    private RulebookReader() {}

    /** Null with findings when the folder is not a rulebook. */
    public static @Nullable Rulebook read(RulebookFolder folder, Findings findings) {
        for (String path : List.of(TERMS, VOCABULARY)) {
            if (!folder.has(path)) {
                findings.add(Finding.in(path, 1, 1, "the file is missing"));
            }
        }
        if (!findings.isEmpty()) {
            return null;
        }
        Terms terms = TermsReader.read(TERMS, folder.text(TERMS), findings);
        if (!findings.isEmpty()) {
            return null;
        }
        Vocabulary vocabulary = VocabularyReader.read(VOCABULARY, folder.text(VOCABULARY), terms, findings);
        if (!findings.isEmpty()) {
            return null; // what follows would repeat each of these once a use
        }
        Catalogue catalogue = new CatalogueReader(folder, terms, vocabulary, findings).read();
        Facts facts = Facts.of(vocabulary);
        List<RuleFile> files = ruleFiles(folder, new RuleFileReader(facts, vocabulary, catalogue, findings));
        List<Rule> rules = files.stream().flatMap(file -> file.rules().stream()).toList();
        distinct(rules, findings);
        if (!findings.isEmpty()) {
            return null;
        }
        FactClasses classes = new FactClasses(facts, Rulebook.class.getClassLoader());
        CompiledRules compiled = new RuleCompiler(classes, findings).compile(files);
        return compiled == null
                ? null
                : new Rulebook(folder.hash(), terms, vocabulary, facts, catalogue, rules, compiled, classes);
    }

    private static List<RuleFile> ruleFiles(RulebookFolder folder, RuleFileReader reader) {
        List<RuleFile> files = new ArrayList<>();
        for (String path : folder.paths()) {
            int slash = path.indexOf('/');
            if (slash > 0 && isRuleFile(path)) {
                Step.of(path.substring(0, slash))
                        .ifPresent(step -> files.add(reader.read(path, step, folder.bytes(path))));
            }
        }
        return files;
    }

    private static boolean isRuleFile(String path) {
        return path.endsWith(".drl")
                || path.endsWith(".xlsx")
                || (path.endsWith(".csv") && !path.endsWith(".cases.csv"));
    }

    private static void distinct(List<Rule> rules, Findings findings) {
        Map<String, Rule> byName = new HashMap<>();
        for (Rule rule : rules) {
            Rule earlier = byName.putIfAbsent(rule.name(), rule);
            if (earlier != null && !earlier.file().equals(rule.file())) {
                findings.add(Finding.in(
                        rule.file(),
                        rule.line(),
                        1,
                        "the rule '" + rule.name() + "' stands in " + earlier.file() + ":" + earlier.line()
                                + " too; a name is a reason and must be unique"));
            }
        }
    }
}

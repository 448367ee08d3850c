package org.opportune.rulebook;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Cap;
import org.opportune.catalogue.Catalogue;
import org.opportune.catalogue.CatalogueReader;
import org.opportune.catalogue.ExperimentsReader;
import org.opportune.catalogue.LimitsReader;
import org.opportune.catalogue.Weight;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Place;
import org.opportune.model.Rule;
import org.opportune.source.Languages;
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
        return read(folder, findings, Layers.ALL);
    }

    static @Nullable Rulebook read(RulebookFolder folder, Findings findings, Layers layers) {
        RulebookContent content = content(folder, findings);
        return content == null || !findings.isEmpty() ? null : compile(content, null, null, findings, layers);
    }

    /** With findings for what is left out of it; null when names are not known, so that what follows would repeat each of those findings. */
    public static @Nullable RulebookContent content(RulebookFolder folder, Findings findings) {
        Set<String> wrong = findings.files(finding -> true);
        Set<String> unreadable =
                findings.files(finding -> !Kind.FILE_NAME.slug().equals(finding.kind()));
        if (!unreadable.stream().allMatch(KnownFiles::isRules)) {
            return null;
        }
        Findings missing = Findings.ofRulebook();
        for (String path : List.of(TERMS, VOCABULARY)) {
            if (!folder.has(path)) {
                missing.in(Kind.FILE_MISSING, Place.of(path, 1, 1), "the file is missing; a rulebook begins with it");
            }
        }
        findings.addAll(missing);
        if (!missing.isEmpty()) {
            return null;
        }
        Findings ofTerms = Findings.ofRulebook();
        Terms terms = TermsReader.read(TERMS, folder.text(TERMS), ofTerms);
        findings.addInOrder(ofTerms);
        if (!terms.locales().contains(terms.defaultLocale())) {
            return null; // of which every label would be told that it has no text
        }
        KnownFiles.check(folder.without(wrong), terms, findings);
        Findings undeclared = Findings.ofRulebook();
        Vocabulary vocabulary = VocabularyReader.read(VOCABULARY, folder.text(VOCABULARY), terms, undeclared);
        findings.addAll(undeclared);
        if (!undeclared.isEmpty() || !ofTerms.isEmpty()) {
            return null;
        }
        Catalogue catalogue = new CatalogueReader(folder, terms, vocabulary, findings).read();
        LimitsReader limits = new LimitsReader(folder, vocabulary, catalogue, findings);
        List<Cap> caps = limits.caps();
        List<Weight> weights = limits.weights();
        ExperimentsReader experiments = new ExperimentsReader(folder, terms, vocabulary, catalogue, findings);
        Facts facts = Facts.of(vocabulary, catalogue.labels());
        Findings remarks = Findings.ofRulebook();
        RuleFiles files = new RuleFiles(folder.without(wrong), terms, vocabulary, facts, catalogue, findings, remarks);
        Languages languages = files.languages();
        List<Rule> rules = files.read(languages);
        return new RulebookContent(
                Manifest.of(folder, rules),
                terms,
                vocabulary,
                facts,
                catalogue,
                caps,
                weights,
                experiments.exploration(),
                experiments.experiments(),
                languages,
                rules,
                remarks.list());
    }

    /** Of content without findings; null with findings when the engine does not take its rules. */
    public static @Nullable Rulebook compile(RulebookContent content, Findings findings) {
        return compile(content, null, null, findings);
    }

    /**
     * The same of rules that were compiled before.
     *
     * @param made what came of it; null to compile them now
     * @param before of which it keeps the rules that are the same, as fast as they are now; null when there is none
     */
    public static @Nullable Rulebook compile(
            RulebookContent content, @Nullable RuleClasses made, @Nullable Rulebook before, Findings findings) {
        return compile(content, made, before, findings, Layers.ALL);
    }

    /** From now on, in this process: what decides meanwhile loses one core to a compilation and no more. */
    public static void compileInOneThread() {
        EngineBuild.inOneThread();
    }

    private static @Nullable Rulebook compile(
            RulebookContent content,
            @Nullable RuleClasses made,
            @Nullable Rulebook before,
            Findings findings,
            Layers layers) {
        RuleLoader loader = before == null ? null : before.loader();
        CompiledRules compiled =
                layers.compiler(content.facts(), loader, findings).compile(content.rules(), made);
        return compiled == null ? null : new Rulebook(content, compiled);
    }
}

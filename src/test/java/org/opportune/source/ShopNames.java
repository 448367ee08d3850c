package org.opportune.source;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opportune.catalogue.Catalogue;
import org.opportune.catalogue.CatalogueReader;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.model.Rule;
import org.opportune.model.Step;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.TermsReader;
import org.opportune.vocabulary.Vocabulary;
import org.opportune.vocabulary.VocabularyReader;

/** The names of the demo shop, for tests that read rules without compiling them. */
public final class ShopNames {
    public static final RulebookFolder FOLDER = RulebookFolder.read(Path.of("rules"), new Findings());
    public static final Terms TERMS = TermsReader.read("rulebook.yaml", FOLDER.text("rulebook.yaml"), new Findings());
    public static final Vocabulary VOCABULARY =
            VocabularyReader.read("vocabulary.yaml", FOLDER.text("vocabulary.yaml"), TERMS, new Findings());
    public static final Catalogue CATALOGUE = new CatalogueReader(FOLDER, TERMS, VOCABULARY, new Findings()).read();
    public static final Facts FACTS = Facts.of(VOCABULARY, CATALOGUE.labels());

    public static final Languages LANGUAGES = Languages.read(languageFiles(), new Findings());

    private ShopNames() {}

    static Map<String, String> languageFiles() {
        Map<String, String> files = new TreeMap<>();
        FOLDER.paths().stream().filter(Languages::isLanguage).forEach(path -> files.put(path, FOLDER.text(path)));
        return files;
    }

    /** The rules of one file of the shop, which has no mistake. */
    public static List<Rule> read(Step step, String path) {
        Findings findings = new Findings();
        List<Rule> rules = path.endsWith(".drl")
                ? DrlReader.read(of(step), path, FOLDER.text(path), findings)
                : path.endsWith(".dslr")
                        ? SentenceReader.read(of(step), LANGUAGES, path, FOLDER.text(path), findings)
                        : DecisionTableReader.read(of(step), path, FOLDER.bytes(path), findings, new Findings());
        if (!findings.isEmpty()) {
            throw new IllegalStateException(findings.list().toString());
        }
        return rules;
    }

    public static Names of(Step step) {
        Map<String, String> offers = new LinkedHashMap<>();
        CATALOGUE.offers().forEach((id, offer) -> offers.put(id, offer.label()));
        return new Names(step, FACTS, VOCABULARY, offers, TERMS.zone());
    }
}

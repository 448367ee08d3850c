package org.opportune.rulebook;

import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.TermsReader;
import org.opportune.vocabulary.Vocabulary;
import org.opportune.vocabulary.VocabularyReader;

/** The words of a small rulebook, for tests of other steps. */
public final class Words {
    private final Terms terms;
    private final Vocabulary vocabulary;

    private Words(Terms terms, Vocabulary vocabulary) {
        this.terms = terms;
        this.vocabulary = vocabulary;
    }

    public static Words read(String terms, String vocabulary) {
        Findings findings = new Findings();
        Terms readTerms = TermsReader.read("rulebook.yaml", terms, findings);
        Vocabulary read = VocabularyReader.read("vocabulary.yaml", vocabulary, readTerms, findings);
        if (!findings.isEmpty()) {
            throw new IllegalArgumentException(findings.list().toString());
        }
        return new Words(readTerms, read);
    }

    public Terms terms() {
        return terms;
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    public FactShape customer() {
        return Facts.of(vocabulary).customer();
    }

    /** A rulebook of these words, without rules. */
    public static Rulebook rulebook(String terms, String vocabulary) {
        NavigableMap<String, byte[]> files = new TreeMap<>();
        files.put("rulebook.yaml", terms.getBytes(StandardCharsets.UTF_8));
        files.put("vocabulary.yaml", vocabulary.getBytes(StandardCharsets.UTF_8));
        files.put("offers/offers.csv", "id,campaign,value,validFrom,validTo,label\n".getBytes(StandardCharsets.UTF_8));
        files.put("offers/treatments.csv", "offer,placement,variant\n".getBytes(StandardCharsets.UTF_8));
        Findings findings = new Findings();
        Rulebook rulebook = RulebookReader.read(new RulebookFolder(files), findings);
        if (rulebook == null) {
            throw new IllegalArgumentException(findings.list().toString());
        }
        return rulebook;
    }
}

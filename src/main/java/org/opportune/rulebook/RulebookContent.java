package org.opportune.rulebook;

import java.util.List;
import org.opportune.catalogue.Cap;
import org.opportune.catalogue.Catalogue;
import org.opportune.catalogue.Experiments;
import org.opportune.catalogue.Exploration;
import org.opportune.catalogue.Weight;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Label;
import org.opportune.model.Rule;
import org.opportune.model.Step;
import org.opportune.source.Languages;
import org.opportune.source.Names;
import org.opportune.source.SentenceWriter;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.Vocabulary;

/**
 * What the files of a rulebook say, before it is compiled. What has a mistake is left out.
 *
 * @param manifest what it is named by
 * @param remarks what is allowed in its files and most likely not meant
 */
public record RulebookContent(
        Manifest manifest,
        Terms terms,
        Vocabulary vocabulary,
        Facts facts,
        Catalogue catalogue,
        List<Cap> caps,
        List<Weight> weights,
        Exploration exploration,
        Experiments experiments,
        Languages languages,
        List<Rule> rules,
        List<Finding> remarks) {
    public RulebookContent {
        caps = List.copyOf(caps);
        weights = List.copyOf(weights);
        rules = List.copyOf(rules);
        remarks = List.copyOf(remarks);
    }

    /** What says the rules of a step in a language: the one asked for, a broader one, or the rulebook's default. */
    public SentenceWriter writer(Step step, String locale) {
        return writer(step, locale, languages);
    }

    /** The same in sentences of another rulebook, so that the rules of both are said alike. */
    public SentenceWriter writer(Step step, String locale, Languages languages) {
        String tag = locale;
        while (tag != null && languages.get(tag) == null) {
            tag = Label.broader(tag);
        }
        return SentenceWriter.of(
                Names.of(step, facts, vocabulary, catalogue, terms.zone()),
                languages,
                tag == null ? terms.defaultLocale() : tag);
    }
}

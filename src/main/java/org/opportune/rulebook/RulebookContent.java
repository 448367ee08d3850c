package org.opportune.rulebook;

import java.util.List;
import org.opportune.catalogue.Cap;
import org.opportune.catalogue.Catalogue;
import org.opportune.catalogue.Weight;
import org.opportune.kernel.Finding;
import org.opportune.model.Rule;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.Vocabulary;

/**
 * What the files of a rulebook say, before it is compiled. What has a mistake is left out.
 *
 * @param hash the SHA-256 of the sorted manifest of its files, in hexadecimal
 * @param remarks what is allowed in its files and most likely not meant
 */
public record RulebookContent(
        String hash,
        Terms terms,
        Vocabulary vocabulary,
        Facts facts,
        Catalogue catalogue,
        List<Cap> caps,
        List<Weight> weights,
        List<Rule> rules,
        List<Finding> remarks) {
    public RulebookContent {
        caps = List.copyOf(caps);
        weights = List.copyOf(weights);
        rules = List.copyOf(rules);
        remarks = List.copyOf(remarks);
    }
}

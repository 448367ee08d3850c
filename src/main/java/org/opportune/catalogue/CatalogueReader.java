package org.opportune.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opportune.catalogue.Catalogue.Content;
import org.opportune.catalogue.Catalogue.ContentKey;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.intake.RulebookFolder;
import org.opportune.intake.Table;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Nearest;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Identifiers;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.Vocabulary;
import org.opportune.wording.WordingReader;

/** Reads {@code offers/}: the catalogue, the treatments, and the content of each locale. */
public final class CatalogueReader {
    private final RulebookFolder folder;
    private final Terms terms;
    private final Vocabulary vocabulary;
    private final Findings findings;

    public CatalogueReader(RulebookFolder folder, Terms terms, Vocabulary vocabulary, Findings findings) {
        this.folder = folder;
        this.terms = terms;
        this.vocabulary = vocabulary;
        this.findings = findings;
    }

    public Catalogue read() {
        Table table = table("offers/offers.csv", OfferReader.COLUMNS);
        OfferReader reader = new OfferReader(terms, vocabulary);
        Map<String, Offer> offers = new LinkedHashMap<>();
        for (Table.Row row : table.rows()) {
            Offer offer = reader.read(row);
            if (offers.put(offer.id(), offer) != null && !offer.id().isEmpty()) {
                row.fail("id", "the offer '" + Nearest.shorten(offer.id()) + "' stands here twice");
            }
        }
        for (Offer offer : List.copyOf(offers.values())) {
            if (!Ids.isId(offer.id())) {
                offers.putIfAbsent(Identifiers.dashed(offer.id()), offer);
            }
        }
        boolean hasAllOffers = table.isWhole() && table.columns().contains("id");
        Catalogue named = new Catalogue(offers, Map.of(), Map.of(), hasAllOffers);
        Catalogue catalogue = new Catalogue(offers, treatments(named), contents(named), hasAllOffers);
        new FallbackCheck(catalogue, vocabulary, terms, findings).check();
        return catalogue;
    }

    private Table table(String path, List<String> columns) {
        return Table.read(folder, path, columns, findings);
    }

    private Map<String, List<Treatment>> treatments(Catalogue named) {
        Map<String, List<Treatment>> treatments = new LinkedHashMap<>();
        for (Table.Row row : table("offers/treatments.csv", List.of("offer", "placement", "variant"))
                .rows()) {
            offered(row, named);
            known(row, "placement", vocabulary.placements().keySet());
            Treatment treatment = new Treatment(row.get("offer"), row.get("placement"), row.get("variant"));
            List<Treatment> placed = treatments.computeIfAbsent(treatment.placement(), placement -> new ArrayList<>());
            if (placed.contains(treatment)) {
                row.fail("offer", "the offer '" + Nearest.shorten(treatment.offer()) + "' has this treatment already");
            }
            placed.add(treatment);
        }
        return treatments;
    }

    private Map<ContentKey, Content> contents(Catalogue named) {
        ContentReader reader = new ContentReader(new WordingReader(Facts.of(vocabulary), terms));
        Map<ContentKey, Content> contents = new LinkedHashMap<>();
        for (String locale : terms.locales()) {
            String path = "offers/content." + locale + ".csv";
            if (!folder.has(path)) {
                continue;
            }
            for (Table.Row row : table(path, ContentReader.COLUMNS).rows()) {
                offered(row, named);
                Content content = reader.read(locale, row);
                if (contents.put(new ContentKey(locale, row.get("offer"), row.get("variant")), content) != null) {
                    row.fail("offer", "the offer '" + Nearest.shorten(row.get("offer")) + "' has this content already");
                }
            }
        }
        return contents;
    }

    private static void offered(Table.Row row, Catalogue named) {
        if (!named.knows(row.get("offer"))) {
            known(row, "offer", named.offers().keySet());
        }
    }

    static void known(Table.Row row, String column, Set<String> known) {
        if (!known.contains(row.get(column))) {
            row.fail(column, Nearest.unknown(column, row.get(column), known));
        }
    }
}

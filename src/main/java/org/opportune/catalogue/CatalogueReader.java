package org.opportune.catalogue;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Catalogue.Content;
import org.opportune.catalogue.Catalogue.ContentKey;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.intake.RulebookFolder;
import org.opportune.intake.Table;
import org.opportune.intake.WrittenNumber;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Nearest;
import org.opportune.vocabulary.Identifiers;
import org.opportune.vocabulary.Rates;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.Vocabulary;

/** Reads {@code offers/}: the catalogue, the treatments, and the content of each locale. */
public final class CatalogueReader {
    /** A path of the shop or an address; no script. */
    private static final Pattern LINK = Pattern.compile(
            "|/(?!/)[^\\s\"<>\\\\]{0,500}|https://[^\\s\"<>\\\\/?#@]{1,250}([/?#][^\\s\"<>\\\\]{0,500})?");

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
        Table table = table("offers/offers.csv", List.of("id", "campaign", "value", "validFrom", "validTo", "label"));
        Map<String, Offer> offers = new LinkedHashMap<>();
        for (Table.Row row : table.rows()) {
            Offer offer = offer(row);
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
        return new Catalogue(offers, treatments(named), contents(named), hasAllOffers);
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
        Map<ContentKey, Content> contents = new LinkedHashMap<>();
        for (String locale : terms.locales()) {
            String path = "offers/content." + locale + ".csv";
            if (folder.has(path)) {
                contents(path, locale, named, contents);
            }
        }
        return contents;
    }

    private void contents(String path, String locale, Catalogue named, Map<ContentKey, Content> contents) {
        for (Table.Row row : table(path, List.of("offer", "variant", "title", "text", "callToAction", "link"))
                .rows()) {
            offered(row, named);
            if (row.get("title").isEmpty()) {
                row.fail("title", "the title is empty");
            }
            if (!LINK.matcher(row.get("link")).matches()) {
                row.fail(
                        "link",
                        "'" + Nearest.shorten(row.get("link"))
                                + "' is no link such as /welcome or https://example.com/welcome");
            }
            Content content =
                    new Content(locale, row.get("title"), row.get("text"), row.get("callToAction"), row.get("link"));
            if (contents.put(new ContentKey(locale, row.get("offer"), row.get("variant")), content) != null) {
                row.fail("offer", "the offer '" + Nearest.shorten(row.get("offer")) + "' has this content already");
            }
        }
    }

    /** An offer with a mistake is one all the same, so that what names it is not wrong too. */
    private Offer offer(Table.Row row) {
        String id = row.get("id");
        Ids.check(row, id);
        known(row, "campaign", vocabulary.campaigns().keySet());
        BigDecimal value = BigDecimal.ZERO;
        try {
            value = new BigDecimal(row.get("value"));
        } catch (NumberFormatException e) {
            row.fail(
                    "value",
                    "'" + Nearest.shorten(row.get("value")) + "' is not an amount such as 12.50"
                            + WrittenNumber.hint(row.get("value")));
        }
        if (!Rates.isInBounds(value) || value.signum() < 0) {
            row.fail("value", "a value is between 0 and 10^12");
        }
        LocalDate from = day(row, "validFrom");
        LocalDate to = day(row, "validTo");
        if (from != null && to != null && to.isBefore(from)) {
            row.fail("validTo", "the last day " + to + " lies before the first day " + from);
        }
        return new Offer(id, row.get("campaign"), value, from, to, row.get("label"));
    }

    private static @Nullable LocalDate day(Table.Row row, String column) {
        String text = row.get(column);
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            row.fail(column, "'" + Nearest.shorten(text) + "' is not a day such as 2026-03-01");
            return null;
        }
    }

    private static void offered(Table.Row row, Catalogue named) {
        if (!named.knows(row.get("offer"))) {
            known(row, "offer", named.offers().keySet());
        }
    }

    private static void known(Table.Row row, String column, Set<String> known) {
        if (!known.contains(row.get(column))) {
            row.fail(column, Nearest.unknown(column, row.get(column), known));
        }
    }
}

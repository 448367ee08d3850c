package org.opportune.catalogue;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Catalogue.Budget;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.catalogue.Catalogue.Reward;
import org.opportune.intake.Table;
import org.opportune.intake.WrittenNumber;
import org.opportune.kernel.Nearest;
import org.opportune.vocabulary.Identifiers;
import org.opportune.vocabulary.Money;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.Vocabulary;

/** Reads a row of {@code offers/offers.csv}. An offer with a mistake is one all the same, so that what names it is not wrong too. */
final class OfferReader {
    static final List<String> COLUMNS = List.of(
            "id",
            "campaign",
            "value",
            "validFrom",
            "validTo",
            "label",
            "timeZone",
            "cost",
            "currency",
            "priority",
            "budgetTotal",
            "budgetDaily",
            "tags",
            "exclusionGroup",
            "purpose",
            "rewardReferrer",
            "rewardReferred");

    /** The time zone of an offer whose days begin where each customer is. */
    private static final String CUSTOMER = "customer";

    private static final Pattern PRIORITY = Pattern.compile("-?[0-9]{1,6}");
    private static final int MOST_TAGS = 20;
    private static final int MOST_DIGITS = 40;

    private final Terms terms;
    private final Vocabulary vocabulary;
    private final Set<String> zones = new TreeSet<>(ZoneId.getAvailableZoneIds());

    OfferReader(Terms terms, Vocabulary vocabulary) {
        this.terms = terms;
        this.vocabulary = vocabulary;
        zones.add(CUSTOMER);
    }

    Offer read(Table.Row row) {
        String id = row.get("id");
        Ids.check(row, id);
        CatalogueReader.known(row, "campaign", vocabulary.campaigns().keySet());
        String currency = currency(row);
        BigDecimal value = amount(row, "value", currency);
        BigDecimal cost = optionalAmount(row, "cost", currency);
        LocalDate from = day(row, "validFrom");
        LocalDate to = day(row, "validTo");
        if (from != null && to != null && to.isBefore(from)) {
            row.fail("validTo", "the last day " + to + " lies before the first day " + from);
        }
        return new Offer(
                id,
                row.get("campaign"),
                value,
                from,
                to,
                row.get("label"),
                zone(row),
                currency,
                cost == null ? BigDecimal.ZERO : cost,
                priority(row),
                budget(row, cost, currency),
                tags(row),
                id(row, "exclusionGroup", row.get("exclusionGroup")),
                purpose(row),
                new Reward(
                        optionalAmount(row, "rewardReferrer", currency),
                        optionalAmount(row, "rewardReferred", currency)));
    }

    private @Nullable String currency(Table.Row row) {
        String currency = row.get("currency");
        if (!currency.isEmpty() && !terms.rates().knows(currency)) {
            row.fail(
                    "currency",
                    Nearest.unknown("currency", currency, terms.rates().currencies())
                            + "; the rates of rulebook.yaml do not have it");
            return null;
        }
        return currency.isEmpty() || currency.equals(terms.rates().base()) ? null : currency;
    }

    private @Nullable BigDecimal optionalAmount(Table.Row row, String column, @Nullable String currency) {
        return row.get(column).isEmpty() ? null : amount(row, column, currency);
    }

    private BigDecimal amount(Table.Row row, String column, @Nullable String currency) {
        String text = row.get(column);
        BigDecimal amount;
        try {
            amount = new BigDecimal(text.length() > MOST_DIGITS ? "" : text);
        } catch (NumberFormatException e) {
            row.fail(
                    column,
                    "'" + Nearest.shorten(text) + "' is not an amount such as 12.50" + WrittenNumber.hint(text));
            return BigDecimal.ZERO;
        }
        if (Math.abs(amount.scale()) > MOST_DIGITS
                || amount.signum() < 0
                || !terms.rates().isInBounds(new Money(amount, currency))) {
            row.fail(column, "a " + column + " is between 0 and 10^12");
            return BigDecimal.ZERO;
        }
        return amount;
    }

    private Budget budget(Table.Row row, @Nullable BigDecimal cost, @Nullable String currency) {
        BigDecimal total = optionalAmount(row, "budgetTotal", currency);
        BigDecimal daily = optionalAmount(row, "budgetDaily", currency);
        if ((total != null || daily != null) && (cost == null || cost.signum() == 0)) {
            row.fail(
                    row.get("cost").isEmpty() ? total == null ? "budgetDaily" : "budgetTotal" : "cost",
                    "a budget is spent by what each acceptance costs; write a cost above 0");
        }
        if (total != null && daily != null && daily.compareTo(total) > 0) {
            row.fail(
                    "budgetDaily",
                    "the budget of a day, " + daily.toPlainString() + ", is more than the whole budget, "
                            + total.toPlainString());
        }
        return new Budget(total, daily);
    }

    private @Nullable ZoneId zone(Table.Row row) {
        String zone = row.get("timeZone");
        if (zone.isEmpty()) {
            return terms.zone();
        } else if (!zones.contains(zone)) {
            row.fail("timeZone", Nearest.unknown("time zone", zone, zones));
            return terms.zone();
        }
        return zone.equals(CUSTOMER) ? null : ZoneId.of(zone);
    }

    private static int priority(Table.Row row) {
        String priority = row.get("priority");
        if (!priority.isEmpty() && !PRIORITY.matcher(priority).matches()) {
            row.fail(
                    "priority",
                    "'" + Nearest.shorten(priority) + "' is not a whole number of at most six digits such as 10");
            return 0;
        }
        return priority.isEmpty() ? 0 : Integer.parseInt(priority);
    }

    private static Set<String> tags(Table.Row row) {
        Set<String> tags = new LinkedHashSet<>();
        for (String tag : row.get("tags").split("[\\s;]+", -1)) {
            if (!tag.isEmpty() && id(row, "tags", tag) != null) {
                tags.add(tag);
            }
        }
        if (tags.size() > MOST_TAGS) {
            row.fail("tags", "an offer has at most " + MOST_TAGS + " tags, and this one has " + tags.size());
        }
        return Set.copyOf(tags);
    }

    private static @Nullable String id(Table.Row row, String column, String id) {
        if (id.isEmpty()) {
            return null;
        } else if (!Ids.isId(id)) {
            String meant = Identifiers.dashed(id);
            row.fail(
                    column,
                    "'" + Nearest.shorten(id)
                            + "' is no id: small letters and digits with dashes between them, at most 60"
                            + (Ids.isId(meant) ? "; write " + meant : ""));
            return null;
        }
        return id;
    }

    private @Nullable String purpose(Table.Row row) {
        String purpose = row.get("purpose");
        if (purpose.isEmpty()) {
            return null;
        }
        CatalogueReader.known(row, "purpose", vocabulary.purposes().keySet());
        return purpose;
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
}

package org.opportune.reports;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;
import org.opportune.ledger.Trait;

/**
 * How figures of offers are cut: by what they are told apart, and of what alone they are. Sums of one dimension at a time are few, and kept by offer and day; sums of columns together are many.
 *
 * @param by a dimension; null when nothing is told apart
 * @param only values of dimensions that are counted alone
 * @param campaigns of offers, by the catalogue that decides now
 * @param dimension the one beside offers and campaigns, empty for none; null where columns are combined
 */
record Cut(
        @Nullable String by,
        Map<String, String> only,
        Map<String, String> campaigns,
        @Nullable String dimension) {
    static final String CAMPAIGN = "campaign";
    static final String REASON = "reason";

    /** Dimensions of what was held back. */
    private static final List<String> OF_REASONS = List.of(CAMPAIGN, "channel", "offer", REASON);

    /** Dimensions that can be combined, with their columns. */
    private static final Map<String, String> COLUMNS = new TreeMap<>(
            Map.of("channel", "channel", "placement", "placement", "stage", "stage", "release", "release_hash"));

    /** Traits that every rulebook has. */
    private static final List<String> TRAITS = List.of(Trait.SEGMENT, Trait.LOCALE, Trait.COUNTRY, Trait.ARM);

    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1,190}");

    private static final Set<String> OF_OFFERS = Set.of("offer", CAMPAIGN);

    Cut {
        only = Map.copyOf(only);
        campaigns = Map.copyOf(campaigns);
    }

    /**
     * As it is asked for. Throws a problem when there is no such dimension, or dimensions cannot be combined.
     *
     * @param declared further traits, by the vocabulary that decides now
     */
    static Cut of(@Nullable String by, Map<String, String> only, Map<String, String> campaigns, List<String> declared) {
        Set<String> known = new LinkedHashSet<>(OF_OFFERS);
        known.addAll(COLUMNS.keySet());
        known.addAll(TRAITS);
        known.addAll(declared);
        requireKnown(by, known);
        requireNames(only);
        Set<String> used = new TreeSet<>(only.keySet());
        if (by != null) {
            used.add(by);
        }
        used.removeAll(OF_OFFERS);
        if (used.size() <= 1) {
            return new Cut(by, only, campaigns, used.stream().findFirst().orElse(""));
        }
        used.stream().filter(each -> !COLUMNS.containsKey(each)).findFirst().ifPresent(trait -> {
            used.remove(trait);
            throw Problem.invalid(
                    "?" + (used.contains(by) ? "by" : used.iterator().next()),
                    "sums by " + trait + " are kept by offer and day, and cannot be combined with "
                            + String.join(", ", used));
        });
        return new Cut(by, only, campaigns, null);
    }

    /** Of what was held back. */
    static Cut ofReasons(@Nullable String by, Map<String, String> only, Map<String, String> campaigns) {
        requireKnown(by, OF_REASONS);
        requireNames(only);
        return new Cut(by, only, campaigns, null);
    }

    private static void requireKnown(@Nullable String by, Collection<String> known) {
        if (by != null && !known.contains(by)) {
            throw Problem.invalid("?by", Nearest.unknown("dimension", by, known));
        }
    }

    /** What is no name at all is refused before the database compares it; a name that is not known, or not any more, counts nothing. */
    private static void requireNames(Map<String, String> only) {
        only.forEach((dimension, value) -> {
            if (!NAME.matcher(value).matches()) {
                throw Problem.invalid("?" + dimension, "'" + Nearest.shorten(value) + "' is no " + dimension);
            }
        });
    }

    private String column(String of) {
        if (of.equals(dimension)) {
            return "value";
        }
        return of.equals(CAMPAIGN) ? "offer" : COLUMNS.getOrDefault(of, of);
    }

    /** Whether what is of an offer counts. */
    boolean takes(String offer) {
        String campaign = only.get(CAMPAIGN);
        return campaign == null || campaign.equals(campaigns.get(offer));
    }

    /** The value that is told apart, of a row that is of an offer. */
    String value(String offer, String column) {
        return CAMPAIGN.equals(by) ? campaigns.getOrDefault(offer, "") : column;
    }

    /** The column of what is told apart. */
    String group() {
        return by == null ? "''" : column(by);
    }

    /** The offer, where a campaign is looked for in rows of offers. */
    String offer() {
        return CAMPAIGN.equals(by) || only.containsKey(CAMPAIGN) ? "offer" : "''";
    }

    /** Conditions on the columns, for each value of {@link #wanted}. */
    String where() {
        StringBuilder sql = new StringBuilder();
        sorted().forEach(each ->
                sql.append(" and ").append(column(each.getKey())).append(" = ?"));
        return sql.toString();
    }

    List<String> wanted() {
        return sorted().map(Map.Entry::getValue).toList();
    }

    private Stream<Map.Entry<String, String>> sorted() {
        return only.entrySet().stream()
                .filter(each -> !each.getKey().equals(CAMPAIGN))
                .sorted(Map.Entry.comparingByKey());
    }
}

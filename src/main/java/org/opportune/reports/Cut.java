package org.opportune.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;
import org.opportune.ledger.Trait;

/**
 * How figures of offers are cut: by what they are told apart, and of what alone they are.
 *
 * @param by a dimension; null when nothing is told apart
 * @param only values of dimensions that are counted alone
 * @param campaigns of offers, by the catalogue that decides now
 */
record Cut(@Nullable String by, Map<String, String> only, Map<String, String> campaigns) {
    static final String CAMPAIGN = "campaign";
    static final String REASON = "reason";

    /** Dimensions of what was held back. */
    private static final List<String> OF_REASONS = List.of(CAMPAIGN, "channel", "offer", REASON);

    /** Dimensions of which all can be combined, with their columns. */
    private static final Map<String, String> COLUMNS = new TreeMap<>(Map.of(
            "offer",
            "offer",
            CAMPAIGN,
            "offer",
            "channel",
            "channel",
            "placement",
            "placement",
            "stage",
            "stage",
            "release",
            "release_hash"));

    /** Traits that every rulebook has. */
    private static final List<String> TRAITS = List.of(Trait.SEGMENT, Trait.LOCALE, Trait.COUNTRY, Trait.ARM);

    /** With what a trait can be combined, since its sums are kept by them. */
    private static final Set<String> BESIDE_TRAITS = Set.of("offer", CAMPAIGN);

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
        if (by != null && !COLUMNS.containsKey(by) && !TRAITS.contains(by) && !declared.contains(by)) {
            List<String> known = new ArrayList<>(COLUMNS.keySet());
            known.addAll(TRAITS);
            known.addAll(declared);
            throw unknown(by, known);
        }
        Cut cut = new Cut(by, only, campaigns);
        Set<String> used = cut.used();
        String trait = cut.trait();
        if (trait != null) {
            used.remove(trait);
            used.removeAll(BESIDE_TRAITS);
            if (!used.isEmpty()) {
                throw Problem.invalid(
                        "?" + (used.contains(by) ? "by" : used.iterator().next()),
                        "sums by " + trait + " are kept by offer and day, and cannot be combined with "
                                + String.join(", ", used));
            }
        }
        return cut;
    }

    /** Of what was held back. */
    static Cut ofReasons(@Nullable String by, Map<String, String> only, Map<String, String> campaigns) {
        if (by != null && !OF_REASONS.contains(by)) {
            throw unknown(by, OF_REASONS);
        }
        return new Cut(by, only, campaigns);
    }

    private static Problem unknown(String by, List<String> known) {
        return Problem.invalid("?by", Nearest.unknown("dimension", by, known));
    }

    private Set<String> used() {
        Set<String> used = new TreeSet<>(only.keySet());
        if (by != null) {
            used.add(by);
        }
        return used;
    }

    /** The trait that is asked for; null when it is about columns alone. */
    @Nullable
    String trait() {
        return used().stream()
                .filter(dimension -> !COLUMNS.containsKey(dimension) && !dimension.equals(REASON))
                .findFirst()
                .orElse(null);
    }

    static String column(String dimension) {
        return COLUMNS.getOrDefault(dimension, dimension);
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
        return by == null ? "''" : by.equals(trait()) ? "value" : column(by);
    }

    /** The offer, where a campaign is looked for in rows of offers. */
    String offer() {
        return CAMPAIGN.equals(by) || only.containsKey(CAMPAIGN) ? "offer" : "''";
    }

    /** Conditions on the columns, for each value of {@link #wanted}. */
    String where() {
        StringBuilder sql = new StringBuilder();
        only.keySet().stream()
                .sorted()
                .filter(dimension -> !dimension.equals(CAMPAIGN))
                .forEach(dimension -> sql.append(" and ")
                        .append(dimension.equals(trait()) ? "value" : column(dimension))
                        .append(" = ?"));
        return sql.toString();
    }

    List<String> wanted() {
        return only.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(each -> !each.getKey().equals(CAMPAIGN))
                .map(Map.Entry::getValue)
                .toList();
    }
}

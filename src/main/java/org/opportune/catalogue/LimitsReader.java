package org.opportune.catalogue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opportune.intake.RulebookFolder;
import org.opportune.intake.Table;
import org.opportune.intake.WrittenNumber;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Nearest;
import org.opportune.vocabulary.Vocabulary;

/** Reads {@code policy/caps.csv} and {@code arbitration/weights.csv}; a rulebook without them has no caps and no levers. */
public final class LimitsReader {
    static final String CAPS = "policy/caps.csv";
    static final String WEIGHTS = "arbitration/weights.csv";
    private static final Pattern WINDOW = Pattern.compile("([1-9][0-9]{0,3})([hd])");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,6}");
    private static final Pattern FACTOR = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,4})?");
    private static final BigDecimal MOST_FACTOR = BigDecimal.valueOf(100);

    private final RulebookFolder folder;
    private final Map<String, Set<String>> subjects;
    private final Catalogue catalogue;
    private final Findings findings;

    public LimitsReader(RulebookFolder folder, Vocabulary vocabulary, Catalogue catalogue, Findings findings) {
        this.folder = folder;
        this.catalogue = catalogue;
        this.findings = findings;
        this.subjects = Map.of(
                "channel", vocabulary.channels().keySet(),
                "placement", vocabulary.placements().keySet(),
                "campaign", vocabulary.campaigns().keySet(),
                "offer", catalogue.offers().keySet(),
                "tag",
                        catalogue.offers().values().stream()
                                .flatMap(offer -> offer.tags().stream())
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    public List<Cap> caps() {
        List<Cap> caps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Table.Row row : rows(CAPS, List.of("id", "scope", "subject", "most", "window", "counts"))) {
            String id = row.get("id");
            Ids.check(row, id);
            if (!ids.add(id) && !id.isEmpty()) {
                row.fail("id", "the cap '" + Nearest.shorten(id) + "' stands here twice");
            }
            Cap.Scope scope = word(row, "scope", Cap.Scope.values());
            Set<String> subjects = scope == null ? Set.of() : subjects(row, scope);
            Cap.Counts counts =
                    row.get("counts").isEmpty() ? Cap.Counts.IMPRESSIONS : word(row, "counts", Cap.Counts.values());
            Duration window = window(row);
            Integer most = most(row);
            if (scope != null && subjects != null && counts != null && window != null && most != null) {
                if (counts != Cap.Counts.IMPRESSIONS && most == 0) {
                    row.fail(
                            "most",
                            "0 " + row.get("counts") + " are there from the start; the first one counts with 1");
                }
                caps.add(new Cap(id, scope, subjects, most, window, counts));
            }
        }
        return caps;
    }

    private static @Nullable Integer most(Table.Row row) {
        String most = row.get("most");
        if (!COUNT.matcher(most).matches()) {
            row.fail("most", "'" + Nearest.shorten(most) + "' is not a number of times such as 3");
            return null;
        }
        return Integer.valueOf(most);
    }

    /** Null with a finding when one of them is not known. */
    private @Nullable Set<String> subjects(Table.Row row, Cap.Scope scope) {
        String said = row.get("subject");
        Set<String> subjects = said.isEmpty() ? Set.of() : new TreeSet<>(List.of(said.split(" +")));
        if (scope == Cap.Scope.ALL && !subjects.isEmpty()) {
            row.fail("subject", "a cap over all has no subject; leave the cell empty");
            return null;
        }
        if (scope == Cap.Scope.TAG && subjects.isEmpty()) {
            row.fail("subject", "a cap over offers of a tag names the tag, or several");
            return null;
        }
        boolean isKnown = true;
        for (String subject : subjects) {
            isKnown &= isKnown(row, scope.name(), subject);
        }
        return isKnown ? subjects : null;
    }

    public List<Weight> weights() {
        List<Weight> weights = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Table.Row row : rows(WEIGHTS, List.of("scope", "subject", "factor", "because"))) {
            Weight.Scope scope = word(row, "scope", Weight.Scope.values());
            boolean isKnown = scope != null && isKnown(row, scope.name(), row.get("subject"));
            if (!seen.add(row.get("scope") + " " + row.get("subject"))) {
                row.fail(
                        "subject",
                        "the " + row.get("scope") + " '" + Nearest.shorten(row.get("subject"))
                                + "' has a weight already");
            }
            if (row.get("because").isEmpty()) {
                row.fail("because", "a weight has a reason; say why");
            }
            String factor = row.get("factor");
            if (!FACTOR.matcher(factor).matches() || new BigDecimal(factor).compareTo(MOST_FACTOR) > 0) {
                row.fail(
                        "factor",
                        "'" + Nearest.shorten(factor) + "' is not a factor from 0 to 100 such as 1.25"
                                + WrittenNumber.hint(factor));
            } else if (scope != null && isKnown) {
                weights.add(new Weight(scope, row.get("subject"), new BigDecimal(factor), row.get("because")));
            }
        }
        return weights;
    }

    private List<Table.Row> rows(String path, List<String> columns) {
        return folder.has(path) ? Table.read(folder, path, columns, findings).rows() : List.of();
    }

    private static <S extends Enum<S>> @Nullable S word(Table.Row row, String column, S[] values) {
        List<String> words = Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = words.indexOf(row.get(column));
        if (index < 0) {
            row.fail(column, Nearest.unknown(column, row.get(column), words));
            return null;
        }
        return values[index];
    }

    private boolean isKnown(Table.Row row, String scope, String subject) {
        Set<String> known = subjects.getOrDefault(scope.toLowerCase(Locale.ROOT), Set.of());
        if (known.contains(subject)
                || (scope.equals("TAG") && !catalogue.hasAllOffers())
                || (scope.equals("OFFER") && catalogue.knows(subject))) {
            return true;
        }
        row.fail("subject", Nearest.unknown(scope.toLowerCase(Locale.ROOT), subject, known));
        return false;
    }

    private static @Nullable Duration window(Table.Row row) {
        Matcher window = WINDOW.matcher(row.get("window"));
        if (!window.matches()) {
            row.fail("window", "'" + Nearest.shorten(row.get("window")) + "' is not a window such as 24h or 7d");
            return null;
        }
        long length = Long.parseLong(window.group(1));
        return window.group(2).equals("h") ? Duration.ofHours(length) : Duration.ofDays(length);
    }
}

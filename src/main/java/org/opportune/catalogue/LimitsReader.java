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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
                "offer", catalogue.offers().keySet());
    }

    public List<Cap> caps() {
        List<Cap> caps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Table.Row row : rows(CAPS, List.of("id", "scope", "subject", "most", "window"))) {
            String id = row.get("id");
            Ids.check(row, id);
            if (!ids.add(id) && !id.isEmpty()) {
                row.fail("id", "the cap '" + Nearest.shorten(id) + "' stands here twice");
            }
            Cap.Scope scope = scope(row, Cap.Scope.values());
            boolean isKnown = scope != null && isKnown(row, scope.name());
            Duration window = window(row);
            String most = row.get("most");
            if (!COUNT.matcher(most).matches()) {
                row.fail("most", "'" + Nearest.shorten(most) + "' is not a number of times such as 3");
            } else if (scope != null && isKnown && window != null) {
                caps.add(new Cap(id, scope, row.get("subject"), Integer.parseInt(most), window));
            }
        }
        return caps;
    }

    public List<Weight> weights() {
        List<Weight> weights = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Table.Row row : rows(WEIGHTS, List.of("scope", "subject", "factor", "because"))) {
            Weight.Scope scope = scope(row, Weight.Scope.values());
            boolean isKnown = scope != null && isKnown(row, scope.name());
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

    private static <S extends Enum<S>> @Nullable S scope(Table.Row row, S[] scopes) {
        List<String> words = Arrays.stream(scopes)
                .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = words.indexOf(row.get("scope"));
        if (index < 0) {
            row.fail("scope", Nearest.unknown("scope", row.get("scope"), words));
            return null;
        }
        return scopes[index];
    }

    private boolean isKnown(Table.Row row, String scope) {
        String subject = row.get("subject");
        Set<String> known = subjects.get(scope.toLowerCase(Locale.ROOT));
        if (known == null ? subject.isEmpty() : known.contains(subject)) {
            return true;
        } else if (scope.equals("OFFER") && catalogue.knows(subject)) {
            return true;
        }
        row.fail(
                "subject",
                known == null
                        ? "a cap over all has no subject; leave the cell empty"
                        : Nearest.unknown(scope.toLowerCase(Locale.ROOT), subject, known));
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

package org.opportune.releases;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.intake.Table;
import org.opportune.intake.WrittenNumber;
import org.opportune.kernel.Nearest;
import org.opportune.model.Step;
import org.opportune.rulebook.RulebookContent;
import org.opportune.vocabulary.Vocabulary;

/** What a case may expect: a stage, segments, scores and their levels of the cases of classification, offers of those of eligibility. */
final class Expectations {
    static final String PREFIX = "expect.";
    private static final String LEVEL = "Level";
    private static final Pattern POINTS = Pattern.compile("0|-?[1-9][0-9]{0,8}");

    private final Vocabulary vocabulary;
    private final @Nullable Collection<String> offers;
    private final Set<String> known = new TreeSet<>();

    /** @param isWhole whether an offer that is not in the catalogue is none */
    Expectations(RulebookContent content, boolean isWhole) {
        this.vocabulary = content.vocabulary();
        this.offers = isWhole ? content.catalogue().offers().keySet() : null;
        known.add(PREFIX + "offers");
        content.facts().classification().names().forEach(name -> known.add(PREFIX + name));
    }

    /** What is wrong with a column of that name; empty when nothing is. */
    String wrong(String name, Step step) {
        if (!known.contains(PREFIX + name)) {
            return Nearest.unknown("expectation", PREFIX + name, known);
        }
        Step expects = name.equals("offers") ? Step.ELIGIBILITY : Step.CLASSIFICATION;
        return step == expects ? "" : name + " is expected of the cases of " + expects.folder() + "/";
    }

    void check(Table.Row row, String column, String name) {
        String cell = row.get(column);
        switch (name) {
            case "stage" -> known(row, column, "stage", cell, vocabulary.stageIds());
            case "segments" ->
                each(row, column, "segment", cell, vocabulary.segments().keySet());
            case "offers" -> {
                if (offers != null) {
                    each(row, column, "offer", cell, offers);
                }
            }
            default -> {
                Vocabulary.Score levelled =
                        vocabulary.scores().get(name.substring(0, Math.max(0, name.length() - LEVEL.length())));
                if (!vocabulary.scores().containsKey(name) && levelled != null) {
                    known(row, column, "level", cell, levelled.levels().keySet());
                } else if (!POINTS.matcher(cell).matches()) {
                    row.fail(
                            column,
                            "'" + Nearest.shorten(cell) + "' is no points such as 20 or -5"
                                    + WrittenNumber.hintOfWhole(cell));
                }
            }
        }
    }

    private static void each(Table.Row row, String column, String kind, String cell, Collection<String> known) {
        for (String item : cell.split("\\|", -1)) {
            known(row, column, kind, item.strip().replaceFirst("^!", ""), known);
        }
    }

    private static void known(Table.Row row, String column, String kind, String id, Collection<String> known) {
        if (!known.contains(id)) {
            row.fail(column, Nearest.unknown(kind, id, known));
        }
    }
}

package org.opportune.releases;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.intake.Table;
import org.opportune.intake.WrittenNumber;
import org.opportune.kernel.Nearest;
import org.opportune.model.Say;
import org.opportune.model.Step;
import org.opportune.rulebook.RulebookContent;
import org.opportune.vocabulary.Vocabulary;

/**
 * What a case may expect: a stage, segments, scores and their levels of the cases of classification, offers of those of eligibility, codes of reasons of those
 * of policy, and the parts of a score that rules can set of those of arbitration.
 */
final class Expectations {
    static final String PREFIX = "expect.";
    private static final String LEVEL = "Level";
    private static final Set<String> PARTS = Set.of("propensity", "value", "weight");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,13}(\\.[0-9]{1,12})?");
    private static final Pattern POINTS = Pattern.compile("0|-?[1-9][0-9]{0,8}");

    private final Vocabulary vocabulary;
    private final @Nullable Collection<String> offers;
    private final boolean isWhole;
    private final Set<String> codes = new TreeSet<>();
    private final Set<String> known = new TreeSet<>();

    /** @param isWhole whether an offer that is not in the catalogue is none */
    Expectations(RulebookContent content, boolean isWhole) {
        this.vocabulary = content.vocabulary();
        this.offers = isWhole ? content.catalogue().offers().keySet() : null;
        known.add(PREFIX + "offers");
        known.add(PREFIX + "suppressed");
        PARTS.forEach(part -> known.add(PREFIX + part));
        content.rules().stream().flatMap(rule -> rule.then().stream()).forEach(say -> {
            if (say instanceof Say.Suppress suppress) {
                codes.add(suppress.code());
            }
        });
        this.isWhole = isWhole;
        content.facts().classification().names().forEach(name -> known.add(PREFIX + name));
    }

    /** What is wrong with a column of that name; empty when nothing is. */
    String wrong(String name, Step step) {
        if (!known.contains(PREFIX + name)) {
            return Nearest.unknown("expectation", PREFIX + name, known);
        }
        Step expects = expects(name, step);
        return step == expects ? "" : name + " is expected of the cases of " + expects.folder() + "/";
    }

    /** A score of the vocabulary may be called as a part of arbitration's is. */
    private Step expects(String name, Step step) {
        if (name.equals("offers")) {
            return Step.ELIGIBILITY;
        } else if (name.equals("suppressed")) {
            return Step.POLICY;
        }
        boolean isScore = vocabulary.scores().containsKey(name);
        return PARTS.contains(name) && (!isScore || step == Step.ARBITRATION) ? Step.ARBITRATION : Step.CLASSIFICATION;
    }

    void check(Table.Row row, String column, String name, Step step) {
        String cell = row.get(column);
        if (step == Step.ARBITRATION) {
            if (!NUMBER.matcher(cell).matches()) {
                row.fail(
                        column,
                        "'" + Nearest.shorten(cell) + "' is no number such as 12.5 or 0.02" + WrittenNumber.hint(cell));
            }
            return;
        }
        switch (name) {
            case "suppressed" -> {
                if (isWhole && !cell.equals(CaseReader.NONE)) {
                    each(row, column, "code", cell, codes);
                }
            }
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

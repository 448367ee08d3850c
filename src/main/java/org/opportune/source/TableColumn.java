package org.opportune.source;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.opportune.intake.Grid.Cell;
import org.opportune.kernel.Nearest;

/**
 * A column of a decision table.
 *
 * @param index from 0
 * @param fact the cell, of a merged range the first, that names the fact of a condition, or the object of an action
 * @param template the cell below it
 */
record TableColumn(Use use, int index, Cell fact, Cell template) {

    /** What a column may be, with the letters that Drools takes for it. */
    enum Use {
        CONDITION("CONDITION", "C"),
        ACTION("ACTION", "A"),
        NAME("NAME", "N"),
        DESCRIPTION("DESCRIPTION", "I"),
        PRIORITY("PRIORITY", "P"),
        ACTIVATION_GROUP("ACTIVATION-GROUP", "X"),
        DATE_EFFECTIVE("DATE-EFFECTIVE", "V"),
        DATE_EXPIRES("DATE-EXPIRES", "Z");

        private final String word;
        private final String letter;

        Use(String word, String letter) {
            this.word = word;
            this.letter = letter;
        }

        static @Nullable Use of(String text) {
            return Arrays.stream(values())
                    .filter(use -> use.word.equals(text) || use.letter.equals(text))
                    .findFirst()
                    .orElse(null);
        }

        static String unknown(String text) {
            return "a column '" + Nearest.shorten(text) + "' is not part of the rules' language; known: "
                    + String.join(
                            ", ", Arrays.stream(values()).map(use -> use.word).toList());
        }
    }
}

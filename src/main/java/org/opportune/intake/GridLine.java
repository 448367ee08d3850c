package org.opportune.intake;

import org.jspecify.annotations.Nullable;

/** A row of a grid as its reader leaves it: texts, and the columns where the merged ranges of its cells begin. */
final class GridLine {
    static final GridLine NONE = new GridLine(0, new @Nullable String[0], null);

    /** Of the line or row in the file, from 1. */
    final int number;

    private final @Nullable String[] texts;
    private final int @Nullable [] firsts;

    /** Takes the arrays as its own; no {@code firsts} where nothing is merged. */
    GridLine(int number, @Nullable String[] texts, int @Nullable [] firsts) {
        this.number = number;
        this.texts = texts;
        this.firsts = firsts;
    }

    int length() {
        return texts.length;
    }

    String text(int column) {
        String text = column < texts.length ? texts[column] : null;
        return text == null ? "" : text;
    }

    int first(int column) {
        return firsts == null || column >= texts.length ? column : firsts[column];
    }
}

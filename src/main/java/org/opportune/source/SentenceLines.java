package org.opportune.source;

import java.util.ArrayList;
import java.util.List;
import org.opportune.kernel.Place;

/** The lines of a file of sentences that hold something: neither blank nor comments. */
final class SentenceLines {
    private final List<Line> lines = new ArrayList<>();
    private int position;

    /**
     * @param number from 1
     */
    record Line(int number, String text) {}

    SentenceLines(String text) {
        boolean comment = false;
        String[] all = text.split("\n", -1);
        for (int i = 0; i < all.length; i++) {
            String line = all[i].endsWith("\r") ? all[i].substring(0, all[i].length() - 1) : all[i];
            if (comment || line.strip().startsWith("/*")) {
                int close = line.indexOf("*/", comment ? 0 : line.indexOf("/*") + 2);
                comment = close < 0;
                line = comment ? "" : " ".repeat(close + 2) + line.substring(close + 2);
            }
            String content = line.strip();
            if (!content.isEmpty() && !content.startsWith("#") && !content.startsWith("//")) {
                lines.add(new Line(i + 1, line));
            }
        }
    }

    boolean hasNext() {
        return position < lines.size();
    }

    Line peek() {
        return lines.get(position);
    }

    /** Those that were not read yet. */
    List<Line> rest() {
        return lines.subList(position, lines.size());
    }

    Line next() {
        return lines.get(position++);
    }

    Place place(String file, Line line) {
        return Place.of(file, line.number(), column(line));
    }

    /** Of its first character. */
    static int column(Line line) {
        return line.text().length() - line.text().stripLeading().length() + 1;
    }
}

package org.opportune.source;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.opportune.kernel.Place;

/** A text in the rules' language that was made of another, and where each of its characters comes from. */
final class Expansion implements Places {
    private final String file;
    private final StringBuilder text = new StringBuilder();
    private final List<NavigableMap<Integer, Spot>> lines = new ArrayList<>(List.of(new TreeMap<>()));
    private int lineStart;

    Expansion(String file) {
        this.file = file;
    }

    /** Where the characters from a column on come from: one after the other, or all from one. */
    private record Spot(int line, int column, boolean runs) {}

    String file() {
        return file;
    }

    String text() {
        return text.toString();
    }

    /** Adds what stands there to the letter. */
    void copy(String fragment, int line, int column) {
        add(fragment, new Spot(line, column, true));
    }

    /** Adds what is said there. */
    void say(String fragment, int line, int column) {
        add(fragment, new Spot(line, column, false));
    }

    private void add(String fragment, Spot spot) {
        lines.get(lines.size() - 1).put(text.length() - lineStart + 1, spot);
        text.append(fragment);
    }

    void newLine() {
        text.append('\n');
        lineStart = text.length();
        lines.add(new TreeMap<>());
    }

    @Override
    public Place at(int line, int column) {
        for (int i = Math.min(line, lines.size()) - 1; i >= 0; i--) {
            NavigableMap<Integer, Spot> spots = lines.get(i);
            var spot = i == line - 1 ? spots.floorEntry(column) : spots.lastEntry();
            if (spot != null) {
                Spot from = spot.getValue();
                int along = from.runs() && i == line - 1 ? column - spot.getKey() : 0;
                return Place.of(file, from.line(), from.column() + along);
            }
        }
        return Place.of(file, 1, 1);
    }
}

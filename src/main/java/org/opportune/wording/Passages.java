package org.opportune.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Groups what stands in {@code [[ ]]}. */
final class Passages {
    private static final Pattern BRACKETS = Pattern.compile("\\[\\[|]]");

    private Passages() {}

    static List<Piece> group(List<Piece> pieces) throws Unreadable {
        List<Piece> outer = new ArrayList<>();
        List<Piece> inner = null;
        for (Piece piece : pieces) {
            if (!(piece instanceof Piece.Literal literal)) {
                (inner == null ? outer : inner).add(piece);
                continue;
            }
            Matcher bracket = BRACKETS.matcher(literal.text());
            int at = 0;
            while (bracket.find()) {
                add(literal.text().substring(at, bracket.start()), inner == null ? outer : inner);
                at = bracket.end();
                boolean opens = bracket.group().equals("[[");
                if (opens != (inner == null)) {
                    throw new Unreadable(
                            opens
                                    ? "[[ stands within [[; a passage holds no other"
                                    : "]] closes no [[; open one, or delete it");
                } else if (inner == null) {
                    inner = new ArrayList<>();
                } else {
                    outer.add(new Piece.Passage(List.copyOf(inner)));
                    inner = null;
                }
            }
            add(literal.text().substring(at), inner == null ? outer : inner);
        }
        if (inner != null) {
            throw new Unreadable("[[ is not closed; write ]] behind the words that go with the value");
        }
        return outer;
    }

    private static void add(String text, List<Piece> pieces) {
        if (!text.isEmpty()) {
            pieces.add(new Piece.Literal(text));
        }
    }
}

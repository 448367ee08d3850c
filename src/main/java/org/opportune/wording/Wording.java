package org.opportune.wording;

import java.util.List;

/** A text of content, read once: what stands in it and which facts it says. Immutable and safe for threads. */
public final class Wording {
    public static final Wording NOTHING = plain("");

    private final String source;
    private final List<Piece> pieces;

    private Wording(String source, List<Piece> pieces) {
        this.source = source;
        this.pieces = List.copyOf(pieces);
    }

    /** A text that says what it is, whatever signs are in it. */
    public static Wording plain(String text) {
        return new Wording(text, List.of());
    }

    static Wording of(String source, List<Piece> pieces) {
        return new Wording(source, pieces);
    }

    /** As its author wrote it. */
    public String source() {
        return source;
    }

    public boolean isEmpty() {
        return source.isEmpty();
    }

    /** The text for a customer: plain, to be escaped by whoever puts it into a page. */
    public String in(Known known) {
        if (pieces.isEmpty()) {
            return source;
        }
        StringBuilder out = new StringBuilder(source.length() + 32);
        Piece.write(pieces, known, out);
        return out.toString().strip();
    }
}

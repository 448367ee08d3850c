package org.opportune.source;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opportune.model.Term.Ref;

/**
 * A way in which words can be read.
 *
 * @param end behind the words that were read
 * @param pieces what they say
 * @param subject the property that a slot was filled with; null for none
 */
record Fit(int end, List<Piece> pieces, @Nullable Ref subject) {
    static Fit of(int end, Piece piece) {
        return new Fit(end, List.of(piece), null);
    }

    /** This, and what stands behind it. */
    Fit then(Piece sign, Fit more) {
        List<Piece> all = new ArrayList<>(pieces);
        all.add(sign);
        all.addAll(more.pieces());
        return new Fit(more.end(), List.copyOf(all), subject);
    }

    Fit behind(Piece sign) {
        List<Piece> all = new ArrayList<>(pieces);
        all.add(0, sign);
        return new Fit(end, List.copyOf(all), null);
    }

    Fit inside(String open, String close, int end) {
        List<Piece> all = new ArrayList<>(pieces);
        int column = pieces.isEmpty() ? 1 : pieces.get(0).column();
        all.add(0, Piece.of(open, column));
        all.add(Piece.of(close, column));
        return new Fit(end, List.copyOf(all), subject);
    }

    String drl() {
        return pieces.stream().map(Piece::drl).collect(Collectors.joining(" "));
    }

    /** Adds it, unless what ends here and says the same is there already. */
    static void add(List<Fit> fits, Fit fit) {
        boolean known = fits.stream()
                .anyMatch(other -> other.end() == fit.end() && other.drl().equals(fit.drl()));
        if (!known) {
            fits.add(fit);
        }
    }
}

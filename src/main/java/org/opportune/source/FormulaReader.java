package org.opportune.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.model.Fact;

/** Reads numbers that are reckoned with: properties by their labels, numbers, the four operations and brackets. */
final class FormulaReader {
    private static final Set<String> SIGNS = Set.of("+", "-", "*", "/");
    private static final int MOST = 100;

    private final SlotReader slots;
    private final @Nullable Fact fact;
    private final Map<Integer, List<Fit>> operands = new HashMap<>();
    private int depth;

    FormulaReader(SlotReader slots, @Nullable Fact fact) {
        this.slots = slots;
        this.fact = fact;
    }

    /** Every beginning that is a formula; what stands behind it tells which is meant. */
    List<Fit> at(int at) {
        List<Fit> fits = new ArrayList<>(operands(at));
        for (int i = 0; i < fits.size() && fits.size() < MOST; i++) {
            Fit fit = fits.get(i);
            if (fit.end() < slots.words().size()) {
                Word sign = slots.words().get(fit.end());
                if (SIGNS.contains(sign.text()) && sign.sort() == Word.Sort.SIGN) {
                    for (Fit operand : operands(fit.end() + 1)) {
                        Fit.add(fits, fit.then(Piece.of(sign.text(), sign.column()), operand));
                    }
                }
            }
        }
        return fits;
    }

    private List<Fit> operands(int at) {
        if (at >= slots.words().size() || depth > ExpressionReader.DEEPEST) {
            return List.of();
        }
        List<Fit> known = operands.get(at);
        if (known == null) {
            known = findOperands(at);
            operands.put(at, known);
        }
        return known;
    }

    private List<Fit> findOperands(int at) {
        List<Fit> fits = new ArrayList<>();
        fits.addAll(slots.properties(Slot.FORMULA, at, fact));
        fits.addAll(slots.amounts(at));
        Word first = slots.words().get(at);
        if (first.is("(") || first.is("-")) {
            depth++;
            if (first.is("(")) {
                for (Fit inner : at(at + 1)) {
                    boolean closed = inner.end() < slots.words().size()
                            && slots.words().get(inner.end()).is(")");
                    if (closed) {
                        Fit.add(fits, inner.inside("(", ")", inner.end() + 1));
                    }
                }
            } else if (fits.isEmpty()) {
                operands(at + 1).forEach(inner -> Fit.add(fits, inner.behind(Piece.of("-", first.column()))));
            }
            depth--;
        }
        return fits;
    }
}

package org.opportune.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.wording.Objection;

/**
 * An offer that the customer may have and that is held back all the same.
 *
 * @param where the treatments that it holds for; empty when it holds for all in which the offer could have been answered
 */
public record Suppressed(String offer, List<Treatment> where, List<Objection> because) {

    /** What verdicts come to, by offer; of an offer whose verdicts differ, one for each set of reasons. */
    public static List<Suppressed> of(List<Verdict> verdicts) {
        Map<String, Map<List<Objection>, List<Treatment>>> held = new TreeMap<>();
        Map<String, Integer> all = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            String offer = verdict.candidate().offer().id();
            all.merge(offer, 1, Integer::sum);
            if (!verdict.isKept()) {
                held.computeIfAbsent(offer, id -> new LinkedHashMap<>())
                        .computeIfAbsent(verdict.because(), because -> new ArrayList<>(2))
                        .add(verdict.candidate().treatment());
            }
        }
        List<Suppressed> suppressed = new ArrayList<>();
        held.forEach((offer, reasons) -> reasons.forEach((because, where) -> suppressed.add(new Suppressed(
                offer, where.size() == all.getOrDefault(offer, 0) ? List.of() : List.copyOf(where), because))));
        return suppressed;
    }
}

package org.opportune.releases;

import java.util.List;
import java.util.Map;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Place;
import org.opportune.model.Step;
import org.opportune.vocabulary.FactValues;

/**
 * One row of a {@code *.cases.csv}: facts in, expected result out.
 *
 * @param rules names of the rules that must fire
 * @param hitsNone whether it says that no rule fires
 * @param rulesPlace of the cell that says so
 * @param offer the candidate that rules judge; in other steps all of it is unknown
 * @param expected by what is expected: stage, segments, offers, a score, suppressed, or a part of a score of arbitration
 */
record Case(
        Place place,
        String sentence,
        Step step,
        List<String> rules,
        boolean hitsNone,
        Place rulesPlace,
        FactValues customer,
        FactValues context,
        FactValues classification,
        FactValues offer,
        Map<String, Expected> expected) {

    /** What a cell expects; of segments, offers and codes several, of which {@code !} says that one is not there. */
    record Expected(Place place, String value) {}

    Finding failure(Place cell, String message) {
        return Finding.in(Kind.CASE_FAILED, cell, "case '" + sentence + "': " + message);
    }
}

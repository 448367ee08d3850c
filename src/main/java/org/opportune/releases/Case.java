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
 * @param expected by what is expected: stage, segments, offers, or a score
 */
record Case(
        String file,
        int line,
        String sentence,
        Step step,
        List<String> rules,
        boolean hitsNone,
        FactValues customer,
        FactValues context,
        FactValues classification,
        Map<String, String> expected) {
    Finding failure(String message) {
        return Finding.in(Kind.CASE_FAILED, place(), "case '" + sentence + "': " + message);
    }

    Place place() {
        return Place.of(file, line, 1);
    }
}

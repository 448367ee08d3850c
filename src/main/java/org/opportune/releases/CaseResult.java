package org.opportune.releases;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.opportune.kernel.Finding;

/**
 * What became of a case.
 *
 * @param sentence that the case is called by
 * @param file where it stands, with its line
 * @param rules that it hit, by their names, in the order of the rulebook
 * @param failures what it expects and did not get, each at its cell; empty when it passes
 */
public record CaseResult(
        @JsonProperty("case") String sentence,
        String file,
        int line,
        boolean passed,
        List<String> rules,
        List<Finding> failures) {
    public CaseResult {
        rules = List.copyOf(rules);
        failures = List.copyOf(failures);
    }
}

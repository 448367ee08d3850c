package org.opportune.rulebook;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opportune.kernel.Finding;
import org.opportune.model.Rule;
import org.opportune.model.Step;

/**
 * A rule file as DRL, whatever it was written as, and the way back from a line of that DRL to the place in the file.
 *
 * @param path as the author knows it
 * @param table whether the DRL was made from a decision table, whose rows are then the places
 */
record RuleFile(String path, Step step, String drl, boolean table, List<Rule> rules) {
    private static final Pattern ROW = Pattern.compile("// rule values at [A-Z]+([0-9]+)");

    /** The line and column count from 1, in the DRL. */
    Finding finding(int line, int column, String message) {
        return table ? Finding.in(path, row(line), 1, message) : Finding.in(path, line, column, message);
    }

    /** The line in the file of a line of the DRL: the table's row that the rule around it was made from. */
    int lineInFile(int line) {
        return table ? row(line) : line;
    }

    private int row(int line) {
        int row = 1;
        int current = 0;
        for (String text : drl.lines().toList()) {
            current++;
            Matcher matcher = ROW.matcher(text);
            if (matcher.find() && current <= line) {
                row = Integer.parseInt(matcher.group(1));
            }
        }
        return row;
    }
}

package org.opportune.imports;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** What must hold of a line: all of several tests, each of one column's stripped text. */
record Condition(List<Test> tests) {
    static final Condition ALWAYS = new Condition(List.of());

    enum Kind {
        IS,
        STARTS_WITH,
        ENDS_WITH,
        CONTAINS,
        EMPTY,
        BELOW,
        AT_LEAST
    }

    /**
     * A test of one column.
     *
     * @param texts of which one must fit
     * @param number what a number is compared with
     */
    record Test(String column, Kind kind, boolean negated, Set<String> texts, BigDecimal number, ColumnFormat format) {
        private boolean holds(String cell) {
            return switch (kind) {
                case IS -> texts.contains(cell);
                case STARTS_WITH -> texts.stream().anyMatch(cell::startsWith);
                case ENDS_WITH -> texts.stream().anyMatch(cell::endsWith);
                case CONTAINS -> texts.stream().anyMatch(cell::contains);
                case EMPTY -> cell.isEmpty() || format.unknown().contains(cell);
                case BELOW, AT_LEAST -> compares(cell);
            };
        }

        private boolean compares(String cell) {
            try {
                return (format.number(cell).compareTo(number) < 0) == (kind == Kind.BELOW);
            } catch (ColumnFormat.Unreadable e) {
                return false; // what is not a number is neither below nor above; reading the line says so
            }
        }
    }

    boolean holds(Row.Line line) {
        for (Test test : tests) {
            if (test.holds(line.cell(test.column())) == test.negated()) {
                return false;
            }
        }
        return true;
    }
}

package org.opportune.reports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/** Reads sums by day into those of a report's periods. */
final class DaySums {
    private DaySums() {}

    /** A period and a value of the dimension; empty when figures are not told apart. */
    record Group(LocalDate period, String value) implements Comparable<Group> {
        private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

        private static final Comparator<Group> ORDER =
                Comparator.comparing(Group::period).thenComparing(Group::number).thenComparing(Group::value);

        @Override
        public int compareTo(Group other) {
            return ORDER.compare(this, other);
        }

        /** Numbers come in their order, before what is none. */
        private int number() {
            return NUMBER.matcher(value).matches() ? Integer.parseInt(value) : Integer.MAX_VALUE;
        }
    }

    /** Reads the sums of a row, of which the first is its fourth column. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * The sums of each group.
     *
     * @param columns that are summed
     * @param table that has a row a day, with an offer each
     */
    static <T> Map<Group, T> read(
            Connection connection,
            Span span,
            Cut cut,
            List<String> columns,
            String table,
            Reader<T> reader,
            BinaryOperator<T> plus)
            throws SQLException {
        String dimension = cut.dimension();
        StringBuilder sql = new StringBuilder("select day, " + cut.group() + ", " + cut.offer());
        columns.forEach(column -> sql.append(", sum(").append(column).append(')'));
        sql.append(" from ").append(table).append(" where day >= ? and day < ?");
        List<Object> values = new ArrayList<>(List.of(span.from(), span.until()));
        if (dimension != null) {
            sql.append(" and dimension = ?");
            values.add(dimension);
        }
        sql.append(cut.where()).append(" group by 1, 2, 3");
        values.addAll(cut.wanted());
        Map<Group, T> sums = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (cut.takes(row.getString(3))) {
                        LocalDate period = span.period(row.getObject(1, LocalDate.class));
                        Group group = new Group(period, cut.value(row.getString(3), row.getString(2)));
                        sums.merge(group, reader.read(row), plus);
                    }
                }
            }
        }
        return sums;
    }
}

package org.opportune.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes and looks up many rows with few statements, each well below what the database takes as one packet. */
public final class Rows {
    private static final int MOST_ROWS = 500;
    private static final int MOST_CHARACTERS = 1_000_000;

    private Rows() {}

    /**
     * Inserts rows of equally many values.
     *
     * @param head up to {@code VALUES}
     * @param tail what comes after the rows, or nothing
     */
    public static void insert(Connection connection, String head, List<? extends @Nullable Object[]> rows, String tail)
            throws SQLException {
        int from = 0;
        while (from < rows.size()) {
            int to = from;
            int characters = 0;
            while (to < rows.size() && to - from < MOST_ROWS && characters < MOST_CHARACTERS) {
                characters += characters(rows.get(to++));
            }
            insertSome(connection, head, rows.subList(from, to), tail);
            from = to;
        }
    }

    private static void insertSome(
            Connection connection, String head, List<? extends @Nullable Object[]> rows, String tail)
            throws SQLException {
        String row = "(" + marks(rows.get(0).length) + ")";
        String sql = head + " VALUES " + String.join(",", Collections.nCopies(rows.size(), row)) + " " + tail;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 0;
            for (@Nullable Object[] values : rows) {
                for (Object value : values) {
                    statement.setObject(++index, value);
                }
            }
            statement.executeUpdate();
        }
    }

    private static int characters(@Nullable Object[] row) {
        int characters = 0;
        for (Object value : row) {
            characters +=
                    value instanceof String text ? text.length() : value instanceof byte[] bytes ? bytes.length : 20;
        }
        return characters;
    }

    /**
     * Reads the rows whose column is among the values.
     *
     * @param head up to {@code IN}
     * @param tail what comes after the list, or nothing
     */
    public static void select(Connection connection, String head, List<?> values, String tail, Each each)
            throws SQLException {
        for (int from = 0; from < values.size(); from += MOST_ROWS) {
            List<?> some = values.subList(from, Math.min(values.size(), from + MOST_ROWS));
            try (PreparedStatement statement =
                    connection.prepareStatement(head + " IN (" + marks(some.size()) + ") " + tail)) {
                for (int i = 0; i < some.size(); i++) {
                    statement.setObject(i + 1, some.get(i));
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        each.row(rows);
                    }
                }
            }
        }
    }

    private static String marks(int count) {
        return String.join(",", Collections.nCopies(count, "?"));
    }

    /** What is done with each row. */
    @FunctionalInterface
    public interface Each {
        void row(ResultSet row) throws SQLException;
    }
}

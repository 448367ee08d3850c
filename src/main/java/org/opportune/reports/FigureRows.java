package org.opportune.reports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.opportune.jdbc.Rows;
import org.opportune.jdbc.Transactions;
import org.opportune.rulebook.Rulebook;

/**
 * Keeps the figures of customers: those of who is due are made anew from all their events, so that late, repeated, merged and erased ones need no
 * care of their own.
 */
final class FigureRows {
    private static final int AT_ONCE = 500;
    private static final int MARKED_AT_ONCE = 10_000;

    private final Transactions transactions;

    FigureRows(DataSource source) {
        this.transactions = new Transactions(source);
    }

    /** Makes those of a few hundred customers who are due; how many they were. */
    int some(Rulebook rulebook) {
        List<Long> due = transactions.read(FigureRows::due);
        if (due.isEmpty()) {
            return 0;
        }
        return transactions.write(connection -> {
            // who is erased or merged meanwhile waits until this is over, and takes what is written here along
            Rows.select(
                    connection,
                    "select customer_key from customer where customer_key",
                    due,
                    "order by customer_key lock in share mode",
                    row -> {});
            FiguresDue.delete(
                    connection, "figures_due", due); // before the events are read: what comes later marks again
            CustomerFigures figures = figures(connection, rulebook, due);
            for (String table : List.of("purchase_day", "survey_day", "referral_day")) {
                FiguresDue.delete(connection, table, due);
            }
            Rows.insert(
                    connection,
                    "insert into purchase_day (customer_key, day, purchases, value)",
                    figures.purchaseRows(),
                    "");
            Rows.insert(
                    connection,
                    "insert into survey_day (customer_key, survey, day, channel, score, answers)",
                    figures.surveyRows(),
                    "");
            Rows.insert(
                    connection,
                    "insert into referral_day (customer_key, day, referrals, converted)",
                    figures.referralRows(),
                    "");
            return due.size();
        });
    }

    private static List<Long> due(Connection connection) throws SQLException {
        List<Long> due = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "select customer_key from figures_due order by customer_key limit " + AT_ONCE);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                due.add(row.getLong(1));
            }
        }
        return due;
    }

    private static CustomerFigures figures(Connection connection, Rulebook rulebook, List<Long> customers)
            throws SQLException {
        CustomerFigures figures = new CustomerFigures(rulebook);
        Set<String> types = rulebook.vocabulary().reported().events();
        if (!types.isEmpty()) {
            // names of a checked vocabulary: letters and digits
            String counted = types.stream().collect(Collectors.joining("', '", "'", "'"));
            Rows.select(
                    connection,
                    "select customer_key, at, type, properties from event where type in (" + counted
                            + ") and customer_key",
                    customers,
                    "",
                    row -> figures.add(
                            row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), row.getString(3), row.getString(4)));
        }
        return figures;
    }

    /** Marks everybody, since what counts is declared otherwise now. */
    void markAll() {
        long last = Long.MIN_VALUE;
        long next = markSome(last);
        while (next > last) {
            last = next;
            next = markSome(last);
        }
    }

    /** Some thousand after that key; the last of them, or the key itself when there is none after it. */
    private long markSome(long after) {
        return transactions.write(connection -> {
            long last = last(connection, after);
            try (PreparedStatement statement = connection.prepareStatement(
                    "insert ignore into figures_due (customer_key) select customer_key from customer"
                            + " where customer_key > ? and customer_key <= ? order by customer_key")) {
                statement.setLong(1, after);
                statement.setLong(2, last);
                statement.executeUpdate();
            }
            return last;
        });
    }

    private static long last(Connection connection, long after) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select max(customer_key) from (select customer_key from customer where customer_key > ?"
                        + " order by customer_key limit " + MARKED_AT_ONCE + ") some")) {
            statement.setLong(1, after);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long last = row.getLong(1);
                return row.wasNull() ? after : last;
            }
        }
    }
}

package org.opportune.reports;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.opportune.jdbc.Transactions;

/** What each customer bought, day by day: one customer after the other, in the order of keys, some thousand rows a statement. */
final class PurchaseDays {
    private static final int ROWS_AT_ONCE = 20_000;

    private final Transactions transactions;

    PurchaseDays(DataSource source) {
        this.transactions = new Transactions(source);
    }

    /**
     * A customer's purchases.
     *
     * @param purchases how many there were on all of these days
     * @param worth by day, what all of the day came to in base currency
     */
    record Bought(long customer, long purchases, NavigableMap<LocalDate, BigDecimal> worth) {}

    @FunctionalInterface
    interface Each {
        void of(Bought bought);
    }

    /** Of everybody who has bought, up to a day. */
    void forEach(LocalDate until, Each each) {
        transactions.read(connection -> {
            long last = Long.MIN_VALUE;
            long next = some(connection, last, until, each);
            while (next != last) {
                last = next;
                next = some(connection, last, until, each);
            }
            return last;
        });
    }

    /** After that key; the last one's key, or the same when there is none. */
    private static long some(Connection connection, long after, LocalDate until, Each each) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select customer_key, day, purchases, value from purchase_day where customer_key > ?"
                        + " order by customer_key, day limit " + ROWS_AT_ONCE)) {
            statement.setLong(1, after);
            try (ResultSet row = statement.executeQuery()) {
                long done = after;
                long customer = after;
                long purchases = 0;
                int rows = 0;
                NavigableMap<LocalDate, BigDecimal> worth = new TreeMap<>();
                while (row.next()) {
                    if (row.getLong(1) != customer) {
                        tell(customer, purchases, worth, each);
                        done = customer;
                        customer = row.getLong(1);
                        purchases = 0;
                        worth = new TreeMap<>();
                    }
                    LocalDate day = row.getObject(2, LocalDate.class);
                    if (!day.isAfter(until)) {
                        purchases += row.getLong(3);
                        worth.put(day, row.getBigDecimal(4));
                    }
                    rows++;
                }
                if (rows < ROWS_AT_ONCE) { // else the last one may have more than was read
                    tell(customer, purchases, worth, each);
                    done = customer;
                }
                return done;
            }
        }
    }

    private static void tell(long customer, long purchases, NavigableMap<LocalDate, BigDecimal> worth, Each each) {
        if (!worth.isEmpty()) {
            each.of(new Bought(customer, purchases, worth));
        }
    }
}

package org.opportune.attribution;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Rows;
import org.opportune.jdbc.Transactions;
import org.opportune.ledger.DecisionIds;
import org.opportune.ledger.OfferDays;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.Attribution;

/** Credits in the database. */
public final class JdbcAttribution {
    private static final int AT_ONCE = 20;
    private static final int ALL_AT_ONCE = 5_000;

    private final Transactions transactions;

    public JdbcAttribution(DataSource source) {
        this.transactions = new Transactions(source);
    }

    /** What is credited: the share and the worth of one. */
    private record Sum(BigDecimal share, BigDecimal worth) {
        static final Sum NONE = new Sum(BigDecimal.ZERO, BigDecimal.ZERO);

        Sum plus(BigDecimal moreShare, BigDecimal moreWorth) {
            return new Sum(share.add(moreShare), worth.add(moreWorth));
        }

        boolean isNothing() {
            return share.signum() == 0 && worth.signum() == 0;
        }
    }

    /** Which offer of which decision. */
    private record Credited(UUID decision, String offer) {}

    /**
     * Attributes anew what is due, of some customers that no other server is at.
     *
     * @param oldest orders from before it stay as they are, since what led to them may be gone; in milliseconds since 1970
     * @return whether there was anything
     */
    boolean some(Rulebook rulebook, long oldest) {
        return transactions.write(connection -> {
            Map<Long, Long> due = new TreeMap<>();
            try (PreparedStatement statement = connection.prepareStatement(
                            "select customer_key, since from attribution_due order by customer_key limit " + AT_ONCE
                                    + " for update skip locked");
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    due.put(row.getLong(1), row.getLong(2));
                }
            }
            Map<Long, Long> theirs = new HashMap<>();
            for (Map.Entry<Long, Long> each : due.entrySet()) {
                Long customer = CustomerRows.customer(connection, each.getKey());
                if (customer != null && customer.equals(each.getKey())) {
                    renew(connection, rulebook, customer, Math.max(oldest, each.getValue()));
                } else if (customer != null) {
                    theirs.merge(customer, each.getValue(), Math::min); // whose row is locked by whoever renews
                }
            }
            delete(connection, "delete from attribution_due where customer_key = ?", due.keySet());
            Due.add(connection, theirs);
            return !due.isEmpty();
        });
    }

    private static void renew(Connection connection, Rulebook rulebook, long customer, long since) throws SQLException {
        Attribution terms = rulebook.terms().attribution();
        List<Order> orders =
                terms == null ? List.of() : CustomerRows.orders(connection, rulebook, terms, customer, since);
        List<Object[]> rows = new ArrayList<>();
        Map<Credited, Sum> changes = new LinkedHashMap<>();
        if (terms != null && !orders.isEmpty()) {
            long until = orders.stream().mapToLong(Order::at).max().orElseThrow();
            List<Touch> touches = CustomerRows.touches(connection, terms, customer, until);
            for (Order order : orders) {
                for (Credit credit : Credit.of(terms, order, touches)) {
                    rows.add(new Object[] {
                        customer,
                        order.at(),
                        order.event(),
                        DecisionIds.bytes(credit.decision()),
                        credit.offer(),
                        credit.share(),
                        credit.worth()
                    });
                    change(changes, credit.decision(), credit.offer(), credit.share(), credit.worth());
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "select decision, offer, share, worth from attribution where customer_key = ? and order_at >= ? for update")) {
            statement.setLong(1, customer);
            statement.setLong(2, since);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    change(
                            changes,
                            DecisionIds.of(row.getBytes(1)),
                            row.getString(2),
                            row.getBigDecimal(3).negate(),
                            row.getBigDecimal(4).negate());
                }
            }
        }
        try (PreparedStatement statement =
                connection.prepareStatement("delete from attribution where customer_key = ? and order_at >= ?")) {
            statement.setLong(1, customer);
            statement.setLong(2, since);
            statement.executeUpdate();
        }
        Rows.insert(
                connection,
                "insert into attribution (customer_key, order_at, event_hash, decision, offer, share, worth)",
                rows,
                "");
        for (Map.Entry<Credited, Sum> each : changes.entrySet()) {
            if (!each.getValue().isNothing()) {
                OfferDays.attribute(
                        connection,
                        each.getKey().decision(),
                        each.getKey().offer(),
                        each.getValue().share(),
                        each.getValue().worth());
            }
        }
    }

    private static void change(
            Map<Credited, Sum> changes, UUID decision, String offer, BigDecimal share, BigDecimal worth) {
        changes.compute(
                new Credited(decision, offer), (each, sum) -> (sum == null ? Sum.NONE : sum).plus(share, worth));
    }

    /** Notes everybody whose orders may be attributed, when other terms decide than those by which it was done last. */
    void keepTo(@Nullable Attribution terms) {
        String text = terms == null ? "" : terms.text();
        String before = transactions.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select terms from attribution_terms");
                    ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        });
        if (before.equals(text)) {
            return;
        }
        everybody("outcome");
        everybody("attribution");
        transactions.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "insert into attribution_terms (one, terms) values (1, ?) on duplicate key update terms = values(terms)")) {
                statement.setString(1, text);
                return statement.executeUpdate();
            }
        });
    }

    /** A part at a time, so that nobody waits. */
    private void everybody(String table) {
        long last = Long.MIN_VALUE;
        List<Long> some = some(table, last);
        while (!some.isEmpty()) {
            Map<Long, Long> due = new HashMap<>();
            some.forEach(key -> due.put(key, 0L));
            transactions.write(connection -> {
                Due.add(connection, due);
                return due;
            });
            last = some.get(some.size() - 1);
            some = some(table, last);
        }
    }

    private List<Long> some(String table, long after) {
        return transactions.read(connection -> {
            List<Long> keys = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement("select distinct customer_key from " + table
                    + " where customer_key > ? order by customer_key limit " + ALL_AT_ONCE)) {
                statement.setLong(1, after);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        keys.add(row.getLong(1));
                    }
                }
            }
            return keys;
        });
    }

    /** Credits of orders that do not change any more; the sums stay. */
    void forget(long until) {
        transactions.write(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("delete from attribution where order_at < ? limit 10000")) {
                statement.setLong(1, until);
                return statement.executeUpdate();
            }
        });
    }

    /** Forgets whose orders they were; the sums stay. */
    public void erase(Set<Long> owners) {
        transactions.write(connection -> {
            delete(connection, "delete from attribution where customer_key = ?", owners);
            delete(connection, "delete from attribution_due where customer_key = ?", owners);
            return owners;
        });
    }

    private static void delete(Connection connection, String sql, Collection<Long> keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Long key : keys) {
                statement.setLong(1, key);
                statement.executeUpdate();
            }
        }
    }
}

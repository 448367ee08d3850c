package org.opportune.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.opportune.jdbc.Rows;
import org.opportune.kernel.Sealing;

/** The keys by which what is kept of customers is sealed. */
final class Secrets {
    private static final List<String> FORGET = List.of(
            "delete from customer_secret where customer_key = ?",
            "update decision set customer_key = 0 where customer_key = ?",
            "update decision_offer set customer_key = 0, unit = null where customer_key = ?");

    private Secrets() {}

    static Map<Long, byte[]> find(Connection connection, Collection<Long> customers) throws SQLException {
        Map<Long, byte[]> found = new HashMap<>();
        Rows.select(
                connection,
                "select customer_key, secret from customer_secret where customer_key",
                List.copyOf(new TreeSet<>(customers)),
                "",
                row -> found.put(row.getLong(1), row.getBytes(2)));
        return found;
    }

    /** Makes those that are missing. When another writer made one meanwhile, the insertion fails and the transaction is tried again. */
    static Map<Long, byte[]> findOrMake(Connection connection, Collection<Long> customers) throws SQLException {
        Map<Long, byte[]> secrets = find(connection, customers);
        List<Object[]> made = new ArrayList<>();
        for (Long customer : new TreeSet<>(customers)) {
            if (!secrets.containsKey(customer)) {
                byte[] secret = Sealing.key();
                secrets.put(customer, secret);
                made.add(new Object[] {customer, secret});
            }
        }
        Rows.insert(connection, "insert into customer_secret (customer_key, secret)", made, "");
        return secrets;
    }

    /** Nobody can read what was sealed any more; nor does a row say any longer whose it was, since a digest of a name is known by who has the name. */
    static void forget(Connection connection, Collection<Long> customers) throws SQLException {
        for (String sql : FORGET) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (Long customer : customers) {
                    statement.setLong(1, customer);
                    statement.executeUpdate();
                }
            }
        }
    }
}

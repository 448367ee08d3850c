package org.opportune.profile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opportune.jdbc.Rows;

/** Who is who, in the database: finds customers by identities and makes those whom nothing finds. */
final class IdentityRows {
    private static final int BLOCK = 1_000;

    private final Clock clock;
    private long nextKey = 1;
    private long lastKey;

    IdentityRows(Clock clock) {
        this.clock = clock;
    }

    Map<Identity, Long> find(Connection connection, Collection<Identity> identities) throws SQLException {
        Map<String, Set<String>> byNamespace = new HashMap<>();
        for (Identity identity : identities) {
            byNamespace
                    .computeIfAbsent(identity.namespace(), namespace -> new HashSet<>())
                    .add(identity.id());
        }
        Map<Identity, Long> found = new HashMap<>();
        for (Map.Entry<String, Set<String>> ids : byNamespace.entrySet()) {
            String namespace = ids.getKey();
            if (Identity.NAMESPACES.contains(namespace)) {
                String head = "SELECT id, customer_key FROM identity WHERE namespace = '" + namespace + "' AND id";
                Rows.select(
                        connection,
                        head,
                        List.copyOf(ids.getValue()),
                        "",
                        row -> found.put(new Identity(namespace, row.getString(1)), row.getLong(2)));
            }
        }
        return found;
    }

    /** A way to say whose each list of identities is; what it adds must be written by {@link #write}. */
    Attachment attach(Connection connection, Collection<List<Identity>> customers) throws SQLException {
        Set<Identity> all = new HashSet<>();
        customers.forEach(all::addAll);
        Map<Identity, Long> known = find(connection, all);
        long unknown = customers.stream()
                .filter(identities -> identities.stream().noneMatch(known::containsKey))
                .count();
        List<Long> keys = keys(connection, (int) unknown);
        return new Attachment(known, () -> keys.remove(keys.size() - 1));
    }

    void write(Connection connection, Attachment attachment) throws SQLException {
        List<Object[]> customers = new ArrayList<>();
        attachment.created().stream().sorted().forEach(key -> customers.add(new Object[] {key, clock.millis(), "{}"}));
        Rows.insert(connection, "INSERT INTO customer (customer_key, created, attributes)", customers, "");
        List<Object[]> identities = new ArrayList<>();
        attachment
                .added()
                .forEach((identity, key) -> identities.add(new Object[] {identity.namespace(), identity.id(), key}));
        Rows.insert(connection, "INSERT INTO identity (namespace, id, customer_key)", identities, "");
    }

    private synchronized List<Long> keys(Connection connection, int count) throws SQLException {
        List<Long> keys = new ArrayList<>();
        while (keys.size() < count) {
            if (nextKey > lastKey) {
                nextKey = block(connection) * BLOCK + 1;
                lastKey = nextKey + BLOCK - 1;
            }
            keys.add(nextKey++);
        }
        return keys;
    }

    private static long block(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT NEXT VALUE FOR customer_block");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}

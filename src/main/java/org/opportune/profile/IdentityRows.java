package org.opportune.profile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Rows;

/** Who is who, in the database: finds customers by identities and makes those whom nothing finds. */
final class IdentityRows {
    private static final int BLOCK = 1_000;

    private final Clock clock;
    private final MergeRows merges;
    private long nextKey = 1;
    private long lastKey;

    IdentityRows(Clock clock, MergeRows merges) {
        this.clock = clock;
        this.merges = merges;
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

    /**
     * Says whose each list of identities is, and holds these customers until the transaction ends: nobody merges or erases them meanwhile. What it adds, moves
     * and merges must be written by {@link #write}.
     *
     * @param isChange whether the rows of the customers are written, so that they are held alone
     */
    Attachment attach(Connection connection, List<List<Identity>> customers, boolean isChange) throws SQLException {
        Attachment seen = look(connection, customers);
        boolean isAlone = isChange || seen.isRenaming();
        Set<Long> held = hold(connection, seen.found(), isAlone);
        Attachment sure = isAlone ? look(connection, customers) : seen;
        if (!held.containsAll(sure.found())) {
            throw met();
        }
        return sure;
    }

    /** Somebody was merged or erased between two looks; trying again finds who they are now. */
    static SQLException met() {
        return new SQLTransactionRollbackException("customers were renamed meanwhile", "40001");
    }

    /** Locks those who are there, always in the order of keys, so that writers wait for each other and never in a circle. */
    static Set<Long> hold(Connection connection, Collection<Long> keys, boolean isAlone) throws SQLException {
        Set<Long> held = new HashSet<>();
        Rows.select(
                connection,
                "SELECT customer_key FROM customer WHERE customer_key",
                List.copyOf(new TreeSet<>(keys)),
                "ORDER BY customer_key " + (isAlone ? "FOR UPDATE" : "LOCK IN SHARE MODE"),
                row -> held.add(row.getLong(1)));
        return held;
    }

    private Attachment look(Connection connection, List<List<Identity>> customers) throws SQLException {
        Set<Identity> all = new HashSet<>();
        customers.forEach(all::addAll);
        Map<Identity, Long> known = find(connection, all);
        Set<Long> several = new TreeSet<>();
        int unknown = 0;
        for (List<Identity> names : customers) {
            if (names.size() > 1) {
                names.stream().filter(known::containsKey).map(known::get).forEach(several::add);
            }
            int strongest = names.stream().mapToInt(Identity::strength).min().orElseThrow();
            if (names.stream().noneMatch(name -> name.strength() == strongest && known.containsKey(name))) {
                unknown++;
            }
        }
        List<Long> keys = keys(connection, unknown);
        Attachment attachment = new Attachment(known, kinds(connection, several), () -> keys.remove(keys.size() - 1));
        customers.forEach(attachment::add);
        return attachment;
    }

    /** All names and keys of the customer whom the identity finds; of nobody, only that name. */
    static Profiles.Known known(Connection connection, Identity identity) throws SQLException {
        long key = key(connection, identity);
        if (key == 0) {
            return new Profiles.Known(0, Set.of(), List.of(identity));
        }
        Set<Long> former = new TreeSet<>();
        Rows.select(
                connection,
                "SELECT from_key FROM customer_merge WHERE to_key",
                List.of(key),
                "",
                row -> former.add(row.getLong(1)));
        List<Identity> names = new ArrayList<>();
        Rows.select(
                connection,
                "SELECT namespace, id FROM identity WHERE customer_key",
                List.of(key),
                "ORDER BY namespace, id",
                row -> names.add(new Identity(row.getString(1), row.getString(2))));
        return new Profiles.Known(key, former, names);
    }

    private static long key(Connection connection, Identity identity) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT customer_key FROM identity WHERE namespace = ? AND id = ?")) {
            statement.setString(1, identity.namespace());
            statement.setString(2, identity.id());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private static Map<Long, Set<String>> kinds(Connection connection, Set<Long> customers) throws SQLException {
        Map<Long, Set<String>> kinds = new HashMap<>();
        Rows.select(
                connection,
                "SELECT DISTINCT customer_key, namespace FROM identity WHERE customer_key",
                List.copyOf(customers),
                "",
                row -> kinds.computeIfAbsent(row.getLong(1), key -> new HashSet<>())
                        .add(row.getString(2)));
        if (!kinds.keySet().containsAll(customers)) {
            throw met();
        }
        return kinds;
    }

    void write(Connection connection, Attachment attachment) throws SQLException {
        List<@Nullable Object[]> customers = new ArrayList<>();
        Map<Long, List<Identity>> names = new HashMap<>();
        attachment.added().forEach((identity, key) -> names.computeIfAbsent(key, one -> new ArrayList<>())
                .add(identity));
        attachment
                .created()
                .forEach(key -> customers.add(
                        new Object[] {key, clock.millis(), "{}", Identity.unit(names.getOrDefault(key, List.of()))}));
        Rows.insert(connection, "INSERT INTO customer (customer_key, created, attributes, unit)", customers, "");
        List<Object[]> identities = new ArrayList<>();
        attachment
                .added()
                .forEach((identity, key) -> identities.add(new Object[] {identity.namespace(), identity.id(), key}));
        Rows.insert(connection, "INSERT INTO identity (namespace, id, customer_key)", identities, "");
        merges.named(connection, attachment.added());
        for (Map.Entry<Long, Long> merged : attachment.merged().entrySet()) {
            merges.merge(connection, merged.getKey(), merged.getValue());
        }
        move(connection, attachment.moved());
    }

    private static void move(Connection connection, Map<Identity, Long> moved) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE identity SET customer_key = ? WHERE namespace = ? AND id = ?")) {
            for (Map.Entry<Identity, Long> cookie : moved.entrySet()) {
                statement.setLong(1, cookie.getValue());
                statement.setString(2, cookie.getKey().namespace());
                statement.setString(3, cookie.getKey().id());
                statement.executeUpdate();
            }
        }
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

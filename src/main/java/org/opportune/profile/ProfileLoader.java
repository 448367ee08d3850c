package org.opportune.profile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads customers of a range of keys with one statement a table; events stream by, so that memory holds one customer's history at a time. */
final class ProfileLoader {
    private static final int FETCH = 1_000;

    private final StoredValues values;
    private final FeaturePlan plan;
    private final int limit;
    private final SortedMap<Long, Map<String, Object>> attributes = new TreeMap<>();
    private final Map<Long, List<Identity>> identities = new HashMap<>();
    private final Map<Long, List<Consent>> consents = new HashMap<>();
    private final Map<Long, List<StageSpell>> stages = new HashMap<>();

    ProfileLoader(FeaturePlan plan, int limit) {
        this.values = new StoredValues(plan);
        this.plan = plan;
        this.limit = limit;
    }

    void one(Connection connection, long key, Consumer<Profile> each) throws SQLException {
        query(connection, "SELECT customer_key, attributes FROM customer WHERE customer_key = ?", this::customer, key);
        emit(connection, each);
    }

    /** Customers after the key, up to a number; gives the last one's key, or 0 when there was none. */
    long page(Connection connection, long after, int most, Consumer<Profile> each) throws SQLException {
        query(
                connection,
                "SELECT customer_key, attributes FROM customer WHERE customer_key > ? ORDER BY customer_key LIMIT "
                        + most,
                this::customer,
                after);
        long last = attributes.isEmpty() ? 0 : attributes.lastKey();
        emit(connection, each);
        return last;
    }

    private void customer(ResultSet row) throws SQLException {
        attributes.put(row.getLong(1), values.attributes(row.getString(2)));
    }

    private void emit(Connection connection, Consumer<Profile> each) throws SQLException {
        if (attributes.isEmpty()) {
            return;
        }
        long first = attributes.firstKey();
        long last = attributes.lastKey();
        String where = " WHERE customer_key BETWEEN ? AND ? ORDER BY customer_key, ";
        query(
                connection,
                "SELECT customer_key, namespace, id FROM identity" + where + "namespace, id",
                row -> of(identities, row).add(new Identity(row.getString(2), row.getString(3))),
                first,
                last);
        query(
                connection,
                "SELECT customer_key, purpose, channel, granted, at FROM consent" + where + "at, purpose, channel",
                row -> of(consents, row).add(consent(row)),
                first,
                last);
        query(
                connection,
                "SELECT customer_key, stage, since FROM stage_spell" + where + "since",
                row -> of(stages, row).add(new StageSpell(row.getString(2), Instant.ofEpochMilli(row.getLong(3)))),
                first,
                last);
        Histories histories = new Histories(each);
        query(
                connection,
                "SELECT customer_key, at, event_hash, type, properties FROM event" + where + "at, event_hash",
                histories::event,
                first,
                last);
        histories.finish();
    }

    private static <T> List<T> of(Map<Long, List<T>> lists, ResultSet row) throws SQLException {
        return lists.computeIfAbsent(row.getLong(1), key -> new ArrayList<>());
    }

    private static Consent consent(ResultSet row) throws SQLException {
        String channel = row.getString(3);
        return new Consent(
                row.getString(2),
                channel.isEmpty() ? null : channel,
                row.getBoolean(4),
                Instant.ofEpochMilli(row.getLong(5)));
    }

    private static void query(Connection connection, String sql, Rows.Each each, long... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH);
            for (int i = 0; i < parameters.length; i++) {
                statement.setLong(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.row(rows);
                }
            }
        }
    }

    /** Turns the stream of events, sorted by customer and time, into profiles. */
    private final class Histories {
        private final Consumer<Profile> each;
        private final List<Happening> read = new ArrayList<>();
        private History history = History.empty(plan, limit);

        Histories(Consumer<Profile> each) {
            this.each = each;
        }

        void event(ResultSet row) throws SQLException {
            long key = row.getLong(1);
            while (!attributes.isEmpty() && attributes.firstKey() < key) {
                emitFirst();
            }
            if (!attributes.containsKey(key)) {
                return; // made after the customers of the range were read
            }
            read.add(new Happening(
                    row.getLong(2),
                    EventKey.of(row.getBytes(3)).mark(),
                    row.getString(4),
                    values.properties(row.getString(4), row.getString(5))));
            if (read.size() == FETCH) {
                take();
            }
        }

        void finish() {
            while (!attributes.isEmpty()) {
                emitFirst();
            }
        }

        private void take() {
            history = Objects.requireNonNull(history.with(read), "events come oldest first");
            read.clear();
        }

        private void emitFirst() {
            take();
            long key = attributes.firstKey();
            Map<String, Object> own = Objects.requireNonNull(attributes.remove(key));
            each.accept(new Profile(
                    key,
                    identities.getOrDefault(key, List.of()),
                    own,
                    consents.getOrDefault(key, List.of()),
                    stages.getOrDefault(key, List.of()),
                    history));
            history = History.empty(plan, limit);
        }
    }
}

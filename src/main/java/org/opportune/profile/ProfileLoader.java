package org.opportune.profile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.opportune.jdbc.Rows;

/**
 * Reads many customers with one statement a table, each as one or several plans need it; events are read once and stream by, so that memory holds one
 * customer's history at a time.
 */
final class ProfileLoader {
    private static final int FETCH = 1_000;

    private final List<FeaturePlan> plans;
    private final List<StoredValues> values;
    private final int limit;
    /** Of each customer, for each plan. */
    private final SortedMap<Long, List<Map<String, Object>>> attributes = new TreeMap<>();

    private final Map<Long, Long> units = new HashMap<>();
    private final Map<Long, List<Identity>> identities = new HashMap<>();
    private final Map<Long, List<Consent>> consents = new HashMap<>();
    private final Map<Long, List<StageSpell>> stages = new HashMap<>();

    ProfileLoader(List<FeaturePlan> plans, int limit) {
        this.plans = plans;
        this.values = plans.stream().map(StoredValues::new).toList();
        this.limit = limit;
    }

    /** The customers of these keys, of whom there are not very many, in the order of keys. */
    void some(Connection connection, long[] keys, Consumer<List<Profile>> each) throws SQLException {
        String among = " IN (" + String.join(",", Collections.nCopies(keys.length, "?")) + ")";
        query(
                connection,
                "SELECT customer_key, attributes, COALESCE(unit, customer_key) FROM customer WHERE customer_key"
                        + among,
                this::customer,
                keys);
        emit(connection, among, keys, each);
    }

    /** Customers after the key, up to a number; gives the last one's key, or 0 when there was none. */
    long page(Connection connection, long after, int most, Consumer<List<Profile>> each) throws SQLException {
        query(
                connection,
                "SELECT customer_key, attributes, COALESCE(unit, customer_key) FROM customer WHERE customer_key > ? ORDER BY customer_key LIMIT "
                        + most,
                this::customer,
                after);
        if (attributes.isEmpty()) {
            return 0;
        }
        long[] range = {attributes.firstKey(), attributes.lastKey()};
        emit(connection, " BETWEEN ? AND ?", range, each);
        return range[1];
    }

    private void customer(ResultSet row) throws SQLException {
        String stored = row.getString(2);
        units.put(row.getLong(1), row.getLong(3));
        attributes.put(
                row.getLong(1),
                values.stream().map(words -> words.attributes(stored)).toList());
    }

    private void emit(Connection connection, String among, long[] keys, Consumer<List<Profile>> each)
            throws SQLException {
        if (attributes.isEmpty()) {
            return;
        }
        String where = " WHERE customer_key" + among + " ORDER BY customer_key, ";
        query(
                connection,
                "SELECT customer_key, namespace, id FROM identity" + where + "namespace, id",
                row -> of(identities, row).add(new Identity(row.getString(2), row.getString(3))),
                keys);
        query(
                connection,
                "SELECT customer_key, purpose, channel, granted, at FROM consent" + where + "at, purpose, channel",
                row -> of(consents, row).add(consent(row)),
                keys);
        query(
                connection,
                "SELECT customer_key, stage, since FROM stage_spell" + where + "since",
                row -> of(stages, row).add(new StageSpell(row.getString(2), Instant.ofEpochMilli(row.getLong(3)))),
                keys);
        Histories histories = new Histories(each);
        query(
                connection,
                "SELECT customer_key, at, event_hash, type, properties FROM event" + where + "at, event_hash",
                histories::event,
                keys);
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
        private final Consumer<List<Profile>> each;
        private final List<Gathered> gathered = new ArrayList<>();
        private int read;

        Histories(Consumer<List<Profile>> each) {
            this.each = each;
            for (int i = 0; i < plans.size(); i++) {
                gathered.add(new Gathered(plans.get(i), values.get(i)));
            }
        }

        void event(ResultSet row) throws SQLException {
            long key = row.getLong(1);
            while (!attributes.isEmpty() && attributes.firstKey() < key) {
                emitFirst();
            }
            if (!attributes.containsKey(key)) {
                return; // made after the customers of the range were read
            }
            long time = row.getLong(2);
            long mark = EventKey.of(row.getBytes(3)).mark();
            String type = row.getString(4);
            String properties = row.getString(5);
            Happening first = null;
            for (Gathered one : gathered) {
                Happening happening = first == null || !one.readsLikeFirst(type)
                        ? new Happening(time, mark, type, one.words.properties(type, properties))
                        : first;
                first = first == null ? happening : first;
                one.waiting.add(happening);
            }
            if (++read == FETCH) {
                gathered.forEach(Gathered::take);
                read = 0;
            }
        }

        void finish() {
            while (!attributes.isEmpty()) {
                emitFirst();
            }
        }

        private void emitFirst() {
            long key = attributes.firstKey();
            List<Map<String, Object>> own = Objects.requireNonNull(attributes.remove(key));
            List<History> ends = ends();
            List<Profile> profiles = new ArrayList<>(own.size());
            for (int i = 0; i < own.size(); i++) {
                profiles.add(new Profile(
                        key,
                        identities.getOrDefault(key, List.of()),
                        own.get(i),
                        consents.getOrDefault(key, List.of()),
                        stages.getOrDefault(key, List.of()),
                        ends.get(i),
                        units.getOrDefault(key, key)));
            }
            read = 0;
            each.accept(profiles);
        }

        private List<History> ends() {
            List<History> ends = new ArrayList<>(gathered.size());
            for (Gathered one : gathered) {
                ends.add(ends.isEmpty() ? one.end() : one.endLike(ends.get(0)));
            }
            return ends;
        }
    }

    /** What was read of one customer's history, as one plan needs it. */
    private final class Gathered {
        private final FeaturePlan plan;
        private final StoredValues words;
        private final List<Happening> waiting = new ArrayList<>();
        private final Map<String, Boolean> readsLikeFirst = new HashMap<>();
        private final int[] alike;
        private History history;

        Gathered(FeaturePlan plan, StoredValues words) {
            this.plan = plan;
            this.words = words;
            this.history = History.empty(plan, limit);
            this.alike = plan.alike(plans.get(0));
        }

        /** Whether the first plan reads the same of such an event. */
        boolean readsLikeFirst(String type) {
            FeaturePlan one = plans.get(0);
            return readsLikeFirst.computeIfAbsent(
                    type,
                    name -> plan.used(name).equals(one.used(name))
                            && plan.rates().toString().equals(one.rates().toString()));
        }

        void take() {
            history = Objects.requireNonNull(history.with(waiting), "events come oldest first");
            waiting.clear();
        }

        /** When all of it is still waiting, what the first plan keeps alike is not reckoned again. */
        History endLike(History first) {
            History whole = first.under(plan, alike, waiting);
            if (whole == null) {
                return end();
            }
            waiting.clear();
            return whole;
        }

        History end() {
            take();
            History whole = history;
            history = History.empty(plan, limit);
            return whole;
        }
    }
}

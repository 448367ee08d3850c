package org.opportune.experiments;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.opportune.experiments.Participation.In;
import org.opportune.jdbc.Rows;
import org.opportune.profile.Identity;

/** One row a customer and experiment, in the transactions of those who write what they did. */
public final class ParticipationRows {
    private static final String DAY = "86400000";

    private ParticipationRows() {}

    /**
     * Somebody was decided for.
     *
     * @param at in milliseconds since 1970
     */
    public record Decided(Participation participation, long at) {}

    /** Who takes part already stays in their arm. */
    public static void add(Connection connection, List<Decided> decided) throws SQLException {
        Map<Long, Long> became = became(
                connection,
                decided.stream()
                        .map(each -> each.participation().unit())
                        .distinct()
                        .toList());
        List<Object[]> rows = new ArrayList<>();
        for (Decided each : decided) {
            long unit = each.participation().unit();
            for (In in : each.participation().arms()) {
                rows.add(new Object[] {
                    in.experiment(), became.getOrDefault(unit, unit), in.arm(), in.goal(), each.at(), in.until()
                });
            }
        }
        Rows.insert(
                connection,
                "insert into experiment_customer (experiment, unit, arm, goal, first_at, until_at)",
                rows,
                "on duplicate key update arm = experiment_customer.arm");
    }

    /** What was answered converted: it counts in every experiment of the customer that looks at that, if it came in time. */
    public static void convert(Connection connection, long unit, long at, BigDecimal value) throws SQLException {
        long now = became(connection, List.of(unit)).getOrDefault(unit, unit);
        try (PreparedStatement statement = connection.prepareStatement(
                "update experiment_customer set conversions = conversions + 1, value = value + ?"
                        + " where unit = ? and goal = '' and first_at <= ? and until_at > ?")) {
            statement.setBigDecimal(1, value);
            statement.setLong(2, now);
            statement.setLong(3, at);
            statement.setLong(4, at);
            statement.executeUpdate();
        }
    }

    /**
     * A customer's part in an experiment whose goal is a type of event.
     *
     * @param customer their key
     */
    record Open(long customer, String experiment, long unit, String goal, long from, long until) {
        boolean counts(long at) {
            return at >= from && at < until;
        }
    }

    /** Of customers, by their keys. */
    static List<Open> open(Connection connection, List<Long> customers) throws SQLException {
        List<Open> open = new ArrayList<>();
        Rows.select(
                connection,
                "select c.customer_key, e.experiment, e.unit, e.goal, e.first_at, e.until_at from customer c"
                        + " join experiment_customer e on e.unit = coalesce(c.unit, c.customer_key)"
                        + " where e.goal <> '' and c.customer_key",
                customers,
                "order by e.experiment, e.unit",
                row -> open.add(new Open(
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getLong(6))));
        return open;
    }

    /** So many more events of the goal, and what they are worth together. */
    static void add(Connection connection, Open open, int count, BigDecimal value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update experiment_customer set conversions = conversions + ?, value = value + ? where experiment = ? and unit = ?")) {
            statement.setInt(1, count);
            statement.setBigDecimal(2, value);
            statement.setString(3, open.experiment());
            statement.setLong(4, open.unit());
            statement.executeUpdate();
        }
    }

    /** Without those who are who they were. */
    private static Map<Long, Long> became(Connection connection, Collection<Long> units) throws SQLException {
        Map<Long, Long> became = new HashMap<>();
        Rows.select(
                connection,
                "select from_unit, to_unit from experiment_unit where from_unit",
                List.copyOf(units),
                "",
                row -> became.put(row.getLong(1), row.getLong(2)));
        return became;
    }

    /** A visitor turned out to be a customer, by their keys: the two count once, in the arm that either was in first. */
    static void merge(Connection connection, long visitor, long customer) throws SQLException {
        become(connection, unit(connection, visitor), unit(connection, customer));
    }

    /** Names turned out to be those of customers, by their keys: what was decided for a name of which nothing else was known counts with the rest. */
    static void name(Connection connection, Map<Identity, Long> names) throws SQLException {
        Map<Long, Long> customers = new TreeMap<>();
        names.forEach((name, customer) -> customers.put(name.unit(), customer));
        List<Long> decided = new ArrayList<>();
        Rows.select(
                connection,
                "select distinct unit from experiment_customer where unit",
                List.copyOf(customers.keySet()),
                "order by unit",
                row -> decided.add(row.getLong(1)));
        for (Long from : decided) {
            become(connection, from, unit(connection, Objects.requireNonNull(customers.get(from))));
        }
    }

    private static void become(Connection connection, long from, long to) throws SQLException {
        if (from == to) {
            return;
        }
        // the earlier row is the one that stays: of both, arm and times are those of it, and what they did is added up
        run(
                connection,
                "insert into experiment_customer (experiment, unit, arm, goal, first_at, until_at, conversions, value)"
                        + " select experiment, ?, arm, goal, first_at, until_at, conversions, value from experiment_customer v where v.unit = ?"
                        + " on duplicate key update"
                        + " conversions = experiment_customer.conversions + values(conversions), value = experiment_customer.value + values(value),"
                        + " arm = if(values(first_at) < experiment_customer.first_at, values(arm), experiment_customer.arm),"
                        + " until_at = if(values(first_at) < experiment_customer.first_at, values(until_at), experiment_customer.until_at),"
                        + " first_at = least(experiment_customer.first_at, values(first_at))",
                to,
                from);
        run(connection, "delete from experiment_customer where unit = ?", from);
        run(connection, "update experiment_unit set to_unit = ? where to_unit = ?", to, from);
        run(
                connection,
                "insert into experiment_unit (from_unit, to_unit) values (?, ?) on duplicate key update to_unit = values(to_unit)",
                from,
                to);
    }

    /**
     * What is kept of a customer.
     *
     * @param key 0 when they are no customer
     * @param names what their names and former keys come to
     */
    public static List<HeldParticipation> of(Connection connection, long key, Collection<Long> names)
            throws SQLException {
        List<Long> units = new ArrayList<>(names);
        units.add(unit(connection, key));
        List<HeldParticipation> held = new ArrayList<>();
        Rows.select(
                connection,
                "select experiment, arm, first_at, until_at, conversions, value from experiment_customer where unit",
                units,
                "order by experiment, first_at",
                row -> held.add(new HeldParticipation(
                        row.getString(1),
                        row.getString(2),
                        Instant.ofEpochMilli(row.getLong(3)),
                        Instant.ofEpochMilli(row.getLong(4)),
                        row.getInt(5),
                        row.getBigDecimal(6))));
        return held;
    }

    /** Leaves what they did, of nobody: their units become random numbers, and instants the beginning of their days. The rows of the customers must still be there. */
    public static void erase(Connection connection, long key, Collection<Long> names) throws SQLException {
        List<Long> units = new ArrayList<>(names);
        units.add(unit(connection, key));
        for (long unit : units) {
            run(
                    connection,
                    "update experiment_customer set unit = ?, first_at = first_at - first_at % " + DAY
                            + ", until_at = until_at - until_at % " + DAY + " where unit = ?",
                    ThreadLocalRandom.current().nextLong(Long.MAX_VALUE / 2, Long.MAX_VALUE),
                    unit);
            run(connection, "delete from experiment_unit where from_unit = ? or to_unit = ?", unit, unit);
        }
    }

    private static long unit(Connection connection, long key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select coalesce(unit, customer_key) from customer where customer_key = ?")) {
            statement.setLong(1, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : key;
            }
        }
    }

    private static void run(Connection connection, String sql, long... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setLong(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}

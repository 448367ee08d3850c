package org.opportune.reports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.opportune.jdbc.Rows;
import org.opportune.profile.CustomerData;
import org.opportune.profile.IdentityListener;
import org.opportune.profile.Profiles;
import org.opportune.profile.StageChange;
import org.opportune.rulebook.Rulebook;

/** Counts moves between stages by day, in the transactions that record them. */
@ApplicationScoped
public class StageDays implements IdentityListener, CustomerData.Also {
    private final Supplier<Rulebook> rulebook;
    private final Clock clock;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    StageDays() {
        this(null, null);
    }

    /**
     * With what it needs.
     *
     * @param rulebook in whose time zone days begin
     */
    @Inject
    public StageDays(Supplier<Rulebook> rulebook, Clock clock) {
        this.rulebook = rulebook;
        this.clock = clock;
    }

    /**
     * Of what it is counted.
     *
     * @param from empty for nobody who was in a stage before
     * @param to empty for who is gone
     */
    private record Move(LocalDate day, String from, String to) {
        /** Of the key, in which all who write lock rows. */
        static final Comparator<Move> ORDER =
                Comparator.comparing(Move::day).thenComparing(Move::from).thenComparing(Move::to);
    }

    private record Sum(long customers, long stayed) {
        Sum plus(Sum other) {
            return new Sum(customers + other.customers, stayed + other.stayed);
        }
    }

    @Override
    public void changedStage(Connection connection, List<StageChange> changes) throws SQLException {
        Map<Long, NavigableMap<Long, String>> spells = new HashMap<>();
        Rows.select(
                connection,
                "select customer_key, since, stage from stage_spell where customer_key",
                changes.stream().map(StageChange::customer).distinct().toList(),
                "",
                row -> spells.computeIfAbsent(row.getLong(1), key -> new TreeMap<>())
                        .put(row.getLong(2), row.getString(3)));
        Map<Move, Sum> sums = new TreeMap<>(Move.ORDER);
        for (StageChange change : changes) {
            long at = change.at().toEpochMilli();
            Map.Entry<Long, String> before =
                    spells.getOrDefault(change.customer(), new TreeMap<>()).lowerEntry(at);
            sums.merge(
                    new Move(day(at), before == null ? "" : before.getValue(), change.to()),
                    new Sum(1, before == null ? 0 : at - before.getKey()),
                    Sum::plus);
        }
        add(connection, sums);
    }

    @Override
    public void leaves(Connection connection, long key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select stage, since from stage_spell where customer_key = ? order by since desc limit 1")) {
            statement.setLong(1, key);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    long now = Math.max(clock.millis(), row.getLong(2));
                    Move gone = new Move(day(now), row.getString(1), "");
                    add(connection, Map.of(gone, new Sum(1, now - row.getLong(2))));
                }
            }
        }
    }

    @Override
    public void erase(Connection connection, Profiles.Known known) throws SQLException {
        leaves(connection, known.key());
    }

    private LocalDate day(long millis) {
        return LocalDate.ofInstant(
                Instant.ofEpochMilli(millis), rulebook.get().terms().zone());
    }

    private static void add(Connection connection, Map<Move, Sum> sums) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        sums.forEach((move, sum) ->
                rows.add(new Object[] {move.day(), move.from(), move.to(), sum.customers(), sum.stayed()}));
        Rows.insert(
                connection,
                "insert into stage_day (day, from_stage, to_stage, customers, stayed)",
                rows,
                "on duplicate key update customers = customers + values(customers), stayed = stayed + values(stayed)");
    }
}

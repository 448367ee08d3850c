package org.opportune.ledger;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Rows;

/** What came of offers, counted by day in the very transactions that store decisions and outcomes: each of them once. */
public final class OfferDays {
    private static final Columns ATTRIBUTED = new Columns("orders", "order_value", "order_value");

    private OfferDays() {}

    /** What is counted. */
    public enum Figure {
        IMPRESSIONS,
        CLICKS,
        ACCEPTS,
        DECLINES,
        CONVERSIONS
    }

    /**
     * Changes what orders an offer of a decision is credited with; nothing when the decision is gone or has no day.
     *
     * @param share of orders, below zero when it is less than before
     * @param worth of them, in base currency
     */
    public static void attribute(Connection connection, UUID decision, String offer, BigDecimal share, BigDecimal worth)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select o.day, o.placement, o.channel, d.stage, d.release_hash, d.trait_set from decision_offer o"
                        + " join decision d on d.id = o.id and d.at = o.at where o.offer = ? and o.at = ? and o.id = ? limit 1")) {
            statement.setString(1, offer);
            statement.setLong(2, DecisionIds.time(decision));
            statement.setBytes(3, DecisionIds.bytes(decision));
            try (ResultSet row = statement.executeQuery()) {
                LocalDate day = row.next() ? row.getObject(1, LocalDate.class) : null;
                if (day != null) {
                    Cell cell = new Cell(
                            day, offer, row.getString(2), row.getString(3), row.getString(4), row.getString(5));
                    add(connection, cell, row.getObject(6, Long.class), ATTRIBUTED, share, worth);
                }
            }
        }
    }

    /** Of what it is counted. */
    public record Cell(LocalDate day, String offer, String placement, String channel, String stage, String release)
            implements Comparable<Cell> {
        /** Of the key, in which all who write lock rows. */
        private static final Comparator<Cell> ORDER = Comparator.comparing(Cell::day)
                .thenComparing(Cell::offer)
                .thenComparing(Cell::placement)
                .thenComparing(Cell::channel)
                .thenComparing(Cell::stage)
                .thenComparing(Cell::release);

        @Override
        public int compareTo(Cell other) {
            return ORDER.compare(this, other);
        }

        /** What it is told apart by in sums of one dimension at a time, in their order. */
        List<Trait> traits() {
            return List.of(
                    new Trait("", ""),
                    new Trait("channel", channel),
                    new Trait("placement", placement),
                    new Trait("release", release),
                    new Trait("stage", stage));
        }

        private Object[] with(Object figure) {
            return new Object[] {day, offer, placement, channel, stage, release, figure};
        }
    }

    /** Of an offer that a decision answered. */
    static Cell cell(LedgerEntry entry, LedgerEntry.Answered answered) {
        return new Cell(
                entry.counted().day(),
                answered.offer(),
                answered.placement(),
                entry.hold(answered.offer()).channel(), // as its row says, from which outcomes count
                entry.stage(),
                entry.release());
    }

    /** @param entries that were not stored before */
    static void answered(Connection connection, List<LedgerEntry> entries) throws SQLException {
        Map<Cell, Long> counts = new TreeMap<>();
        for (LedgerEntry entry : entries) {
            for (LedgerEntry.Answered answered : entry.answered()) {
                counts.merge(cell(entry, answered), 1L, Long::sum);
            }
        }
        List<Object[]> rows = new ArrayList<>();
        counts.forEach((cell, count) -> rows.add(cell.with(count)));
        Rows.insert(
                connection,
                "insert into offer_day (day, offer, placement, channel, stage, release_hash, answered)",
                rows,
                "on duplicate key update answered = answered + values(answered)");
    }

    /**
     * Counts one more, by each trait too.
     *
     * @param traits the name of their set; null for none
     * @param value of a conversion in base currency, else 0
     */
    public static void add(Connection connection, Cell cell, @Nullable Long traits, Figure figure, BigDecimal value)
            throws SQLException {
        String column = figure.name().toLowerCase(Locale.ROOT);
        add(connection, cell, traits, new Columns(column, "value", "worth"), BigDecimal.ONE, value);
    }

    /**
     * A count and what it was worth.
     *
     * @param ofTraits the worth, where sums are by trait
     */
    record Columns(String count, String worth, String ofTraits) {}

    private static void add(
            Connection connection,
            Cell cell,
            @Nullable Long traits,
            Columns columns,
            BigDecimal count,
            BigDecimal worth)
            throws SQLException {
        String sql = "insert into offer_day (day, offer, placement, channel, stage, release_hash, %1$s, %2$s)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?) on duplicate key update %1$s = %1$s + values(%1$s), %2$s = %2$s + values(%2$s)";
        try (PreparedStatement statement =
                connection.prepareStatement(sql.formatted(columns.count(), columns.worth()))) {
            List<Object> values = new ArrayList<>(Arrays.asList(cell.with(count)));
            values.add(worth);
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            statement.executeUpdate();
        }
        TraitDays.add(connection, cell, traits, columns, count, worth);
    }
}

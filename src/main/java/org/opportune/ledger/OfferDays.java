package org.opportune.ledger;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Rows;

/** What came of offers, counted by day in the very transactions that store decisions and outcomes: each of them once. */
public final class OfferDays {
    private OfferDays() {}

    /** What is counted. */
    public enum Figure {
        IMPRESSIONS,
        CLICKS,
        ACCEPTS,
        DECLINES,
        CONVERSIONS
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

        private Object[] with(Object figure) {
            return new Object[] {day, offer, placement, channel, stage, release, figure};
        }
    }

    /** @param entries that were not stored before */
    static void answered(Connection connection, List<LedgerEntry> entries) throws SQLException {
        Map<Cell, Long> counts = new TreeMap<>();
        for (LedgerEntry entry : entries) {
            for (LedgerEntry.Answered answered : entry.answered()) {
                Cell cell = new Cell(
                        entry.counted().day(),
                        answered.offer(),
                        answered.placement(),
                        entry.hold(answered.offer()).channel(), // as its row says, from which outcomes count
                        entry.stage(),
                        entry.release());
                counts.merge(cell, 1L, Long::sum);
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
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into offer_day (day, offer, placement, channel, stage, release_hash, value, " + column
                        + ") values (?, ?, ?, ?, ?, ?, ?, 1) on duplicate key update value = value + values(value), "
                        + column + " = " + column + " + 1")) {
            Object[] values = cell.with(value);
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
        if (traits != null) {
            TraitDays.add(connection, traits, cell.day(), cell.offer(), column, BigDecimal.ONE, "worth", value);
        }
    }
}

package org.opportune.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Rows;
import org.opportune.kernel.Hashes;

/** The traits of decisions, each set of them stored once, and what came of offers by trait and day. */
final class TraitDays {
    private TraitDays() {}

    /** Of what it is counted. */
    private record Cell(LocalDate day, Trait trait, String offer) {
        /** Of the key, in which all who write lock rows. */
        static final Comparator<Cell> ORDER = Comparator.comparing(
                        (Cell cell) -> cell.trait().dimension())
                .thenComparing(Cell::day)
                .thenComparing(Cell::trait)
                .thenComparing(Cell::offer);
    }

    /** The name of a set; null for none. */
    static @Nullable Long id(List<Trait> traits) {
        if (traits.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        traits.forEach(trait ->
                text.append(trait.dimension()).append('=').append(trait.value()).append('\n'));
        return ByteBuffer.wrap(Hashes.sha256(text.toString().getBytes(UTF_8))).getLong();
    }

    /** Stores the sets that are not there yet. */
    static void keep(Connection connection, List<LedgerEntry> entries) throws SQLException {
        Map<Long, List<Trait>> sets = new TreeMap<>();
        for (LedgerEntry entry : entries) {
            List<Trait> traits = entry.counted().traits();
            Long id = id(traits);
            if (id != null) {
                sets.put(id, traits);
            }
        }
        Set<Long> kept = new HashSet<>();
        Rows.select(
                connection,
                "select distinct id from trait_set where id",
                List.copyOf(sets.keySet()),
                "",
                row -> kept.add(row.getLong(1)));
        List<Object[]> rows = new ArrayList<>();
        sets.forEach((id, traits) -> {
            if (!kept.contains(id)) {
                traits.forEach(trait -> rows.add(new Object[] {id, trait.dimension(), trait.value()}));
            }
        });
        Rows.insert(
                connection, "insert into trait_set (id, dimension, value)", rows, "on duplicate key update id = id");
    }

    /** @param entries that were not stored before */
    static void answered(Connection connection, List<LedgerEntry> entries) throws SQLException {
        Map<Cell, Long> counts = new TreeMap<>(Cell.ORDER);
        for (LedgerEntry entry : entries) {
            Counted counted = entry.counted();
            for (LedgerEntry.Answered answered : entry.answered()) {
                Consumer<Trait> count =
                        trait -> counts.merge(new Cell(counted.day(), trait, answered.offer()), 1L, Long::sum);
                OfferDays.cell(entry, answered).traits().forEach(count);
                counted.traits().forEach(count);
            }
        }
        List<Object[]> rows = new ArrayList<>();
        counts.forEach((cell, count) -> rows.add(
                new Object[] {cell.trait().dimension(), cell.day(), cell.trait().value(), cell.offer(), count}));
        Rows.insert(
                connection,
                "insert into offer_trait_day (dimension, day, value, offer, answered)",
                rows,
                "on duplicate key update answered = answered + values(answered)");
    }

    /**
     * Adds to the sums of each trait.
     *
     * @param set of traits; null for none but those that the cell has itself
     */
    static void add(
            Connection connection,
            OfferDays.Cell cell,
            @Nullable Long set,
            OfferDays.Columns columns,
            BigDecimal count,
            BigDecimal worth)
            throws SQLException {
        String head = "insert into offer_trait_day (dimension, day, value, offer, " + columns.count() + ", "
                + columns.ofTraits() + ")";
        String tail =
                " on duplicate key update %1$s = offer_trait_day.%1$s + values(%1$s), %2$s = offer_trait_day.%2$s + values(%2$s)"
                        .formatted(columns.count(), columns.ofTraits());
        Rows.insert(
                connection,
                head,
                cell.traits().stream()
                        .map(trait ->
                                new Object[] {trait.dimension(), cell.day(), trait.value(), cell.offer(), count, worth})
                        .toList(),
                tail);
        if (set == null) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                head + " select dimension, ?, value, ?, ?, ? from trait_set where id = ? order by dimension, value"
                        + tail)) {
            statement.setObject(1, cell.day());
            statement.setString(2, cell.offer());
            statement.setBigDecimal(3, count);
            statement.setBigDecimal(4, worth);
            statement.setLong(5, set);
            statement.executeUpdate();
        }
    }
}

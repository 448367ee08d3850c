package org.opportune.ledger;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opportune.jdbc.Rows;

/** Why offers were held back, counted by day in the transaction that stores decisions. */
final class ReasonDays {
    private ReasonDays() {}

    private record Cell(LocalDate day, String reason, String offer, String channel) {
        static final Comparator<Cell> ORDER = Comparator.comparing(Cell::day)
                .thenComparing(Cell::reason)
                .thenComparing(Cell::offer)
                .thenComparing(Cell::channel);
    }

    private record Sums(long held, long alone, BigDecimal forgone) {
        Sums plus(Sums other) {
            return new Sums(held + other.held, alone + other.alone, forgone.add(other.forgone));
        }
    }

    /** @param entries that were not stored before */
    static void heldBack(Connection connection, List<LedgerEntry> entries) throws SQLException {
        Map<Cell, Sums> sums = new TreeMap<>(Cell.ORDER);
        for (LedgerEntry entry : entries) {
            for (HeldBack heldBack : entry.counted().heldBack()) {
                boolean isAlone = heldBack.reasons().size() == 1; // to lift one of several would change nothing
                Sums one = new Sums(1, isAlone ? 1 : 0, isAlone ? new BigDecimal(heldBack.forgone()) : BigDecimal.ZERO);
                for (String reason : heldBack.reasons()) {
                    sums.merge(
                            new Cell(entry.counted().day(), reason, heldBack.offer(), entry.channel()),
                            one,
                            Sums::plus);
                }
            }
        }
        List<Object[]> rows = new ArrayList<>();
        sums.forEach((cell, sum) -> rows.add(new Object[] {
            cell.day(), cell.reason(), cell.offer(), cell.channel(), sum.held(), sum.alone(), sum.forgone()
        }));
        Rows.insert(
                connection,
                "insert into offer_reason_day (day, reason, offer, channel, held, alone, forgone)",
                rows,
                "on duplicate key update held = held + values(held), alone = alone + values(alone), forgone = forgone + values(forgone)");
    }
}

package org.opportune.reports;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.opportune.jdbc.Transactions;
import org.opportune.reports.DaySums.Group;

/** Why offers were held back, from the sums by day. */
final class ReasonFigures {
    private final Transactions transactions;

    ReasonFigures(DataSource source) {
        this.transactions = new Transactions(source);
    }

    /** Sums of what was counted. */
    record Sums(long held, long alone, BigDecimal forgone) {
        static final Sums NONE = new Sums(0, 0, BigDecimal.ZERO);

        Sums plus(Sums other) {
            return new Sums(held + other.held, alone + other.alone, forgone.add(other.forgone));
        }
    }

    Map<Group, Sums> of(Span span, Cut cut) {
        return transactions.read(connection -> DaySums.read(
                connection,
                span,
                cut,
                List.of("held", "alone", "forgone"),
                "offer_reason_day",
                row -> new Sums(row.getLong(4), row.getLong(5), row.getBigDecimal(6)),
                Sums::plus));
    }
}

package org.opportune.reports;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.opportune.jdbc.Transactions;
import org.opportune.reports.DaySums.Group;

/** What came of offers, from the sums by day. */
final class OfferFigures {
    private final Transactions transactions;

    OfferFigures(DataSource source) {
        this.transactions = new Transactions(source);
    }

    /** Sums of what was counted. */
    record Sums(
            long answered,
            long impressions,
            long clicks,
            long accepts,
            long declines,
            long conversions,
            BigDecimal value,
            BigDecimal orders,
            BigDecimal orderValue) {
        static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        Sums plus(Sums other) {
            return new Sums(
                    answered + other.answered,
                    impressions + other.impressions,
                    clicks + other.clicks,
                    accepts + other.accepts,
                    declines + other.declines,
                    conversions + other.conversions,
                    value.add(other.value),
                    orders.add(other.orders),
                    orderValue.add(other.orderValue));
        }
    }

    Map<Group, Sums> of(Span span, Cut cut) {
        boolean isOne = cut.dimension() != null;
        List<String> columns = List.of(
                "answered",
                "impressions",
                "clicks",
                "accepts",
                "declines",
                "conversions",
                isOne ? "worth" : "value",
                "orders",
                "order_value");
        return transactions.read(connection -> DaySums.read(
                connection,
                span,
                cut,
                columns,
                isOne ? "offer_trait_day" : "offer_day",
                row -> new Sums(
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getBigDecimal(10),
                        row.getBigDecimal(11),
                        row.getBigDecimal(12)),
                Sums::plus));
    }
}

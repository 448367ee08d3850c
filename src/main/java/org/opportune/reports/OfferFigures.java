package org.opportune.reports;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Transactions;

/** What came of offers, from the sums by day. */
final class OfferFigures {
    private final Transactions transactions;

    OfferFigures(DataSource source) {
        this.transactions = new Transactions(source);
    }

    /** By what figures are told apart, or only those of one value are counted. */
    enum Dimension {
        OFFER("offer"),
        CAMPAIGN("offer"), // by the catalogue that decides now
        CHANNEL("channel"),
        PLACEMENT("placement"),
        STAGE("stage"),
        RELEASE("release_hash");

        private final String column;

        Dimension(String column) {
            this.column = column;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Sums of what was counted. */
    record Sums(
            long answered,
            long impressions,
            long clicks,
            long accepts,
            long declines,
            long conversions,
            BigDecimal value) {
        static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, BigDecimal.ZERO);

        Sums plus(Sums other) {
            return new Sums(
                    answered + other.answered,
                    impressions + other.impressions,
                    clicks + other.clicks,
                    accepts + other.accepts,
                    declines + other.declines,
                    conversions + other.conversions,
                    value.add(other.value));
        }
    }

    /** A period and a value of the dimension; empty when figures are not told apart. */
    record Group(LocalDate period, String value) implements Comparable<Group> {
        @Override
        public int compareTo(Group other) {
            int byPeriod = period.compareTo(other.period);
            return byPeriod == 0 ? value.compareTo(other.value) : byPeriod;
        }
    }

    /**
     * The sums.
     *
     * @param only values of dimensions that are counted alone
     * @param campaigns by the offers
     */
    Map<Group, Sums> of(Span span, @Nullable Dimension by, Map<Dimension, String> only, Map<String, String> campaigns) {
        String group = by == null ? "''" : by.column;
        String campaign = only.get(Dimension.CAMPAIGN);
        String offer = by == Dimension.CAMPAIGN || campaign != null ? "offer" : "''";
        StringBuilder sql = new StringBuilder(
                "select day, " + group + ", " + offer + ", sum(answered), sum(impressions), sum(clicks),"
                        + " sum(accepts), sum(declines), sum(conversions), sum(value) from offer_day where day >= ? and day < ?");
        List<Object> values = new ArrayList<>(List.of(span.from(), span.until()));
        only.forEach((dimension, value) -> {
            if (dimension != Dimension.CAMPAIGN) {
                sql.append(" and ").append(dimension.column).append(" = ?");
                values.add(value);
            }
        });
        sql.append(" group by 1, 2, 3");
        return transactions.read(connection -> {
            Map<Group, Sums> sums = new TreeMap<>();
            try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
                for (int i = 0; i < values.size(); i++) {
                    statement.setObject(i + 1, values.get(i));
                }
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        String of = campaigns.getOrDefault(row.getString(3), "");
                        if (campaign == null || campaign.equals(of)) {
                            LocalDate period = span.period(row.getObject(1, LocalDate.class));
                            String value = by == Dimension.CAMPAIGN ? of : row.getString(2);
                            sums.merge(new Group(period, value), sums(row), Sums::plus);
                        }
                    }
                }
            }
            return sums;
        });
    }

    private static Sums sums(ResultSet row) throws SQLException {
        return new Sums(
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getBigDecimal(10));
    }
}

package org.opportune.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Transactions;
import org.opportune.kernel.Json;
import org.opportune.reports.LifetimeReport.Cohort;
import org.opportune.reports.LifetimeReport.Sums;

/** Reads what {@link CustomerCount} keeps. */
final class CountedFigures {
    private final Transactions transactions;

    CountedFigures(DataSource source) {
        this.transactions = new Transactions(source);
    }

    private record Count(Instant at, LocalDate today, String currency, LifetimeModel model) {}

    RetentionReport retention(Span span) {
        return transactions.read(connection -> {
            Count count = count(connection);
            if (count == null) {
                return RetentionReport.of(span, null, span.from(), Map.of());
            }
            Map<LocalDate, Map<Integer, Long>> found = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(
                    "select cohort, age, customers from retention where every = ? and cohort >= ? and cohort < ?")) {
                statement.setString(1, span.every().word());
                statement.setObject(2, span.period(span.from()));
                statement.setObject(3, span.until());
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.computeIfAbsent(row.getObject(1, LocalDate.class), cohort -> new HashMap<>())
                                .put(row.getInt(2), row.getLong(3));
                    }
                }
            }
            return RetentionReport.of(span, count.at(), count.today(), found);
        });
    }

    LifetimeReport lifetime(int weeks, ZoneId zone) {
        return transactions.read(connection -> {
            Count count = count(connection);
            if (count == null) {
                return new LifetimeReport(null, zone.getId(), null, weeks, Sums.NONE.figures(), List.of(), null);
            }
            Sums total = Sums.NONE;
            List<Cohort> cohorts = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement("""
                    select c.cohort, c.customers, c.purchases, c.value, c.alive, e.purchases, e.value
                    from lifetime_cohort c left join lifetime_expected e on e.cohort = c.cohort and e.weeks = ? order by c.cohort""")) {
                statement.setInt(1, weeks);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        Sums sums = sums(row);
                        cohorts.add(new Cohort(row.getObject(1, LocalDate.class), sums.figures()));
                        total = total.plus(sums);
                    }
                }
            }
            return new LifetimeReport(
                    count.at(), zone.getId(), count.currency(), weeks, total.figures(), cohorts, count.model());
        });
    }

    private static Sums sums(ResultSet row) throws SQLException {
        double told = row.getDouble(5);
        @Nullable Double alive = row.wasNull() ? null : (Double) told;
        return new Sums(
                row.getLong(2), row.getLong(3), row.getBigDecimal(4), alive, row.getDouble(6), row.getDouble(7));
    }

    private static @Nullable Count count(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "select at, today, currency, lifetime from customer_count where id = 1");
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? new Count(
                            Instant.ofEpochMilli(row.getLong(1)),
                            row.getObject(2, LocalDate.class),
                            row.getString(3),
                            model(row.getString(4)))
                    : null;
        }
    }

    private static LifetimeModel model(String json) {
        try {
            return Json.MAPPER.readValue(json, LifetimeModel.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the models of lifetime that are kept cannot be read", e);
        }
    }
}

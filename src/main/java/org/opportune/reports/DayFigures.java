package org.opportune.reports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Rows;
import org.opportune.jdbc.Transactions;
import org.opportune.profile.Identity;
import org.opportune.reports.ReferralReport.Period;
import org.opportune.reports.ReferralReport.Referrals;
import org.opportune.reports.ReferralReport.Referrer;
import org.opportune.reports.SurveyReport.Told;

/** Reads what customers' rows a day come to, and what the sweep counted. */
final class DayFigures {
    private final Transactions transactions;

    DayFigures(DataSource source) {
        this.transactions = new Transactions(source);
    }

    /**
     * The answers to a survey.
     *
     * @param channel null for every channel
     */
    List<Told> answers(String survey, Span span, @Nullable String channel) {
        return transactions.read(connection -> {
            List<Told> answers = new ArrayList<>();
            String only = channel == null ? "" : " and channel = ?";
            try (PreparedStatement statement = connection.prepareStatement(
                    "select day, channel, score, sum(answers) from survey_day where survey = ? and day >= ? and day < ?"
                            + only + " group by day, channel, score")) {
                statement.setString(1, survey);
                statement.setObject(2, span.from());
                statement.setObject(3, span.until());
                if (channel != null) {
                    statement.setString(4, channel);
                }
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        answers.add(new Told(
                                row.getObject(1, LocalDate.class), row.getString(2), row.getInt(3), row.getLong(4)));
                    }
                }
            }
            return answers;
        });
    }

    ReferralReport referrals(Span span) {
        return transactions.read(connection -> {
            Map<LocalDate, long[]> periods = new TreeMap<>();
            span.periods().forEach(period -> periods.put(period, new long[2]));
            long referrals = 0;
            long converted = 0;
            try (PreparedStatement statement = within(
                            connection,
                            "select day, sum(referrals), sum(converted) from referral_day where day >= ? and day < ? group by day",
                            span);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    long[] period = periods.computeIfAbsent(
                            span.period(row.getObject(1, LocalDate.class)), begins -> new long[2]);
                    period[0] += row.getLong(2);
                    period[1] += row.getLong(3);
                    referrals += row.getLong(2);
                    converted += row.getLong(3);
                }
            }
            return new ReferralReport(
                    span.from(),
                    span.until(),
                    span.every().word(),
                    span.zone().getId(),
                    periods.entrySet().stream()
                            .map(each ->
                                    new Period(each.getKey(), Referrals.of(each.getValue()[0], each.getValue()[1])))
                            .toList(),
                    Referrals.of(referrals, converted),
                    referrers(connection, span));
        });
    }

    private static long referrers(Connection connection, Span span) throws SQLException {
        try (PreparedStatement statement = within(
                        connection,
                        "select count(distinct customer_key) from referral_day where day >= ? and day < ?",
                        span);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** At most so many; who was erased since, or has no name, is left out. */
    List<Referrer> top(Span span, int most) {
        return transactions.read(connection -> {
            Map<Long, Referrals> found = new LinkedHashMap<>();
            try (PreparedStatement statement = within(
                            connection,
                            "select customer_key, sum(referrals) brought, sum(converted) bought from referral_day"
                                    + " where day >= ? and day < ? group by customer_key"
                                    + " order by bought desc, brought desc, customer_key limit " + most,
                            span);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.put(row.getLong(1), Referrals.of(row.getLong(2), row.getLong(3)));
                }
            }
            Map<Long, List<Identity>> names = new HashMap<>();
            Rows.select(
                    connection,
                    "select customer_key, namespace, id from identity where customer_key",
                    List.copyOf(found.keySet()),
                    "order by namespace, id",
                    row -> names.computeIfAbsent(row.getLong(1), key -> new ArrayList<>())
                            .add(new Identity(row.getString(2), row.getString(3))));
            List<Referrer> top = new ArrayList<>();
            found.forEach((key, referrals) -> {
                List<Identity> named = names.get(key);
                if (named != null) {
                    top.add(new Referrer(named, referrals));
                }
            });
            return top;
        });
    }

    private static PreparedStatement within(Connection connection, String sql, Span span) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setObject(1, span.from());
        statement.setObject(2, span.until());
        return statement;
    }

    ScoreReport scores() {
        return transactions.read(connection -> {
            Map<String, Map<Integer, ScoreReport.Band>> scores = new TreeMap<>();
            Instant counted = null;
            try (PreparedStatement statement = connection.prepareStatement(
                            "select score, stage, least, most, level, customers, at from score_count order by score, least, stage");
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    counted = Instant.ofEpochMilli(row.getLong(7));
                    int least = row.getInt(3);
                    int most = row.getInt(4);
                    Integer end = row.wasNull() ? null : (Integer) most;
                    Map<String, Long> stage = new TreeMap<>(Map.of(row.getString(2), row.getLong(6)));
                    scores.computeIfAbsent(row.getString(1), score -> new TreeMap<>())
                            .merge(
                                    least,
                                    new ScoreReport.Band(least, end, row.getString(5), row.getLong(6), stage),
                                    DayFigures::together);
                }
            }
            return new ScoreReport(
                    counted,
                    scores.entrySet().stream()
                            .map(score -> new ScoreReport.Spread(
                                    score.getKey(),
                                    score.getValue().values().stream()
                                            .mapToLong(ScoreReport.Band::customers)
                                            .sum(),
                                    List.copyOf(score.getValue().values())))
                            .toList());
        });
    }

    private static ScoreReport.Band together(ScoreReport.Band one, ScoreReport.Band other) {
        Map<String, Long> stages = new TreeMap<>(one.stages());
        stages.putAll(other.stages());
        return new ScoreReport.Band(one.least(), one.most(), one.level(), one.customers() + other.customers(), stages);
    }
}

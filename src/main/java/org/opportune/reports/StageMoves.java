package org.opportune.reports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Transactions;

/** How customers moved between stages. */
final class StageMoves {
    private static final long HALF_HOUR = 1_800_000; // no zone lies otherwise against another

    private static final Comparator<List<String>> ORDER =
            Comparator.<List<String>, String>comparing(pair -> pair.get(0)).thenComparing(pair -> pair.get(1));

    private final Transactions transactions;

    StageMoves(DataSource source) {
        this.transactions = new Transactions(source);
    }

    /**
     * Moves within one period.
     *
     * @param from null for customers who were in no stage before
     */
    record Move(LocalDate period, @Nullable String from, String to, long customers) {}

    /**
     * How long customers had been in a stage that they left.
     *
     * @param customers how many left it
     */
    record Stay(String stage, long customers, double meanDays) {}

    /**
     * All of it, as of one moment.
     *
     * @param opening how many customers were in each stage when the report begins
     */
    record Found(Map<String, Long> opening, List<Move> moves, List<Stay> stays) {}

    Found of(Span span) {
        return transactions.read(connection -> {
            Map<String, Long> opening = opening(connection, span);
            Map<LocalDate, Map<List<String>, Long>> moves = new TreeMap<>();
            Map<String, double[]> stays = new TreeMap<>();
            read(connection, span, moves, stays);
            return new Found(opening, moves(moves), stays(stays));
        });
    }

    private static Map<String, Long> opening(Connection connection, Span span) throws SQLException {
        Map<String, Long> opening = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select s.stage, count(*) from stage_spell s
                join (select customer_key, max(since) since from stage_spell where since < ? group by customer_key) last
                using (customer_key, since) group by s.stage""")) {
            statement.setLong(1, span.fromMillis());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    opening.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return opening;
    }

    private static void read(
            Connection connection,
            Span span,
            Map<LocalDate, Map<List<String>, Long>> moves,
            Map<String, double[]> stays)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select m.bucket, coalesce(p.stage, ''), m.stage, count(*), sum(m.since - p.since) from (
                    select s.customer_key, s.since, s.stage, s.since div ? bucket,
                        (select max(b.since) from stage_spell b where b.customer_key = s.customer_key and b.since < s.since) before_since
                    from stage_spell s where s.since >= ? and s.since < ?) m
                left join stage_spell p on p.customer_key = m.customer_key and p.since = m.before_since
                group by 1, 2, 3""")) {
            statement.setLong(1, HALF_HOUR);
            statement.setLong(2, span.fromMillis());
            statement.setLong(3, span.untilMillis());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String from = rows.getString(2);
                    long customers = rows.getLong(4);
                    moves.computeIfAbsent(span.period(rows.getLong(1) * HALF_HOUR), period -> new TreeMap<>(ORDER))
                            .merge(List.of(from, rows.getString(3)), customers, Long::sum);
                    if (!from.isEmpty()) {
                        double[] stay = stays.computeIfAbsent(from, stage -> new double[2]);
                        stay[0] += customers;
                        stay[1] += rows.getDouble(5);
                    }
                }
            }
        }
    }

    private static List<Move> moves(Map<LocalDate, Map<List<String>, Long>> found) {
        List<Move> moves = new ArrayList<>();
        found.forEach((period, pairs) -> pairs.forEach((pair, customers) ->
                moves.add(new Move(period, pair.get(0).isEmpty() ? null : pair.get(0), pair.get(1), customers))));
        return moves;
    }

    private static List<Stay> stays(Map<String, double[]> found) {
        return found.entrySet().stream()
                .map(each -> new Stay(
                        each.getKey(), (long) each.getValue()[0], each.getValue()[1] / each.getValue()[0] / 86_400_000))
                .toList();
    }
}

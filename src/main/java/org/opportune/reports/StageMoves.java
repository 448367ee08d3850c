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
     * @param to null for customers who are gone
     */
    record Move(
            LocalDate period,
            @Nullable String from,
            @Nullable String to,
            long customers) {}

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
                select stage, sum(customers) standing from (
                    select to_stage stage, customers from stage_day where day < ?
                    union all select from_stage, -customers from stage_day where day < ?) moves
                where stage <> '' group by stage having standing > 0""")) {
            statement.setObject(1, span.from());
            statement.setObject(2, span.from());
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
        try (PreparedStatement statement = connection.prepareStatement(
                "select day, from_stage, to_stage, customers, stayed from stage_day where day >= ? and day < ?")) {
            statement.setObject(1, span.from());
            statement.setObject(2, span.until());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String from = rows.getString(2);
                    String to = rows.getString(3);
                    long customers = rows.getLong(4);
                    moves.computeIfAbsent(
                                    span.period(rows.getObject(1, LocalDate.class)), period -> new TreeMap<>(ORDER))
                            .merge(List.of(from, to), customers, Long::sum);
                    if (!from.isEmpty() && !to.isEmpty()) {
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
        found.forEach((period, pairs) -> pairs.forEach(
                (pair, customers) -> moves.add(new Move(period, named(pair.get(0)), named(pair.get(1)), customers))));
        return moves;
    }

    private static @Nullable String named(String stage) {
        return stage.isEmpty() ? null : stage;
    }

    private static List<Stay> stays(Map<String, double[]> found) {
        return found.entrySet().stream()
                .map(each -> new Stay(
                        each.getKey(), (long) each.getValue()[0], each.getValue()[1] / each.getValue()[0] / 86_400_000))
                .toList();
    }
}

package org.opportune.outcomes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Transactions;
import org.opportune.reservation.Mark;
import org.opportune.vocabulary.Vocabulary.Channel;
import org.opportune.vocabulary.Vocabulary.Success;

/**
 * Settles what became of each offer that was seen, once: a success in time, or none. It is counted by day, offer, stage and channel, from which rates are
 * learned. Nothing is counted before the time for a success is over: successes come quicker than their absence, and what is new would look better than it is.
 */
final class Responses {
    private static final int AWAITED = 0;
    private static final int SUCCEEDED = 1;
    private static final int COUNTED_NONE = 2;
    private static final int COUNTED_SUCCESS = 3;
    private static final int AT_ONCE = 500;

    private final Transactions transactions;

    Responses(DataSource source) {
        this.transactions = new Transactions(source);
    }

    /**
     * Of an offer that was answered.
     *
     * @param respondBy until when a success counts; null when nothing was told of it yet
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes that nobody changes
    record Shown(
            byte[] decision,
            long at,
            String offer,
            String stage,
            String channel,
            @Nullable Integer response,
            @Nullable Long respondBy) {
        static Shown of(ResultSet row) throws SQLException {
            Object response = row.getObject("response");
            Object respondBy = row.getObject("respond_by");
            return new Shown(
                    row.getBytes("id"),
                    row.getLong("at"),
                    row.getString("offer"),
                    row.getString("stage"),
                    row.getString("channel"),
                    response == null ? null : ((Number) response).intValue(),
                    respondBy == null ? null : ((Number) respondBy).longValue());
        }
    }

    /** Whether an outcome is a success in a channel. */
    static boolean isSuccess(Mark type, @Nullable Channel channel) {
        Success least = channel == null ? Success.ACCEPT : channel.success();
        return switch (type) {
            case IMPRESSION, DECLINE -> false;
            case CLICK -> least == Success.CLICK;
            case ACCEPT -> least != Success.CONVERSION;
            case CONVERSION -> true;
        };
    }

    /**
     * Takes a new outcome, in the transaction that stores it.
     *
     * @param channels of the rulebook that decides now
     */
    static void take(Connection connection, Shown shown, Outcome outcome, Map<String, Channel> channels)
            throws SQLException {
        Channel channel = channels.get(shown.channel());
        long at = outcome.countsFrom();
        boolean isSuccess = isSuccess(outcome.type(), channel);
        Integer before = shown.response();
        if (before == null) {
            long by = at + (channel == null ? Channel.USUAL_RESPONSE : channel.respondWithin()).toMillis();
            note(connection, shown, isSuccess ? SUCCEEDED : AWAITED, by);
            return;
        }
        long by = shown.respondBy() == null ? at : shown.respondBy();
        boolean isInTime = isSuccess && at <= by;
        if (before == AWAITED && isInTime) {
            note(connection, shown, SUCCEEDED, by);
        } else if (before == COUNTED_NONE && isInTime) { // it was told late
            note(connection, shown, COUNTED_SUCCESS, by);
            count(connection, shown, 0, 1);
        }
    }

    /** Counts those whose time is over. */
    void settle(Instant now) {
        int settled;
        do {
            settled = transactions.write(connection -> {
                List<Shown> due = due(connection, now);
                for (Shown each : due) {
                    boolean isSuccess = Objects.equals(each.response(), SUCCEEDED);
                    note(
                            connection,
                            each,
                            isSuccess ? COUNTED_SUCCESS : COUNTED_NONE,
                            Objects.requireNonNull(each.respondBy()));
                    count(connection, each, 1, isSuccess ? 1 : 0);
                }
                return due.size();
            });
        } while (settled == AT_ONCE);
    }

    private static List<Shown> due(Connection connection, Instant now) throws SQLException {
        List<Shown> due = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select o.id, o.at, o.offer, d.stage, o.channel, o.response, o.respond_by from decision_offer o"
                        + " join decision d on d.id = o.id and d.at = o.at where o.response in ("
                        + AWAITED + ", " + SUCCEEDED + ") and o.respond_by < ? limit " + AT_ONCE + " for update")) {
            statement.setLong(1, now.toEpochMilli());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    due.add(Shown.of(rows));
                }
            }
        }
        return due;
    }

    private static void note(Connection connection, Shown shown, int response, long by) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update decision_offer set response = ?, respond_by = ? where offer = ? and at = ? and id = ?")) {
            statement.setInt(1, response);
            statement.setLong(2, by);
            statement.setString(3, shown.offer());
            statement.setLong(4, shown.at());
            statement.setBytes(5, shown.decision());
            statement.executeUpdate();
        }
    }

    private static void count(Connection connection, Shown shown, int trials, int successes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into offer_response (day, offer, stage, channel, trials, successes) values (?, ?, ?, ?, ?, ?)"
                        + " on duplicate key update trials = trials + values(trials), successes = successes + values(successes)")) {
            statement.setObject(1, LocalDate.ofInstant(Instant.ofEpochMilli(shown.at()), ZoneOffset.UTC));
            statement.setString(2, shown.offer());
            statement.setString(3, shown.stage());
            statement.setString(4, shown.channel());
            statement.setInt(5, trials);
            statement.setInt(6, successes);
            statement.executeUpdate();
        }
    }
}

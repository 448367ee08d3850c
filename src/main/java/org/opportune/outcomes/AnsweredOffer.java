package org.opportune.outcomes;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.ledger.DecisionIds;
import org.opportune.ledger.OfferDays;
import org.opportune.ledger.OfferDays.Figure;
import org.opportune.reservation.Mark;

/** What the ledger knows of an offer that was answered. */
record AnsweredOffer(
        long customer,
        BigDecimal cost,
        @Nullable Long unit,
        OfferDays.@Nullable Cell cell,
        @Nullable Long traits,
        Set<Mark> told,
        String placement,
        String release,
        Responses.Shown shown) {

    private static AnsweredOffer of(ResultSet row) throws SQLException {
        LocalDate day = row.getObject("day", LocalDate.class);
        return new AnsweredOffer(
                row.getLong("customer_key"),
                row.getBigDecimal("cost"),
                row.getObject("unit", Long.class),
                day == null
                        ? null
                        : new OfferDays.Cell(
                                day,
                                row.getString("offer"),
                                row.getString("placement"),
                                row.getString("channel"),
                                row.getString("stage"),
                                row.getString("release_hash")),
                row.getObject("trait_set", Long.class),
                told(row),
                row.getString("placement"),
                row.getString("release_hash"),
                Responses.Shown.of(row));
    }

    private static Set<Mark> told(ResultSet row) throws SQLException {
        Set<Mark> told = EnumSet.noneOf(Mark.class);
        for (Mark mark : Mark.values()) {
            if (row.getObject(column(mark)) != null) {
                told.add(mark);
            }
        }
        return told;
    }

    /** What is told of it for the first time, and each conversion. */
    void count(Connection connection, Outcome outcome, BigDecimal worth) throws SQLException {
        if (cell == null) {
            return;
        }
        if (!told.contains(Mark.IMPRESSION)) { // whatever it is, the customer has seen the offer
            OfferDays.add(connection, cell, traits, Figure.IMPRESSIONS, BigDecimal.ZERO);
        }
        Mark type = outcome.type();
        if (type == Mark.CONVERSION || (type != Mark.IMPRESSION && !told.contains(type))) {
            OfferDays.add(connection, cell, traits, figure(type), worth);
        }
    }

    private static Figure figure(Mark type) {
        return switch (type) {
            case IMPRESSION -> Figure.IMPRESSIONS;
            case CLICK -> Figure.CLICKS;
            case ACCEPT -> Figure.ACCEPTS;
            case DECLINE -> Figure.DECLINES;
            case CONVERSION -> Figure.CONVERSIONS;
        };
    }

    /** Locked until the transaction ends; null when nothing is known of it. */
    static @Nullable AnsweredOffer find(Connection connection, Outcome outcome) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select o.customer_key, o.cost, o.id, o.at, o.offer, o.placement, o.channel, o.day, o.unit, o.response, o.respond_by,"
                        + " o.seen_at, o.clicked_at, o.accepted_at, o.declined_at, o.converted_at, d.stage, d.release_hash, d.trait_set"
                        + " from decision_offer o join decision d on d.id = o.id and d.at = o.at"
                        + " where o.offer = ? and o.at = ? and o.id = ? limit 1 for update")) {
            place(statement, 1, outcome);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? of(row) : null;
            }
        }
    }

    /** Whatever it is, the customer has seen the offer; what happened last counts. */
    static void mark(Connection connection, Outcome outcome) throws SQLException {
        String column = outcome.type() == Mark.IMPRESSION ? null : column(outcome.type());
        long at = outcome.countsFrom();
        String last = " = greatest(coalesce(%s, ?), ?)";
        String sql = "update decision_offer set seen_at" + last.formatted("seen_at")
                + (column == null ? "" : ", " + column + last.formatted(column))
                + " where offer = ? and at = ? and id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 0;
            for (int i = column == null ? 2 : 4; i > 0; i--) {
                statement.setLong(++index, at);
            }
            place(statement, index + 1, outcome);
            statement.executeUpdate();
        }
    }

    private static void place(PreparedStatement statement, int from, Outcome outcome) throws SQLException {
        statement.setString(from, outcome.offer());
        statement.setLong(from + 1, DecisionIds.time(outcome.decision()));
        statement.setBytes(from + 2, DecisionIds.bytes(outcome.decision()));
    }

    /** When it was told last. */
    private static String column(Mark type) {
        return switch (type) {
            case IMPRESSION -> "seen_at";
            case CLICK -> "clicked_at";
            case ACCEPT -> "accepted_at";
            case DECLINE -> "declined_at";
            case CONVERSION -> "converted_at";
        };
    }
}

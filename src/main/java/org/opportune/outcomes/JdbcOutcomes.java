package org.opportune.outcomes;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.attribution.Due;
import org.opportune.experiments.ParticipationRows;
import org.opportune.jdbc.Rows;
import org.opportune.jdbc.Transactions;
import org.opportune.ledger.DecisionIds;
import org.opportune.ledger.OfferDays;
import org.opportune.ledger.OfferDays.Figure;
import org.opportune.reservation.Mark;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.Attribution;
import org.opportune.vocabulary.Money;
import org.opportune.vocabulary.Rates;
import org.opportune.vocabulary.Terms;

/** Outcomes in the database, each once, and what they change of what was answered. */
final class JdbcOutcomes {
    private final Transactions transactions;
    private final List<OutcomeListener> listeners;

    JdbcOutcomes(DataSource source, List<OutcomeListener> listeners) {
        this.transactions = new Transactions(source);
        this.listeners = List.copyOf(listeners);
    }

    /** What the ledger knows of an offer that was answered. */
    private record Row(
            long customer,
            BigDecimal cost,
            @Nullable Long unit,
            OfferDays.@Nullable Cell cell,
            @Nullable Long traits,
            Set<Mark> told,
            String placement,
            String release,
            Responses.Shown shown) {

        static Row of(ResultSet row) throws SQLException {
            LocalDate day = row.getObject("day", LocalDate.class);
            return new Row(
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
    }

    /**
     * Stores outcomes; one that is there already changes nothing, nor does one of something that was not answered.
     *
     * @param rulebook that decides now
     */
    void store(List<Outcome> outcomes, Rulebook rulebook) {
        ZoneId zone = rulebook.terms().zone(); // in which the days of budgets begin
        Attribution attribution = rulebook.terms().attribution();
        transactions.write(connection -> {
            Map<Long, Long> due = new HashMap<>();
            List<StoredOutcome> added = new ArrayList<>();
            for (Outcome outcome : outcomes) {
                Row row = row(connection, outcome);
                if (row != null && insert(connection, outcome, row.customer())) {
                    added.add(StoredOutcome.of(
                            outcome, row.shown(), row.customer(), row.placement(), row.release(), rulebook));
                    mark(connection, outcome);
                    if (attribution != null
                            && attribution.touch().outcomes().contains(OutcomeReader.word(outcome.type()))) {
                        due.merge(row.customer(), outcome.countsFrom(), Math::min);
                    }
                    Responses.take(
                            connection,
                            row.shown(),
                            outcome,
                            rulebook.vocabulary().channels());
                    BigDecimal worth =
                            outcome.type() == Mark.CONVERSION ? worth(outcome, rulebook.terms()) : BigDecimal.ZERO;
                    row.count(connection, outcome, worth);
                    if (outcome.type() == Mark.ACCEPT
                            && !row.told().contains(Mark.ACCEPT)
                            && row.cost().signum() > 0) {
                        spend(connection, outcome, row.cost(), zone);
                    }
                    if (outcome.type() == Mark.CONVERSION && row.unit() != null) {
                        ParticipationRows.convert(connection, row.unit(), outcome.countsFrom(), worth);
                    }
                }
            }
            Due.add(connection, due);
            for (OutcomeListener listener : listeners) {
                listener.stored(connection, added);
            }
            return outcomes;
        });
    }

    /**
     * The names of those that are stored already.
     *
     * @param outcomes of one decision
     */
    Set<UUID> stored(UUID decision, List<Outcome> outcomes) {
        return transactions.read(connection -> {
            Set<UUID> stored = new HashSet<>();
            Rows.select(
                    connection,
                    "select id from outcome where decided_at = " + DecisionIds.time(decision) + " and id",
                    outcomes.stream()
                            .map(outcome -> DecisionIds.bytes(outcome.name()))
                            .toList(),
                    "",
                    row -> stored.add(DecisionIds.of(row.getBytes(1))));
            return stored;
        });
    }

    List<HeldOutcome> of(Set<Long> owners) {
        return transactions.read(connection -> {
            List<HeldOutcome> held = new ArrayList<>();
            Rows.select(
                    connection,
                    "select decision, offer, kind, at, reason, amount, currency from outcome where customer_key",
                    List.copyOf(owners),
                    "order by decided_at, at, id",
                    row -> held.add(new HeldOutcome(
                            DecisionIds.of(row.getBytes(1)),
                            row.getString(2),
                            row.getString(3),
                            Instant.ofEpochMilli(row.getLong(4)),
                            row.getString(5),
                            row.getBigDecimal(6),
                            row.getString(7))));
            return held;
        });
    }

    void erase(Set<Long> owners) {
        transactions.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "update outcome set customer_key = 0, reason = null, amount = null, currency = null where customer_key = ?")) {
                for (Long owner : owners) {
                    statement.setLong(1, owner);
                    statement.executeUpdate();
                }
                return owners;
            }
        });
    }

    private static @Nullable Row row(Connection connection, Outcome outcome) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select o.customer_key, o.cost, o.id, o.at, o.offer, o.placement, o.channel, o.day, o.unit, o.response, o.respond_by,"
                        + " o.seen_at, o.clicked_at, o.accepted_at, o.declined_at, o.converted_at, d.stage, d.release_hash, d.trait_set"
                        + " from decision_offer o join decision d on d.id = o.id and d.at = o.at"
                        + " where o.offer = ? and o.at = ? and o.id = ? limit 1 for update")) {
            place(statement, 1, outcome);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Row.of(row) : null;
            }
        }
    }

    /** In base currency by the rate of its day; 0 when it says no value, or one in a currency that the rulebook has no rates of any more. */
    private static BigDecimal worth(Outcome outcome, Terms terms) {
        BigDecimal value = outcome.value();
        if (value == null || !terms.rates().knows(outcome.currency())) {
            return BigDecimal.ZERO;
        }
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(outcome.countsFrom()), terms.zone());
        return BigDecimal.valueOf(terms.rates().toBase(new Money(value, outcome.currency()), day), Rates.SCALE);
    }

    private static void place(PreparedStatement statement, int from, Outcome outcome) throws SQLException {
        statement.setString(from, outcome.offer());
        statement.setLong(from + 1, DecisionIds.time(outcome.decision()));
        statement.setBytes(from + 2, DecisionIds.bytes(outcome.decision()));
    }

    private static boolean insert(Connection connection, Outcome outcome, long customer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert ignore into outcome (id, decided_at, decision, offer, kind, at, received_at, customer_key, who, reason, amount,"
                        + " currency, over_cap, over_budget) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            UUID decision = outcome.decision();
            List<@Nullable Object> values = Arrays.asList(
                    DecisionIds.bytes(outcome.name()),
                    DecisionIds.time(decision),
                    DecisionIds.bytes(decision),
                    outcome.offer(),
                    OutcomeReader.word(outcome.type()),
                    outcome.at().toEpochMilli(),
                    outcome.receivedAt().toEpochMilli(),
                    customer,
                    outcome.who(),
                    outcome.reason(),
                    outcome.value(),
                    outcome.currency(),
                    outcome.isOverCap(),
                    outcome.isOverBudget());
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return statement.executeUpdate() == 1;
        }
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

    /** Whatever it is, the customer has seen the offer; what happened last counts. */
    private static void mark(Connection connection, Outcome outcome) throws SQLException {
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

    private static void spend(Connection connection, Outcome outcome, BigDecimal cost, ZoneId zone)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into offer_spending (offer, day, spent) values (?, ?, ?)"
                        + " on duplicate key update spent = spent + values(spent)")) {
            statement.setString(1, outcome.offer());
            statement.setObject(
                    2, LocalDate.ofInstant(Instant.ofEpochMilli(DecisionIds.time(outcome.decision())), zone));
            statement.setBigDecimal(3, cost);
            statement.executeUpdate();
        }
    }
}

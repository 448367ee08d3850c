package org.opportune.outcomes;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
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
                AnsweredOffer row = AnsweredOffer.find(connection, outcome);
                if (row != null && insert(connection, outcome, row.customer())) {
                    added.add(StoredOutcome.of(
                            outcome, row.shown(), row.customer(), row.placement(), row.release(), rulebook));
                    AnsweredOffer.mark(connection, outcome);
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

    /** In base currency by the rate of its day; 0 when it says no value, or one in a currency that the rulebook has no rates of any more. */
    private static BigDecimal worth(Outcome outcome, Terms terms) {
        BigDecimal value = outcome.value();
        if (value == null || !terms.rates().knows(outcome.currency())) {
            return BigDecimal.ZERO;
        }
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(outcome.countsFrom()), terms.zone());
        return BigDecimal.valueOf(terms.rates().toBase(new Money(value, outcome.currency()), day), Rates.SCALE);
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

package org.opportune.ledger;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Transactions;
import org.opportune.reservation.Hold;
import org.opportune.reservation.Past;

/** What the ledger knows of what was answered. */
public final class JdbcPast implements Past {
    private static final String HOLD =
            "o.id, o.offer, o.channel, o.at, o.expires_at, cost, coalesce(seen_at, 0), coalesce(accepted_at, 0), coalesce(declined_at, 0),"
                    + " coalesce(converted_at, 0)";
    private static final int DECISION_COLUMNS = 10;
    /** No offer is open for longer. */
    private static final long LONGEST_LIFETIME = 100L * 86_400_000;

    private static final int DAYS = 200;

    private final Transactions transactions;

    public JdbcPast(DataSource source) {
        this.transactions = new Transactions(source);
    }

    @Override
    public List<Hold> of(Collection<Long> owners, long since, long now) {
        String those = " in (" + String.join(",", Collections.nCopies(owners.size(), "?"))
                + ") and o.at > ? and (seen_at is not null or expires_at > ?)";
        String sql =
                "select " + HOLD + " from decision_offer o where customer_key" + those + " union all select " + HOLD
                        + " from customer_merge m join decision_offer o on o.customer_key = m.from_key where m.to_key"
                        + those;
        return transactions.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int index = 0;
                for (int times = 0; times < 2; times++) {
                    for (Long owner : owners) {
                        statement.setLong(++index, owner);
                    }
                    statement.setLong(++index, since - LONGEST_LIFETIME);
                    statement.setLong(++index, now);
                }
                return holds(statement);
            }
        });
    }

    private static List<Hold> holds(PreparedStatement statement) throws SQLException {
        List<Hold> holds = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                holds.add(hold(row));
            }
        }
        return holds;
    }

    private static Hold hold(ResultSet row) throws SQLException {
        return new Hold(
                DecisionIds.of(row.getBytes(1)),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                row.getBigDecimal(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(DECISION_COLUMNS));
    }

    @Override
    public @Nullable Owned find(UUID decision, String offer) {
        Optional<Owned> owned = transactions.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select " + HOLD
                    + ", customer_key from decision_offer o where offer = ? and at = ? and id = ? limit 1")) {
                statement.setString(1, offer);
                statement.setLong(2, DecisionIds.time(decision));
                statement.setBytes(3, DecisionIds.bytes(decision));
                try (ResultSet row = statement.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Owned(row.getLong(DECISION_COLUMNS + 1), hold(row)))
                            : Optional.empty();
                }
            }
        });
        return owned.orElse(null);
    }

    @Override
    public Spending spending(String offer, long since, long now) {
        return transactions.read(connection -> {
            Map<LocalDate, BigDecimal> days = new HashMap<>();
            BigDecimal total = spent(connection, offer, days);
            try (PreparedStatement statement = connection.prepareStatement(
                    "select " + HOLD
                            + " from decision_offer o where offer = ? and at > ? and expires_at > ? and accepted_at is null and declined_at is null")) {
                statement.setString(1, offer);
                statement.setLong(2, now - LONGEST_LIFETIME);
                statement.setLong(3, now);
                return new Spending(total, days, holds(statement), accepted(connection, offer, since));
            }
        });
    }

    private static Set<UUID> accepted(Connection connection, String offer, long since) throws SQLException {
        Set<UUID> accepted = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select id from decision_offer where offer = ? and at >= ? and accepted_at is not null")) {
            statement.setString(1, offer);
            statement.setLong(2, since);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    accepted.add(DecisionIds.of(row.getBytes(1)));
                }
            }
        }
        return accepted;
    }

    private static BigDecimal spent(Connection connection, String offer, Map<LocalDate, BigDecimal> days)
            throws SQLException {
        BigDecimal total = BigDecimal.ZERO;
        try (PreparedStatement statement = connection.prepareStatement(
                "select day, spent from offer_spending where offer = ? order by day desc")) {
            statement.setString(1, offer);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    total = total.add(row.getBigDecimal(2));
                    if (days.size() < DAYS) {
                        days.put(row.getObject(1, LocalDate.class), row.getBigDecimal(2));
                    }
                }
            }
        }
        return total;
    }
}

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
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Transactions;
import org.opportune.learning.Cell;
import org.opportune.learning.LearnedRates;
import org.opportune.learning.Observed;

/** Tables of learned rates in the database, and what they are learned from. */
final class JdbcRates {
    private final Transactions transactions;

    JdbcRates(DataSource source) {
        this.transactions = new Transactions(source);
    }

    /**
     * A table without its rates.
     *
     * @param trials how many were settled when it was made
     */
    record Made(long number, Instant at, long trials, long successes) {
        static final Made NONE = new Made(0, Instant.EPOCH, 0, 0);
    }

    Made last() {
        return transactions.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                            "select number, at, trials, successes from learned_rates order by number desc limit 1");
                    ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new Made(row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), row.getLong(3), row.getLong(4))
                        : Made.NONE;
            }
        });
    }

    Optional<LearnedRates> find(long number) {
        return transactions.read(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("select at, rates from learned_rates where number = ?")) {
                statement.setLong(1, number);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next()
                            ? Optional.of(
                                    RateCodec.unpack(number, Instant.ofEpochMilli(row.getLong(1)), row.getBytes(2)))
                            : Optional.empty();
                }
            }
        });
    }

    /** What was settled of decisions from a day on. */
    List<Observed> observed(LocalDate from) {
        return transactions.read(connection -> {
            List<Observed> observed = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(
                    "select day, offer, stage, channel, trials, successes from offer_response where day >= ?")) {
                statement.setObject(1, from);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        observed.add(observed(rows));
                    }
                }
            }
            return observed;
        });
    }

    private static Observed observed(ResultSet row) throws SQLException {
        return new Observed(
                new Cell(row.getString(2), row.getString(3), row.getString(4)),
                row.getObject(1, LocalDate.class).atStartOfDay().toInstant(ZoneOffset.UTC),
                row.getLong(5),
                row.getLong(6));
    }

    /** Publishes a table; false when another server published one of that number. */
    boolean add(LearnedRates rates, long trials, long successes) {
        return transactions.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "insert ignore into learned_rates (number, at, trials, successes, rates) values (?, ?, ?, ?, ?)")) {
                statement.setLong(1, rates.number());
                statement.setLong(2, rates.at().toEpochMilli());
                statement.setLong(3, trials);
                statement.setLong(4, successes);
                statement.setBytes(5, RateCodec.pack(rates));
                return statement.executeUpdate() == 1;
            }
        });
    }

    /** Drops the tables that no decision from an instant on can have been made by. */
    void forget(Instant until) {
        transactions.write(connection -> {
            Long first = firstInUse(connection, until);
            if (first == null) {
                return 0;
            }
            try (PreparedStatement statement =
                    connection.prepareStatement("delete from learned_rates where number < ?")) {
                statement.setLong(1, first);
                return statement.executeUpdate();
            }
        });
    }

    private static @Nullable Long firstInUse(Connection connection, Instant until) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select max(number) from learned_rates where at <= ?")) {
            statement.setLong(1, until.toEpochMilli());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getObject(1) != null ? row.getLong(1) : null;
            }
        }
    }
}

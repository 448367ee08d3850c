package org.opportune.reports;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.opportune.jdbc.Transactions;

/** Which server works on the figures of customers; one is enough, and what two do at once is done twice and not wrong. */
final class FigureWork {
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Transactions transactions;

    FigureWork(DataSource source) {
        this.transactions = new Transactions(source);
    }

    /** Takes the work, unless another server has it and was heard of within two minutes. */
    boolean claim(Instant now) {
        return transactions.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "update figures_work set claimed_until = ? where id = 1 and claimed_until < ?")) {
                statement.setLong(1, now.plus(LEASE).toEpochMilli());
                statement.setLong(2, now.toEpochMilli());
                return statement.executeUpdate() == 1;
            }
        });
    }

    /** Figures were changed, and there is more to do. */
    void changed(Instant now) {
        transactions.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "update figures_work set changed_at = ?, claimed_until = ? where id = 1")) {
                statement.setLong(1, now.toEpochMilli());
                statement.setLong(2, now.plus(LEASE).toEpochMilli());
                return statement.executeUpdate();
            }
        });
    }

    void release() {
        transactions.write(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("update figures_work set claimed_until = 0 where id = 1")) {
                return statement.executeUpdate();
            }
        });
    }

    /** By which declarations the figures were last made; empty before they ever were. */
    String declared() {
        return transactions.read(connection -> {
            try (PreparedStatement statement =
                            connection.prepareStatement("select declared from figures_work where id = 1");
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        });
    }

    void declare(String declared) {
        transactions.write(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("update figures_work set declared = ? where id = 1")) {
                statement.setString(1, declared);
                return statement.executeUpdate();
            }
        });
    }
}

package org.opportune.privacy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import javax.sql.DataSource;
import org.opportune.jdbc.Transactions;

/** What the files of MariaDB have of erased rows until they overwrite them: inner pages of indexes, its log, its copies of pages. */
public final class Traces {
    /** So long MariaDB has time to purge the rows. */
    private static final long SETTLED = 10_000;

    private final Transactions transactions;
    private final Clock clock;

    public Traces(DataSource source, Clock clock) {
        this.transactions = new Transactions(source);
        this.clock = clock;
    }

    /** Has the files overwritten after erasures, where the database has the procedure for it (forget-traces.sql); else later. */
    public void forget() {
        long before = clock.millis() - SETTLED;
        transactions.read(connection -> {
            if (isNeeded(connection, before) && isOverwritten(connection)) {
                done(connection, before);
            }
            return before;
        });
    }

    private static boolean isNeeded(Connection connection, long before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select exists (select 1 from erasures where left_files_at is null and at < ?) and exists (select 1 from"
                        + " information_schema.routines where routine_schema = 'opportune_upkeep' and routine_name = 'forget_traces')")) {
            statement.setLong(1, before);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } finally {
            connection.commit(); // the procedure waits for who reads rows as they were
        }
    }

    private static boolean isOverwritten(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("call opportune_upkeep.forget_traces()")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void done(Connection connection, long before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update erasures set left_files_at = ? where left_files_at is null and at < ?")) {
            statement.setLong(1, clock.millis());
            statement.setLong(2, before);
            statement.executeUpdate();
        }
    }
}

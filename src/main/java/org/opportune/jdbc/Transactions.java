package org.opportune.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.opportune.kernel.Problem;

/** Runs work in a transaction, again when another writer was in the way. */
public final class Transactions {
    private static final int TRIES = 20;

    private final DataSource source;

    public Transactions(DataSource source) {
        this.source = source;
    }

    /** The work may run several times; only the last run counts. */
    public <T> T write(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (attempt == TRIES || !StoreFailure.isRace(e)) {
                    throw StoreFailure.of(e);
                }
                pause(attempt);
            }
        }
    }

    /** Everything is read as it was at the first statement. */
    public <T> T read(Work<T> work) {
        try {
            return once(work);
        } catch (SQLException e) {
            throw StoreFailure.of(e);
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            boolean isDone = false;
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                isDone = true;
                return result;
            } finally {
                if (!isDone) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        }
    }

    private static void pause(int attempt) {
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(5 * attempt + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("The server is stopping; send the request again.");
        }
    }

    /** What is done with a connection; it neither commits nor closes it. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }
}

package org.opportune.http;

import jakarta.transaction.SystemException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.opportune.kernel.Problem;

/** Recognises that the database is away, which is no error of ours and passes. */
public final class Outage {
    private Outage() {}

    public static boolean isIn(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof SQLException sql && isOutage(sql)) {
                return true;
            }
            if (cause instanceof SystemException) {
                return true; // a transaction that could be neither committed nor taken back: its connection is gone
            }
            if (cause instanceof Problem problem && problem.status() == 503) {
                return true; // somebody has recognised it already
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isOutage(SQLException sql) {
        String state = sql.getSQLState();
        return sql instanceof SQLTransientConnectionException
                || sql instanceof SQLNonTransientConnectionException
                || (state != null && state.startsWith("08"))
                || String.valueOf(sql.getMessage()).startsWith("Error in allocating a connection");
    }
}

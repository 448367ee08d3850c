package org.opportune.jdbc;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.opportune.kernel.Problem;

/** The database refused or is away. It says the state and code of the driver, not its message, which may show personal data. */
public final class StoreFailure extends RuntimeException {
    private static final Set<Integer> AGAIN = Set.of(1020, 1062, 1205, 1213);

    private StoreFailure(SQLException e) {
        super("the database refused: SQL state " + e.getSQLState() + ", error " + e.getErrorCode());
        setStackTrace(e.getStackTrace());
    }

    public static RuntimeException of(SQLException e) {
        StoreFailure failure = new StoreFailure(e);
        String state = e.getSQLState();
        boolean isAway = e instanceof SQLTransientException || state == null || state.startsWith("08") || isRace(e);
        if (!isAway) {
            return failure;
        }
        Problem problem = Problem.unavailable("The database does not answer now; send the request again.");
        problem.initCause(failure);
        return problem;
    }

    /** Two writers met: a deadlock, a wait that was too long, or the same row written by the other; trying again finds what the other wrote. */
    public static boolean isRace(SQLException e) {
        return AGAIN.contains(e.getErrorCode()) || "40001".equals(e.getSQLState());
    }
}

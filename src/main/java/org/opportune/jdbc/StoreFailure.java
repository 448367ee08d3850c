package org.opportune.jdbc;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.opportune.kernel.Problem;

/** The database refused or is away. It says the state and code of the driver, not its message, which may show personal data. */
public final class StoreFailure extends RuntimeException {
    /** Classes of SQL states (SQL:2016): wrong data, and a constraint that is not met. */
    private static final Set<String> OF_DATA = Set.of("22", "23");

    private static final Set<Integer> AGAIN = Set.of(1020, 1062, 1205, 1213);

    private final boolean isOfData;

    private StoreFailure(SQLException e) {
        super("the database refused: SQL state " + e.getSQLState() + ", error " + e.getErrorCode());
        String state = e.getSQLState();
        isOfData = state != null && state.length() > 1 && OF_DATA.contains(state.substring(0, 2));
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

    /** Whether what was to be stored is wrong, so that it is refused again whenever it comes; not that the disk is full, say. */
    public static boolean isOfData(Throwable thrown) {
        return thrown instanceof StoreFailure failure && failure.isOfData;
    }

    /** Two writers met: a deadlock, a wait that was too long, or the same row written by the other; trying again finds what the other wrote. */
    public static boolean isRace(SQLException e) {
        return AGAIN.contains(e.getErrorCode()) || "40001".equals(e.getSQLState());
    }
}

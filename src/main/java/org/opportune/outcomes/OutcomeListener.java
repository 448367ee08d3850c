package org.opportune.outcomes;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Is told what became of offers. */
public interface OutcomeListener {
    /** These outcomes are new, in the transaction that stores them; it may be tried again. */
    void stored(Connection connection, List<StoredOutcome> outcomes) throws SQLException;
}

package org.opportune.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;

class TraceTest {
    private final SQLException duplicate =
            new SQLException("Duplicate entry 'ada@example.org' for key 'identities'", "23000", 1062);

    @Test
    void aTraceTellsKindsAndPlacesButNotWhatADatabaseQuoted() {
        String trace = Trace.of(new IllegalStateException("ada@example.org was not stored", duplicate));
        assertThat(trace)
                .contains("java.lang.IllegalStateException")
                .contains("caused by java.sql.SQLException (SQL state 23000, error 1062)")
                .contains("at org.opportune.http.TraceTest")
                .doesNotContain("ada@example.org");
    }

    @Test
    void whatTheMachineItselfSaysStays() {
        assertThat(Trace.of(new IndexOutOfBoundsException("Index 3 out of bounds for length 3")))
                .contains("Index 3 out of bounds for length 3");
    }

    @Test
    void aDatabaseThatIsAwayIsNoErrorOfOursAndARefusedRowIs() {
        assertThat(Outage.isIn(new IllegalStateException(new SQLTransientConnectionException("refused"))))
                .isTrue();
        assertThat(Outage.isIn(new IllegalStateException(new SQLException("gone", "08S01"))))
                .isTrue();
        assertThat(Outage.isIn(new IllegalStateException(duplicate))).isFalse();
    }
}

package org.opportune.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opportune.kernel.StartRefused;

class RefusalsTest {
    @Test
    void aDatabaseThatDoesNotAnswerIsNamed() {
        SQLException thrown = new SQLException("Socket fail to connect", new ConnectException("Connection refused"));
        assertThat(Refusals.cause(List.of(new IllegalStateException(thrown))))
                .isEqualTo("the database cannot be reached (Connection refused); is it running, and is opportune.db.url"
                        + " right?");
        assertThat(Refusals.cause(List.of(new UnknownHostException("db.example"))))
                .startsWith("the database cannot be reached (db.example)");
    }

    @Test
    void ourOwnSentenceComesFirst() {
        assertThat(Refusals.cause(List.of(new RuntimeException("outer", new StartRefused("The schema is newer.")))))
                .isEqualTo("The schema is newer.");
    }

    @Test
    void whileRulesAreRefusedTheWaitingLineSaysWhatIsWrongWithThem() {
        assertThat(Readiness.refused(
                        "{\"checks\":[{\"name\":\"rules\",\"status\":\"DOWN\",\"data\":{\"error1\":\"a.drl:3:5:"
                                + " unknown name \\\"ordrs\\\".\",\"errors\":1}}]}"))
                .isEqualTo(". The rules are refused until this is mended: a.drl:3:5: unknown name \"ordrs\"");
        assertThat(Readiness.refused("{\"checks\":[]}")).isEmpty();
    }
}

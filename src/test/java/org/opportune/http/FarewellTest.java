package org.opportune.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.glassfish.grizzly.http.HttpBrokenContentException;
import org.junit.jupiter.api.Test;

class FarewellTest {
    @Test
    void aClientThatLeftOrSentNoHttpIsNoNews() {
        assertThat(Farewell.isIn(new UncheckedIOException(new IOException("Connection is closed"))))
                .isTrue();
        assertThat(Farewell.isIn(new HttpBrokenContentException("Unexpected HTTP chunk header")))
                .isTrue();
        assertThat(Farewell.isIn(new LogRecord(
                        Level.WARNING,
                        "Servlet.service() threw exception\njava.io.IOException: Broken pipe\n\tat ...")))
                .isTrue();
    }

    @Test
    void anErrorOfOursIsNews() {
        assertThat(Farewell.isIn(new IOException("No space left on device"))).isFalse();
        assertThat(Farewell.isIn(new IllegalStateException("Broken pipe"))).isFalse();
        assertThat(Farewell.isIn(new LogRecord(Level.WARNING, "Something else")))
                .isFalse();
    }
}

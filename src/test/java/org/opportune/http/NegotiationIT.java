package org.opportune.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opportune.it.Http;
import org.opportune.it.Http.Answer;
import org.opportune.it.Wire;

/** What a client says that it takes, and in which form it sends. */
@ExtendWith(ArquillianExtension.class)
class NegotiationIT {
    private static final String PRINCIPALS = "/api/v1/principals";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;q=0",
                "*/*;q=0",
                "*/*;q=0.000",
                "application/json;q=0, */*",
                "application/*;q=0, */*;q=0.1",
                "text/csv, application/json;q=0.0"
            })
    void whatIsNotTakenIsNotSent(String accept) {
        isProblem(Http.asAdmin().with("Accept", accept).get(PRINCIPALS), 406, "not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;q=0.1",
                "application/json, */*;q=0",
                "text/csv;q=0, */*",
                "application/json;q=1, application/*;q=0"
            })
    void whatIsTakenIsSent(String accept) {
        assertThat(Http.asAdmin().with("Accept", accept).get(PRINCIPALS).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"gzip", "br", "nonsense", "'gzip, identity'"})
    void aBodyThatIsPackedForTheWayIsNotRead(String encoding) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{}".getBytes(StandardCharsets.UTF_8));
        }
        Answer answer = Http.asAdmin().with("Content-Encoding", encoding).post(PRINCIPALS, packed.toByteArray());
        isProblem(answer, 415, "unsupported-media-type");
        assertThat(answer.json().path("detail").asText()).contains("Content-Encoding");
    }

    @Test
    void aBodyThatSaysItIsAsItIsIsRead() {
        Answer answer = Http.asAdmin().with("Content-Encoding", "Identity").post(PRINCIPALS, "{}");
        isProblem(answer, 400, "invalid-request");
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("/name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", PRINCIPALS, "/nothing"})
    void whatComesIsNeverSentBack(String path) {
        String answer = Wire.send(
                Http.url(""), "TRACE " + path + " HTTP/1.1", "Host: x", "X-Secret: y", "Connection: close", "", "");
        assertThat(answer)
                .startsWith("HTTP/1.1 405 ")
                .contains("\r\nContent-Type: application/problem+json\r\n")
                .contains("/problems/method-not-allowed")
                .doesNotContain("X-Secret");
    }

    private static void isProblem(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("type").asText()).isEqualTo("/problems/" + type);
    }
}

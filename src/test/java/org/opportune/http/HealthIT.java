package org.opportune.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opportune.it.Http;
import org.opportune.it.Http.Answer;

@ExtendWith(ArquillianExtension.class)
class HealthIT {
    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started"})
    void aServerWithItsRulesIsUp(String path) {
        Answer answer = Http.anonymous().get(path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().path("status").asText()).isEqualTo("UP");
        assertThat(answer.json().path("checks")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/xx", "/health/redy", "/health/live/x"})
    void aProbeThatIsMisspeltIsNotUp(String path) {
        Answer answer = Http.anonymous().get(path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
        assertThat(answer.json().path("type").asText()).isEqualTo("/problems/not-found");
    }

    @Test
    void readinessTellsTheReleaseAndTheStateOfTheDatabase() {
        JsonNode ready = Http.anonymous().get("/health/ready").json();
        assertThat(check(ready, "rules").at("/data/release").asText()).matches("[0-9a-f]{64}");
        assertThat(check(ready, "database").at("/data/database").asText()).isEqualTo("up");
    }

    @Test
    void requestsAreCountedByTheirRouteAndNotByTheirAddress() {
        Http.asAdmin().get("/api/v1/principals/somebody-special/keys");
        String metrics = Http.anonymous().get("/metrics").body();
        assertThat(metrics)
                .contains("opportune_http_requests_total{")
                .contains("route=\"/principals/{name}/keys\",status=\"404\"")
                .contains("opportune_http_request_microseconds")
                .contains("mp_scope=\"base\"")
                .doesNotContain("somebody-special");
    }

    @Test
    void theStartPageLearnsWhatRunsWithoutAKey() {
        Answer about = Http.anonymous().get("/api/v1/about");
        assertThat(about.status()).as(about.toString()).isEqualTo(200);
        assertThat(about.json().at("/rulebook/release").asText()).matches("[0-9a-f]{64}");
        assertThat(about.json().at("/rulebook/stages")).isNotEmpty();
        assertThat(about.json().path("version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/assets/start.js", "/assets/texts.js", "/assets/opportune.css", "/assets/icon.svg"})
    void theStartPageIsWhole(String path) {
        assertThat(Http.anonymous().get(path).status()).isEqualTo(200);
    }

    @Test
    void aProblemsTypeLeadsToItsExplanation() {
        Answer answer = Http.anonymous().get("/problems/not-found");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/problems.html#not-found");
        assertThat(Http.anonymous().get("/problems.html").body()).contains("id=\"not-found\"");
    }

    private static JsonNode check(JsonNode health, String name) {
        return StreamSupport.stream(health.path("checks").spliterator(), false)
                .filter(check -> check.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check " + name + " in " + health));
    }
}

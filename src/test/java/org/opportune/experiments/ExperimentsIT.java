package org.opportune.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opportune.it.Http;
import org.opportune.it.Http.Answer;

/** Experiments over HTTP: a decision says the arm, and results count the customer. */
@ExtendWith(ArquillianExtension.class)
class ExperimentsIT {
    private static final String RESULTS = "/api/v1/experiments/nothing-else/results";

    private static JsonNode decide(String mode, String customer) {
        Answer answer = Http.asAdmin()
                .post(
                        "/api/v1/decisions",
                        "{\"customer\": [" + customer + "], \"mode\": \"" + mode
                                + "\", \"placements\": [{\"id\": \"homepage-hero\"}]}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode arm(String name) {
        JsonNode results = Http.asAdmin().get(RESULTS).json();
        for (JsonNode arm : results.path("arms")) {
            if (arm.path("arm").asText().equals(name)) {
                return arm;
            }
        }
        throw new AssertionError(results);
    }

    @Test
    void whoeverIsDecidedForIsInAnArmWhichStaysTheirsAndCountsOnce() throws InterruptedException {
        String visitor = "{\"namespace\": \"visitor\", \"id\": \"" + UUID.randomUUID() + "\"}";
        String arm = decide("preview", visitor).at("/experiments/nothing-else").asText();
        assertThat(arm).isIn("one", "other");
        long before = arm(arm).path("customers").asLong();
        JsonNode decision = decide("live", visitor);
        assertThat(decision.at("/experiments/nothing-else").asText()).isEqualTo(arm);
        decide("live", visitor);
        long customers = before;
        for (int i = 0; i < 100 && customers == before; i++) {
            Thread.sleep(100);
            customers = arm(arm).path("customers").asLong();
        }
        assertThat(customers).isEqualTo(before + 1);

        String id = decision.path("decision").asText();
        Answer record = Http.asAdmin().get("/api/v1/decisions/" + id);
        assertThat(record.json().at("/state/arms/nothing-else").asText()).isEqualTo(arm);
        assertThat(Http.asAdmin()
                        .post("/api/v1/decisions/" + id + "/replay", "")
                        .json()
                        .path("identical")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void nobodyIsInNoArm() {
        assertThat(decide("live", "").path("experiments").isMissingNode()).isTrue();
    }

    @Test
    void experimentsAreListedInTheLanguageOfTheReader() {
        Answer list = Http.asRole("analyst").with("Accept-Language", "fi").get("/api/v1/experiments");
        assertThat(list.status()).as(list.toString()).isEqualTo(200);
        assertThat(list.json().at("/items/0/label").asText()).isEqualTo("Ei muuta");
        assertThat(list.json().at("/items/0/state").asText()).isEqualTo("running");
        assertThat(list.json().at("/items/0/arms/1/label").asText()).isEqualTo("Toinen");
        assertThat(list.json().path("next").isNull()).isTrue();
    }

    @Test
    void resultsSayThatNobodysTimeIsOverYetAndWhatThereIsNot() {
        JsonNode results = Http.asAdmin().get(RESULTS).json();
        assertThat(results.path("observed").asInt()).isZero();
        assertThat(results.path("sentence").asText()).isNotBlank();
        assertThat(results.at("/sampleRatio/alarm").booleanValue()).isFalse();
        Answer unknown = Http.asAdmin().get("/api/v1/experiments/nothing-els/results");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("did you mean 'nothing-else'?");
    }

    @Test
    void theSizeOfASampleIsReckoned() {
        Answer size = Http.asAdmin().get("/api/v1/experiments/sample-size?rate=0.05&lift=0.2");
        assertThat(size.json().at("/once/all").asInt()).isEqualTo(16_316);
        Answer wrong = Http.asAdmin().get("/api/v1/experiments/sample-size?rate=5&arms=1");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("errors")).hasSize(2);
    }

    @Test
    void whoSellsSeesNoResults() {
        assertThat(Http.asRole("agent").get(RESULTS).status()).isEqualTo(403);
        assertThat(Http.asRole("website").get("/api/v1/experiments").status()).isEqualTo(403);
    }
}

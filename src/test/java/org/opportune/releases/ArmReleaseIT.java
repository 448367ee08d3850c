package org.opportune.releases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opportune.it.Http;
import org.opportune.it.Http.Answer;

/** A whole other release is an arm of an experiment, over HTTP. */
@ExtendWith(ArquillianExtension.class)
class ArmReleaseIT {
    private static final String CURRENT = "/api/v1/releases/current";
    private static final String OFFERS = "offers/offers.csv";
    private static final Http WRITER = Http.asRole("analyst");
    private static final Http REVIEWER = Http.asRole("analyst");
    private static final Http OPERATOR = Http.asRole("operator");

    private String before = "";

    @BeforeEach
    void rememberWhatDecides() {
        before = live();
    }

    @AfterEach
    void goBackToIt() {
        if (!live().equals(before)) {
            rollBackTo(before);
        }
    }

    private static String live() {
        return OPERATOR.get(CURRENT).json().path("release").asText();
    }

    private static void rollBackTo(String release) {
        Answer back = OPERATOR.with("If-Match", "\"" + live() + "\"")
                .post(CURRENT + "/rollback", "{\"why\": \"for the test\", \"to\": \"" + release + "\"}");
        assertThat(back.status()).as(back.toString()).isEqualTo(200);
        assertThat(live()).isEqualTo(release);
    }

    private static String draft(String title) {
        Answer added = WRITER.post("/api/v1/drafts", "{\"title\": \"" + title + "\"}");
        assertThat(added.status()).as(added.toString()).isEqualTo(201);
        return "/api/v1/drafts/" + added.json().path("id").asText();
    }

    private static Answer step(Http who, String draft, String step) {
        Answer answer = who.with("If-Match", WRITER.get(draft).header("ETag"))
                .post(draft + "/" + step, "{\"why\": \"for the test\"}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    private static void write(Http who, String draft, String path, String text) {
        Answer written = who.with("If-Match", WRITER.get(draft).header("ETag"))
                .with("Content-Type", "application/octet-stream")
                .send("PUT", draft + "/files/" + path, BodyPublishers.ofString(text, StandardCharsets.UTF_8));
        assertThat(written.status()).as(written.toString()).isIn(200, 201);
    }

    private static JsonNode decide(String mode, String visitor) {
        Answer answer = Http.asAdmin()
                .post(
                        "/api/v1/decisions",
                        "{\"customer\": [{\"namespace\": \"visitor\", \"id\": \"" + visitor + "\"}], \"mode\": \""
                                + mode + "\", \"placements\": [{\"id\": \"homepage-hero\"}]}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static void assertReplaysAs(JsonNode decision, String release) throws InterruptedException {
        String path = "/api/v1/decisions/" + decision.path("decision").asText();
        for (int i = 0; i < 100 && Http.asAdmin().get(path).status() == 404; i++) {
            Thread.sleep(100);
        }
        JsonNode replay = Http.asAdmin().post(path + "/replay", "").json();
        assertThat(replay.path("identical").asBoolean()).as(replay.toString()).isTrue();
        assertThat(replay.path("release").asText()).isEqualTo(release);
        assertThat(replay.path("answer")).isEqualTo(decision);
    }

    private static long customers(String arm) {
        JsonNode results =
                Http.asAdmin().get("/api/v1/experiments/whole-release/results").json();
        for (JsonNode each : results.path("arms")) {
            if (each.path("arm").asText().equals(arm)) {
                return each.path("customers").asLong();
            }
        }
        throw new AssertionError(results);
    }

    @Test
    void anApprovedDraftDecidesForTheCustomersOfAnArm() throws Exception {
        String other = draft("Dearer, for some");
        String offers = WRITER.get(other + "/files/" + OFFERS).body();
        String row = "welcome-newsletter,onboarding,3,";
        int at = offers.indexOf(row);
        String line = offers.substring(at, offers.indexOf('\n', at) + 1);
        write(
                WRITER,
                other,
                OFFERS,
                offers.replace(
                        line,
                        line.replace(row, "welcome-newsletter,onboarding,33,")
                                + line.replace("welcome-newsletter", "only-in-that-arm")));
        String release = step(WRITER, other, "check").json().path("release").asText();
        assertThat(release).matches("[0-9a-f]{64}");

        String naming = draft("With an arm");
        write(WRITER, naming, "experiments.yaml", """
                experiments:
                  whole-release:
                    label: {en: A whole release, fi: Kokonainen julkaisu, lt: Visas leidimas, zh: 整个版本, he: גרסה שלמה, hu: Egy egész kiadás}
                    arms:
                      usual: {label: {en: As usual, fi: Kuten aina, lt: Kaip visada, zh: 照旧, he: כרגיל, hu: Mint mindig}}
                      other: {label: {en: Other, fi: Toinen, lt: Kitas, zh: 其他, he: אחר, hu: Másik}, release: %s}
                """.formatted(release));
        JsonNode refused = step(WRITER, naming, "check").json();
        assertThat(refused.path("ok").asBoolean(true)).isFalse();
        assertThat(refused.at("/errors/0/kind").asText()).isEqualTo("arm-release");
        assertThat(refused.at("/errors/0/file").asText()).isEqualTo("experiments.yaml");
        assertThat(refused.at("/errors/0/line").asInt()).isEqualTo(6);

        step(WRITER, other, "submit");
        step(REVIEWER, other, "approve");
        JsonNode checked = step(WRITER, naming, "check").json();
        assertThat(checked.path("ok").asBoolean()).as(checked.toString()).isTrue();
        step(WRITER, naming, "submit");
        step(REVIEWER, naming, "approve");
        step(OPERATOR, naming, "publish");
        String live = live();
        assertThat(OPERATOR.get("/api/v1/experiments")
                        .json()
                        .at("/items/0/arms/1/release")
                        .asText())
                .isEqualTo(release);

        Map<String, JsonNode> byArm = new HashMap<>();
        for (int i = 0; i < 100 && byArm.size() < 2; i++) {
            String visitor = UUID.randomUUID().toString();
            String arm =
                    decide("preview", visitor).at("/experiments/whole-release").asText();
            JsonNode decision = decide("live", visitor);
            assertThat(decision.at("/experiments/whole-release").asText()).isEqualTo(arm);
            assertThat(decision.path("release").asText()).isEqualTo(arm.equals("other") ? release : live);
            byArm.putIfAbsent(arm, decision);
        }
        assertThat(byArm).containsOnlyKeys("usual", "other");
        JsonNode usual = Objects.requireNonNull(byArm.get("usual"));
        JsonNode decided = Objects.requireNonNull(byArm.get("other"));
        assertReplaysAs(usual, live);
        assertReplaysAs(decided, release);
        for (int i = 0; i < 100 && (customers("usual") == 0 || customers("other") == 0); i++) {
            Thread.sleep(100);
        }
        assertThat(customers("usual")).isPositive();
        assertThat(customers("other")).isPositive();
        JsonNode found = Http.asAdmin()
                .get("/api/v1/decisions?release=" + release)
                .json()
                .path("items");
        assertThat(found)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.path("release").asText()).isEqualTo(release));

        String brake = "/api/v1/brakes/offers/only-in-that-arm";
        Answer paused = OPERATOR.with("Content-Type", "application/json")
                .send("PUT", brake, BodyPublishers.ofString("{\"why\": \"for the test\"}"));
        assertThat(paused.status()).as(paused.toString()).isIn(200, 201);
        assertThat(OPERATOR.delete(brake + "?why=test").status()).isEqualTo(204);

        step(WRITER, other, "withdraw");
        write(REVIEWER, other, OFFERS, offers);
        rollBackTo(before);
        assertReplaysAs(decided, release);
        rollBackTo(live);
        assertReplaysAs(decided, release);
    }
}

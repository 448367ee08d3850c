package org.opportune.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.it.Http;
import org.opportune.it.Http.Answer;

/** The main job over HTTP: events in, a decision and a status out. */
@ExtendWith(ArquillianExtension.class)
class DecisionsIT {
    private static final String HERO = "\"placements\": [{\"id\": \"homepage-hero\"}]";

    private static final String NO_RELEASE = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private final String customer = "D-" + UUID.randomUUID();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Test
    void somebodyUnknownIsAnAnonymousVisitorWithAnOffer() {
        JsonNode answer = decide("\"customer\": [{\"namespace\": \"visitor\", \"id\": \"nobody\"}]");

        assertThat(answer.path("known").booleanValue()).isFalse();
        assertThat(answer.at("/stage/id").textValue()).isEqualTo("awareness");
        assertThat(answer.at("/placements/0/offers/0/content/title").textValue())
                .isNotBlank();
    }

    @Test
    void anOrderIsSeenByTheNextDecisionAndItsStageIsRecorded() throws InterruptedException {
        assertThat(order(now.minus(Duration.ofDays(10))).status()).isEqualTo(200);

        JsonNode answer = decide(who());
        assertThat(answer.path("known").booleanValue()).isTrue();
        assertThat(answer.at("/stage/id").textValue()).isEqualTo("onboarding");
        assertThat(answer.at("/stage/because/0/sentence").textValue()).isNotBlank();

        JsonNode status = status();
        for (int i = 0; i < 50 && status.path("since").isMissingNode(); i++) {
            Thread.sleep(100);
            status = status();
        }
        assertThat(status.path("since").textValue()).isNotBlank();
        assertThat(status.at("/stage/id").textValue()).isEqualTo("onboarding");
    }

    @Test
    void aPreviewSeesTheCustomerAtItsInstantAndRecordsNothing() throws InterruptedException {
        order(now.minus(Duration.ofDays(400)));

        JsonNode then = decide(who() + ", \"mode\": \"preview\", \"at\": \"" + now.minus(Duration.ofDays(390)) + "\"");
        assertThat(then.at("/stage/id").textValue()).isEqualTo("onboarding");
        JsonNode today = decide(who() + ", \"mode\": \"preview\"");
        assertThat(today.at("/stage/id").textValue()).isEqualTo("lapsed");

        Thread.sleep(500);
        assertThat(status().path("since").isMissingNode()).isTrue();
    }

    @Test
    void contentComesInTheLanguageThatIsAskedFor() {
        JsonNode hebrew = decide("\"locale\": \"he\"");

        assertThat(hebrew.at("/placements/0/offers/0/content/locale").textValue())
                .isEqualTo("he");
        assertThat(hebrew.at("/stage/label").textValue()).matches("\\p{InHebrew}.*");
    }

    @Test
    void itIsKeptWholeFoundAndMadeAgainTheSame() throws InterruptedException {
        order(now.minus(Duration.ofDays(10)));
        JsonNode answer = decide(who());
        String path = "/api/v1/decisions/" + answer.path("decision").asText();
        Answer kept = kept(path);
        assertThat(kept.status()).as(kept.toString()).isEqualTo(200);
        assertThat(kept.json().path("answer")).isEqualTo(answer);
        assertThat(kept.json().at("/snapshot/facts/ordersTotal").asInt()).isEqualTo(1);

        Answer replay = Http.asAdmin().post(path + "/replay", "");
        assertThat(replay.status()).as(replay.toString()).isEqualTo(200);
        assertThat(replay.json().path("differences")).isEmpty();
        assertThat(replay.json().path("identical").asBoolean()).isTrue();
        assertThat(replay.json().path("answer")).isEqualTo(answer);

        JsonNode found = Http.asAdmin()
                .get("/api/v1/decisions?limit=1&customer=customer:" + customer)
                .json();
        assertThat(found.at("/items/0/id").asText())
                .isEqualTo(answer.path("decision").asText());
        assertThat(found.at("/items/0/answered/0/offer").asText())
                .isEqualTo(answer.at("/placements/0/offers/0/offer").asText());
        List<String> lines = Http.asAdmin()
                .get("/api/v1/decisions/export?customer=customer:" + customer)
                .body()
                .lines()
                .toList();
        assertThat(lines.get(0)).startsWith("decision,at,customer,release,");
        assertThat(lines).hasSizeGreaterThan(1);
        assertThat(lines.get(1))
                .startsWith(answer.path("decision").asText() + ","
                        + answer.path("at").asText());
        assertThat(Http.asRole("website").get(path).status()).isEqualTo(403);
        assertThat(Http.asAdmin().get("/api/v1/decisions/nonsense").status()).isEqualTo(404);
        assertThat(Http.asAdmin().get("/api/v1/decisions?customer=nobody").status())
                .isEqualTo(400);
    }

    @Test
    void whyAnOfferWasNotAnsweredIsToldWithTheSmallestChange() throws InterruptedException {
        order(now.minus(Duration.ofDays(10)));
        String cart = "{\"placements\": [{\"id\": \"cart-banner\"}], \"context\": {\"cartValue\": 20}, " + who() + "}";
        String path = "/api/v1/decisions/"
                + Http.asAdmin()
                        .post("/api/v1/decisions", cart)
                        .json()
                        .path("decision")
                        .asText();
        assertThat(kept(path).status()).isEqualTo(200);
        String question = path + "/why-not?offer=nearly-free-delivery";

        Answer whyNot =
                Http.asRole("agent").with("Accept-Language", "fi-FI, en;q=0.5").get(question);
        assertThat(whyNot.status()).as(whyNot.toString()).isEqualTo(200);
        assertThat(whyNot.json().at("/placements/0/question").asText()).isEqualTo("applicable");
        assertThat(whyNot.json().at("/placements/0/sentence").asText())
                .isEqualTo("Asiakas oli siihen oikeutettu, mutta se ei ollut silloin ajankohtainen.");
        assertThat(whyNot.json().at("/questions/1/rules/0/file").asText()).isEqualTo("eligibility/applicable.drl");
        assertThat(whyNot.json().at("/smallestChange/checked").asBoolean()).isTrue();
        assertThat(whyNot.json().at("/smallestChange/changes/0/fact").asText()).isEqualTo("context.cartValue");

        assertThat(Http.asRole("analyst").get(question).status()).isEqualTo(200);
        assertThat(Http.asRole("website").get(question).status()).isEqualTo(403);
        assertThat(Http.asAdmin().get(path + "/why-not").status()).isEqualTo(400);
        assertThat(Http.asAdmin()
                        .get(path + "/why-not?offer=nearly-fre-delivery")
                        .body())
                .contains("did you mean 'nearly-free-delivery'?");
        assertThat(Http.asAdmin()
                        .get("/api/v1/decisions/" + UUID.randomUUID() + "/why-not?offer=help-centre")
                        .status())
                .isEqualTo(404);
    }

    private static Answer kept(String path) throws InterruptedException {
        Answer kept = Http.asAdmin().get(path);
        for (int i = 0; i < 50 && kept.status() == 404; i++) {
            Thread.sleep(100);
            kept = Http.asAdmin().get(path);
        }
        return kept;
    }

    @Test
    void whatBecameOfAnOfferIsCountedByTheNextDecision() {
        order(now.minus(Duration.ofDays(10)));
        JsonNode answer = decide(who());
        JsonNode first = answer.at("/placements/0/offers/0");
        assertThat(Instant.parse(first.path("expiresAt").asText()))
                .isAfter(Instant.parse(answer.path("at").asText()));
        String path = "/api/v1/decisions/" + answer.path("decision").asText() + "/outcomes";
        String offer = "{\"offer\": \"" + first.path("offer").asText() + "\", \"type\": ";
        Http site = Http.asRole("website");

        Answer seen = site.post(
                path,
                "{\"outcomes\": [" + offer + "\"impression\"}, " + offer
                        + "\"decline\", \"reason\": \"too-expensive\"}, {\"offer\": \"x\", \"type\": \"impression\"}]}");
        assertThat(seen.status()).as(seen.toString()).isEqualTo(200);
        assertThat(seen.json().path("accepted").asInt()).isEqualTo(2);
        assertThat(seen.json().at("/refused/0/errors/0/message").asText()).contains("did not answer the offer 'x'");

        JsonNode next = decide(who());
        assertThat(next.at("/placements/0/offers/0/offer").asText())
                .isNotEqualTo(first.path("offer").asText());
        assertThat(next.path("suppressed").toString()).contains("\"CAP\"").contains("The cap declined is reached");
        for (String wrong : List.of(
                offer + "\"seen\"}",
                offer + "\"click\", \"value\": 3}",
                offer + "\"decline\", \"reason\": \"It costs too much!\"}",
                offer + "\"conversion\", \"value\": -1}",
                "[]")) {
            assertThat(site.post(path, wrong).status()).as(wrong).isEqualTo(400);
        }
        for (String unknown : List.of("x", UUID.randomUUID().toString())) {
            Answer nothing = site.post("/api/v1/decisions/" + unknown + "/outcomes", offer + "\"click\"}");
            assertThat(nothing.status()).as(nothing.toString()).isEqualTo(404);
            assertThat(nothing.json().path("type").asText()).isEqualTo("/problems/unknown-decision");
        }
        Answer again = site.post(path, offer + "\"impression\"}");
        assertThat(again.status()).as(again.toString()).isEqualTo(200);
        assertThat(again.json().path("accepted").asInt()).isZero();
        assertThat(again.json().path("duplicates").asInt()).isEqualTo(1);
        assertThat(Http.asRole("analyst").post(path, offer + "\"click\"}").status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "release=zzz, 400, ?release",
        "release=CURRENT, 400, ?release",
        "release=" + NO_RELEASE + ", 404, ",
        "offer=No+Such+Offer!, 400, ?offer",
        "offer=, 400, ?offer",
        "from=2026-03-02T00:00:00Z&until=2026-03-01T00:00:00Z, 400, ?until",
        "from=%2B999999999-12-31T00:00:00Z, 400, ?from",
        "after=zzz, 400, ?after"
    })
    void aSearchThatCanFindNothingIsRefused(String query, int status, @Nullable String pointer) {
        for (String what : List.of("", "/export")) {
            if (!query.startsWith("after") || what.isEmpty()) {
                Answer answer = Http.asAdmin().get("/api/v1/decisions" + what + "?" + query);
                assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
                assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer == null ? "" : pointer);
            }
        }
    }

    @Test
    void aSearchThatFindsNothingIsEmpty() {
        String release = Http.asAdmin()
                .get("/api/v1/releases/current")
                .json()
                .path("release")
                .asText();
        for (String query : List.of(
                "offer=nope",
                "release=" + release + "&until=2000-01-01T00:00:00Z",
                "from=2026-03-01T00:00:00Z&until=2026-03-01T00:00:00Z")) {
            Answer answer = Http.asAdmin().get("/api/v1/decisions?" + query);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.json().path("items")).isEmpty();
        }
    }

    @Test
    void aPreviewIsNotKept() throws InterruptedException {
        JsonNode preview = decide("\"mode\": \"preview\"");
        JsonNode live = decide(who());
        assertThat(kept("/api/v1/decisions/" + live.path("decision").asText()).status())
                .isEqualTo(200); // and what was before it too, if it was kept
        assertThat(Http.asAdmin()
                        .get("/api/v1/decisions/" + preview.path("decision").asText())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aRequestThatComesAgainIsTheSameDecision() {
        Http website = Http.asRole("website").with("Idempotency-Key", "page-" + customer);
        String body = "{\"placements\": [{\"id\": \"homepage-hero\"}], " + who() + "}";
        Answer first = website.post("/api/v1/decisions", body);
        Answer again = website.post("/api/v1/decisions", body);
        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        Answer other = website.post("/api/v1/decisions", body.replace("hero", "grid"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("type").asText()).isEqualTo("/problems/idempotency-mismatch");
        Http somebody = Http.asRole("website").with("Idempotency-Key", "page-" + customer);
        assertThat(somebody.post("/api/v1/decisions", body).body()).isNotEqualTo(first.body());
        Http nameless = Http.asRole("website").with("Idempotency-Key", "no key");
        assertThat(nameless.post("/api/v1/decisions", body).status()).isEqualTo(400);
    }

    @Test
    void anotherIdentityFindsTheSameCustomer() {
        String email = customer + "@example.com";
        Answer known = Http.asAdmin()
                .post(
                        "/api/v1/customers",
                        "{\"identities\": [{\"namespace\": \"customer\", \"id\": \"" + customer
                                + "\"}, {\"namespace\": \"email\", \"id\": \"" + email + "\"}]}");
        assertThat(known.status()).as(known.toString()).isEqualTo(200);
        order(now.minus(Duration.ofDays(1)));

        Answer found = Http.asAdmin()
                .get("/api/v1/customers/" + email.toUpperCase(java.util.Locale.ROOT) + "/status?namespace=email");
        assertThat(found.status()).as(found.toString()).isEqualTo(200);
        assertThat(found.json().at("/stage/id").textValue()).isEqualTo("acquisition");
    }

    @Test
    void nobodyKnownHasNoStatus() {
        Answer answer = Http.asAdmin().get("/api/v1/customers/nobody-at-all/status");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
    }

    @Test
    void theStatusSaysWhatNotToDo() {
        event("ticketOpened", now.minus(Duration.ofDays(1)), "{\"kind\": \"complaint\"}");

        JsonNode status = status();
        assertThat(status.at("/avoid/0/code").textValue()).isEqualTo("openComplaint");
        assertThat(status.at("/avoid/0/sentence").textValue()).isNotBlank();
        assertThat(status.at("/features").size()).isGreaterThan(20);
    }

    @Test
    void theStagesAreCountedOverAllCustomers() {
        order(now.minus(Duration.ofDays(1)));

        JsonNode stages = Http.asAdmin().get("/api/v1/stages").json();
        long sum = 0;
        for (JsonNode stage : stages.path("stages")) {
            sum += stage.path("customers").longValue();
        }
        assertThat(sum).isPositive().isEqualTo(stages.path("customers").longValue());
    }

    @Test
    void anAnalystMayOnlyPreview() {
        Http analyst = Http.asRole("analyst");

        assertThat(analyst.post("/api/v1/decisions", "{" + HERO + "}").status()).isEqualTo(403);
        assertThat(analyst.post("/api/v1/decisions", "{" + HERO + ", \"mode\": \"preview\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void rulesThatFireAndDecisionsAreMeasured() {
        decide(who());

        assertThat(Http.anonymous().get("/metrics").body())
                .contains("opportune_decision_microseconds_count{")
                .contains("opportune_rule_fired_total{");
    }

    private Answer order(Instant at) {
        return event("order", at, "{\"amount\": 50}");
    }

    private Answer event(String type, Instant at, String properties) {
        Answer answer = Http.asAdmin()
                .post(
                        "/api/v1/events",
                        "{\"id\": \"" + UUID.randomUUID() + "\", \"type\": \"" + type + "\", \"at\": \"" + at + "\", "
                                + who().replace("[", "").replace("]", "") + ", \"properties\": " + properties + "}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    private JsonNode decide(String more) {
        Answer answer = Http.asAdmin().post("/api/v1/decisions", "{" + HERO + ", " + more + "}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode status() {
        return Http.asAdmin().get("/api/v1/customers/" + customer + "/status").json();
    }

    private String who() {
        return "\"customer\": [{\"namespace\": \"customer\", \"id\": \"" + customer + "\"}]";
    }
}

package org.opportune.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.List;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opportune.it.Http;
import org.opportune.it.Http.Answer;

/** A CRM hears of what becomes of offers, over HTTP both ways. */
@ExtendWith(ArquillianExtension.class)
class WebhooksIT {
    private static final String WEBHOOKS = "/api/v1/webhooks";
    private static final Http ADMIN = Http.asAdmin();

    private Receiver receiver;

    @BeforeEach
    void listen() throws Exception {
        receiver = new Receiver();
    }

    @AfterEach
    void leaveNone() {
        for (JsonNode webhook : ADMIN.get(WEBHOOKS + "?limit=500").json().path("items")) {
            assertThat(ADMIN.delete(WEBHOOKS + "/" + webhook.path("id").asText())
                            .status())
                    .isEqualTo(204);
        }
        receiver.close();
    }

    private JsonNode added(String more) {
        Answer answer = ADMIN.post(WEBHOOKS, "{\"name\": \"CRM\", \"url\": \"" + receiver.url() + "\"" + more + "}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json();
    }

    private static Answer patch(String id, String body) {
        return ADMIN.with("Content-Type", "application/json")
                .send("PATCH", WEBHOOKS + "/" + id, BodyPublishers.ofString(body));
    }

    /** By a customer whom nobody knew before. */
    private static JsonNode decided(String customer) {
        Answer known = ADMIN.post(
                "/api/v1/customers", "{\"identities\": [{\"namespace\": \"customer\", \"id\": \"" + customer + "\"}]}");
        assertThat(known.status()).as(known.toString()).isEqualTo(200);
        Answer answer = ADMIN.post(
                "/api/v1/decisions",
                "{\"customer\": [{\"namespace\": \"customer\", \"id\": \"" + customer
                        + "\"}], \"placements\": [{\"id\": \"homepage-hero\", \"limit\": 1}]}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static void accept(JsonNode decision) {
        String offer = decision.at("/placements/0/offers/0/offer").asText();
        Answer told = ADMIN.post(
                "/api/v1/decisions/" + decision.path("decision").asText() + "/outcomes",
                "{\"offer\": \"" + offer + "\", \"type\": \"accept\", \"reason\": \"liked-it\"}");
        assertThat(told.status()).as(told.toString()).isEqualTo(200);
    }

    @Test
    void anAcceptanceReachesAReceiverThatWasAwayAtFirst() throws Exception {
        JsonNode made =
                added(", \"identities\": [\"customer\"], \"filter\": {\"types\": [\"org.opportune.outcome.accept\"]}");
        String id = made.at("/webhook/id").asText();
        byte[] secret = Base64.getDecoder().decode(made.path("secret").asText().substring("whsec_".length()));
        receiver.status = 500;
        JsonNode decision = decided("webhook-1");
        accept(decision);
        Receiver.await(() -> receiver.got().size() == 1);
        receiver.status = 204;
        accept(decision); // it is told already
        String deliveries = WEBHOOKS + "/" + id + "/deliveries";
        Receiver.await(() ->
                ADMIN.get(deliveries + "?state=delivered").json().path("items").size() == 1);

        assertThat(receiver.got()).hasSize(2);
        Receiver.Got first = receiver.got().get(0);
        Receiver.Got second = receiver.got().get(1);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.signature())
                .isEqualTo(Signature.of(
                        List.of(secret),
                        second.id(),
                        Long.parseLong(second.timestamp()),
                        second.body().getBytes(UTF_8)));
        JsonNode event = second.json();
        assertThat(event.path("type").asText()).isEqualTo("org.opportune.outcome.accept");
        assertThat(event.at("/data/decision")).isEqualTo(decision.path("decision"));
        assertThat(event.at("/data/offer")).isEqualTo(decision.at("/placements/0/offers/0/offer"));
        assertThat(event.at("/data/customer/0/id").asText()).isEqualTo("webhook-1");
        assertThat(event.at("/data/reason").asText()).isEqualTo("liked-it");
        JsonNode delivery = ADMIN.get(deliveries).json().at("/items/0");
        assertThat(delivery.path("attempts").asInt()).isEqualTo(2);
        assertThat(delivery.path("event").asText()).isEqualTo(second.id());
        assertThat(ADMIN.get(deliveries + "?state=dead").json().path("items")).isEmpty();
        Answer again = ADMIN.post(deliveries + "/" + delivery.path("id").asText() + "/retry", "");
        assertThat(again.status()).as(again.toString()).isEqualTo(409);
        assertThat(ADMIN.post(deliveries + "/retry", "").json().path("retried").asInt())
                .isZero();
        assertThat(Http.anonymous().get("/metrics").body())
                .contains("opportune_webhook_attempts_total{mp_scope=\"application\",result=\"delivered\",webhook=\""
                        + id + "\"} 1");
        assertThat(Http.anonymous().get("/health/ready").body()).contains("\"name\":\"webhooks\"");
    }

    @Test
    void theFirstStageOfACustomerIsSent() throws Exception {
        added(", \"filter\": {\"types\": [\"org.opportune.stage.changed\"]}");
        String stage = decided("webhook-2").at("/stage/id").asText();
        Receiver.await(() -> !receiver.got().isEmpty());
        assertThat(receiver.got().get(0).json().at("/data/to").asText()).isEqualTo(stage);
    }

    @Test
    void aWebhookIsTriedChangedAndDeletedAndItsSecretsAreShownOnce() {
        String id = added(", \"authorization\": \"Bearer s3cret\"")
                .at("/webhook/id")
                .asText();
        Answer tried = ADMIN.post(WEBHOOKS + "/" + id + "/test", "");
        assertThat(tried.json().path("delivered").asBoolean())
                .as(tried.toString())
                .isTrue();
        assertThat(receiver.got().get(0).json().path("type").asText()).isEqualTo("org.opportune.ping");
        receiver.status = 404;
        assertThat(ADMIN.post(WEBHOOKS + "/" + id + "/test", "")
                        .json()
                        .path("status")
                        .asInt())
                .isEqualTo(404);

        Answer rotated = ADMIN.post(WEBHOOKS + "/" + id + "/secret", "");
        assertThat(rotated.json().path("secret").asText()).startsWith("whsec_");
        ADMIN.post(WEBHOOKS + "/" + id + "/test", "");
        assertThat(receiver.got().get(2).signature().split(" ")).hasSize(2);

        Answer changed = patch(id, "{\"paused\": true, \"filter\": {\"offers\": [\"no-such-offer\"]}}");
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        Answer shown = Http.asRole("operator").get(WEBHOOKS + "/" + id);
        assertThat(shown.json().path("paused").asBoolean()).isTrue();
        assertThat(shown.json().path("authorization").asBoolean()).isTrue();
        assertThat(shown.json().path("warnings")).hasSize(1);
        assertThat(shown.json().has("previousSecretUntil")).isTrue();
        Answer history = ADMIN.get(WEBHOOKS + "/history?limit=3");
        assertThat(history.json().path("items").findValuesAsText("step"))
                .containsExactly("change", "rotate-secret", "create");
        assertThat(history.body() + shown.body() + ADMIN.get(WEBHOOKS).body())
                .doesNotContain("whsec_")
                .doesNotContain("s3cret");

        assertThat(ADMIN.delete(WEBHOOKS + "/" + id).status()).isEqualTo(204);
        assertThat(ADMIN.get(WEBHOOKS + "/" + id).status()).isEqualTo(404);
        assertThat(ADMIN.delete(WEBHOOKS + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void whatIsWrongIsRefusedAndChangesNothing() {
        Answer wrong = ADMIN.post(
                WEBHOOKS,
                "{\"name\": \"CRM\", \"url\": \"crm.example.com\", \"identities\": [\"mail\"], \"filter\": {\"types\": [null]}}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("errors").findValuesAsText("pointer"))
                .containsExactly("/url", "/filter/types/0", "/identities/0");
        for (String body :
                List.of("{}", "[]", "{\"name\": 1}", "{\"url\": \"https://a.example\", \"secret\": \"x\"}")) {
            assertThat(ADMIN.post(WEBHOOKS, body).status()).as(body).isEqualTo(400);
        }
        String id = added("").at("/webhook/id").asText();
        assertThat(patch(id, "{\"url\": \"ftp://a.example\"}").status()).isEqualTo(400);
        assertThat(patch("999999", "{\"paused\": true}").status()).isEqualTo(404);
        assertThat(ADMIN.get(WEBHOOKS + "/x").status()).isEqualTo(404);
        assertThat(ADMIN.get(WEBHOOKS + "/" + id + "/deliveries?state=died").status())
                .isEqualTo(400);
        assertThat(ADMIN.post(WEBHOOKS + "/" + id + "/deliveries/1/retry", "").status())
                .isEqualTo(404);
        assertThat(ADMIN.get(WEBHOOKS).json().path("items")).hasSize(1);
    }

    @Test
    void onlyAdministratorsManageThem() {
        Http operator = Http.asRole("operator");
        assertThat(operator.post(WEBHOOKS, "{}").status()).isEqualTo(403);
        assertThat(operator.get(WEBHOOKS).status()).isEqualTo(200);
        assertThat(operator.get(WEBHOOKS + "/history").status()).isEqualTo(403);
        assertThat(Http.asRole("analyst").get(WEBHOOKS).status()).isEqualTo(403);
    }
}

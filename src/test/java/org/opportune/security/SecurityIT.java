package org.opportune.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opportune.it.Http;
import org.opportune.it.Http.Answer;

@ExtendWith(ArquillianExtension.class)
class SecurityIT {
    private static final String PRINCIPALS = "/api/v1/principals";

    @Test
    void withoutAKeyNothingIsTold() {
        Answer answer = Http.anonymous().get(PRINCIPALS);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.json().path("type").asText()).isEqualTo("/problems/unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer opp_unknownunknownunknownunknownunknownunkno",
                "Bearer ",
                "Bearer not-a-key",
                "Basic YWRtaW46YWRtaW4=",
                "opp_AdminOfTheTestsAdminOfTheTestsAdminOfTests1",
                "Bearer opp_AdminOfTheTestsAdminOfTheTestsAdminOfTests1 x"
            })
    void aHeaderThatHoldsNoKnownKeyIsRefused(String header) {
        Answer answer = Http.anonymous().with("Authorization", header).get(PRINCIPALS);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("AdminOfTheTests").doesNotContain("YWRtaW4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"website", "agent", "analyst", "operator"})
    void onlyAnAdminSeesPrincipals(String role) {
        Answer answer = Http.asRole(role).get(PRINCIPALS);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        assertThat(answer.json().path("detail").asText()).contains(role).contains("admin");
    }

    @Test
    void withoutAKeyNobodyLearnsWhatThereIs() {
        for (Http nobody : List.of(
                Http.anonymous(),
                Http.as("opp_" + "x".repeat(43)),
                Http.anonymous().with("Authorization", "Basic eDp5"))) {
            for (Answer answer : List.of(
                    nobody.get("/api/v1/nothing"),
                    nobody.send("PUT", PRINCIPALS, HttpRequest.BodyPublishers.ofString("{}")),
                    nobody.with("Content-Type", "text/plain").post(PRINCIPALS, "x"),
                    nobody.with("Accept", "text/csv").get(PRINCIPALS))) {
                assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
                assertThat(answer.header("Allow")).isEmpty();
                assertThat(answer.json().path("type").asText()).isEqualTo("/problems/unauthenticated");
            }
        }
        assertThat(Http.anonymous().get("/api/v1/about").status()).isEqualTo(200);
    }

    @Test
    void theBootstrapKeyIsOneOfThePrincipalAdmin() {
        Answer answer = Http.asAdmin().get(PRINCIPALS + "/admin/keys");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().at("/items/0/label").asText()).isEqualTo("opportune.bootstrap.key");
    }

    @Test
    void aKeyIsShownOnceAndARevokedOneIsRefusedAtOnce() {
        add("{\"name\": \"shop-one\", \"role\": \"admin\"}");
        Answer made = Http.asAdmin().post(PRINCIPALS + "/shop-one/keys", "{\"label\": \"till\"}");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        String key = made.json().path("key").asText();
        assertThat(key).matches("opp_[A-Za-z0-9_-]{43}");
        assertThat(Http.as(key).get(PRINCIPALS).status()).isEqualTo(200);

        Answer listed = Http.asAdmin().get(PRINCIPALS + "/shop-one/keys");
        assertThat(listed.body()).contains("till").doesNotContain("opp_").doesNotContain("hash");

        long id = made.json().path("id").asLong();
        assertThat(Http.asAdmin().delete(PRINCIPALS + "/shop-one/keys/" + id).status())
                .isEqualTo(204);
        assertThat(Http.as(key).get(PRINCIPALS).status()).isEqualTo(401);
    }

    @Test
    void aRemovedPrincipalsKeysAreRefusedAndItsNameIsNotGivenAgain() {
        add("{\"name\": \"short-lived\", \"role\": \"admin\"}");
        String key = Http.asAdmin()
                .post(PRINCIPALS + "/short-lived/keys", "{}")
                .json()
                .path("key")
                .asText();
        assertThat(Http.asAdmin().delete(PRINCIPALS + "/short-lived").status()).isEqualTo(204);
        assertThat(Http.as(key).get(PRINCIPALS).status()).isEqualTo(401);
        assertThat(Http.asAdmin().get(PRINCIPALS).body()).doesNotContain("short-lived");
        Answer again = Http.asAdmin().post(PRINCIPALS, "{\"name\": \"short-lived\", \"role\": \"agent\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("type").asText()).isEqualTo("/problems/name-taken");
    }

    @Test
    void nobodyRemovesThemselves() {
        assertThat(Http.asAdmin().delete(PRINCIPALS + "/admin").status()).isEqualTo(409);
    }

    @Test
    void anUnknownPrincipalHasNoKeys() {
        assertThat(Http.asAdmin().get(PRINCIPALS + "/nobody/keys").status()).isEqualTo(404);
        assertThat(Http.asAdmin().post(PRINCIPALS + "/nobody/keys", "{}").status())
                .isEqualTo(404);
        assertThat(Http.asAdmin().delete(PRINCIPALS + "/nobody").status()).isEqualTo(404);
    }

    @Test
    void listsComeInPages() {
        add("{\"name\": \"page-a\", \"role\": \"agent\"}");
        add("{\"name\": \"page-b\", \"role\": \"agent\"}");
        Answer first = Http.asAdmin().get(PRINCIPALS + "?limit=1&after=page");
        assertThat(first.json().at("/items/0/name").asText()).isEqualTo("page-a");
        Answer second = Http.asAdmin()
                .get(PRINCIPALS + "?limit=1&after=" + first.json().path("next").asText());
        assertThat(second.json().at("/items/0/name").asText()).isEqualTo("page-b");
    }

    private static void add(String json) {
        Answer added = Http.asAdmin().post(PRINCIPALS, json);
        assertThat(added.status()).as(added.toString()).isEqualTo(201);
    }
}

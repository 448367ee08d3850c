package org.opportune.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opportune.it.Http;
import org.opportune.it.Http.Answer;

/** Events and customers over HTTP, in every form that is taken. */
@ExtendWith(ArquillianExtension.class)
class EventsIT {
    private static final String EVENTS = "/api/v1/events";
    private static final String VISIT =
            "{\"id\": \"%s\", \"type\": \"visit\", \"customer\": {\"namespace\": \"visitor\", \"id\": \"events-it\"}}";

    /** A server without rules refuses events; it reads the rules after it has begun to answer. */
    @BeforeEach
    void rulesAreLoaded() throws InterruptedException {
        for (int i = 0; i < 600 && Http.asAdmin().post(EVENTS, "[]").status() == 503; i++) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    @Test
    void oneEventIsTakenAndItsRepetitionIsADuplicate() {
        Answer first = Http.asRole("website").post(EVENTS, VISIT.formatted("it-1"));
        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        assertThat(first.json().path("accepted").asInt()).isEqualTo(1);
        Answer again = Http.asRole("website").post(EVENTS, VISIT.formatted("it-1"));
        assertThat(again.json().path("accepted").asInt()).isZero();
        assertThat(again.json().path("duplicates").asInt()).isEqualTo(1);
    }

    @Test
    void ofSeveralTheWrongOnesAreListed() {
        Answer answer = Http.asAdmin().post(EVENTS, "{\"events\": [" + VISIT.formatted("it-2") + ", {\"id\": \"x\"}]}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(answer.json().at("/refused/0/index").asInt()).isEqualTo(1);
        assertThat(answer.json().at("/refused/0/errors/0/pointer").asText()).startsWith("/events/1/");
    }

    @Test
    void aWrongEventAloneIsAProblem() {
        Answer answer = Http.asAdmin().post(EVENTS, VISIT.formatted("it-3").replace("visit\"", "vist\""));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("did you mean 'visit'?");
    }

    @Test
    void cloudEventsAreTakenInTheirThreeModes() {
        String cloud =
                "{\"specversion\": \"1.0\", \"id\": \"ce-1\", \"source\": \"/it\", \"type\": \"org.shop.visit\", \"subject\": \"visitor:ce\"}";
        Answer structured = Http.asAdmin()
                .with("Content-Type", "application/cloudevents+json")
                .post(EVENTS, cloud);
        assertThat(structured.json().path("accepted").asInt())
                .as(structured.toString())
                .isEqualTo(1);
        Answer batch = Http.asAdmin()
                .with("Content-Type", "application/cloudevents-batch+json")
                .post(EVENTS, "[" + cloud + "," + cloud.replace("ce-1", "ce-2") + "]");
        assertThat(batch.json().path("accepted").asInt()).as(batch.toString()).isEqualTo(1);
        assertThat(batch.json().path("duplicates").asInt()).isEqualTo(1);
        Answer binary = Http.asAdmin()
                .with("ce-specversion", "1.0")
                .with("ce-id", "ce-3")
                .with("ce-source", "/it")
                .with("ce-type", "visit")
                .with("ce-subject", "visitor:ce%20x")
                .post(EVENTS, "{\"seconds\": 5}");
        assertThat(binary.json().path("accepted").asInt()).as(binary.toString()).isEqualTo(1);
    }

    @Test
    void whatIsNoUtf8InAHeaderIsNoQuestionMark() {
        Answer answer = Http.asAdmin()
                .with("ce-specversion", "1.0")
                .with("ce-id", "ce-%ff")
                .with("ce-source", "/it")
                .with("ce-type", "visit")
                .with("ce-subject", "visitor:ce")
                .post(EVENTS, "{}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.body()).contains("\"/id\"").contains("not UTF-8");
    }

    @Test
    void aCustomerIsChangedByThoseWhoMay() {
        String customer =
                "{\"identities\": {\"namespace\": \"customer\", \"id\": \"it\"}, \"attributes\": {\"country\": \"FI\"},"
                        + " \"consents\": [{\"purpose\": \"marketing\", \"granted\": true}]}";
        Answer answer = Http.asRole("agent").post("/api/v1/customers", customer);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(Http.asRole("website").post("/api/v1/customers", customer).status())
                .isEqualTo(403);
    }

    @Test
    void aVisitorWhoLogsInIsTheCustomerForTheNextQuestion() {
        String visit = "{\"id\": \"log-in-%s\", \"type\": \"visit\", \"customer\": [%s]}";
        String cookie = "{\"namespace\": \"visitor\", \"id\": \"log-in-it\"}";
        String number = "{\"namespace\": \"customer\", \"id\": \"log-in-it\"}";
        for (String one : List.of(
                visit.formatted("1", cookie),
                visit.formatted("2", number),
                visit.formatted("3", number + ", " + cookie))) {
            assertThat(Http.asRole("website").post(EVENTS, one).status()).isEqualTo(200);
        }
        Answer held = Http.asAdmin().get("/api/v1/customers/log-in-it/data?namespace=visitor");
        assertThat(held.json().path("identities")).as(held.toString()).hasSize(2);
        assertThat(held.json().path("events")).hasSize(3);
    }

    @Test
    void aNameThatAnotherCustomerHasIsAnsweredAndStaysTheirs() {
        String customer = "{\"namespace\": \"customer\", \"id\": \"kept-it-%s\"}";
        String both = "{\"identities\": [" + customer.formatted("1") + ", " + customer.formatted("2") + "]}";
        for (String number : List.of("1", "2")) {
            Http.asRole("agent").post("/api/v1/customers", "{\"identities\": [" + customer.formatted(number) + "]}");
        }
        Answer answer = Http.asRole("agent").post("/api/v1/customers", both);
        assertThat(answer.json().path("accepted").asInt()).as(answer.toString()).isEqualTo(1);
        assertThat(answer.json().at("/kept/0/id").asText()).isEqualTo("kept-it-2");
        Answer held = Http.asAdmin().get("/api/v1/customers/kept-it-1/data");
        assertThat(held.json().path("identities")).as(held.toString()).hasSize(1);
    }

    @Test
    void theApiDocumentShowsAnExampleOfEachForm() {
        Answer answer = Http.asAdmin().with("Accept", "application/json").get("/openapi?format=JSON");
        assertThat(answer.body())
                .contains("appendEvents", "changeCustomers", "application/cloudevents-batch+json", "order-1001");
    }
}

package org.opportune.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.it.Http;
import org.opportune.it.Http.Answer;

/** What a web site hears that asks for a decision, or tells of an event, in words that nobody knows. */
@ExtendWith(ArquillianExtension.class)
class BadDecisionIT {
    private static final String LONG = "x".repeat(10_000);

    @Test
    void aRequestInKnownWordsIsAnswered() {
        Answer answer = Http.asAdmin().post("/api/v1/decisions", "{\"placements\": [{\"id\": \"homepage-hero\"}]}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'placements': [{'id': 'homepage-herro'}]}                                            | /placements/0/id | homepage-hero",
                "{'placements': [{'id': 'LONG'}]}                                                      | /placements/0/id | ",
                "{'placements': 'homepage-hero'}                                               | /placements   | ",
                "{'placements': []}                                                            | /placements   | ",
                "{}                                                                            | /placements   | ",
                "{'placement': [{'id': 'homepage-hero'}]}                                              | /placement    | placements",
                "{'placements': [{'id': 'homepage-hero'}], 'locale': 'klingon!!'}                      | /locale       | ",
                "{'placements': [{'id': 'homepage-hero'}], 'locale': 7}                                | /locale       | ",
                "{'placements': [{'id': 'homepage-hero'}], 'mode': 'prevew'}                           | /mode         | preview",
                "{'placements': [{'id': 'homepage-hero'}], 'limit': 1.5}                               | /limit        | ",
                "{'placements': [{'id': 'homepage-hero'}], 'limit': -1}                                | /limit        | ",
                "{'placements': [{'id': 'homepage-hero'}], 'limit': NaN}                               | /limit        | ",
                "{'placements': [{'id': 'homepage-hero'}], 'mode': 'preview', 'at': '+99999-01-01T00:00:00Z'} | /at     | ",
                "{'placements': [{'id': 'homepage-hero'}], 'mode': 'preview', 'at': 'yesterday'}       | /at           | ",
                "{'placements': [{'id': 'homepage-hero'}], 'at': '2026-03-01T00:00:00Z'}               | /at           | preview",
                "{'placements': [{'id': 'homepage-hero'}], 'context': {'devise': 'phone'}}             | /context/devise | device",
                "{'placements': [{'id': 'homepage-hero'}], 'customer': [{'namespace': 'visitor', 'id': 'LONG'}]} | /customer | ",
                "{'placements': [{'id': 'homepage-hero'}], 'customer': [{'namespace': 'LONG', 'id': 'a'}]}       | /customer | ",
                "{'placements': [{'id': 'homepage-hero'}], 'customer': 'C1'}                           | /customer     | ",
            })
    void aDecisionIsRefusedWithThePlaceAndTheNearestKnownName(String json, String pointer, String hint) {
        refused("/api/v1/decisions", json, pointer, hint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'id': 'e1', 'type': 'vist', 'customer': {'namespace': 'visitor', 'id': 'v'}}                | /type     | visit",
                "{'id': 'LONG', 'type': 'visit', 'customer': {'namespace': 'visitor', 'id': 'v'}}             | /id       | ",
                "{'id': 'e1', 'type': 'visit', 'customer': {'namespace': 'visitor', 'id': 'LONG'}}            | /customer | ",
                "{'id': 'e1', 'type': 'visit', 'at': '+99999-01-01T00:00:00Z', 'customer': {'namespace': 'visitor', 'id': 'v'}} | /at | ",
                "{'id': 'e1', 'type': 'visit', 'customer': {'namespace': 'visitor', 'id': 'v'}, 'properties': NaN}              | /properties | ",
                "{'id': 'e1', 'typ': 'visit', 'customer': {'namespace': 'visitor', 'id': 'v'}}                | /typ      | type",
            })
    void anEventIsRefusedWithThePlaceAndTheNearestKnownName(String json, String pointer, String hint) {
        refused("/api/v1/events", json, pointer, hint);
    }

    @Test
    void aCustomersIdOfTenThousandCharactersNamesNobody() {
        Answer answer = Http.asAdmin().get("/api/v1/customers/" + LONG + "/status");
        assertThat(answer.status()).as(answer.toString()).isIn(400, 404, 414);
        assertThat(answer.body()).doesNotContain("Exception");
    }

    private static void refused(String path, String json, String pointer, String hint) {
        Answer answer = Http.asAdmin().post(path, json.replace('\'', '"').replace("LONG", LONG));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode errors = answer.json().path("errors");
        assertThat(errors).as(answer.toString()).isNotEmpty();
        assertThat(errors.findValuesAsText("pointer")).as(answer.toString()).anySatisfy(found -> assertThat(found)
                .startsWith(pointer));
        assertThat(answer.body()).hasSizeLessThan(5_000).contains(hint == null ? "" : hint);
    }
}

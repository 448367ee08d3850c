package org.opportune.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.vocabulary.Money;

class EventReaderTest {
    private static final Instant NOW = ProfilesContract.NOW;
    private static final String GOOD = """
            {"id": "o1", "source": "shop", "type": "order", "at": "2026-03-01T10:15:00.123456+02:00",
             "customer": [{"namespace": "customer", "id": " C1 "}, {"namespace": "phone", "id": "+358 (40) 123-456"}],
             "properties": {"amount": {"value": 12.50, "currency": "SEK"}, "kind": "gift", "coupon": null}}""";

    private final Findings findings = new Findings();
    private final EventReader reader = new EventReader(ProfilesContract.RULEBOOK, Clock.fixed(NOW, ZoneOffset.UTC));

    private @Nullable Event read(String json) throws Exception {
        return reader.read(Json.MAPPER.readTree(json), "/events/3", findings);
    }

    private @Nullable Event cloud(String json) throws Exception {
        return new CloudEventReader(reader).read(Json.MAPPER.readTree(json), "", findings);
    }

    private List<String> said() {
        return findings.list().stream().map(Finding::toString).toList();
    }

    @Test
    void anEventIsReadByTheVocabularysTypes() throws Exception {
        assertThat(read(GOOD))
                .isEqualTo(new Event(
                        "shop",
                        "o1",
                        List.of(new Identity("customer", "C1"), new Identity("phone", "+35840123456")),
                        "order",
                        Instant.parse("2026-03-01T08:15:00.123Z"),
                        Map.of("amount", new Money(new BigDecimal("12.50"), "SEK"), "kind", "gift")));
        assertThat(findings.isEmpty()).isTrue();
    }

    @Test
    void sourceAndTimeMayBeLeftOut() throws Exception {
        Event event =
                read("{\"id\": \"v\", \"type\": \"visit\", \"customer\": {\"namespace\": \"visitor\", \"id\": \"x\"}}");
        assertThat(event)
                .isEqualTo(new Event("api", "v", List.of(new Identity("visitor", "x")), "visit", NOW, Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id| ''| /events/3/id: id: it is empty",
                "id| 7| /events/3/id: id: expected a text, found the number 7",
                "id| 'a\\u0007b'| /events/3/id: id: it has control characters",
                "id| 'a\\ud800b'| /events/3/id: id: it is not well-formed Unicode",
                "type| 'ordre'| /events/3/type: unknown event type 'ordre'; did you mean 'order'?",
                "at| '2026-03-01'| /events/3/at: at: expected a time with an offset such as 2026-03-01T10:15:00Z, found the text '2026-03-01'",
                "at| '2026-03-02T12:00:00.001Z'| /events/3/at: at: 2026-03-02T12:00:00.001Z lies more than a day ahead of the server's clock; check yours",
                "at| '1969-12-31T23:59:59Z'| /events/3/at: at: 1969-12-31T23:59:59Z lies before 1970",
                "custommer| 1| /events/3/custommer: unknown name 'custommer'; did you mean 'customer'?",
                "customer| []| /events/3/customer: customer: 0 identities; a customer is named by 1 to 10",
                "customer| {'namespace': 'emial', 'id': 'a'}| /events/3/customer/namespace: unknown namespace 'emial'; did you mean 'email'?",
                "customer| {'namespace': 'phone', 'id': '-'}| /events/3/customer/id: id: a phone has 1 to 200 characters of its own",
                "properties| {'amount': 1, 'kid': 'gift'}| /events/3/properties/kid: unknown property of order 'kid'; did you mean 'kind'?",
                "properties| {'kind': 'gift'}| /events/3/properties/amount: 'amount' is missing; order needs it, of type money",
                "properties| {'amount': 'much'}| /events/3/properties/amount: amount: expected a number, found the text 'much'"
            })
    void whatIsWrongIsSaidWithItsPlace(String field, String value, String message) throws Exception {
        ObjectNode event = (ObjectNode) Json.MAPPER.readTree(GOOD);
        String json = value.isEmpty() ? "\"\"" : value.replace('\'', '"');
        boolean isBare = !json.matches("[\\[{\"].*|7");
        event.set(field, Json.MAPPER.readTree(isBare ? '"' + json + '"' : json));
        assertThat(read(event.toString())).isNull();
        assertThat(said()).containsExactly(message);
    }

    @Test
    void aDayAheadIsTaken() throws Exception {
        ObjectNode event = (ObjectNode) Json.MAPPER.readTree(GOOD);
        event.put("at", "2026-03-02T12:00:00Z");
        assertThat(read(event.toString())).isNotNull();
    }

    @Test
    void anIdOf200CharactersIsTakenAndOneMoreIsNot() throws Exception {
        ObjectNode event = (ObjectNode) Json.MAPPER.readTree(GOOD);
        event.put("id", "x".repeat(200));
        assertThat(read(event.toString())).isNotNull();
        event.put("id", "x".repeat(201));
        assertThat(read(event.toString())).isNull();
        assertThat(said()).containsExactly("/events/3/id: id: it has 201 characters; at most 200 are kept");
    }

    @Test
    void everythingWrongIsSaidAtOnce() throws Exception {
        assertThat(read("{}")).isNull();
        assertThat(said()).hasSize(3).allMatch(message -> message.contains("is missing"));
        assertThat(reader.read(Json.MAPPER.readTree("[]"), "", new Findings())).isNull();
    }

    @Test
    void aCloudEventIsTheSameEvent() throws Exception {
        Event event = cloud("""
                {"specversion": "1.0", "id": "o1", "source": "shop", "type": "com.example.shop.order", "time": "2026-03-01T10:15:00Z",
                 "subject": "customer:a:b", "traceparent": "00-1", "dataschema": "urn:x", "datacontenttype": "application/json; charset=utf-8",
                 "data": {"amount": 5, "customer": {"namespace": "visitor", "id": "v"}}}""");
        assertThat(event)
                .isEqualTo(new Event(
                        "shop",
                        "o1",
                        List.of(new Identity("customer", "a:b"), new Identity("visitor", "v")),
                        "order",
                        Instant.parse("2026-03-01T10:15:00Z"),
                        Map.of("amount", new Money(new BigDecimal("5"), null))));
    }

    @Test
    void aCloudEventWithoutDataNamesItsCustomerBySubject() throws Exception {
        assertThat(
                        cloud(
                                "{\"specversion\": \"1.0\", \"id\": \"v\", \"source\": \"s\", \"type\": \"visit\", \"subject\": \"visitor:x\"}"))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "specversion| 0.3| /specversion: specversion: this server reads CloudEvents 1.0",
                "subject| C1| /subject: subject: expected namespace:id, such as customer:C-1001",
                "subject| shop:1| /subject/namespace: unknown namespace 'shop'; known: customer, email, phone, visitor",
                "type| com.example.vist| /type: unknown event type 'com.example.vist'",
                "data_base64| AAAA| '/data: data: send the event''s properties as JSON'",
                "datacontenttype| text/xml| '/data: data: send the event''s properties as JSON'",
                "data| x| /data: expected an object, found the text 'x'"
            })
    void aWrongCloudEventIsRefused(String field, String value, String message) throws Exception {
        JsonNode good = Json.MAPPER.readTree(
                "{\"specversion\": \"1.0\", \"id\": \"v\", \"source\": \"s\", \"type\": \"visit\", \"subject\": \"visitor:x\"}");
        assertThat(cloud(((ObjectNode) good).put(field, value).toString())).isNull();
        assertThat(said().get(0)).startsWith(message);
    }
}

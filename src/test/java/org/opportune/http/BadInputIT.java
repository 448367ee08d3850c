package org.opportune.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opportune.it.Http;
import org.opportune.it.Http.Answer;
import org.opportune.it.Wire;

@ExtendWith(ArquillianExtension.class)
class BadInputIT {
    private static final String PRINCIPALS = "/api/v1/principals";

    static Stream<String> texts() {
        return Stream.of(
                "",
                " ",
                "{",
                "nonsense",
                "[]",
                "null",
                "7",
                "{\"name\": \"x1\", \"role\": \"agent\",}",
                "{\"name\": \"x1\", \"role\": \"agent\"} {}",
                "{\"name\": \"x1\", \"name\": \"x2\", \"role\": \"agent\"}",
                "{\"name\": 7, \"role\": \"agent\"}",
                "{\"name\": NaN, \"role\": \"agent\"}",
                "{\"name\": \"x1\", \"role\": \"king\"}",
                "{\"name\": \"x1\", \"role\": 1}",
                "{\"name\": \"x1\", \"roel\": \"agent\"}",
                "{\"name\": \"" + "x".repeat(10_000) + "\", \"role\": \"agent\"}",
                "{\"name\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}",
                "{\"name\": \"a\\u0000b\", \"role\": \"agent\"}");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void whatIsNoPrincipalIsRefusedAndNotStored(String text) {
        String before = Http.asAdmin().get(PRINCIPALS + "?limit=500").body();
        isProblem(Http.asAdmin().post(PRINCIPALS, text), 400);
        assertThat(Http.asAdmin().get(PRINCIPALS + "?limit=500").body()).isEqualTo(before);
    }

    @Test
    void anUnknownFieldSuggestsTheNearestKnownOne() {
        JsonNode problem = isProblem(Http.asAdmin().post(PRINCIPALS, "{\"name\": \"x1\", \"roel\": \"agent\"}"), 400);
        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/roel");
        assertThat(problem.at("/errors/0/message").asText()).isEqualTo("unknown field 'roel'; did you mean 'role'?");
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] body = "{\"name\": \"x_\", \"role\": \"agent\"}".getBytes(StandardCharsets.UTF_8);
        body[11] = (byte) 0xFF;
        assertThat(isProblem(Http.asAdmin().post(PRINCIPALS, body), 400)
                        .path("detail")
                        .asText())
                .contains("UTF-8");
    }

    @Test
    void tenMegabytesAreTooMany() {
        isProblem(Http.asAdmin().post(PRINCIPALS, new byte[10_000_000]), 413);
    }

    @Test
    void tenMegabytesWithoutAnAnnouncedLengthAreTooManyToo() {
        Answer answer = Http.asAdmin()
                .with("Content-Type", "application/json")
                .send(
                        "POST",
                        PRINCIPALS,
                        HttpRequest.BodyPublishers.ofInputStream(() ->
                                new ByteArrayInputStream(" ".repeat(10_000_000).getBytes(StandardCharsets.UTF_8))));
        isProblem(answer, 413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data"})
    void onlyJsonIsRead(String type) {
        isProblem(Http.asAdmin().with("Content-Type", type).post(PRINCIPALS, "{}"), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json;charset=utf-16", "application/json;charset=iso-8859-1"})
    void jsonIsUtf8(String type) {
        isProblem(Http.asAdmin().with("Content-Type", type).post(PRINCIPALS, "{}"), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "application", ";", "application/json; charset"})
    void aContentTypeThatIsNoneIsRefused(String type) {
        Answer answer = Http.asAdmin().with("Content-Type", type).post(PRINCIPALS, "{}");
        assertThat(answer.status()).as(answer.toString()).isIn(400, 415);
        isProblem(answer, answer.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", ";;;", "application/json;q=x"})
    void anAcceptHeaderThatIsNoneIsRefused(String accept) {
        Answer answer = Http.asAdmin().with("Accept", accept).get(PRINCIPALS);
        assertThat(answer.status()).as(answer.toString()).isIn(400, 406);
        isProblem(answer, answer.status());
    }

    @Test
    void whatCannotBeSentIsNotAcceptable() {
        isProblem(Http.asAdmin().with("Accept", "text/csv").get(PRINCIPALS), 406);
    }

    @Test
    void whereThereIsNothingIsNotFound() {
        isProblem(Http.asAdmin().get("/api/v1/nothing"), 404);
        isProblem(Http.asAdmin().get("/api/v2/principals"), 404);
        isProblem(Http.asAdmin().with("Accept", "application/json").get("/nothing"), 404);
    }

    @Test
    void numbersBeyondAllBoundsAndNamesOfOtherLettersAreNoFaultOfTheServer() {
        for (String body : List.of(
                "{\"id\": \"a\", \"type\": \"order\", \"properties\": {\"amount\": 1e9999999999}}",
                "{\"id\": 1e-9999999999}")) {
            isProblem(Http.asAdmin().post("/api/v1/events", body), 400);
        }
        isProblem(Http.asAdmin().post(PRINCIPALS, "{\"name\": 1e2147483648}"), 400);
        isProblem(Http.asAdmin().get(PRINCIPALS + "?after=%ff"), 400);
        isProblem(Http.asAdmin().get(PRINCIPALS + "?after=%C3%A4"), 400);
        isProblem(Http.asAdmin().get(PRINCIPALS + "?limit=%D9%A1"), 400);
        isProblem(Http.asAdmin().get(PRINCIPALS + "/%F0%9F%98%80/keys"), 404);
        isProblem(Http.asAdmin().delete(PRINCIPALS + "/%C3%A4"), 404);
    }

    @Test
    void aPersonWhoIsLostGetsAPage() {
        Answer answer = Http.anonymous().with("Accept", "text/html").get("/nothing");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.body()).doesNotContain("Payara").contains("<h1>");
    }

    @Test
    void aMethodThatIsNotTakenIsToldWhichAre() {
        Answer answer = Http.asAdmin().send("PUT", PRINCIPALS, HttpRequest.BodyPublishers.ofString("{}"));
        isProblem(answer, 405);
        assertThat(answer.header("Allow")).contains("GET").contains("POST");
    }

    @Test
    void anIdOfTenThousandCharactersNamesNothing() {
        Answer answer = Http.asAdmin().get(PRINCIPALS + "/" + "x".repeat(10_000) + "/keys");
        assertThat(answer.status()).as(answer.toString()).isIn(400, 404, 414);
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("Payara");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=501", "?limit=many", "?limit=", "?limit=1e3", "?limit=99999999999"})
    void aPageThatIsNoneIsRefused(String query) {
        assertThat(isProblem(Http.asAdmin().get(PRINCIPALS + query), 400)
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("?limit");
    }

    @Test
    void aQueryParameterThatNobodyReadsIsRefused() {
        JsonNode problem = isProblem(Http.asAdmin().get(PRINCIPALS + "?limti=3&after=a&after=b"), 400);
        assertThat(problem.path("errors").findValuesAsText("pointer")).containsExactlyInAnyOrder("?limti", "?after");
        assertThat(problem.toString()).contains("did you mean 'limit'?").contains("say it once");
        assertThat(isProblem(Http.asAdmin().get("/api/v1/releases/current?at=now"), 400)
                        .at("/errors/0/message")
                        .asText())
                .contains("no query parameters");
        assertThat(Http.asAdmin().get(PRINCIPALS + "?").status()).isEqualTo(200);
        isProblem(Http.anonymous().get(PRINCIPALS + "?limti=3"), 401);
    }

    @Test
    void mediaTypesAreTheSameInCapitals() {
        Answer answer = Http.asAdmin().with("Content-Type", "Application/JSON").post(PRINCIPALS, "{}");
        assertThat(isProblem(answer, 400).at("/errors/0/pointer").asText()).isEqualTo("/name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+99999-01-01T00:00:00Z", "99999-01-01T00:00:00Z", "2020-01-01T00:00:00Z", "2027-02-30T00:00:00Z"
            })
    void aKeyThatExpiresAtNoSensibleTimeIsNotMade(String expiry) {
        JsonNode problem =
                isProblem(Http.asAdmin().post(PRINCIPALS + "/admin/keys", "{\"expiresAt\": \"" + expiry + "\"}"), 400);
        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/expiresAt");
    }

    @Test
    void theClientsRequestIdComesBack() {
        Answer answer = Http.anonymous().with("X-Request-Id", "mine-7").get(PRINCIPALS);
        assertThat(answer.header("X-Request-Id")).isEqualTo("mine-7");
        assertThat(answer.json().path("requestId").asText()).isEqualTo("mine-7");
    }

    @Test
    void aRequestIdThatIsNoneIsReplaced() {
        Answer answer = Http.anonymous().with("X-Request-Id", "<script>").get(PRINCIPALS);
        assertThat(answer.header("X-Request-Id")).matches("[0-9a-f-]{36}");
    }

    @Test
    void answersAreNotKeptAndTellNothingAboutTheServer() {
        Answer answer = Http.asAdmin().get(PRINCIPALS);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.header("X-Powered-By")).isEmpty();
        assertThat(answer.header("Server")).doesNotContain("Payara");
    }

    static Stream<String> paths() {
        return Stream.of(
                "/api/v1/customers/%zz",
                "/api/v1/customers/%zz/status",
                "/api/v1/customers/%4",
                "/%",
                "/api/v1/principals;x=%zz",
                "/api/v1/customers/%ff%fe/status",
                "/api/v1/customers/%c0%af/status",
                "/api/v1/customers/a%00b/status",
                "/api/v1/customers/a\0b/status",
                "/api/v1/customers/a%5cb/status",
                "/api/v1/customers/{id}/status",
                "/api/v1/../../../etc/passwd",
                "api/v1/principals");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void anAddressThatCannotBeReadIsAProblem(String path) {
        isRawProblem(Wire.send(Http.url(""), "GET " + path + " HTTP/1.1", "Host: x", "Connection: close", "", ""));
    }

    @Test
    void aPersonWithAnAddressThatCannotBeReadGetsAPage() {
        String answer = Wire.send(Http.url(""), "GET /%zz HTTP/1.1", "Host: x", "Accept: text/html", "", "");
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("text/html").contains("<h1>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Host: a b", "Host: a:zz", "Host: a\r\nHost: b", "Host: a\r\nTransfer-Encoding: gzip, chunked"})
    void headersThatTwoReadersMightReadDifferentlyAreAProblem(String headers) {
        isRawProblem(Wire.send(Http.url(""), "POST " + PRINCIPALS + " HTTP/1.1", headers, "", ""));
    }

    /** These end within HTTP itself, before there is a request to answer with a document. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: abc\r\n\r\n{}",
                "Content-Length: -1\r\n\r\n{}",
                "Content-Length: 99999999999999999999\r\n\r\n{}",
                "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n",
                "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\nzz\r\n}\r\n0\r\n",
                "X-A: a\0b\r\n",
                "X-A : b\r\n"
            })
    void whatIsNoHttpIsRefused(String rest) {
        isRefused(Wire.send(
                Http.url(""),
                "POST " + PRINCIPALS + " HTTP/1.1",
                "Host: x",
                "Authorization: Bearer " + Http.ADMIN_KEY,
                "Content-Type: application/json",
                "Connection: close",
                rest));
    }

    @Test
    void aHeaderOfAHundredThousandCharactersIsRefused() {
        isRefused(Wire.send(
                Http.url(""), "GET / HTTP/1.1", "Host: x", "Connection: close", "X-A: " + "a".repeat(100_000), "", ""));
    }

    @Test
    void aMethodThatNobodyKnowsIsNotTaken() {
        String answer = Wire.send(Http.url(""), "FOO / HTTP/1.1", "Host: x", "Connection: close", "", "");
        assertThat(answer).startsWith("HTTP/1.1 405 ").contains("/problems/method-not-allowed");
    }

    private static void isRefused(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("Exception");
    }

    private static void isRawProblem(String answer) {
        isRefused(answer);
        assertThat(answer)
                .doesNotContain("Payara")
                .contains("\r\nContent-Type: application/problem+json\r\n")
                .contains("\r\nX-Request-Id: ")
                .contains("\"type\":\"/problems/invalid-request\"");
    }

    private static JsonNode isProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).as(answer.toString()).isEqualTo("application/problem+json");
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
        JsonNode problem = answer.json();
        assertThat(problem.path("type").asText()).startsWith("/problems/");
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("requestId").asText()).isEqualTo(answer.header("X-Request-Id"));
        return problem;
    }
}

package org.opportune.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a server that answers as its path says. */
class PosterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final byte[] SECRET = Signature.secret();

    private final List<String> got = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        got.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body + " "
                + exchange.getRequestHeaders().entrySet());
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/endless")) {
            exchange.sendResponseHeaders(200, 0);
            byte[] some = new byte[8_192];
            try (var out = exchange.getResponseBody()) {
                for (int i = 0; i < 100_000; i++) {
                    out.write(some);
                }
            }
            return;
        }
        int status = Integer.parseInt(path.substring(1));
        exchange.getResponseHeaders().add("Location", "/200");
        exchange.getResponseHeaders().add("Retry-After", "120");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private Result post(String path, boolean isPrivateAllowed) {
        Poster poster = new Poster(threads, isPrivateAllowed, "1", Clock.fixed(NOW, ZoneOffset.UTC));
        URI to = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return poster.post(new Message(to, "id-1", "{}".getBytes(UTF_8), List.of(SECRET), "Bearer token"))
                .join();
    }

    @Test
    void aMessageIsPostedWithWhatItIsKnownBy() {
        assertThat(post("/204", true)).isEqualTo(new Result(204, null, null));
        String signature = Signature.of(List.of(SECRET), "id-1", NOW.getEpochSecond(), "{}".getBytes(UTF_8));
        assertThat(got).hasSize(1);
        assertThat(got.get(0))
                .startsWith("POST /204 {} ")
                .contains("Content-type=[application/cloudevents+json; charset=utf-8]")
                .contains("User-agent=[Opportune/1]")
                .contains("Webhook-id=[id-1]")
                .contains("Webhook-timestamp=[" + NOW.getEpochSecond() + "]")
                .contains("Webhook-signature=[" + signature + "]")
                .contains("Authorization=[Bearer token]");
    }

    @ParameterizedTest
    @CsvSource({"302", "400", "404", "410", "500"})
    void whatIsNo2xxIsAFailureAndARedirectionIsNotFollowed(int status) {
        assertThat(post("/" + status, true)).isEqualTo(new Result(status, Failure.STATUS, null));
        assertThat(got).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"429", "503"})
    void aReceiverMayAskToBeLeftAlone(int status) {
        assertThat(post("/" + status, true)).isEqualTo(new Result(status, Failure.STATUS, Duration.ofMinutes(2)));
    }

    @Test
    void anEndlessAnswerIsBrokenOff() {
        assertThat(post("/endless", true).status()).isEqualTo(200);
    }

    @Test
    void noMachineNearbyIsReachedUnlessTheSettingAllowsIt() {
        assertThat(post("/200", false)).isEqualTo(Result.of(Failure.ADDRESS));
        assertThat(got).isEmpty();
    }

    @Test
    void whereNobodyListensThereIsNoConnection() {
        server.stop(0);
        assertThat(post("/200", true)).isEqualTo(Result.of(Failure.CONNECTION));
    }

    @Test
    void restsAreSecondsOrADateAndAtMostAnHour() {
        assertThat(Poster.rest("7", NOW)).isEqualTo(Duration.ofSeconds(7));
        assertThat(Poster.rest("999999999", NOW)).isEqualTo(Duration.ofHours(1));
        assertThat(Poster.rest("Sun, 01 Mar 2026 10:00:30 GMT", NOW)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Poster.rest("Sun, 01 Mar 2026 09:00:00 GMT", NOW)).isEqualTo(Duration.ZERO);
        assertThat(Poster.rest("soon", NOW)).isNull();
        assertThat(Poster.rest("-5", NOW)).isNull();
    }
}

package org.opportune.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.it.Http;
import org.opportune.kernel.Json;
import org.opportune.rulebook.SmallShop;

/** The server, its database, or both are killed under load, again and again: what was answered is kept, once. */
class KilledE2E {
    private static final int ROUNDS = Boolean.getBoolean("opportune.long") ? 50 : 3;
    private static final int CLIENTS = 4;
    /** So many decisions are answered before something is killed. */
    private static final int SOME = 200;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final int port = Running.freePort();
    private final AtomicLong number = new AtomicLong();
    private final Queue<String> decisions = new ConcurrentLinkedQueue<>();
    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    /** Of which visitors it was told that they saw the offer. */
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void whatWasAnsweredIsKeptOnce() throws Exception {
        Path rules = new SmallShop().saveTo(folder.resolve("rules"));
        Map<String, String> settings = Map.of(
                "opportune.bootstrap.key",
                Http.ADMIN_KEY,
                "opportune.rules",
                rules.toString(),
                "opportune.rules.from",
                "folder",
                "opportune.demo",
                "false");
        for (int round = 0; round < ROUNDS; round++) {
            Running server =
                    Running.start(folder.resolve("data"), port, settings).untilReady();
            try {
                underLoad(server, round % 3);
            } finally {
                server.killed();
            }
            try (Running again =
                    Running.start(folder.resolve("data"), port, settings).untilReady()) {
                awaitShipped();
                assertAllIsKept();
                again.terminated();
            }
        }
    }

    private void underLoad(Running server, int who) throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        int before = decisions.size();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(CompletableFuture.runAsync(
                    () -> {
                        while (!isOver.get()) {
                            ask();
                        }
                    },
                    threads));
        }
        awaitDecisions(before + SOME);
        if (who != 0) {
            killDatabase();
        }
        if (who == 1) {
            awaitDecisions(decisions.size() + SOME);
        }
        server.process().destroyForcibly();
        server.exit();
        isOver.set(true);
        for (CompletableFuture<Void> each : clients) {
            each.join();
        }
    }

    private void awaitDecisions(int count) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (decisions.size() < count) {
            assertThat(System.nanoTime()).as("decisions are answered").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void killDatabase() {
        String data = folder.resolve("data").toString();
        List<ProcessHandle> databases = ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(data)
                        && process.info().command().orElse("").endsWith("mariadbd"))
                .toList();
        assertThat(databases).hasSize(1);
        databases.get(0).destroyForcibly();
        databases.get(0).onExit().join();
    }

    private void ask() {
        String id = "k-" + number.incrementAndGet();
        HttpResponse<String> decision = post(
                "/api/v1/decisions",
                "{\"customer\": [{\"namespace\": \"visitor\", \"id\": \"" + id
                        + "\"}], \"placements\": [{\"id\": \"hero\"}]}");
        if (decision != null) {
            assertThat(decision.statusCode()).as(decision.body()).isEqualTo(200);
            assertThat(decision.body()).doesNotContain("\"recorded\"");
            String made = json(decision).path("decision").asText();
            decisions.add(made);
            HttpResponse<String> outcome = post(
                    "/api/v1/decisions/" + made + "/outcomes",
                    "{\"offer\": \"help\", \"type\": \"impression\", \"id\": \"" + id + "\"}");
            if (outcome != null) {
                assertThat(outcome.statusCode()).as(outcome.body()).isEqualTo(200);
                seen.add(id);
            }
        }
        HttpResponse<String> event = post("/api/v1/events", event(id));
        if (event != null) {
            assertThat(event.statusCode()).as(event.body()).isEqualTo(200);
            events.add(id);
        }
    }

    private static String event(String id) {
        return "{\"id\": \"" + id + "\", \"type\": \"order\", \"customer\": {\"namespace\": \"visitor\", \"id\": \""
                + id + "\"}, \"properties\": {\"amount\": 10}}";
    }

    private void awaitShipped() throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String health = "";
        do {
            assertThat(System.nanoTime()).as(health).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
            HttpResponse<String> answer = get("/health/ready");
            health = answer == null ? "" : answer.body();
        } while (!health.matches("(?s).*\"waiting\":\"?0\"?[,}].*"));
    }

    /** A primary key keeps each from being there twice; an event that is there already says so. */
    private void assertAllIsKept() throws Exception {
        Set<String> asked = new HashSet<>(decisions);
        assertThat(asked).hasSameSizeAs(decisions);
        for (String id : asked) {
            HttpResponse<String> kept = get("/api/v1/decisions/" + id);
            assertThat(Objects.requireNonNull(kept).statusCode())
                    .as(id + kept.body())
                    .isEqualTo(200);
        }
        List<String> all = new ArrayList<>(events);
        for (int from = 0; from < all.size(); from += 1_000) {
            List<String> some = all.subList(from, Math.min(all.size(), from + 1_000));
            HttpResponse<String> again = post(
                    "/api/v1/events",
                    "[" + String.join(",", some.stream().map(KilledE2E::event).toList()) + "]");
            assertThat(json(Objects.requireNonNull(again)).path("duplicates").asInt())
                    .as(again.body())
                    .isEqualTo(some.size());
        }
        for (String id : seen) {
            HttpResponse<String> held = get("/api/v1/customers/" + id + "/data?namespace=visitor");
            assertThat(json(Objects.requireNonNull(held)).path("outcomes"))
                    .as(id + held.body())
                    .hasSize(1);
        }
        decisions.clear();
        events.clear();
        seen.clear();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return Json.MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private @Nullable HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)));
    }

    private @Nullable HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Null when there was no answer. */
    private @Nullable HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(
                    request.header("Authorization", "Bearer " + Http.ADMIN_KEY)
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}

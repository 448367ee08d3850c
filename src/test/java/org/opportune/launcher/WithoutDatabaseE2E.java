package org.opportune.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.it.Gate;
import org.opportune.it.Http;
import org.opportune.it.TestDatabase;
import org.opportune.rulebook.SmallShop;

/** The database goes and comes as it likes, and what it holds is changed behind the server's back. */
class WithoutDatabaseE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String DRAFT = "{\"title\": \"Better\"}";
    private static final String STRANGER =
            "{\"customer\": {\"namespace\": \"customer\", \"id\": \"cold\"}, \"placements\": [{\"id\": \"hero\"}]}";
    private static final String VISIT = "{\"placements\": [{\"id\": \"hero\"}]}";

    private static final Duration AWAY =
            Boolean.getBoolean("opportune.long") ? Duration.ofMinutes(10) : Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port = Running.freePort();
    private final List<String> answered = new ArrayList<>();
    private int orders;

    @TempDir
    private Path folder;

    @Test
    void theServerDecidesAllTheSameAndNeedsNoRestart() throws Exception {
        Path rules = new SmallShop().saveTo(folder.resolve("rules"));
        TestDatabase database = TestDatabase.start();
        try (Gate gate = Gate.to(database.port())) {
            Map<String, String> settings = Map.of(
                    "opportune.db.url", TestDatabase.url(gate.port()),
                    "opportune.db.user", database.user(),
                    "opportune.db.password", database.password(),
                    "opportune.bootstrap.key", Http.ADMIN_KEY,
                    "opportune.rules", rules.toString(),
                    "opportune.rules.from", "database",
                    "opportune.demo", "false");
            try (Running first = start(settings)) {
                assertThat(get("/health/ready")).contains("\"from\":\"database\"");
                assertThat(pause("help").statusCode()).isEqualTo(200);
                first.terminated();
            }

            gate.shut();
            try (Running away = start(settings)) {
                assertThat(away.output()).contains("the last whole release of the data folder decides");
                assertThat(get("/health/ready")).contains("\"from\":\"copy\"");
                await(() -> get("/health/ready").contains("\"database\":\"down\""));
                assertOnlyWhatNeedsTheDatabaseIsRefused();
                assertEverybodyIsAnswered();

                gate.open();
                assertAllIsWell();
                gate.shut();
                assertOnlyWhatNeedsTheDatabaseIsRefused();
                gate.open();
                assertAllIsWell();
                assertThat(resume("help").statusCode()).isEqualTo(204);
                assertThat(post("/api/v1/decisions", VISIT).body())
                        .contains("\"offer\":\"help\"")
                        .doesNotContain("offer-paused");
                assertThat(away.output()).doesNotContain("SEVERE", "\tat ", "poolmgr");
                away.terminated();
            }

            damage(database);
            try (Running damaged = start(settings)) {
                String wrong = "the file offers/offers.csv of the release";
                assertThat(damaged.output())
                        .contains("from the copy in the data folder")
                        .contains(wrong);
                assertThat(get("/health/ready")).contains("\"from\":\"copy\"", "\"database\":", wrong);
                assertThat(get("/api/v1/releases/current")).contains("\"from\":\"copy\"", "\"refused\":", wrong);
                assertThat(post("/api/v1/decisions", VISIT).statusCode()).isEqualTo(200);

                pausedByAnotherServer(database);
                await(() -> post("/api/v1/decisions", VISIT).body().contains("campaign-paused"));
            }
        } finally {
            database.stop();
        }
    }

    private Running start(Map<String, String> settings) {
        return Running.start(folder.resolve("data"), port, settings).untilReady();
    }

    private void assertOnlyWhatNeedsTheDatabaseIsRefused() {
        HttpResponse<String> refused = post("/api/v1/drafts", DRAFT);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        HttpResponse<String> visit = post("/api/v1/decisions", VISIT);
        assertThat(visit.statusCode()).as(visit.body()).isEqualTo(200);
        assertThat(visit.body()).doesNotContain("\"recorded\"");
        answered.add(decision(visit));
        HttpResponse<String> stranger = post("/api/v1/decisions", STRANGER);
        assertThat(stranger.statusCode()).as(stranger.body()).isEqualTo(200);
        assertThat(stranger.body()).contains("\"unread\":true");
        HttpResponse<String> order = post("/api/v1/events", order(++orders));
        assertThat(order.statusCode()).as(order.body()).isEqualTo(200);
        assertThat(order.body()).contains("\"pending\":true");
        assertThat(pause("gift").statusCode()).isEqualTo(503);
        assertThat(resume("help").statusCode()).isEqualTo(503);
        assertThat(get("/api/v1/brakes")).contains("\"help\"").doesNotContain("\"gift\"");
        assertThat(post("/api/v1/decisions", VISIT).body())
                .contains("\"offers\":[]", "\"suppressed\":[{\"offer\":\"help\"");
    }

    /** For as long as the database is away. */
    private void assertEverybodyIsAnswered() throws InterruptedException {
        long end = System.nanoTime() + AWAY.toNanos();
        while (System.nanoTime() < end) {
            HttpResponse<String> visit = post("/api/v1/decisions", VISIT);
            assertThat(visit.statusCode()).as(visit.body()).isEqualTo(200);
            assertThat(visit.body()).doesNotContain("\"recorded\"");
            answered.add(decision(visit));
            HttpResponse<String> order = post("/api/v1/events", order(++orders));
            assertThat(order.statusCode()).as(order.body()).isEqualTo(200);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static String decision(HttpResponse<String> answer) {
        return answer.body().replaceFirst("(?s)^\\{\"decision\":\"([^\"]+)\".*", "$1");
    }

    private void assertAllIsWell() {
        await(() -> get("/health/ready").contains("\"database\":\"up\""));
        await(() -> get("/health/ready").contains("\"from\":\"database\""));
        await(() -> post("/api/v1/drafts", DRAFT).statusCode() == 201);
        for (String decision : answered) {
            await(() -> get("/api/v1/decisions/" + decision).contains("\"answer\""));
        }
        for (int number = 1; number <= orders; number++) {
            String order = order(number);
            await(() -> post("/api/v1/events", order).body().contains("\"duplicates\":1"));
        }
    }

    private static String order(int number) {
        return "{\"id\": \"away-" + number
                + "\", \"type\": \"order\", \"customer\": {\"namespace\": \"visitor\", \"id\": \"away\"},"
                + " \"properties\": {\"amount\": 1}}";
    }

    private static void damage(TestDatabase database) throws Exception {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(
                            "update rule_files set content = replace(content, 'gift,engagement,10', 'gift,engagement,99')"
                                    + " where content like '%gift,engagement,10%'"))
                    .isEqualTo(1);
        }
    }

    private static void pausedByAnotherServer(TestDatabase database) throws Exception {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into brakes (kind, id, since, who, why)"
                    + " values ('CAMPAIGN', 'engagement', utc_timestamp(6), 'olli', 'It is wrong')");
        }
    }

    private String get(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)))
                .body();
    }

    private HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> pause(String offer) {
        return send(brake(offer)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"why\": \"It is wrong\"}")));
    }

    private HttpResponse<String> resume(String offer) {
        return send(brake(offer + "?why=right").DELETE());
    }

    private HttpRequest.Builder brake(String offer) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/brakes/offers/" + offer));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(
                    request.header("Authorization", "Bearer " + Http.ADMIN_KEY).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(end);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}

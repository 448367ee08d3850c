package org.opportune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.it.Http;
import org.opportune.it.Http.Answer;
import org.opportune.it.OneDeployment;
import org.opportune.kernel.Json;

/** Rules that are kept in a folder come to a server, as a build does it. */
@ExtendWith(ArquillianExtension.class)
class PublishIT {
    private static final Path RULES = OneDeployment.RULES;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void copyRules() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(RULES)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path to = folder.resolve(RULES.relativize(file).toString());
            Files.createDirectories(to.getParent());
            Files.copy(file, to);
        }
    }

    private int run(String command, String... more) {
        out.getBuffer().setLength(0);
        List<String> words =
                new ArrayList<>(List.of(command, folder.toString(), "--server", Http.url(""), "--key", Http.ADMIN_KEY));
        words.addAll(List.of(more));
        return Main.commands()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words.toArray(String[]::new));
    }

    private void change(String path, String from, String to) throws IOException {
        Path file = folder.resolve(path);
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private static JsonNode newest() {
        return Http.asAdmin().get("/api/v1/drafts?limit=1").json().path("items").path(0);
    }

    @Test
    void whatIsLiveAlreadyIsNotPublishedAgain() {
        assertThat(run("publish", "--why", "for the test")).as(err.toString()).isEqualTo(ExitCodes.DONE);
        assertThat(out.toString()).startsWith("These files decide already: release ");
        assertThat(newest().path("state").asText()).isEqualTo("discarded");
    }

    @Test
    void whatIsWrongIsToldWithItsPlaceAndSubmitsNothing() throws IOException {
        change("offers/offers.csv", "welcome-newsletter,onboarding,3,", "welcome-newsletter,onboarding,three,");
        assertThat(run("publish", "--why", "for the test")).isEqualTo(ExitCodes.NOT_ALL_GOOD);
        assertThat(out.toString())
                .contains(folder.resolve("offers/offers.csv") + ":")
                .contains("three");
        assertThat(newest().path("state").asText()).isEqualTo("discarded");
    }

    @Test
    void itIsPublishedWhenSomebodyElseHasApprovedIt() throws Exception {
        String before = Http.asAdmin().get("/api/v1/releases/current").header("ETag");
        change("offers/offers.csv", "welcome-newsletter,onboarding,3,", "welcome-newsletter,onboarding,5,");
        CompletableFuture<Integer> published =
                CompletableFuture.supplyAsync(() -> run("publish", "--why", "Five is better", "--wait", "60"));
        JsonNode draft = newest();
        while (!draft.path("state").asText().equals("submitted") && !published.isDone()) {
            Thread.sleep(100);
            draft = newest();
        }
        String path = "/api/v1/drafts/" + draft.path("id").asText();
        Http reviewer = Http.asRole("analyst");
        assertThat(reviewer.with("If-Match", reviewer.get(path).header("ETag"))
                        .post(path + "/approve", "{\"why\": \"It is\"}")
                        .status())
                .isEqualTo(200);
        assertThat(published.get()).as(out + " " + err).isEqualTo(ExitCodes.DONE);
        assertThat(out.toString()).contains("is published: release ");
        String now = Http.asAdmin().get("/api/v1/releases/current").header("ETag");
        assertThat(now).isNotEqualTo(before);
        assertThat(Http.asAdmin()
                        .with("If-Match", now)
                        .post("/api/v1/releases/current/rollback", "{\"why\": \"the test is over\"}")
                        .header("ETag"))
                .isEqualTo(before);
    }

    @Test
    void whatOthersChangedIsNotTakenBackWhenTheBaseIsSaid() throws IOException {
        String live = Http.asAdmin()
                .get("/api/v1/releases/current")
                .json()
                .path("release")
                .asText();
        assertThat(run("publish", "--why", "for the test", "--from", live)).isEqualTo(ExitCodes.DONE);
        String other = other(live);
        change("offers/offers.csv", "welcome-newsletter,onboarding,3,", "welcome-newsletter,onboarding,6,");
        assertThat(run("publish", "--why", "for the test", "--from", other)).isEqualTo(ExitCodes.NOT_ALL_GOOD);
        assertThat(err.toString()).contains("Release " + live + " decides");
        assertThat(newest().path("state").asText()).isEqualTo("discarded");
        assertThat(run("publish", "--why", "for the test", "--from", "x")).isEqualTo(ExitCodes.WRONG_USE);
    }

    /** One that was published, and decides no longer. */
    private static String other(String live) {
        Http analyst = Http.asRole("analyst");
        Http admin = Http.asAdmin();
        String draft = "/api/v1/drafts/"
                + analyst.post("/api/v1/drafts", "{\"title\": \"Another\"}")
                        .json()
                        .path("id")
                        .asText();
        String offers = analyst.get(draft + "/files/offers/offers.csv").body();
        assertThat(analyst.with("If-Match", analyst.get(draft).header("ETag"))
                        .with("Content-Type", "application/octet-stream")
                        .send(
                                "PUT",
                                draft + "/files/offers/offers.csv",
                                BodyPublishers.ofString(
                                        offers.replace(
                                                "welcome-newsletter,onboarding,3,", "welcome-newsletter,onboarding,7,"),
                                        StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
        step(analyst, draft, "check");
        step(analyst, draft, "submit");
        step(admin, draft, "approve");
        step(admin, draft, "publish");
        String release = admin.get(draft).json().path("release").asText();
        assertThat(admin.with("If-Match", "\"" + release + "\"")
                        .post("/api/v1/releases/current/rollback", "{\"why\": \"the test\", \"to\": \"" + live + "\"}")
                        .status())
                .isEqualTo(200);
        return release;
    }

    private static void step(Http who, String draft, String step) {
        Answer answer = who.with("If-Match", who.get(draft).header("ETag"))
                .post(draft + "/" + step, "{\"why\": \"for the test\"}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    @Test
    void aComparisonLeavesNoDraftBehind() throws IOException {
        change("vocabulary.yaml", "orders60d: {count: order, window: 60d", "orders60d: {count: order, window: 40d");
        assertThat(run("compare", "--sample", "1000")).as(err.toString()).isEqualTo(ExitCodes.DONE);
        assertThat(out.toString()).contains("customers (done): ").contains("would see a change.");
        assertThat(newest().path("state").asText()).isEqualTo("discarded");
        assertThat(run("compare", "--json")).isEqualTo(ExitCodes.DONE);
        assertThat(json().path("state").asText()).isEqualTo("done");
        assertThat(run("compare", "--sample", "0")).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("a sample has 1 to");
        assertThat(newest().path("state").asText()).isEqualTo("discarded");
    }

    private JsonNode json() throws JsonProcessingException {
        return Json.MAPPER.readTree(out.toString());
    }
}

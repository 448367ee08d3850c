package org.opportune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import org.opportune.kernel.Json;

/** Rules that are kept in a folder come to a server, as a build does it. */
@ExtendWith(ArquillianExtension.class)
class PublishIT {
    private static final Path RULES = Path.of("rules");

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

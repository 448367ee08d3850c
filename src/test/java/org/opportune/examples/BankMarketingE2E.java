package org.opportune.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.it.Http;
import org.opportune.kernel.Hashes;
import org.opportune.kernel.Json;
import org.opportune.launcher.Running;

/** The example of the bank as {@code docs/bank-marketing.md} says to run it, with a file of 80 clients that is made here. */
class BankMarketingE2E {
    private static final Path EXAMPLE =
            Path.of("docs", "examples", "bank-marketing").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CLIENTS = 80;
    private static final String NAMES =
            "\"age\";\"job\";\"marital\";\"education\";\"default\";\"balance\";\"housing\";\"loan\";\"contact\";\"day\";\"month\";\"duration\";\"campaign\";\"pdays\";\"previous\";\"poutcome\";\"y\"";

    private final int port = Running.freePort();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void theReportHasTheCallsOfTheFileAndACapEndsThem() throws Exception {
        Path rules = copyOf(EXAMPLE.resolve("rules"));
        String text = NAMES + "\n"
                + IntStream.range(0, CLIENTS).mapToObj(i -> client(i) + "\n").collect(Collectors.joining());
        byte[] bytes = gzip(text);
        Path file = Files.write(folder.resolve("calls.csv.gz"), bytes);
        String hash = HexFormat.of()
                .formatHex(Hashes.sha256(text.getBytes(StandardCharsets.UTF_8)))
                .substring(0, 8);
        BankCalls calls = BankCalls.read(new ByteArrayInputStream(bytes));
        Map<String, String> settings = Map.of(
                "opportune.bootstrap.key",
                Http.ADMIN_KEY,
                "opportune.rules",
                rules.toString(),
                "opportune.rules.from",
                "folder",
                "opportune.demo",
                "false");
        try (Running server =
                Running.start(folder.resolve("data"), port, settings).untilReady()) {
            Path wrong = Files.writeString(
                    folder.resolve("wrong.csv"),
                    NAMES + "\n" + client(0) + "\n" + client(1).replace("retired", "pensioner") + "\n");
            assertThat(run(1, "import.mjs", wrong.toString()))
                    .contains("nothing was sent", "line 3: job is 'pensioner', and must be one of admin.,");
            assertThat(run(1, "report.mjs")).contains("has had no calls");

            pause();
            assertThat(run(1, "import.mjs", file.toString()))
                    .contains("line 2, call 1: the server does not offer term-deposit (offer-paused)");
            assertThat(firstCall(hash + "-2", "mobile").at("/placements/0/offers"))
                    .isEmpty();
            resume();
            assertThat(firstCall(hash + "-3", "landline").at("/placements/0/offers"))
                    .hasSize(1);

            run(0, "import.mjs", file.toString());
            assertReported(calls);

            assertThat(run(0, "import.mjs", file.toString()))
                    .contains(calls.all().calls() + " calls of 80 clients are there");
            assertReported(calls);

            Path other = Files.writeString(folder.resolve("other.csv"), NAMES + "\n" + client(0) + "\n");
            assertThat(run(1, "import.mjs", other.toString())).contains("has calls of another file already");
            assertReported(calls);

            Files.createDirectory(rules.resolve("policy"));
            Files.writeString(
                    rules.resolve("policy/caps.csv"),
                    "id,scope,subject,most,window,counts\ncalls,campaign,term-deposit,7,90d,impressions\n");
            awaitCap(hash + "-9"); // who was called 8 times
            assertThat(preview(hash + "-7").at("/placements/0/offers/0/offer").asText())
                    .as("a client who was called 6 times is offered it a seventh time")
                    .isEqualTo("term-deposit");
            assertThat(server.output()).doesNotContain("SEVERE");
        }
    }

    /** Each of another age, job and number of calls; every fourth says yes in the end. */
    private static String client(int i) {
        return String.join(
                ";",
                String.valueOf(18 + i * 7 % 60),
                quoted(List.of("student", "retired", "blue-collar", "management", "admin.", "unknown")
                        .get(i % 6)),
                quoted(List.of("married", "single", "divorced").get(i % 3)),
                quoted(List.of("primary", "secondary", "tertiary", "unknown").get(i % 4)),
                quoted("no"),
                String.valueOf(i * 97 - 500),
                quoted(i % 2 == 0 ? "yes" : "no"),
                quoted(i % 5 == 0 ? "yes" : "no"),
                quoted(List.of("cellular", "telephone", "unknown").get(i % 3)),
                "5",
                quoted("may"),
                "261",
                String.valueOf(i == 50 ? 23 : 1 + i % 8),
                i % 3 == 0 ? "-1" : "180",
                i % 3 == 0 ? "0" : "2",
                quoted(
                        i % 3 == 0
                                ? "unknown"
                                : List.of("failure", "success", "other").get(i % 9 / 3)),
                quoted(i % 4 == 0 ? "yes" : "no"));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    /** What is answered is in reports once it is in the database, some milliseconds later. */
    private void assertReported(BankCalls calls) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!get("/health/ready").matches("(?s).*\"waiting\":\"?0\"?[,}].*")) {
            assertThat(System.nanoTime()).as("everything is in the database").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
        }
        List<String> expected = new ArrayList<>();
        calls.bySegment().forEach((segment, count) -> expected.add(count.row(segment)));
        calls.byNumber().forEach((call, count) -> expected.add(count.row(call)));
        assertThat(run(0, "report.mjs").lines().filter(line -> line.matches("\\| .*%.*")))
                .containsExactlyInAnyOrderElementsOf(expected);
        JsonNode total = json(request("/api/v1/reports/offers?every=month")).path("total");
        assertThat(List.of(
                        total.path("answered").asInt(), total.path("declines").asInt()))
                .as("no call is answered twice, and who did not accept in the end declined once")
                .containsExactly(calls.all().calls(), CLIENTS - calls.all().accepted());
    }

    /** The server takes the changed folder within seconds. */
    private void awaitCap(String client) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonNode answer = preview(client);
        while (!answer.at("/suppressed/0/because/0/code").asText().equals("CAP")) {
            assertThat(System.nanoTime()).as(answer.toString()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
            answer = preview(client);
        }
        assertThat(answer.at("/placements/0/offers")).isEmpty();
    }

    private JsonNode preview(String client) throws Exception {
        String question = question(client, "\"callNumber\": 9");
        return json(request("/api/v1/decisions")
                .POST(BodyPublishers.ofString(question.replaceFirst("}$", ", \"mode\": \"preview\"}"))));
    }

    /** As a run of the import asks that is stopped before it tells what came of it. */
    private JsonNode firstCall(String client, String line) throws Exception {
        return json(request("/api/v1/decisions")
                .header("Idempotency-Key", client + "-1-1")
                .POST(BodyPublishers.ofString(question(client, "\"callNumber\": 1, \"line\": \"" + line + "\""))));
    }

    private static String question(String client, String context) {
        return "{\"customer\": [{\"namespace\": \"customer\", \"id\": \"" + client
                + "\"}], \"placements\": [{\"id\": \"agent-screen\"}], \"context\": {" + context + "}}";
    }

    private void pause() throws Exception {
        answerOf(request("/api/v1/brakes/offers/term-deposit").PUT(BodyPublishers.ofString("{\"why\": \"A test\"}")));
    }

    private void resume() throws Exception {
        answerOf(request("/api/v1/brakes/offers/term-deposit?why=Tested").DELETE());
    }

    private JsonNode json(HttpRequest.Builder request) throws Exception {
        return Json.MAPPER.readTree(answerOf(request));
    }

    private String get(String path) throws Exception {
        return answerOf(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + Http.ADMIN_KEY)
                .header("Content-Type", "application/json");
    }

    private String answerOf(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }

    /** What a program of the example said; it must end with that exit code. */
    private String run(int exitCode, String program, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("node", EXAMPLE.resolve(program).toString()));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile(folder, "said", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("OPPORTUNE_SERVER", "http://127.0.0.1:" + port);
        builder.environment().put("OPPORTUNE_KEY", Http.ADMIN_KEY);
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as(Files.readString(said)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isEqualTo(exitCode);
        return Files.readString(said);
    }

    private Path copyOf(Path from) throws IOException {
        Path to = folder.resolve("rules");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
        return to;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}

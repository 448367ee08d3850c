package org.opportune.launcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.it.Http;
import org.opportune.rulebook.SmallShop;

/** Of whom is erased nothing is left in any file under the data folder: the journal's, the database's own, the log. */
class ErasedE2E {
    private static final String CANARY = "KanarialintuMeikalainen";
    /** So many that some of their names stand in inner pages of an index. */
    private static final int CUSTOMERS = 400;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** With each request it offers HTTP/2, which is declined. */
    private final HttpClient client = HttpClient.newHttpClient();

    private final int port = Running.freePort();

    @TempDir
    private Path folder;

    @Test
    void nothingIsLeftInAnyFile() throws Exception {
        Path data = folder.resolve("data");
        Map<String, String> settings = Map.of(
                "opportune.bootstrap.key",
                Http.ADMIN_KEY,
                "opportune.rules",
                new SmallShop().saveTo(folder.resolve("rules")).toString(),
                "opportune.rules.from",
                "folder",
                "opportune.demo",
                "false");
        try (Running server = Running.start(data, port, settings).untilReady()) {
            send("POST", "customers", list(ErasedE2E::customer));
            send("POST", "events", list(ErasedE2E::event));
            for (int i = 0; i < CUSTOMERS; i += 20) {
                send(
                        "POST",
                        "decisions",
                        "{\"customer\": [" + identity(i) + "], \"placements\": [{\"id\": \"hero\"}]}");
            }
            awaitFiles(data, true);
            for (int i = 0; i < CUSTOMERS; i++) {
                send("DELETE", "customers/" + CANARY + "-" + i + "/data?why=asked", "");
            }
            awaitFiles(data, false);
            server.terminated();
        }
    }

    private static String list(IntFunction<String> each) {
        return "["
                + String.join(",", IntStream.range(0, CUSTOMERS).mapToObj(each).toList()) + "]";
    }

    private static String identity(int i) {
        return "{\"namespace\": \"customer\", \"id\": \"" + CANARY + "-" + i + "\"}";
    }

    private static String customer(int i) {
        return "{\"identities\": [" + identity(i) + "], \"attributes\": {\"language\": \"" + CANARY + "\"}}";
    }

    private static String event(int i) {
        return "{\"id\": \"" + CANARY + i + "\", \"type\": \"order\", \"customer\": " + identity(i)
                + ", \"properties\": {\"amount\": 10}}";
    }

    private void send(String method, String path, String body) throws IOException, InterruptedException {
        var answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + path))
                        .header("Authorization", "Bearer " + Http.ADMIN_KEY)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }

    private static void awaitFiles(Path data, boolean haveIt) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (files(data).isEmpty() == haveIt) {
            assertThat(System.nanoTime()).as(files(data).toString()).isLessThan(end);
            TimeUnit.SECONDS.sleep(2);
        }
    }

    private static List<String> files(Path data) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> !path.startsWith(data.resolve("mariadb/base")))
                    .toList()) {
                if (holds(file)) {
                    found.add(data.relativize(file).toString());
                }
            }
        }
        return found;
    }

    private static boolean holds(Path file) throws IOException {
        try {
            return Files.readString(file, ISO_8859_1).contains(CANARY);
        } catch (NoSuchFileException gone) {
            return false; // it was there when the folder was listed
        }
    }
}

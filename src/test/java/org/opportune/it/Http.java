package org.opportune.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.opportune.kernel.Json;

/** One request to the server under test: {@code Http.as(key).post("/api/v1/events", "{}")}. Immutable. */
public final class Http {
    /** The key of {@code opportune.bootstrap.key} in these tests. */
    public static final String ADMIN_KEY = "opp_AdminOfTheTestsAdminOfTheTestsAdminOfTests1";

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static volatile String server = "no server was started";

    private final List<String> headers;

    private Http(List<String> headers) {
        this.headers = headers;
    }

    static void server(String url) {
        server = url;
    }

    public static String url(String path) {
        return server + path;
    }

    public static Http anonymous() {
        return new Http(List.of());
    }

    public static Http asAdmin() {
        return as(ADMIN_KEY);
    }

    public static Http as(String key) {
        return anonymous().with("Authorization", "Bearer " + key);
    }

    /** A new principal of that role with a key. */
    public static Http asRole(String role) {
        String name = role + "-" + Long.toString(System.nanoTime(), 36);
        asAdmin().post("/api/v1/principals", "{\"name\": \"" + name + "\", \"role\": \"" + role + "\"}");
        return as(asAdmin()
                .post("/api/v1/principals/" + name + "/keys", "{}")
                .json()
                .path("key")
                .asText());
    }

    public Http with(String header, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        more.add(value);
        return new Http(List.copyOf(more));
    }

    public Answer get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    /** What is no text. */
    public byte[] bytes(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path));
        request.headers(headers.toArray(String[]::new));
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    public Answer delete(String path) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody());
    }

    /** Sends JSON. */
    public Answer post(String path, String json) {
        return post(path, json.getBytes(StandardCharsets.UTF_8));
    }

    public Answer post(String path, byte[] body) {
        Http typed = headers.contains("Content-Type") ? this : with("Content-Type", "application/json");
        return typed.send("POST", path, HttpRequest.BodyPublishers.ofByteArray(body));
    }

    public Answer send(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(Duration.ofMinutes(2))
                .method(method, body);
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        try {
            return new Answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            try {
                return Json.MAPPER.readTree(body());
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + this, e);
            }
        }

        @Override
        public String toString() {
            return response + " " + response.headers().map() + "\n" + body();
        }
    }
}

package org.opportune.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Json;

/** A server's API, as one principal. A refusal becomes lines that a person can act on; the key is in none of them. */
final class Server {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration CHANGE = Duration.ofMinutes(5);
    private static final Duration UPLOAD = Duration.ofHours(6);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final String url;
    private final String key;

    Server(String url, String key) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.key = key;
    }

    JsonNode get(String path) {
        return json(send(request(path, ANSWER).GET(), text()));
    }

    JsonNode post(String path, String contentType, String body) {
        return json(send(
                request(path, ANSWER).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)), text()));
    }

    JsonNode upload(String path, Path file) {
        try {
            BodyPublisher body = BodyPublishers.ofFile(file);
            return json(send(
                    request(path, UPLOAD)
                            .header("Content-Type", "application/octet-stream")
                            .PUT(body),
                    text()));
        } catch (IOException e) {
            throw Refusal.wrongUse(file + " cannot be read: " + e.getMessage());
        }
    }

    /** Something with a version: what was answered, and the ETag to send with the next change of it. */
    record Versioned(JsonNode body, String etag) {}

    /** Without an ETag for what is new. */
    Versioned change(String method, String path, @Nullable String etag, String contentType, byte[] body) {
        HttpRequest.Builder request = request(path, CHANGE)
                .header("Content-Type", contentType)
                .method(method, BodyPublishers.ofByteArray(body));
        if (etag != null) {
            request.header("If-Match", etag);
        }
        HttpResponse<String> answer = send(request, text());
        return new Versioned(json(answer), answer.headers().firstValue("ETag").orElse(""));
    }

    Versioned look(String path) {
        HttpResponse<String> answer = send(request(path, ANSWER).GET(), text());
        return new Versioned(json(answer), answer.headers().firstValue("ETag").orElse(""));
    }

    JsonNode delete(String path) {
        return json(send(request(path, ANSWER).DELETE(), text()));
    }

    void download(String path, Path to) {
        HttpResponse<Path> answer = send(
                request(path, ANSWER).GET(),
                BodyHandlers.ofFile(
                        to, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING));
        if (answer.statusCode() != 200) {
            throw Refusal.serverTrouble("the server answered " + answer.statusCode() + " for " + path);
        }
    }

    private static BodyHandler<String> text() {
        return BodyHandlers.ofString(StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path, Duration patience) {
        try {
            return HttpRequest.newBuilder(URI.create(url + "/api/v1/" + path))
                    .timeout(patience)
                    .header("Authorization", "Bearer " + key);
        } catch (IllegalArgumentException e) {
            throw Refusal.wrongUse("--server " + url
                    + " is not an address such as http://localhost:8080, or the key has" + " signs that no key has");
        }
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) {
        try {
            return client.send(request.build(), body);
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw Refusal.serverTrouble(url + " cannot be reached (" + why + "); is the server running? See --server.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.serverTrouble("interrupted");
        }
    }

    private JsonNode json(HttpResponse<String> answer) {
        JsonNode body = parsed(answer);
        if (answer.statusCode() < 300) {
            return body;
        }
        List<String> lines = new ArrayList<>();
        for (JsonNode error : body.path("errors")) {
            String file = error.path("file").asText("");
            lines.add(
                    file.isEmpty()
                            ? error.path("message").asText()
                            : file + ":" + error.path("line").asInt() + ":"
                                    + error.path("column").asInt() + ": "
                                    + error.path("message").asText());
        }
        if (lines.isEmpty()) {
            lines.add(body.path("detail").asText(url + " answered " + answer.statusCode()));
        }
        if (answer.statusCode() == 401) {
            lines.add("Give a key with --key or in OPPORTUNE_KEY.");
        }
        throw new Refusal(
                switch (answer.statusCode()) {
                    case 409, 412 -> ExitCodes.NOT_ALL_GOOD; // not now, and not for this command's sake
                    case 429 -> ExitCodes.SERVER_TROUBLE;
                    default -> answer.statusCode() < 500 ? ExitCodes.WRONG_USE : ExitCodes.SERVER_TROUBLE;
                },
                lines);
    }

    private JsonNode parsed(HttpResponse<String> answer) {
        try {
            return Json.MAPPER.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw Refusal.serverTrouble(
                    url + " answered " + answer.statusCode() + ", but not as an Opportune server does; see --server");
        }
    }
}

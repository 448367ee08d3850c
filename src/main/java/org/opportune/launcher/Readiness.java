package org.opportune.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.opportune.kernel.StartRefused;

/** Asks the server whether it has started and is ready, and says now and then what is still missing. */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final long BETWEEN_QUESTIONS = 200;
    private static final Pattern MISSING =
            Pattern.compile("\"name\"\\s*:\\s*\"([^\"]+)\"\\s*,\\s*\"status\"\\s*:\\s*\"DOWN\"");

    private static final Pattern REFUSED = Pattern.compile("\"error1\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;

    Readiness(String base) {
        this.base = base;
    }

    void await() {
        long start = System.nanoTime();
        long said = start;
        for (String question : List.of("/health/started", "/health/ready")) {
            for (Answer answer = ask(question); !answer.up(); answer = ask(question)) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new StartRefused("The server is not ready after " + PATIENCE.toMinutes() + " minutes: "
                            + answer.missing() + ".");
                }
                if (System.nanoTime() - said > BETWEEN_LINES.toNanos()) {
                    said = System.nanoTime();
                    System.out.println("Not ready yet: " + answer.missing() + ".");
                }
                pause();
            }
        }
    }

    private Answer ask(String question) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + question))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            var names = new TreeSet<String>();
            MISSING.matcher(response.body())
                    .results()
                    .map(found -> group(found))
                    .forEach(names::add);
            String missing = question + " answers " + response.statusCode()
                    + (names.isEmpty() ? "" : ", waiting for " + String.join(", ", names))
                    + refused(response.body());
            return new Answer(response.statusCode() == 200, missing);
        } catch (IOException e) {
            return new Answer(false, question + " does not answer (" + Refusals.firstLine(e) + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("Interrupted while waiting for the server.", e);
        }
    }

    /** The first of what is wrong with the rules, which only their author can mend; the server goes on when they do. */
    static String refused(String health) {
        return REFUSED.matcher(health)
                .results()
                .map(found -> ". The rules are refused until this is mended: "
                        + group(found).replaceAll("\\\\(.)", "$1").replaceAll("[.]$", ""))
                .findFirst()
                .orElse("");
    }

    private static String group(MatchResult found) {
        return found.group(1);
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_QUESTIONS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("Interrupted while waiting for the server.", e);
        }
    }

    private record Answer(boolean up, String missing) {}
}

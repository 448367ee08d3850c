package org.opportune.webhooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages by HTTP, each within a bounded time. Names are resolved and their addresses looked at before; the client resolves them again, and finds
 * them in Java's cache. Who changes a name in the instant between reaches a machine that has no certificate for it.
 */
final class Poster {
    /** An attempt takes no longer. */
    static final Duration WHOLE = Duration.ofSeconds(15);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration LONGEST_REST = Duration.ofHours(1);
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final HttpClient client;
    private final Executor threads;
    private final boolean isPrivateAllowed;
    private final String agent;
    private final Clock clock;

    /**
     * Sends from now on.
     *
     * @param threads for name resolution and the client's own work; as many as there are attempts at once
     * @param isPrivateAllowed whether http and addresses that are not public are allowed
     * @param version of the server, for the header User-Agent
     */
    Poster(Executor threads, boolean isPrivateAllowed, String version, Clock clock) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .executor(threads)
                .build();
        this.threads = threads;
        this.isPrivateAllowed = isPrivateAllowed;
        this.agent = "Opportune/" + version;
        this.clock = clock;
    }

    /** What became of it; an exception only where something is wrong here. */
    CompletableFuture<Result> post(Message message) {
        CompletableFuture<HttpResponse<Boolean>> answer = new CompletableFuture<>();
        threads.execute(() -> begin(message, answer));
        return answer.orTimeout(WHOLE.toMillis(), TimeUnit.MILLISECONDS)
                .handle((given, thrown) -> thrown == null ? result(given) : Result.of(failure(thrown)));
    }

    private void begin(Message message, CompletableFuture<HttpResponse<Boolean>> answer) {
        try {
            requireAllowed(message);
            CompletableFuture<HttpResponse<Boolean>> sent = client.sendAsync(request(message), info -> new Drain());
            var unused = sent.whenComplete((given, thrown) -> {
                if (thrown == null) {
                    answer.complete(given);
                } else {
                    answer.completeExceptionally(thrown);
                }
            });
            var unusedToo = answer.whenComplete((given, thrown) -> sent.cancel(true)); // nothing when it is over
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private void requireAllowed(Message message) {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(message.to().getHost());
            boolean isSafe = "https".equals(message.to().getScheme())
                    && Stream.of(addresses).allMatch(Addresses::isPublic);
            if (!isSafe && !isPrivateAllowed) {
                throw new NotAllowed();
            }
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class NotAllowed extends RuntimeException {}

    private HttpRequest request(Message message) {
        long now = clock.instant().getEpochSecond();
        HttpRequest.Builder request = HttpRequest.newBuilder(message.to())
                .timeout(WHOLE)
                .header("Content-Type", "application/cloudevents+json; charset=utf-8")
                .header("User-Agent", agent)
                .header("webhook-id", message.id())
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", Signature.of(message.secrets(), message.id(), now, message.body()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()));
        if (message.authorization() != null) {
            request.header("Authorization", message.authorization());
        }
        return request.build();
    }

    private Result result(HttpResponse<Boolean> answer) {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return new Result(status, null, null);
        }
        boolean mayAsk = status == TOO_MANY || status == UNAVAILABLE;
        String asked =
                mayAsk ? answer.headers().firstValue("Retry-After").orElse("").strip() : "";
        return new Result(status, Failure.STATUS, asked.isEmpty() ? null : rest(asked, clock.instant()));
    }

    /** Seconds or an HTTP date (RFC 9110), at most an hour; null when it is neither. */
    static @Nullable Duration rest(String asked, Instant now) {
        try {
            Duration rest = asked.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(asked))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(asked, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            if (rest.isNegative()) {
                return Duration.ZERO;
            }
            return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Failure failure(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof NotAllowed) {
            return Failure.ADDRESS;
        }
        if (cause instanceof UncheckedIOException) {
            return Failure.UNRESOLVED;
        }
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return Failure.TIMEOUT;
        }
        if (cause instanceof SSLException) {
            return Failure.TLS;
        }
        if (cause instanceof IOException) {
            return Failure.CONNECTION;
        }
        throw cause instanceof RuntimeException unexpected ? unexpected : new IllegalStateException(cause);
    }
}

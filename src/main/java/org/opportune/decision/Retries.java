package org.opportune.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Outage;
import org.opportune.kernel.Hashes;
import org.opportune.kernel.Problem;
import org.opportune.ledger.Ledger;
import org.opportune.ledger.LedgerEntry.Retry;

/**
 * Answers a request that comes again, by its {@code Idempotency-Key}, as it was answered before. The last answers are in memory; older ones, and those of
 * other nodes, are in the ledger.
 */
public final class Retries {
    private static final Logger LOG = Logger.getLogger(Retries.class.getName());
    private static final long MOST_BYTES = 32_000_000;
    private static final int BYTES_OF_ONE = 300;
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int LONGEST_KEY = 255;

    private final Ledger ledger;
    private final Cache<ByteBuffer, Attempt> attempts = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((ByteBuffer key, Attempt attempt) -> BYTES_OF_ONE + attempt.bytes())
            .expireAfterWrite(KEPT)
            .build();

    public Retries(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A request that was begun; its answer is null until there is one. */
    @SuppressWarnings("ArrayRecordComponent") // bytes that nobody changes
    private record Attempt(Retry retry, byte @Nullable [] answer) {
        int bytes() {
            return answer == null ? 0 : answer.length;
        }
    }

    /** What a sender gave to be recognised by; null when they gave nothing. */
    static @Nullable Retry of(@Nullable String key, String sender, JsonNode body) {
        if (key == null) {
            return null;
        }
        String name = key.strip().replaceAll("^\"(.*)\"$", "$1");
        if (name.isEmpty() || name.length() > LONGEST_KEY || !name.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw Problem.invalid(
                    "", "an Idempotency-Key has 1 to " + LONGEST_KEY + " visible characters of ASCII, such as a UUID");
        }
        return new Retry(hash(sender + "\n" + name), hash(body.toString()));
    }

    private static byte[] hash(String text) {
        return Hashes.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The answer that was given before; null when the caller is to decide, and to say what came of it: {@link #answered} or {@link #failed}. Throws a 409
     * problem while another is deciding, and a 422 problem when the request was another.
     */
    byte @Nullable [] begin(Retry retry) {
        ByteBuffer key = ByteBuffer.wrap(retry.key());
        Attempt before = attempts.asMap().putIfAbsent(key, new Attempt(retry, null));
        if (before == null) {
            return earlier(retry);
        }
        retry.requireSame(before.retry().body());
        if (before.answer() == null) {
            throw new Problem(
                    409,
                    "idempotency-running",
                    "The request is running",
                    "A request with this Idempotency-Key is being answered; send it again in a moment",
                    List.of());
        }
        return before.answer();
    }

    private byte @Nullable [] earlier(Retry retry) {
        try {
            UUID id = ledger.retried(retry);
            if (id == null) {
                return null;
            }
            byte[] answer =
                    new RecordReader(ledger.find(id)).answer().toString().getBytes(StandardCharsets.UTF_8);
            answered(retry, answer);
            return answer;
        } catch (RuntimeException e) {
            if (Outage.isIn(e)) { // an answer always comes
                LOG.log(Level.FINE, "the database does not say whether this was asked before", e);
                return null;
            }
            failed(retry);
            throw e;
        }
    }

    void answered(Retry retry, byte[] answer) {
        attempts.put(ByteBuffer.wrap(retry.key()), new Attempt(retry, answer));
    }

    /** What was answered may say something of somebody. */
    public void forget() {
        attempts.invalidateAll();
    }

    void failed(Retry retry) {
        attempts.invalidate(ByteBuffer.wrap(retry.key()));
    }
}

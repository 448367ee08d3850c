package org.opportune.ledger;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Names of decisions: UUIDs of version 7 (RFC 9562), which begin with the time and so find the month in which a decision is kept. */
public final class DecisionIds {
    private static final int TIME_SHIFT = 16;
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private DecisionIds() {}

    public static UUID next(Instant at) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = at.toEpochMilli() << TIME_SHIFT | VERSION | random.nextInt(1 << 12);
        return new UUID(high, random.nextLong() >>> 2 | VARIANT);
    }

    /** What chance decides by: the 62 bits of the name that are random, below two that never change. */
    public static long seed(UUID id) {
        return id.getLeastSignificantBits();
    }

    /** Milliseconds since 1970. */
    public static long time(UUID id) {
        return id.getMostSignificantBits() >>> TIME_SHIFT;
    }

    public static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    public static UUID of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}

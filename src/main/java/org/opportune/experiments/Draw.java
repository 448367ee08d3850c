package org.opportune.experiments;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.opportune.kernel.Hashes;

/** A lot: a number from 0 to 1 that is the same for the same customer whenever it is drawn, and has nothing to do with any other lot of theirs. */
final class Draw {
    private static final int SPARE_BITS = Long.SIZE - 53; // a double has 53
    private static final double RANGE = 0x1.0p53;

    private Draw() {}

    /**
     * At least 0, below 1.
     *
     * @param what is drawn for
     * @param unit of the customer
     */
    static double of(String what, long unit) {
        byte[] name = what.getBytes(StandardCharsets.UTF_8);
        byte[] all = ByteBuffer.allocate(Long.BYTES + name.length)
                .putLong(unit)
                .put(name)
                .array();
        return (ByteBuffer.wrap(Hashes.sha256(all)).getLong() >>> SPARE_BITS) / RANGE;
    }
}

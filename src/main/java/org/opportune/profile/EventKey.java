package org.opportune.profile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.opportune.kernel.Hashes;

/** The first 16 bytes of the SHA-256 of an event's source and id: the same event has the same key, whoever sends it. */
record EventKey(long mark, long rest) {
    static final int BYTES = 16;

    static EventKey of(Event event) {
        // names hold no control characters, so that the separator stands nowhere else
        String name = event.source() + '\0' + event.id();
        return of(Arrays.copyOf(Hashes.sha256(name.getBytes(StandardCharsets.UTF_8)), BYTES));
    }

    static EventKey of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new EventKey(buffer.getLong(), buffer.getLong());
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(mark).putLong(rest).array();
    }
}

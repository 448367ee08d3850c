package org.opportune.webhooks;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is sent once.
 *
 * @param id of the event
 * @param secrets by which it is signed
 * @param authorization the header's value; null for none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that nobody changes
record Message(
        URI to,
        String id,
        byte[] body,
        List<byte[]> secrets,
        @Nullable String authorization) {
    /** Without what is secret or personal. */
    @Override
    public String toString() {
        return "Message[" + id + "]";
    }
}

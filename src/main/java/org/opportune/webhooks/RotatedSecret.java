package org.opportune.webhooks;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A new secret, which is shown this once.
 *
 * @param previousUntil until when the one before signs too
 */
@Schema(name = "RotatedSecret")
public record RotatedSecret(String secret, Instant previousUntil) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "RotatedSecret";
    }
}

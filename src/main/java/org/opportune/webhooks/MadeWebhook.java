package org.opportune.webhooks;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A webhook with its secret, which is shown this once. */
@Schema(name = "MadeWebhook")
public record MadeWebhook(String secret, WebhookView webhook) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "MadeWebhook[" + webhook.id() + "]";
    }
}

package org.opportune.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of an event of type org.opportune.ping.
 *
 * @param delivered whether the receiver answered 2xx
 * @param status that it answered; left out when it did not
 * @param error why it was not delivered
 */
@Schema(name = "WebhookTrial")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookTrial(
        boolean delivered,
        @Nullable Integer status,
        @Nullable String error,
        long milliseconds) {}

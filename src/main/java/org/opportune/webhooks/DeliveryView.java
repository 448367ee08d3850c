package org.opportune.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to a receiver, without what it says.
 *
 * @param event the id of the CloudEvent
 * @param subject the offer, or the stage that was entered
 * @param at when it happened
 * @param state pending, delivered or dead
 * @param attempts how many were begun, since it was last asked to be tried anew
 * @param status of the last answer
 * @param error why the last attempt failed
 * @param nextAttemptAt not before this; left out when there is none
 * @param endedAt when it was delivered or given up
 */
@Schema(name = "WebhookDelivery")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryView(
        long id,
        UUID event,
        String type,
        String subject,
        Instant at,
        String state,
        int attempts,
        @Nullable Integer status,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant endedAt) {

    static DeliveryView of(Delivery delivery) {
        Failure failure = delivery.failure();
        return new DeliveryView(
                delivery.id(),
                delivery.event(),
                delivery.type().id(),
                delivery.subject(),
                delivery.at(),
                delivery.state().id(),
                delivery.attempts(),
                delivery.status(),
                failure == null ? null : failure.sentence(),
                delivery.createdAt(),
                delivery.dueAt(),
                delivery.endedAt());
    }
}

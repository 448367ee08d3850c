package org.opportune.webhooks;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Sends an event that says nothing, at once and once, to see whether a webhook works. */
public final class WebhookTrials {
    private final Poster poster;
    private final Clock clock;

    WebhookTrials(Poster poster, Clock clock) {
        this.poster = poster;
        this.clock = clock;
    }

    WebhookTrial send(JdbcWebhooks.Target target) {
        Instant begun = clock.instant();
        UUID id = UUID.randomUUID();
        Result result = poster.post(new Message(
                        URI.create(target.webhook().url()),
                        id.toString(),
                        Envelope.ping(id, target.webhook(), begun),
                        target.secrets().at(begun),
                        target.secrets().authorization()))
                .join();
        Failure failure = result.failure();
        return new WebhookTrial(
                result.isDelivered(),
                result.status(),
                failure == null ? null : failure.sentence(),
                clock.millis() - begun.toEpochMilli());
    }
}

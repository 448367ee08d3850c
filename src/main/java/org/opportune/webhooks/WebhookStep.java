package org.opportune.webhooks;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that somebody did with a webhook.
 *
 * @param number counted up
 * @param step create, change, rotate-secret, retry, retry-dead or delete
 * @param webhook its id
 * @param what how it was after that, as JSON, or which delivery; without secrets
 */
@Schema(name = "WebhookStep")
public record WebhookStep(long number, Instant at, String who, String step, long webhook, String what) {}

package org.opportune.webhooks;

import java.time.Instant;

/**
 * An event of a customer that was sent elsewhere, or is to be.
 *
 * @param webhook its name
 * @param state pending, delivered or dead
 */
public record HeldDelivery(Instant at, String type, String webhook, String state) {}

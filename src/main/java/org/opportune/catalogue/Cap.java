package org.opportune.catalogue;

import java.time.Duration;

/**
 * How often one customer may be shown something in a sliding window.
 *
 * @param scope what is counted
 * @param subject the offer, campaign or channel; empty for {@link Scope#ALL}
 * @param most the number that is not exceeded
 */
public record Cap(String id, Scope scope, String subject, int most, Duration window) {
    public enum Scope {
        ALL,
        CHANNEL,
        CAMPAIGN,
        OFFER
    }
}

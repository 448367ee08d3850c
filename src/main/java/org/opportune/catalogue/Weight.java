package org.opportune.catalogue;

import java.math.BigDecimal;

/**
 * A lever: the factor that the business puts on what it wants to see more or less of.
 *
 * @param subject the offer, campaign, channel or placement
 * @param factor 1 changes nothing
 * @param because why, as people read it
 */
public record Weight(Scope scope, String subject, BigDecimal factor, String because) {
    public enum Scope {
        CHANNEL,
        PLACEMENT,
        CAMPAIGN,
        OFFER
    }
}

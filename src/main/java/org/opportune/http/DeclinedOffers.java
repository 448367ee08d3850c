package org.opportune.http;

import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpEvents.IncomingHttpUpgradeEvent;

/**
 * Declines the offer to go on in another protocol, as Java's own client and others make with each request: the request stays what it is. Without HTTP/2
 * Grizzly expects that somebody takes it, and does not look where the body ends.
 */
final class DeclinedOffers extends BaseFilter {
    @Override
    public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
        if (event instanceof IncomingHttpUpgradeEvent offer
                && offer.getHttpHeader().isRequest()) {
            offer.getHttpHeader().getUpgradeDC().recycle();
            offer.getHttpHeader().setIgnoreContentModifiers(false);
            return context.getStopAction();
        }
        return context.getInvokeAction();
    }
}

package org.opportune.webhooks;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which events a webhook gets. An empty list takes all; what an event does not have (a stage has no offer), a list says nothing of.
 *
 * @param types of events
 * @param offers of outcomes
 * @param campaigns of outcomes
 * @param channels of outcomes
 * @param from stages that are left
 * @param to stages that are entered
 */
@Schema(name = "WebhookFilter")
public record Filter(
        List<String> types,
        List<String> offers,
        List<String> campaigns,
        List<String> channels,
        List<String> from,
        List<String> to) {
    static final Filter ALL = new Filter(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** Lists that are left out are empty. */
    public Filter {
        types = some(types);
        offers = some(offers);
        campaigns = some(campaigns);
        channels = some(channels);
        from = some(from);
        to = some(to);
    }

    private static List<String> some(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }

    boolean takes(Occurrence event) {
        boolean isStage = event.type() == EventType.STAGE;
        return has(types, event.type().id())
                && (isStage
                        ? has(from, event.from()) && has(to, event.to())
                        : has(offers, event.offer())
                                && has(campaigns, event.campaign())
                                && has(channels, event.channel()));
    }

    private static boolean has(List<String> wanted, @Nullable String value) {
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }
}

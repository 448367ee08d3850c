package org.opportune.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.rulebook.Rulebook;

/**
 * A webhook.
 *
 * @param authorization whether a header Authorization is sent; its value is never shown
 * @param pausedBecause gone: the server paused it, since the receiver answered 410
 * @param failingSince since when no attempt has succeeded; left out while they do
 * @param heldUntil until when the receiver asked to be left alone
 * @param previousSecretUntil until when the secret before this one signs too
 * @param pending how many deliveries wait
 * @param dead how many were given up, and are kept
 * @param warnings names in the filter that the release that decides does not know
 */
@Schema(name = "Webhook")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookView(
        long id,
        String name,
        String url,
        Filter filter,
        List<String> identities,
        boolean authorization,
        boolean paused,
        @Nullable String pausedBecause,
        Instant createdAt,
        String createdBy,
        @Nullable Instant failingSince,
        @Nullable Instant heldUntil,
        @Nullable Instant previousSecretUntil,
        long pending,
        long dead,
        List<String> warnings) {

    static WebhookView of(JdbcWebhooks.Standing standing, @Nullable Rulebook rulebook, Instant now) {
        Webhook webhook = standing.webhook();
        return new WebhookView(
                webhook.id(),
                webhook.name(),
                webhook.url(),
                webhook.filter(),
                webhook.identities(),
                standing.hasAuthorization(),
                webhook.isPaused(),
                webhook.pausedBecause(),
                webhook.createdAt(),
                webhook.createdBy(),
                webhook.failingSince(),
                later(webhook.heldUntil(), now),
                later(standing.previousUntil(), now),
                standing.pending(),
                standing.dead(),
                rulebook == null ? List.of() : warnings(webhook.filter(), rulebook));
    }

    private static @Nullable Instant later(@Nullable Instant end, Instant now) {
        return end == null || !end.isAfter(now) ? null : end;
    }

    private static List<String> warnings(Filter filter, Rulebook rulebook) {
        List<String> warnings = new ArrayList<>();
        var offers = rulebook.catalogue().offers();
        TreeSet<String> campaigns =
                new TreeSet<>(offers.values().stream().map(Offer::campaign).toList());
        List<String> stages = rulebook.vocabulary().stageIds();
        FieldsCheck.unknown(warnings, "offer", filter.offers(), offers.keySet());
        FieldsCheck.unknown(warnings, "campaign", filter.campaigns(), campaigns);
        FieldsCheck.unknown(
                warnings,
                "channel",
                filter.channels(),
                rulebook.vocabulary().channels().keySet());
        FieldsCheck.unknown(warnings, "stage", filter.from(), stages);
        FieldsCheck.unknown(warnings, "stage", filter.to(), stages);
        return warnings;
    }
}

package org.opportune.decision;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;
import org.opportune.ledger.Ledger;
import org.opportune.ledger.LedgerSearch;
import org.opportune.profile.Identity;
import org.opportune.vocabulary.Identifiers;

/** What the parameters of a search say. */
public final class Searched {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final String UUID_FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private Searched() {}

    /** Throws a 400 problem when a parameter is wrong, and a 404 problem when there is no such release. */
    static LedgerSearch search(
            Ledger ledger,
            KnownReleases releases,
            @Nullable String customer,
            @Nullable String from,
            @Nullable String until,
            @Nullable String offer,
            @Nullable String release,
            @Nullable String after) {
        Instant first = instant("?from", from);
        Instant end = instant("?until", until);
        if (first != null && end != null && first.isAfter(end)) {
            throw Problem.invalid("?until", "'" + until + "' is before from, '" + from + "'");
        }
        UUID before = after == null ? null : id("?after", after);
        requireOffer(offer);
        requireRelease(ledger, releases, release);
        return new LedgerSearch(
                customer == null ? null : ledger.owners(customer(customer)), first, end, offer, release, before);
    }

    /** One that no release has is none that was answered; one that no release can have is a mistake. */
    private static void requireOffer(@Nullable String offer) {
        if (offer != null && !Identifiers.ID.matcher(offer).matches()) {
            throw Problem.invalid("?offer", "'" + Nearest.shorten(offer) + "' is no id of an offer such as stay-15");
        }
    }

    private static void requireRelease(Ledger ledger, KnownReleases releases, @Nullable String release) {
        if (release == null) {
            return;
        }
        if (!HASH.matcher(release).matches()) {
            throw Problem.invalid(
                    "?release",
                    "'" + Nearest.shorten(release)
                            + "' is no release: its hash has 64 digits; GET /api/v1/releases lists them");
        }
        if (!ledger.hasRelease(release) && !releases.has(release)) {
            throw Problem.notFound("There is no release '" + release + "'; GET /api/v1/releases lists them");
        }
    }

    private static Identity customer(String text) {
        int colon = text.indexOf(':');
        String namespace = colon < 0 ? "" : text.substring(0, colon);
        if (!Identity.NAMESPACES.contains(namespace) || colon == text.length() - 1) {
            throw Problem.invalid(
                    "?customer",
                    "'" + Nearest.shorten(text) + "' is no customer such as customer:C00017; the namespaces are "
                            + String.join(", ", Identity.NAMESPACES));
        }
        return new Identity(namespace, text.substring(colon + 1));
    }

    private static @Nullable Instant instant(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Instant.ofEpochMilli(OffsetDateTime.parse(text).toInstant().toEpochMilli()); // as the ledger counts
        } catch (DateTimeException | ArithmeticException e) {
            throw Problem.invalid(
                    name, "'" + Nearest.shorten(text) + "' is no time with an offset such as 2026-03-01T10:15:00Z");
        }
    }

    private static UUID id(String name, String text) {
        if (!text.matches(UUID_FORM)) {
            throw Problem.invalid(name, "'" + Nearest.shorten(text) + "' is no id of a decision");
        }
        return UUID.fromString(text);
    }

    /** In a path. */
    public static UUID id(String text) {
        if (!text.matches(UUID_FORM)) {
            throw new Problem(
                    404,
                    "unknown-decision",
                    "No such decision",
                    "A decision is known by its id, a UUID; GET /api/v1/decisions lists them",
                    List.of());
        }
        return UUID.fromString(text);
    }
}

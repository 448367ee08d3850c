package org.opportune.decision;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;
import org.opportune.ledger.Ledger;
import org.opportune.ledger.LedgerSearch;
import org.opportune.profile.Identity;

/** What the parameters of a search say. */
public final class Searched {
    private static final String UUID_FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private Searched() {}

    static LedgerSearch search(
            Ledger ledger,
            @Nullable String customer,
            @Nullable String from,
            @Nullable String until,
            @Nullable String offer,
            @Nullable String release,
            @Nullable String after) {
        return new LedgerSearch(
                customer == null ? null : ledger.owners(customer(customer)),
                instant("?from", from),
                instant("?until", until),
                offer,
                release,
                after == null ? null : id("?after", after));
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
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
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
            throw Problem.notFound("A decision is known by its id, a UUID; GET /api/v1/decisions lists them");
        }
        return UUID.fromString(text);
    }
}

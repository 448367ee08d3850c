package org.opportune.reservation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Cap;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.kernel.Hashes;
import org.opportune.wording.Objection;

/** The caps of a rulebook, by the offers that they bind. Immutable. */
final class Caps {
    private final Map<String, Offer> offers;
    private final Map<String, List<Cap>> byOffer = new HashMap<>();
    private final long longest;
    private final String mark;

    Caps(Collection<Cap> caps, Map<String, Offer> offers) {
        this.offers = offers;
        for (Offer offer : offers.values()) {
            List<Cap> own = new ArrayList<>();
            for (Cap cap : caps) {
                if (cap.scope() == Cap.Scope.CHANNEL || mayBind(cap, offer)) {
                    own.add(cap);
                }
            }
            byOffer.put(offer.id(), List.copyOf(own));
        }
        this.longest =
                caps.stream().mapToLong(cap -> cap.window().toMillis()).max().orElse(0);
        StringBuilder all = new StringBuilder();
        caps.forEach(cap -> all.append(cap).append('\n'));
        offers.forEach((id, offer) -> all.append(id)
                .append(' ')
                .append(offer.campaign())
                .append(' ')
                .append(new TreeSet<>(offer.tags()))
                .append('\n'));
        this.mark = Hashes.hex(all.toString());
    }

    /** Equal for caps that count the same. */
    String mark() {
        return mark;
    }

    /** The longest window, in milliseconds. */
    long longest() {
        return longest;
    }

    /** Whether some cap counts how often this is answered. */
    boolean bind(Hold wanted) {
        return ofOffer(wanted).stream().anyMatch(cap -> binds(cap, wanted.channel()));
    }

    /** The first cap under which there is no room for one more; null when there is room under all of them. */
    @Nullable
    Cap reached(Hold wanted, Collection<Hold> holds, long now) {
        for (Cap cap : ofOffer(wanted)) {
            if (binds(cap, wanted.channel()) && count(cap, wanted, holds, now) >= cap.most()) {
                return cap;
            }
        }
        return null;
    }

    /** Whether more was seen than some cap allows, this hold among it. */
    boolean isOver(Hold seen, Collection<Hold> holds, long now) {
        return ofOffer(seen).stream()
                .anyMatch(cap -> cap.counts() == Cap.Counts.IMPRESSIONS
                        && binds(cap, seen.channel())
                        && count(cap, seen, holds, now) > cap.most());
    }

    private List<Cap> ofOffer(Hold hold) {
        return byOffer.getOrDefault(hold.offer(), List.of());
    }

    private static boolean mayBind(Cap cap, Offer offer) {
        return switch (cap.scope()) {
            case ALL, CHANNEL -> true;
            case CAMPAIGN -> isAmong(cap, offer.campaign());
            case OFFER -> isAmong(cap, offer.id());
            case TAG -> !Collections.disjoint(cap.subjects(), offer.tags());
        };
    }

    private static boolean binds(Cap cap, String channel) {
        return cap.scope() != Cap.Scope.CHANNEL || isAmong(cap, channel);
    }

    private static boolean isAmong(Cap cap, String subject) {
        return cap.subjects().isEmpty() || cap.subjects().contains(subject);
    }

    private int count(Cap cap, Hold wanted, Collection<Hold> holds, long now) {
        int count = 0;
        for (Hold hold : holds) {
            if (isInWindow(cap, hold, now) && isCounted(cap, wanted, hold)) {
                count++;
            }
        }
        return count;
    }

    private static boolean isInWindow(Cap cap, Hold hold, long now) {
        long when =
                switch (cap.counts()) {
                    case IMPRESSIONS -> hold.isOpen(now) ? now : hold.seenAt();
                    case ACCEPTANCES -> hold.acceptedAt();
                    case DECLINES -> hold.declinedAt();
                    case CONVERSIONS -> hold.convertedAt();
                };
        return when != 0 && when > now - cap.window().toMillis();
    }

    /** A cap without subjects counts each channel, campaign or offer by itself; one with several counts them together. */
    private boolean isCounted(Cap cap, Hold wanted, Hold hold) {
        return switch (cap.scope()) {
            case ALL -> true;
            case CHANNEL -> isAlike(cap, wanted.channel(), hold.channel());
            case OFFER -> isAlike(cap, wanted.offer(), hold.offer());
            case CAMPAIGN -> isAlike(cap, campaign(wanted), campaign(hold));
            case TAG -> {
                Offer held = offers.get(hold.offer());
                yield held != null && !Collections.disjoint(cap.subjects(), held.tags());
            }
        };
    }

    private static boolean isAlike(Cap cap, String wanted, String held) {
        return cap.subjects().isEmpty() ? wanted.equals(held) : cap.subjects().contains(held);
    }

    /** Empty for an offer that is no more. */
    private String campaign(Hold hold) {
        Offer offer = offers.get(hold.offer());
        return offer == null ? "" : offer.campaign();
    }

    /** Why nothing more is answered under a cap. */
    static Objection reason(Cap cap) {
        boolean isOfDays = cap.window().toHours() % 24 == 0;
        long length = isOfDays ? cap.window().toDays() : cap.window().toHours();
        String counts = cap.counts().name().toLowerCase(Locale.ROOT);
        return new Objection.Own(
                "CAP",
                "held.cap-" + counts + (isOfDays ? "-days" : "-hours"),
                Map.of("cap", cap.id(), "most", cap.most(), "window", Math.toIntExact(length)));
    }
}

package org.opportune.vocabulary;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the reports of customers count of their events; null where nothing is declared. */
public record Reported(
        @Nullable Purchase purchase,
        @Nullable Survey nps,
        @Nullable Survey csat,
        @Nullable Referral referral) {

    /**
     * A customer bought something.
     *
     * @param value what it was worth, which is money
     */
    public record Purchase(String event, Property value) {}

    /**
     * A customer answered how content they are.
     *
     * @param score a whole number with a least and a most
     * @param satisfied the least score of those who are content
     * @param channel a choice that says where they answered; null when that is not told
     */
    public record Survey(
            String event,
            Property score,
            int satisfied,
            @Nullable Property channel) {}

    /**
     * A customer brought somebody along.
     *
     * @param converted whether that somebody bought, which is true or false; null when that is not told
     */
    public record Referral(String event, @Nullable Property converted) {}

    /** The types of events that count. */
    public Set<String> events() {
        Set<String> events = new TreeSet<>();
        if (purchase != null) {
            events.add(purchase.event());
        }
        if (nps != null) {
            events.add(nps.event());
        }
        if (csat != null) {
            events.add(csat.event());
        }
        if (referral != null) {
            events.add(referral.event());
        }
        return events;
    }
}

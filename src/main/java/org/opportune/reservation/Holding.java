package org.opportune.reservation;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Cap;
import org.opportune.catalogue.Catalogue.Budget;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.eligibility.Candidate;
import org.opportune.vocabulary.Vocabulary;
import org.opportune.vocabulary.Vocabulary.Placement;
import org.opportune.wording.Objection;

/** What one decision holds. Used by one thread. */
public final class Holding implements Holds {
    private static final Objection CAP_UNKNOWN = new Objection.Own("CAP-UNKNOWN", "held.cap-unknown");
    private static final Objection BUDGET_UNKNOWN = new Objection.Own("BUDGET-UNKNOWN", "held.budget-unknown");

    private final Bounds bounds;
    private final Reservations reservations;
    private final @Nullable Contacts contacts;
    private final long owner;
    private final UUID decision;
    private final long at;
    private final boolean isTaken;
    private final List<Hold> held = new ArrayList<>();

    /**
     * For a decision.
     *
     * @param contacts null when nothing is known of the customer, or when it cannot be read
     * @param owner 0 when nobody was named
     * @param isTaken false when it is only looked what could be held
     */
    Holding(
            Bounds bounds,
            Reservations reservations,
            @Nullable Contacts contacts,
            long owner,
            UUID decision,
            long at,
            boolean isTaken) {
        this.bounds = bounds;
        this.reservations = reservations;
        this.contacts = contacts;
        this.owner = owner;
        this.decision = decision;
        this.at = at;
        this.isTaken = isTaken;
    }

    @Override
    public @Nullable Objection take(Candidate candidate) {
        Offer offer = candidate.offer();
        String placement = candidate.treatment().placement();
        Vocabulary vocabulary = bounds.rulebook().vocabulary();
        Placement found = vocabulary.placements().get(placement);
        String channel = found == null ? "" : found.channel();
        long until = at + vocabulary.lifetime(placement).toMillis();
        Hold hold = new Hold(decision, offer.id(), channel, at, until, offer.cost());
        Objection refused = capped(hold);
        if (refused == null && !offer.budget().equals(Budget.NONE)) {
            refused = budgeted(offer, hold);
            if (refused != null && isTaken && contacts != null) {
                contacts.drop(hold);
            }
        }
        if (refused == null) {
            held.add(hold);
        }
        return refused;
    }

    private @Nullable Objection capped(Hold hold) {
        Caps caps = bounds.caps();
        if (contacts == null) {
            return owner != 0 && caps.bind(hold) ? CAP_UNKNOWN : null;
        }
        Cap reached = isTaken ? contacts.take(caps, hold) : contacts.look(caps, hold, held);
        return reached == null ? null : Caps.reason(reached);
    }

    private @Nullable Objection budgeted(Offer offer, Hold hold) {
        Purse purse = reservations.purse(bounds, offer.id());
        if (purse == null) {
            return BUDGET_UNKNOWN;
        }
        return isTaken ? purse.take(offer.budget(), hold) : purse.look(offer.budget(), hold);
    }

    /** What is held, in the order in which it was taken; it is answered now, and may be told outcomes of. */
    public List<Hold> answered() {
        List<Hold> all = List.copyOf(held);
        if (isTaken) {
            reservations.answered(decision, owner, all);
        }
        return all;
    }

    /** Frees all of it, when there is no decision after all. */
    public void cancel() {
        if (isTaken) {
            if (contacts != null) {
                contacts.free(decision);
            }
            for (Hold hold : held) {
                reservations.free(hold);
            }
            held.clear();
        }
    }
}

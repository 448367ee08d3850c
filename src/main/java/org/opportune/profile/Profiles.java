package org.opportune.profile;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.opportune.rulebook.Rulebook;

/** Customers and what happened to them. What was written is durable when the call returns, and seen by the next {@link #find}. */
public interface Profiles {
    /** The customer whom the first identity finds that finds one; null when none does. */
    @Nullable
    Profile find(Rulebook rulebook, List<Identity> identities);

    /** Every customer, in the order of their keys, with bounded memory. */
    void forEach(Rulebook rulebook, Consumer<Profile> each);

    long count();

    /** Keeps events; an event that is there already changes nothing. Customers who are not known yet are made. */
    Receipt append(Rulebook rulebook, List<Event> events);

    void change(Rulebook rulebook, List<CustomerChange> changes);

    /** Records moves between stages; a move that does not start from the recorded stage changes nothing. */
    void record(Collection<StageChange> changes);

    /**
     * How many events were new, and how many were there already.
     */
    record Receipt(int stored, int duplicates) {}
}

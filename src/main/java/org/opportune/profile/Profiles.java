package org.opportune.profile;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.opportune.rulebook.Rulebook;

/** Customers and what happened to them. What was written is durable when the call returns, and seen by the next {@link #find}. */
public interface Profiles {
    /** The customer whom the first identity finds that finds one; null when none does. */
    @Nullable
    Profile find(Rulebook rulebook, List<Identity> identities);

    /** Every customer, in the order of their keys, with bounded memory. */
    default void forEach(Rulebook rulebook, Consumer<Profile> each) {
        forEach(Selection.ALL, List.of(rulebook), profiles -> each.accept(profiles.get(0)));
    }

    /** Customers in the order of their keys, with bounded memory, each as every one of the rulebooks needs it, of the same events. */
    void forEach(Selection selection, List<Rulebook> rulebooks, Consumer<List<Profile>> each);

    /**
     * Reads the customers of late for a rulebook that is to decide next, beside the one that decides, so that the first decisions by it need not wait for
     * the database. What was read under the same definitions is used as it is.
     */
    void prepare(Rulebook rulebook, Progress progress);

    /** Some customers, those of late first, for a rulebook that is prepared. */
    List<Profile> some(Rulebook rulebook, int most);

    long count();

    /** Keeps events; an event that is there already changes nothing. Customers who are not known yet are made. */
    Receipt append(Rulebook rulebook, List<Event> events);

    /** The key of each customer, whom the first of the identities finds that finds one; 0 when none does. */
    List<Long> keysOf(List<List<Identity>> customers);

    /** By what the customer is and was known whom the identity finds. */
    Known known(Identity identity);

    /** Lets events count that are durable elsewhere and not stored yet, for customers in memory; when they are stored, they count once. */
    default void foresee(List<Event> events) {}

    /** Forgets a customer whose rows are gone. */
    default void forget(long key, List<Identity> identities) {}

    /** Gives the names that somebody else has, and keeps. */
    Set<Identity> change(Rulebook rulebook, List<CustomerChange> changes);

    /** Records moves between stages; a move that does not start from the recorded stage changes nothing. */
    void record(Collection<StageChange> changes);

    /**
     * Which customers.
     *
     * @param most how many are taken, as a random sample that is the same each time; all when there are no more
     */
    record Selection(int most) {
        public static final Selection ALL = new Selection(Integer.MAX_VALUE);
    }

    /**
     * By what a customer is known.
     *
     * @param key 0 when it is nobody; then the only name is that which was asked for
     * @param former the keys of visitors who became them
     */
    record Known(long key, Set<Long> former, List<Identity> names) {
        public Known {
            former = Set.copyOf(former);
            names = List.copyOf(names);
        }
    }

    /** Told now and then how far work on many customers is. */
    @FunctionalInterface
    interface Progress {
        void at(int done, int of);
    }

    /**
     * Which events were new; the others were there already.
     *
     * @param isNew by their places in the list
     */
    record Receipt(int count, BitSet isNew) {
        public int stored() {
            return isNew.cardinality();
        }

        public int duplicates() {
            return count - stored();
        }

        /** Of a part of the list. */
        Receipt of(int from, int to) {
            return new Receipt(to - from, isNew.get(from, to));
        }
    }
}

package org.opportune.reservation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Cap;

/** What one customer was answered that some cap counts. Guarded by itself; when two customers turn out to be one, the one leads to the other. */
final class Contacts {
    private static final int FEW = 64;

    private final List<Hold> holds = new ArrayList<>();
    private final Set<Long> owners = new HashSet<>();
    private long since;
    private final String mark;
    private int pruneAt = FEW;
    private @Nullable Contacts movedTo;

    /**
     * Of a customer.
     *
     * @param owners by which they were known
     * @param since from when on all of it is here
     * @param mark of the caps for which it is here
     */
    Contacts(Set<Long> owners, long since, String mark, List<Hold> past) {
        this.mark = mark;
        this.owners.addAll(owners);
        this.since = since;
        this.holds.addAll(past);
    }

    /** Whether all of it is here that counts since a time, whatever the customer was called. */
    boolean holds(Set<Long> names, long from, Caps caps) {
        return in(contacts ->
                contacts.since <= from && contacts.mark.equals(caps.mark()) && contacts.owners.containsAll(names));
    }

    /** What is here is not all of it. */
    void mustBeRead() {
        in(contacts -> contacts.since = Long.MAX_VALUE);
    }

    /** Null when there is room for it under all caps, and it has taken it; else the cap under which there is none. */
    @Nullable
    Cap take(Caps caps, Hold hold) {
        return in(contacts -> {
            Cap reached = caps.reached(hold, contacts.holds, hold.at());
            if (reached == null && caps.bind(hold)) {
                contacts.prune(hold.at(), caps.longest());
                contacts.holds.add(hold);
            }
            return reached;
        });
    }

    /** The cap under which there would be no room beside what is counted already; null when there is room. */
    @Nullable
    Cap look(Caps caps, Hold wanted, List<Hold> beside) {
        List<Hold> all = new ArrayList<>(all());
        all.addAll(beside);
        return caps.reached(wanted, all, wanted.at());
    }

    List<Hold> all() {
        return in(contacts -> List.copyOf(contacts.holds));
    }

    /** Frees what was taken and is not answered. */
    void drop(Hold hold) {
        in(contacts -> contacts.holds.remove(hold));
    }

    /** Frees all that a decision had taken. */
    void free(UUID decision) {
        in(contacts -> contacts.holds.removeIf(hold -> hold.decision().equals(decision)));
    }

    /**
     * What became of something that was answered.
     *
     * @param isOver whether its place was free again before it was seen, and more was seen now than a cap allows
     */
    record Marked(Hold before, Hold after, boolean isOver) {}

    /**
     * Marks what became of an offer; said again, it changes nothing.
     *
     * @param known what is known of it where it is not here any more
     */
    Marked mark(Caps caps, Hold known, Mark mark, long when, long now) {
        return in(contacts -> {
            int place = contacts.place(known);
            Hold before = place < 0 ? known : contacts.holds.get(place);
            Hold after = before.with(mark, when);
            if (place >= 0) {
                contacts.holds.set(place, after);
            } else if (caps.bind(after)) {
                contacts.holds.add(after);
            }
            boolean isLate = before.seenAt() == 0 && before.expiresAt() <= now;
            return new Marked(before, after, isLate && caps.isOver(after, contacts.holds, now));
        });
    }

    private int place(Hold sought) {
        for (int i = holds.size() - 1; i >= 0; i--) {
            if (holds.get(i).is(sought.decision(), sought.offer())) {
                return i;
            }
        }
        return -1;
    }

    /** Takes all that another counted, who is the same customer; whoever comes to the other is led here. One thread at a time merges customers. */
    void absorb(Contacts other) {
        Contacts last = other.in(contacts -> contacts);
        in(contacts -> {
            if (contacts != last) {
                last.moveTo(contacts);
            }
            return contacts;
        });
    }

    private synchronized void moveTo(Contacts same) {
        movedTo = same;
        same.owners.addAll(owners);
        for (Hold hold : holds) {
            int place = same.place(hold);
            if (place < 0) {
                same.holds.add(hold);
            } else {
                same.holds.set(place, same.holds.get(place).and(hold));
            }
        }
        holds.clear();
    }

    /** Now and then, what counts no more. */
    private void prune(long now, long longest) {
        if (holds.size() >= pruneAt) {
            holds.removeIf(hold -> hold.seenAt() == 0 ? hold.expiresAt() <= now : hold.lastAt() < now - longest);
            pruneAt = Math.max(FEW, 2 * holds.size());
        }
    }

    /** Nobody waits for two customers at once, but who merges them. */
    private <T extends @Nullable Object> T in(Function<Contacts, T> work) {
        Contacts at = this;
        while (true) {
            synchronized (at) {
                Contacts next = at.movedTo;
                if (next == null) {
                    return work.apply(at);
                }
                at = next;
            }
        }
    }
}

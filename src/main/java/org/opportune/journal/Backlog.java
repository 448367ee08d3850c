package org.opportune.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What waits to be shipped: the contents of the first, as many as fit in memory; of the others only their ids, until they are read again from the files. All
 * methods hold one lock, briefly.
 */
final class Backlog {
    private final long mostInMemory;
    private final Deque<Entry> first = new ArrayDeque<>();
    private long inMemory;
    /** Ids whose contents are not here, from {@link #base} on. */
    private final BitSet others = new BitSet();

    private long base;
    private long bytes;
    private long count;

    Backlog(long mostInMemory) {
        this.mostInMemory = mostInMemory;
    }

    synchronized void add(Entry entry) {
        if (others.isEmpty() && inMemory + entry.content().length <= mostInMemory) {
            count(entry.content().length);
            keep(entry);
        } else {
            addElsewhere(entry.id(), entry.content().length);
        }
    }

    /** Of which only the files have the content. */
    synchronized void addElsewhere(long id, int length) {
        count(length);
        remember(id);
    }

    private void count(int length) {
        bytes += length;
        count++;
        notifyAll();
    }

    /** Until something waits. */
    synchronized void await() throws InterruptedException {
        while (count == 0) {
            wait();
        }
    }

    private void keep(Entry entry) {
        first.add(entry);
        inMemory += entry.content().length;
    }

    /** Records are told of in about the order of their ids, since several are written at once. */
    private void remember(long id) {
        if (others.isEmpty()) {
            base = id - Integer.SIZE * 1_024L;
        }
        others.set(Math.toIntExact(id - base));
    }

    /** The first ones, which stay until they are {@link #shipped}. */
    synchronized List<Entry> first(int most) {
        List<Entry> some = new ArrayList<>(Math.min(most, first.size()));
        Iterator<Entry> entries = first.iterator();
        while (some.size() < most && entries.hasNext()) {
            some.add(entries.next());
        }
        return some;
    }

    /** The first one was shipped. */
    synchronized void shipped() {
        Entry entry = first.remove();
        inMemory -= entry.content().length;
        bytes -= entry.content().length;
        count--;
    }

    /** Whether nothing is in memory though something waits. */
    synchronized boolean mustRead() {
        return first.isEmpty() && !others.isEmpty();
    }

    synchronized boolean wants(long id) {
        return id >= base && id - base < others.length() && others.get((int) (id - base));
    }

    /** Whether all that waits came after a record. */
    synchronized boolean isAfter(long id) {
        return first.stream().allMatch(entry -> entry.id() > id)
                && (others.isEmpty() || base + others.nextSetBit(0) > id);
    }

    /** Takes what was read. */
    synchronized void fill(Iterable<Entry> read) {
        NavigableMap<Long, Entry> sorted = new TreeMap<>();
        read.forEach(entry -> sorted.put(entry.id(), entry));
        for (Entry entry : sorted.values()) {
            if (wants(entry.id())) {
                others.clear((int) (entry.id() - base));
                keep(entry);
            }
        }
    }

    /** In bytes, of all that waits. */
    synchronized long bytes() {
        return bytes;
    }

    synchronized long count() {
        return count;
    }
}

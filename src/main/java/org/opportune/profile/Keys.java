package org.opportune.profile;

import java.util.Arrays;
import java.util.List;

/** When events happened and which they were, oldest first; events of one millisecond stand in the order of their marks. Immutable. */
final class Keys {
    static final Keys NONE = new Keys(new long[0], new long[0]);

    private final long[] times;
    private final long[] marks;

    private Keys(long[] times, long[] marks) {
        this.times = times;
        this.marks = marks;
    }

    int size() {
        return times.length;
    }

    long time(int index) {
        return times[index];
    }

    long mark(int index) {
        return marks[index];
    }

    /** How many happened until the time, which is included. */
    int until(long time) {
        int low = 0;
        int high = times.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many stand before the key. */
    int before(long time, long mark) {
        int index = until(time - 1);
        while (index < times.length && times[index] == time && Long.compareUnsigned(marks[index], mark) < 0) {
            index++;
        }
        return index;
    }

    boolean contains(long time, long mark) {
        int index = before(time, mark);
        return index < times.length && times[index] == time && marks[index] == mark;
    }

    Keys from(int index) {
        return index == 0
                ? this
                : new Keys(
                        Arrays.copyOfRange(times, index, times.length), Arrays.copyOfRange(marks, index, marks.length));
    }

    /**
     * Where each key of the result comes from: an index of these keys, or -1 - an index of the added ones.
     *
     * @param added sorted
     */
    int[] places(List<? extends Keyed> added) {
        int[] places = new int[times.length + added.size()];
        int mine = times.length - 1;
        int theirs = added.size() - 1;
        for (int place = places.length - 1; place >= 0; place--) {
            if (theirs < 0
                    || (mine >= 0
                            && compare(
                                            times[mine],
                                            marks[mine],
                                            added.get(theirs).time(),
                                            added.get(theirs).mark())
                                    > 0)) {
                places[place] = mine--;
            } else {
                places[place] = -1 - theirs--;
            }
        }
        return places;
    }

    Keys with(List<? extends Keyed> added, int[] places) {
        long[] allTimes = new long[places.length];
        long[] allMarks = new long[places.length];
        for (int i = 0; i < places.length; i++) {
            int place = places[i];
            allTimes[i] = place < 0 ? added.get(-1 - place).time() : times[place];
            allMarks[i] = place < 0 ? added.get(-1 - place).mark() : marks[place];
        }
        return new Keys(allTimes, allMarks);
    }

    private static int compare(long time, long mark, long otherTime, long otherMark) {
        return time == otherTime ? Long.compareUnsigned(mark, otherMark) : Long.compare(time, otherTime);
    }

    /** What has a place in time. */
    interface Keyed extends Comparable<Keyed> {
        /** Milliseconds since 1970. */
        long time();

        /** Tells events of one millisecond apart. */
        long mark();

        @Override
        default int compareTo(Keyed other) {
            return compare(time(), mark(), other.time(), other.mark());
        }
    }
}

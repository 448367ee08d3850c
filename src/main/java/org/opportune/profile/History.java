package org.opportune.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a customer, as the features of one plan need it. It is a function of the set of events, in whatever order and however often they come:
 * the newest ones up to a limit stand one by one, older ones by UTC day. Immutable.
 */
public final class History {
    /** How many of a customer's newest events are exact. */
    static final int LIMIT = 10_000;

    private final FeaturePlan plan;
    private final int limit;
    private final Keys newest;
    private final boolean isCut;
    private final List<Track> tracks;

    private History(FeaturePlan plan, int limit, Keys newest, boolean isCut, List<Track> tracks) {
        this.plan = plan;
        this.limit = limit;
        this.newest = newest;
        this.isCut = isCut;
        this.tracks = tracks;
    }

    static History empty(FeaturePlan plan, int limit) {
        return new History(
                plan,
                limit,
                Keys.NONE,
                false,
                plan.tracks().stream().map(Track::empty).toList());
    }

    FeaturePlan plan() {
        return plan;
    }

    Track track(int index) {
        return tracks.get(index);
    }

    /**
     * With events that may be there already. Null when an event is so old that this cannot be told: then the history must be read anew.
     */
    @Nullable
    History with(List<Happening> happenings) {
        if (newest.size() == 0 && areAscending(happenings)) {
            return happenings.isEmpty() ? this : withNew(happenings); // as they are stored
        }
        List<Happening> added = new ArrayList<>();
        Set<Keyed> seen = new HashSet<>();
        for (Happening happening : happenings) {
            long time = happening.time();
            long mark = happening.mark();
            if (isCut && newest.before(time, mark) == 0 && !newest.contains(time, mark)) {
                return null;
            }
            if (seen.add(new Keyed(time, mark)) && !newest.contains(time, mark)) {
                added.add(happening);
            }
        }
        added.sort(null);
        return added.isEmpty() ? this : withNew(added);
    }

    private static boolean areAscending(List<Happening> happenings) {
        for (int i = 1; i < happenings.size(); i++) {
            if (happenings.get(i - 1).compareTo(happenings.get(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * The same events as another plan needs them: a track that both plans have is the same. Null when this cannot be told of all of them.
     *
     * @param alike for each track of the other plan the one of this that is like it, or -1
     * @param happenings all that happened
     */
    @Nullable
    History under(FeaturePlan other, int[] alike, List<Happening> happenings) {
        if (isCut || happenings.size() != newest.size() || !areAscending(happenings)) {
            return null;
        }
        List<Track> all = new ArrayList<>(alike.length);
        for (int i = 0; i < alike.length; i++) {
            all.add(alike[i] < 0 ? Track.empty(other.tracks().get(i)) : tracks.get(alike[i]));
        }
        add(other, happenings, index -> alike[index] < 0, all);
        return new History(other, limit, newest, false, List.copyOf(all));
    }

    /** Of what happened, what stands on the wanted tracks. */
    private static void add(FeaturePlan plan, List<Happening> happenings, IntPredicate wanted, List<Track> all) {
        Map<Integer, List<Entry>> entries = new HashMap<>();
        for (Happening happening : happenings) {
            for (int index : plan.tracks(happening.type())) {
                Entry entry = wanted.test(index) ? plan.tracks().get(index).entry(happening, plan.rates()) : null;
                if (entry != null) {
                    entries.computeIfAbsent(index, track -> new ArrayList<>()).add(entry);
                }
            }
        }
        entries.forEach((index, ofTrack) -> all.set(index, all.get(index).with(ofTrack)));
    }

    private History withNew(List<Happening> added) {
        List<Track> all = new ArrayList<>(tracks);
        add(plan, added, index -> true, all);
        Keys keys = newest.with(added, newest.places(added));
        int tooMany = keys.size() - limit;
        if (tooMany <= 0) {
            return new History(plan, limit, keys, isCut, List.copyOf(all));
        }
        all.replaceAll(track -> track.forget(keys.time(tooMany), keys.mark(tooMany)));
        return new History(plan, limit, keys.from(tooMany), true, List.copyOf(all));
    }

    private record Keyed(long time, long mark) {}
}

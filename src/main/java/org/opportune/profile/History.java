package org.opportune.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        return added.isEmpty() ? this : withNew(added);
    }

    private History withNew(List<Happening> added) {
        added.sort(null);
        Map<Integer, List<Entry>> entries = new HashMap<>();
        for (Happening happening : added) {
            for (int index : plan.tracks(happening.type())) {
                Entry entry = plan.tracks().get(index).entry(happening, plan.rates());
                if (entry != null) {
                    entries.computeIfAbsent(index, track -> new ArrayList<>()).add(entry);
                }
            }
        }
        List<Track> all = new ArrayList<>(tracks);
        entries.forEach((index, ofTrack) -> all.set(index, all.get(index).with(ofTrack)));
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

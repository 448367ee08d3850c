package org.opportune.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.opportune.profile.Profiles.Progress;

/**
 * The customers of late, in memory, as the plan that decides needs them, and as the one needs them that decides next or did before. Loading one and telling
 * it what was committed exclude each other, so that a load that began before a commit cannot bring back what was true before it.
 */
final class HotProfiles {
    /** How many customers are read at once. */
    static final int KEYS_AT_ONCE = 500;

    private final int capacity;
    private final Cache<Identity, Long> keys;
    /** The newest first. */
    private volatile List<Planned> plans = List.of();
    /** Whose customers were asked for last. */
    private volatile @Nullable Planned asked;

    private volatile long renamings;

    HotProfiles(int capacity) {
        this.capacity = capacity;
        this.keys = Caffeine.newBuilder().maximumSize(3L * capacity).build();
    }

    /** Reads customers of many keys. */
    interface Load {
        void of(long[] keys, Consumer<Profile> each);
    }

    /** The customers of late as one plan needs them. */
    private static final class Planned {
        private final String mark;
        private final Cache<Long, Profile> profiles;
        /** Who was told something while customers are being read in bulk: what was read of them may be older. */
        private final Set<Long> told = ConcurrentHashMap.newKeySet();

        private volatile boolean isReading;

        Planned(String mark, int capacity) {
            this.mark = mark;
            this.profiles = Caffeine.newBuilder().maximumSize(capacity).build();
        }

        @Nullable
        Profile get(long key, LongFunction<@Nullable Profile> load) {
            Profile hot = profiles.getIfPresent(key);
            return hot != null ? hot : profiles.get(key, load::apply);
        }

        /** Not by computeIfPresent: it looks without waiting first, and misses a customer who is being loaded. */
        void follow(long key, Function<Profile, @Nullable Profile> change) {
            profiles.asMap().compute(key, (k, profile) -> {
                if (isReading) {
                    told.add(key);
                }
                return profile == null ? null : change.apply(profile);
            });
        }

        void read(List<long[]> parts, Load load, Progress progress) {
            int of = parts.stream().mapToInt(part -> part.length).sum();
            int done = 0;
            isReading = true;
            try {
                for (long[] part : parts) {
                    progress.at(done, of);
                    told.clear();
                    load.of(part, this::put);
                    done += part.length;
                }
                progress.at(done, of);
            } finally {
                isReading = false;
                told.clear();
            }
        }

        private void put(Profile read) {
            profiles.asMap().compute(read.key(), (key, present) -> {
                return present != null || told.contains(key) ? present : read;
            });
        }
    }

    /** Whose the identity is; null when that is not known here. */
    @Nullable
    Long key(Identity identity) {
        return keys.getIfPresent(identity);
    }

    /** Counts up whenever an identity may have changed its customer. */
    long renamings() {
        return renamings;
    }

    /** What was looked up while an identity changed its customer may be older than that. */
    synchronized void learn(Map<Identity, Long> found, long renamingsBefore) {
        if (renamings == renamingsBefore) {
            keys.putAll(found);
        }
    }

    synchronized void unlearn(Collection<Identity> names) {
        renamings++;
        keys.invalidateAll(names);
    }

    /** Null when there is no such customer. */
    @Nullable
    Profile get(long key, FeaturePlan plan, LongFunction<@Nullable Profile> load) {
        Planned planned = planned(plan);
        if (asked != planned) {
            asked = planned;
        }
        return planned.get(key, load);
    }

    private Planned planned(FeaturePlan plan) {
        Planned found = find(plan);
        return found == null ? add(plan) : found;
    }

    private @Nullable Planned find(FeaturePlan plan) {
        for (Planned planned : plans) {
            if (planned.mark.equals(plan.mark())) {
                return planned;
            }
        }
        return null;
    }

    /** Of those that were there, only the one that is asked stays. */
    private synchronized Planned add(FeaturePlan plan) {
        Planned present = find(plan);
        if (present != null) {
            return present;
        }
        Planned added = new Planned(plan.mark(), capacity);
        Planned kept = asked;
        plans = kept == null ? List.of(added) : List.of(added, kept);
        return added;
    }

    /** Reads whoever is in memory now for another plan. */
    void prepare(FeaturePlan plan, Load load, Progress progress) {
        Planned decides = asked;
        if (find(plan) == null && decides != null) {
            long[] known = decides.profiles.asMap().keySet().stream()
                    .mapToLong(key -> key)
                    .sorted()
                    .toArray();
            add(plan).read(parts(known), load, progress);
        }
    }

    static List<long[]> parts(long[] keys) {
        List<long[]> parts = new ArrayList<>();
        for (int from = 0; from < keys.length; from += KEYS_AT_ONCE) {
            parts.add(Arrays.copyOfRange(keys, from, Math.min(keys.length, from + KEYS_AT_ONCE)));
        }
        return parts;
    }

    /** Some who are in memory. */
    List<Profile> some(FeaturePlan plan, int most) {
        Planned planned = find(plan);
        return planned == null
                ? List.of()
                : planned.profiles.asMap().values().stream().limit(most).toList();
    }

    void append(Map<Long, List<Happening>> added) {
        added.forEach((key, happenings) -> follow(key, profile -> {
            History history = profile.history();
            History next = history == null ? null : history.with(happenings);
            return next == null ? null : profile.with(next);
        }));
    }

    /** What is not stored yet; of whom nothing happened before, it is not known here how it would count. */
    void foresee(Map<Long, List<Happening>> coming) {
        coming.forEach((key, happenings) -> follow(key, profile -> {
            History history = profile.history();
            History next = history == null ? null : history.with(happenings);
            return next == null ? profile : profile.with(next);
        }));
    }

    void forget(Collection<Long> changed) {
        changed.forEach(key -> follow(key, profile -> null));
    }

    void forget(long key, List<Identity> identities) {
        unlearn(identities);
        forget(List.of(key));
    }

    void move(StageChange change) {
        follow(change.customer(), profile -> {
            List<StageSpell> stages = profile.stages();
            StageSpell spell = StageRows.spell(change);
            if (stages.contains(spell)) {
                return profile;
            }
            if (!StageRows.startsFrom(stages.isEmpty() ? null : stages.get(stages.size() - 1), change)) {
                return null;
            }
            List<StageSpell> all = new ArrayList<>(stages);
            all.add(spell);
            return profile.withStages(all);
        });
    }

    private void follow(long key, Function<Profile, @Nullable Profile> change) {
        plans.forEach(planned -> planned.follow(key, change));
    }
}

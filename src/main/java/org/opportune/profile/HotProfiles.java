package org.opportune.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The customers of late, in memory. Loading one and telling it what was committed exclude each other, so that a load that began before a commit
 * cannot bring back what was true before it.
 */
final class HotProfiles {
    private final Cache<Long, Profile> profiles;
    private final Cache<Identity, Long> keys;

    HotProfiles(int capacity) {
        this.profiles = Caffeine.newBuilder().maximumSize(capacity).build();
        this.keys = Caffeine.newBuilder().maximumSize(3L * capacity).build();
    }

    /** Whose the identity is; null when that is not known here. An identity never changes its customer. */
    @Nullable
    Long key(Identity identity) {
        return keys.getIfPresent(identity);
    }

    void learn(Map<Identity, Long> found) {
        keys.putAll(found);
    }

    /** A profile that was made for another plan is loaded anew. */
    @Nullable
    Profile get(long key, FeaturePlan plan, LongFunction<@Nullable Profile> load) {
        Profile hot = profiles.getIfPresent(key);
        if (hot != null && isOf(hot, plan)) {
            return hot;
        }
        return profiles.asMap().compute(key, (k, present) -> {
            if (present != null && isOf(present, plan)) {
                return present;
            }
            return load.apply(key);
        });
    }

    private static boolean isOf(Profile profile, FeaturePlan plan) {
        History history = profile.history();
        return history != null && history.plan().mark().equals(plan.mark());
    }

    void append(Map<Long, List<Happening>> added) {
        added.forEach((key, happenings) -> follow(key, profile -> {
            History history = profile.history();
            History next = history == null ? null : history.with(happenings);
            return next == null ? null : profile.with(next);
        }));
    }

    void forget(Collection<Long> changed) {
        changed.forEach(key -> follow(key, profile -> null));
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

    /** Not by computeIfPresent: it looks without waiting first, and misses a customer who is being loaded. */
    private void follow(long key, Function<Profile, @Nullable Profile> change) {
        profiles.asMap().compute(key, (k, profile) -> profile == null ? null : change.apply(profile));
    }
}

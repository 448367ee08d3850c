package org.opportune.reservation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was answered just now and what became of it, which may not stand where {@link Past} finds it yet. */
final class Recent {
    private static final int MOST = 20_000;

    private final Cache<UUID, Answered> decisions =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /**
     * What one decision answered to whom.
     *
     * @param isAll false when it was answered earlier, and only what was told of is here
     */
    private record Answered(long owner, List<Hold> holds, boolean isAll) {
        @Nullable
        Hold find(String offer) {
            return holds.stream()
                    .filter(hold -> hold.offer().equals(offer))
                    .findFirst()
                    .orElse(null);
        }

        Answered with(Hold told) {
            List<Hold> all = new ArrayList<>(holds);
            all.removeIf(hold -> hold.offer().equals(told.offer()));
            Hold known = find(told.offer());
            all.add(known == null ? told : known.and(told));
            return new Answered(owner, List.copyOf(all), isAll);
        }
    }

    void answered(UUID decision, long owner, List<Hold> holds) {
        decisions.put(decision, new Answered(owner, holds, true));
    }

    /** What became of something; said again, it changes nothing. */
    void told(long owner, Hold hold) {
        decisions
                .asMap()
                .compute(
                        hold.decision(),
                        (decision, known) ->
                                known == null ? new Answered(owner, List.of(hold), false) : known.with(hold));
    }

    /** Whether nothing but what {@link #find} finds was answered by a decision. */
    boolean hasAllOf(UUID decision) {
        Answered answered = decisions.getIfPresent(decision);
        return answered != null && answered.isAll();
    }

    /** The offers of a decision that was answered just now; null when it is not known here, or not all of it. */
    @Nullable
    Set<String> offers(UUID decision) {
        Answered answered = decisions.getIfPresent(decision);
        return answered == null || !answered.isAll()
                ? null
                : answered.holds().stream().map(Hold::offer).collect(Collectors.toSet());
    }

    void forget(Collection<Long> owners) {
        decisions.asMap().values().removeIf(answered -> owners.contains(answered.owner()));
    }

    Past.@Nullable Owned find(UUID decision, String offer) {
        Answered answered = decisions.getIfPresent(decision);
        Hold hold = answered == null ? null : answered.find(offer);
        return answered == null || hold == null ? null : new Past.Owned(answered.owner(), hold);
    }

    List<Hold> of(String offer) {
        List<Hold> all = new ArrayList<>();
        decisions.asMap().values().forEach(answered -> {
            Hold hold = answered.find(offer);
            if (hold != null) {
                all.add(hold);
            }
        });
        return all;
    }
}

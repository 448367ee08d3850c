package org.opportune.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HotProfilesTest {
    private static final FeaturePlan PLAN = FeaturePlan.of(ProfilesContract.RULEBOOK);
    private static final Happening ORDER =
            Happening.of(ProfilesContract.order("1", ProfilesContract.id("C1"), Duration.ofDays(1)));

    private final HotProfiles hot = new HotProfiles(10);

    private static Profile profile(History history) {
        return new Profile(1, List.of(), Map.of(), List.of(), List.of(), history);
    }

    private static History before() {
        return History.empty(PLAN, 20);
    }

    private Object orders() {
        Profile found = Objects.requireNonNull(hot.get(1, PLAN, key -> profile(before())));
        return Objects.requireNonNull(new Snapshots(ProfilesContract.RULEBOOK)
                .of(found, ProfilesContract.NOW)
                .customer()
                .get("orders"));
    }

    @Test
    void aLoadThatBeganBeforeACommitDoesNotBringBackWhatWasTrueBefore() {
        Thread commit = new Thread(() -> hot.append(Map.of(1L, List.of(ORDER))));
        hot.get(1, PLAN, key -> {
            Profile old = profile(before());
            commit.start();
            untilItWaitsOrEnds(commit);
            return old;
        });
        join(commit);
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void anEventThatTheLoadSawAlreadyCountsOnce() {
        hot.get(1, PLAN, key -> profile(Objects.requireNonNull(before().with(List.of(ORDER)))));
        hot.append(Map.of(1L, List.of(ORDER)));
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void aChangedCustomerIsLoadedAnew() {
        hot.get(1, PLAN, key -> profile(Objects.requireNonNull(before().with(List.of(ORDER)))));
        hot.forget(List.of(1L));
        assertThat(orders()).isEqualTo(0);
    }

    private static void untilItWaitsOrEnds(Thread thread) {
        while (thread.getState() != Thread.State.TERMINATED
                && thread.getState() != Thread.State.BLOCKED
                && thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.opportune.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.opportune.rulebook.Words;

class HotProfilesTest {
    private static final FeaturePlan PLAN = FeaturePlan.of(ProfilesContract.RULEBOOK);
    private static final FeaturePlan OTHER = FeaturePlan.of(ProfilesContract.OTHER);
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

    @Test
    void whatWasLookedUpBeforeACookieWentToSomebodyElseIsNotLearnedAfterwards() {
        Identity cookie = ProfilesContract.visitor("v");
        long before = hot.renamings();
        hot.unlearn(List.of(cookie));
        hot.learn(Map.of(cookie, 1L), before);
        assertThat(hot.key(cookie)).isNull();
        hot.learn(Map.of(cookie, 2L), hot.renamings());
        assertThat(hot.key(cookie)).isEqualTo(2);
    }

    private Profile read(int orders) {
        History history = History.empty(OTHER, 20);
        return profile(orders == 0 ? history : Objects.requireNonNull(history.with(List.of(ORDER))));
    }

    private Object gifts() {
        Profile found = Objects.requireNonNull(hot.get(1, OTHER, key -> {
            throw new AssertionError("was to be ready");
        }));
        return Objects.requireNonNull(new Snapshots(ProfilesContract.OTHER)
                .of(found, ProfilesContract.NOW)
                .customer()
                .get("gifts"));
    }

    @Test
    void whoeverIsInMemoryIsReadForTheNextPlanBeforeItIsAskedFor() {
        assertThat(orders()).isEqualTo(0);
        List<String> progress = new ArrayList<>();
        hot.prepare(
                OTHER,
                (keys, each) -> {
                    assertThat(keys).containsExactly(1);
                    each.accept(read(1));
                },
                (done, of) -> progress.add(done + "/" + of));
        assertThat(gifts()).isEqualTo(1);
        assertThat(progress).containsExactly("0/1", "1/1");
        assertThat(hot.some(OTHER, 5)).hasSize(1);
    }

    @Test
    void bothPlansFollowWhatHappensNext() {
        assertThat(orders()).isEqualTo(0);
        hot.prepare(OTHER, (keys, each) -> each.accept(read(0)), (done, of) -> {});
        hot.append(Map.of(1L, List.of(ORDER)));
        assertThat(gifts()).isEqualTo(1);
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void whatWasReadInBulkBeforeACommitDoesNotHideIt() {
        assertThat(orders()).isEqualTo(0);
        hot.prepare(
                OTHER,
                (keys, each) -> {
                    Profile old = read(0);
                    hot.append(Map.of(1L, List.of(ORDER)));
                    each.accept(old);
                },
                (done, of) -> {});
        Profile found = Objects.requireNonNull(hot.get(1, OTHER, key -> read(1)));
        assertThat(new Snapshots(ProfilesContract.OTHER)
                        .of(found, ProfilesContract.NOW)
                        .customer()
                        .get("gifts"))
                .isEqualTo(1);
    }

    @Test
    void plansThatNobodyAsksForMakeRoom() {
        FeaturePlan third =
                FeaturePlan.of(Words.rulebook(Shop.TERMS, Shop.vocabulary(List.of("visits: {count: visit}"))));
        assertThat(orders()).isEqualTo(0);
        hot.prepare(OTHER, (keys, each) -> each.accept(read(0)), (done, of) -> {});
        hot.prepare(third, (keys, each) -> each.accept(profile(History.empty(third, 20))), (done, of) -> {});
        assertThat(hot.some(third, 5)).hasSize(1);
        assertThat(hot.some(PLAN, 5)).as("what decides stays").hasSize(1);
        assertThat(hot.some(OTHER, 5)).isEmpty();
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

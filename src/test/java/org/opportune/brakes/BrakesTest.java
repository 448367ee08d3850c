package org.opportune.brakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.brakes.Brakes.Origin;
import org.opportune.kernel.Problem;

class BrakesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final InMemoryBrakes store = new InMemoryBrakes();

    @TempDir
    Path root;

    private Brakes started(String folder) {
        Brakes brakes = new Brakes(store, root.resolve(folder), Clock.fixed(NOW, ZoneOffset.UTC));
        brakes.start();
        return brakes;
    }

    private static List<String> names(Brakes brakes) {
        return brakes.paused().brakes().stream().map(Brake::name).toList();
    }

    private static Brake pause(Brakes brakes, String offer) {
        return brakes.pause(BrakeKind.OFFER, offer, "olli", "It is wrong");
    }

    @Test
    void whatIsPausedIsObeyedAtOnceAndUntilItIsResumed() {
        Brakes brakes = started("a");

        assertThat(pause(brakes, "gift")).isEqualTo(new Brake(BrakeKind.OFFER, "gift", NOW, "olli", "It is wrong"));
        brakes.pause(BrakeKind.CAMPAIGN, "gift", "olli", "It has the offer's name");
        assertThat(names(brakes)).containsExactly("campaigns/gift", "offers/gift");

        assertThat(brakes.resume(BrakeKind.OFFER, "gift", "maija", "It is right"))
                .isTrue();
        assertThat(names(brakes)).containsExactly("campaigns/gift");
        assertThat(store.steps()).containsExactly("pause offers/gift", "pause campaigns/gift", "resume offers/gift");
    }

    @Test
    void whoPausesOrResumesOnceMoreChangesNothing() {
        Brakes brakes = started("a");
        Brake first = pause(brakes, "gift");

        assertThat(brakes.pause(BrakeKind.OFFER, "gift", "maija", "I saw it too"))
                .isEqualTo(first);
        assertThat(brakes.resume(BrakeKind.OFFER, "help", "maija", "Not paused"))
                .isFalse();
        assertThat(names(brakes)).containsExactly("offers/gift");
        assertThat(store.steps()).containsExactly("pause offers/gift");
    }

    @Test
    void anotherNodeFollows() {
        Brakes here = started("a");
        Brakes there = started("b");
        pause(here, "gift");
        assertThat(names(there)).isEmpty();

        there.follow();
        assertThat(names(there)).containsExactly("offers/gift");

        there.resume(BrakeKind.OFFER, "gift", "maija", "It is right");
        here.follow();
        assertThat(names(here)).isEmpty();
    }

    /** The timer has read that nothing is paused, and is slow to say so. */
    @Test
    void whatWasReadBeforeAPauseDoesNotUndoIt() throws Exception {
        Brakes brakes = started("a");
        CountDownLatch isRead = new CountDownLatch(1);
        CountDownLatch isPaused = new CountDownLatch(1);
        store.afterReading = () -> {
            isRead.countDown();
            await(isPaused, Duration.ofMillis(300));
        };
        Thread timer = new Thread(brakes::follow);
        timer.start();
        await(isRead, Duration.ofSeconds(30));

        pause(brakes, "gift");
        isPaused.countDown();
        timer.join();

        assertThat(names(brakes)).containsExactly("offers/gift");
    }

    private static boolean await(CountDownLatch latch, Duration longest) {
        try {
            return latch.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatCannotBeStoredChangesNothing() {
        Brakes brakes = started("a");
        pause(brakes, "gift");
        store.isAway = true;

        for (RuntimeException away : List.of(
                new IllegalStateException(new SQLTransientConnectionException("the database is away")),
                new TransactionalException("the end of the transaction failed", new SystemException("rollback")))) {
            store.whenAway = away;
            assertThatThrownBy(() -> pause(brakes, "help")).satisfies(BrakesTest::isUnavailable);
            assertThatThrownBy(() -> brakes.resume(BrakeKind.OFFER, "gift", "maija", "It is right"))
                    .satisfies(BrakesTest::isUnavailable);
        }
        store.whenAway = new IllegalStateException("a mistake of ours");
        assertThatThrownBy(() -> pause(brakes, "help")).isSameAs(store.whenAway);
        assertThatThrownBy(brakes::follow).isSameAs(store.whenAway);
        assertThat(names(brakes)).containsExactly("offers/gift");
    }

    private static void isUnavailable(Throwable thrown) {
        assertThat(thrown).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                .isEqualTo(503));
    }

    @Test
    void aStartWithoutTheDatabaseObeysTheCopyUntilTheDatabaseIsBack() {
        Brakes before = started("a");
        pause(before, "gift");
        pause(before, "help");
        store.isAway = true;

        Brakes after = started("a");
        assertThat(after.from()).isEqualTo(Origin.COPY);
        assertThat(after.paused().brakes()).isEqualTo(before.paused().brakes());

        store.isAway = false;
        started("b").resume(BrakeKind.OFFER, "gift", "maija", "It is right");
        after.follow();
        assertThat(after.from()).isEqualTo(Origin.DATABASE);
        assertThat(names(after)).containsExactly("offers/help");
        store.isAway = true;
        assertThat(names(started("a"))).containsExactly("offers/help");
    }

    @Test
    void aStartHoldsWhatTheDatabaseSaysAboveTheCopy() {
        pause(started("a"), "gift");
        started("b").resume(BrakeKind.OFFER, "gift", "maija", "It is right");

        assertThat(names(started("a"))).isEmpty();
        store.isAway = true;
        Brakes again = started("a");
        assertThat(names(again)).isEmpty();
        assertThat(again.from()).isEqualTo(Origin.COPY);
    }

    @Test
    void aDamagedCopyIsNotBelievedAndMendedByTheDatabase() throws IOException {
        pause(started("a"), "gift");
        Path copy = root.resolve("a").resolve("paused");
        String whole = Files.readString(copy);
        Files.writeString(copy, whole.replace("gift", "gilt"), StandardCharsets.UTF_8);
        store.isAway = true;

        Brakes brakes = started("a");
        assertThat(brakes.from()).isEqualTo(Origin.NOTHING);
        assertThat(names(brakes)).isEmpty();

        store.isAway = false;
        brakes.follow();
        assertThat(names(brakes)).containsExactly("offers/gift");
        assertThat(Files.readString(copy)).isEqualTo(whole);
    }

    @Test
    void aFolderThatTakesNoCopyTakesNothingFromTheBrake() throws IOException {
        Files.writeString(root.resolve("a"), "a file where the folder should be", StandardCharsets.UTF_8);
        Brakes brakes = started("a");

        pause(brakes, "gift");

        assertThat(names(brakes)).containsExactly("offers/gift");
        Files.delete(root.resolve("a"));
        brakes.follow();
        assertThat(root.resolve("a").resolve("paused")).content().contains("gift");
    }

    @Test
    void aServerThatHasNeverSeenItsDatabaseSaysSo() {
        store.isAway = true;
        assertThat(started("a").from()).isEqualTo(Origin.NOTHING);
    }
}

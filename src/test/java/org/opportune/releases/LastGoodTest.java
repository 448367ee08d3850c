package org.opportune.releases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.kernel.Finding;
import org.opportune.releases.CurrentRulebook.Origin;
import org.opportune.rulebook.SmallShop;

/** Whatever is away or damaged, the best that there is decides, and what is wrong is said. */
class LastGoodTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final SealedRelease FIRST = Sealing.of(new SmallShop());
    private static final SealedRelease SECOND =
            Sealing.of(new SmallShop().change("offers/offers.csv", "gift,engagement,10", "gift,engagement,11"));

    @TempDir
    Path root;

    private final InMemoryReleases store = new InMemoryReleases();
    private CurrentRulebook current = new CurrentRulebook(Clock.fixed(NOW, ZoneOffset.UTC));

    @SuppressWarnings("NullAway.Init") // made by each start
    private Publisher publisher;

    @BeforeEach
    void twoWerePublishedHere() {
        store.published(FIRST);
        startAnew();
        store.published(SECOND);
        publisher.look();
        assertThat(copies()).hasSize(2);
    }

    private void startAnew() {
        current = new CurrentRulebook(Clock.fixed(NOW, ZoneOffset.UTC));
        publisher = new Publisher(
                store,
                current,
                new DraftChecks(Optional.empty()),
                ArmReleases.none(),
                folder(),
                root.resolve("no-seed"),
                true,
                Clock.fixed(NOW, ZoneOffset.UTC));
        publisher.start();
    }

    private Path folder() {
        return root.resolve("releases");
    }

    private List<Path> copies() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void damage(int copy) throws IOException {
        Files.writeString(copies().get(copy), "no release", StandardCharsets.UTF_8);
    }

    private void assertDecides(SealedRelease release, Origin from) {
        CurrentRulebook.Live live = Objects.requireNonNull(current.live());
        assertThat(live.release()).isEqualTo(release.hash());
        assertThat(live.origin()).isEqualTo(from);
    }

    private List<String> wrong() {
        CurrentRulebook.Refused refused = current.refused();
        return refused == null
                ? List.of()
                : refused.errors().stream().map(Finding::message).toList();
    }

    @Test
    void withTheDatabaseTheLastReleaseDecides() {
        startAnew();

        assertDecides(SECOND, Origin.DATABASE);
        assertThat(wrong()).isEmpty();
    }

    @Test
    void withoutTheDatabaseItsCopyDecidesUntilItIsBack() {
        store.isAway = true;
        startAnew();

        assertDecides(SECOND, Origin.COPY);
        assertThat(wrong()).isEmpty();
        publisher.look();
        assertDecides(SECOND, Origin.COPY);

        store.isAway = false;
        publisher.look();
        assertDecides(SECOND, Origin.DATABASE);
    }

    @Test
    void whatWasPublishedByOthersMeanwhileIsTakenOver() {
        SealedRelease third =
                Sealing.of(new SmallShop().change("offers/offers.csv", "gift,engagement,10", "gift,engagement,12"));
        store.isAway = true;
        startAnew();
        store.published(third);
        store.isAway = false;
        publisher.look();

        assertDecides(third, Origin.DATABASE);
    }

    @Test
    void aDamagedReleaseDecidesFromItsCopyAndThatIsSaid() {
        store.damaged(SECOND);
        startAnew();

        assertDecides(SECOND, Origin.COPY);
        assertThat(wrong())
                .singleElement()
                .asString()
                .contains("offers/offers.csv")
                .contains("not what was sealed");
    }

    @Test
    void withADamagedCopyTheOneBeforeDecidesAndIsNotTakenForTheLastOne() throws IOException {
        store.damaged(SECOND);
        damage(1);
        startAnew();

        assertDecides(FIRST, Origin.COPY);
        assertThat(wrong()).hasSize(2).anySatisfy(what -> assertThat(what).contains("the copy 0000000000000000002-"));

        assertThat(copies()).noneMatch(copy -> copy.endsWith("0000000000000000002-" + FIRST.hash() + ".release"));

        store.mended(SECOND);
        startAnew();
        assertDecides(SECOND, Origin.DATABASE);
        store.isAway = true;
        startAnew();
        assertDecides(SECOND, Origin.COPY);
    }

    @Test
    void withoutCopiesTheOneBeforeDecidesFromTheDatabase() throws IOException {
        store.damaged(SECOND);
        damage(0);
        damage(1);
        startAnew();

        assertDecides(FIRST, Origin.DATABASE);
        assertThat(wrong()).isNotEmpty();
    }

    @Test
    void withNothingLeftNothingDecidesAndTheReasonIsSaid() throws IOException {
        store.damaged(FIRST);
        store.damaged(SECOND);
        damage(0);
        damage(1);
        startAnew();

        assertThat(current.live()).isNull();
        assertThat(wrong()).isNotEmpty().allSatisfy(what -> assertThat(what).containsAnyOf("damaged", "sealed"));
    }

    @Test
    void withoutTheDatabaseAndWithDamagedCopiesNothingDecidesUntilItIsBack() throws IOException {
        damage(0);
        damage(1);
        store.isAway = true;
        startAnew();

        assertThat(current.live()).isNull();
        assertThat(wrong()).hasSize(2);

        store.isAway = false;
        publisher.look();
        assertDecides(SECOND, Origin.DATABASE);
        assertThat(wrong()).isEmpty();
    }

    @Test
    void aDatabaseThatGoesAwayWhileAReleaseIsReadIsAskedAgain() {
        SealedRelease third =
                Sealing.of(new SmallShop().change("offers/offers.csv", "gift,engagement,10", "gift,engagement,12"));
        store.published(third);
        store.goesAwayBeforeReading = true;
        publisher.look();
        assertDecides(SECOND, Origin.DATABASE);

        store.goesAwayBeforeReading = false;
        publisher.look();
        assertDecides(third, Origin.DATABASE);
    }
}

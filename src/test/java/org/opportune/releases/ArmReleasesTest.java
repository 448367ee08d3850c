package org.opportune.releases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.releases.CurrentRulebook.Live;
import org.opportune.releases.CurrentRulebook.Origin;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;

/** Releases that arms of experiments name: which may decide, and that they are there whenever what names them decides. */
class ArmReleasesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
    private static final SealedRelease OTHER = Sealing.of(other());

    @TempDir
    Path root;

    private final InMemoryReleases store = new InMemoryReleases();

    private static SmallShop other() {
        return new SmallShop().change("offers/offers.csv", "gift,engagement,10", "gift,engagement,12");
    }

    /** A release with an arm. */
    private static SmallShop naming(String hash) {
        return new SmallShop().with("experiments.yaml", """
                experiments:
                  rules:
                    label: {en: Rules}
                    arms:
                      usual: {label: {en: As usual}}
                      other: {label: {en: Other}, release: %s}
                """.formatted(hash));
    }

    private static SealedRelease naming(SealedRelease other) {
        return Sealing.of(naming(other.hash()));
    }

    /** A server on the database. */
    private final class Server {
        final CurrentRulebook current;
        final Publisher publisher;

        Server(String data) {
            DraftChecks checks = new DraftChecks(Optional.empty());
            Path copies = root.resolve(data);
            ArmReleases arms = ArmReleases.of(store, checks, copies, true, CLOCK);
            current = new CurrentRulebook(CLOCK, (decider, backfill) -> {}, arms);
            publisher = new Publisher(store, current, checks, arms, copies, root.resolve("no-seed"), true, CLOCK);
            publisher.start();
        }

        void assertDecides(SealedRelease release, Origin from, SealedRelease... others) {
            Live live = Objects.requireNonNull(current.live(), () -> String.valueOf(current.refused()));
            assertThat(live.release()).isEqualTo(release.hash());
            assertThat(live.origin()).isEqualTo(from);
            assertThat(live.decider().rulebook().others().keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(others).map(SealedRelease::hash).toList());
        }

        List<Finding> refused() {
            CurrentRulebook.Refused refused = current.refused();
            return refused == null ? List.of() : refused.errors();
        }
    }

    private List<String> copies(String data) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(data))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @BeforeEach
    void theOtherOneWasPublishedHere() {
        store.published(OTHER);
    }

    @Test
    void whatAnArmNamesIsBuiltBesideWhatDecidesOnEveryServer() {
        Server one = new Server("one");
        Server two = new Server("two");
        SealedRelease naming = naming(OTHER);
        store.published(naming);
        one.publisher.look();
        two.publisher.look();

        one.assertDecides(naming, Origin.DATABASE, OTHER);
        two.assertDecides(naming, Origin.DATABASE, OTHER);
        new Server("three").assertDecides(naming, Origin.DATABASE, OTHER);
    }

    @Test
    void whatDecidesAlreadyIsNotBuiltAgain() {
        Server server = new Server("one");
        Rulebook built = server.current.get().rulebook();
        store.published(naming(OTHER));
        server.publisher.look();

        Rulebook beside = server.current.get().rulebook().others().get(OTHER.hash());
        assertThat(Objects.requireNonNull(beside).classes()).isSameAs(built.classes());
    }

    @Test
    void withoutTheDatabaseBothAreStartedFromTheDataFolder() throws IOException {
        SealedRelease naming = naming(OTHER);
        store.published(naming);
        new Server("one");
        store.isAway = true;
        new Server("one").assertDecides(naming, Origin.COPY, OTHER);

        Path copy = root.resolve("one").resolve("0000000000000000002-" + OTHER.hash() + ".arm");
        Files.writeString(copy, "no release", StandardCharsets.UTF_8);
        Server damaged = new Server("one");
        assertThat(damaged.current.live()).isNull();
        assertThat(damaged.refused()).singleElement().satisfies(error -> assertThat(error.message())
                .contains("no whole copy of a release that an arm of it names"));
        store.isAway = false;
        damaged.publisher.look();
        damaged.assertDecides(naming, Origin.DATABASE, OTHER);
    }

    @Test
    void oneThatIsDamagedInTheDatabaseComesFromTheDataFolder() {
        SealedRelease naming = naming(OTHER);
        store.published(naming);
        new Server("one");
        store.isDamaged(OTHER);
        new Server("one").assertDecides(naming, Origin.DATABASE, OTHER);

        Server without = new Server("two");
        assertThat(without.current.live()).isNull();
        assertThat(without.refused())
                .anySatisfy(error -> assertThat(error.message()).contains("is damaged", "not what was sealed"));
    }

    @Test
    void copiesOfThemGoWithTheCopyOfWhatNamesThem() throws IOException {
        Server server = new Server("one");
        SealedRelease naming = naming(OTHER);
        store.published(naming);
        server.publisher.look();
        assertThat(copies("one")).contains("0000000000000000002-" + OTHER.hash() + ".arm");

        for (int value = 13; value < 15; value++) {
            store.published(Sealing.of(
                    new SmallShop().change("offers/offers.csv", "gift,engagement,10", "gift,engagement," + value)));
            server.publisher.look();
        }
        assertThat(copies("one")).hasSize(2).allMatch(name -> name.endsWith(".release"));
    }

    @Test
    void whatCannotDecideForAnArmChangesNothing() {
        Server server = new Server("one");
        SealedRelease unpublished = Sealing.of(new SmallShop().change("rulebook.yaml", "Small shop", "Unpublished"));
        store.stored(unpublished);
        for (SealedRelease no : List.of(unpublished, Sealing.of(new SmallShop()))) {
            store.published(naming(no));
            server.publisher.look();

            server.assertDecides(OTHER, Origin.DATABASE);
            assertThat(server.refused()).singleElement().satisfies(error -> {
                assertThat(error.kind()).isEqualTo(Kind.ARM_RELEASE.slug());
                assertThat(error)
                        .hasToString("experiments.yaml:6:44: the release "
                                + no.hash().substring(0, 12)
                                + " cannot decide for an arm: it was not approved or published here; approve its draft"
                                + " first, or take the hash of one that GET /api/v1/releases lists");
            });
        }
    }

    @Test
    void fromAFolderWhateverDecidedBeforeMayDecideForAnArm() throws IOException {
        DraftChecks checks = new DraftChecks(Optional.empty());
        SealedRelease before = Sealing.of(new SmallShop().change("rulebook.yaml", "Small shop", "Before"));
        store.stored(before);
        CurrentRulebook current = new CurrentRulebook(
                CLOCK, (decider, backfill) -> {}, ArmReleases.of(store, checks, root.resolve("copies"), false, CLOCK));
        Path folder = Files.createDirectory(root.resolve("rules"));
        naming(before.hash()).saveTo(folder);
        RulesFolder rules = new RulesFolder(folder, current, (files, rulebook) -> {});

        store.isAway = true;
        assertThat(rules.load()).isFalse();
        assertThat(Objects.requireNonNull(current.refused()).errors().get(0).message())
                .contains("the database is away");

        store.isAway = false;
        for (int look = 0; look < 30 && current.live() == null; look++) {
            rules.look();
        }
        assertThat(current.get().rulebook().others()).containsOnlyKeys(before.hash());
    }

    private static @Nullable String wrong(SmallShop other) {
        SealedRelease sealed = Sealing.of(other);
        List<Finding> errors = new ArrayList<>();
        ArmReleases arms = new ArmReleases(hash -> sealed, new DraftChecks(Optional.empty()), CLOCK);
        Live live = new CurrentRulebook(CLOCK, (decider, backfill) -> {}, arms)
                .build(naming(sealed.hash()).folder(), Findings.ofRulebook(), errors);
        assertThat(live == null).isEqualTo(!errors.isEmpty());
        if (live != null) {
            live.decider().rulebook().close();
        }
        return errors.isEmpty() ? null : errors.get(0).toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            rulebook.yaml   | Europe/Helsinki         | Europe/Vilnius             | timeZone
            rulebook.yaml   | locales: [en, fi]       | locales: [en, fi, sv]      | locales
            rulebook.yaml   | baseCurrency: EUR       | baseCurrency: NOK          | baseCurrency or rates
            rulebook.yaml   | 2025-01-01: 0.09        | 2025-01-01: 0.08           | baseCurrency or rates
            rulebook.yaml   | placements: 3           | placements: 2              | limits: placements
            vocabulary.yaml | FI: {en: Finland}       | NO: {en: Norway}, FI: {en: Finland} | attributes (country)
            vocabulary.yaml | language: {type: text   | tongue: {type: text        | attributes (language, tongue)
            vocabulary.yaml | cartValue: {type: money | cartValue: {type: number   | context (cartValue)
            vocabulary.yaml | amount: {type: money, r | paid: {type: money, r      | events (order)
            vocabulary.yaml | count: order, window: 90d | count: order, window: 80d | features (orders90d)
            vocabulary.yaml | email: {label: {en: E-mail}} | email: {label: {en: E-mail}, success: click} | channels (email)
            vocabulary.yaml | label: {en: Grid}, offers: 3 | label: {en: Grid}, offers: 2 | placements (grid)
            vocabulary.yaml | purposes:               | dimensions: [orders90d]¶purposes: | dimensions
            vocabulary.yaml | {id: lapsed, label: {en: Lapsed, fi: Poistunut}, colour: "#101010"} | {id: lapsed, label: {en: Lapsed}, colour: "#101010"}¶  - {id: gone, label: {en: Gone}, colour: "#101010"} | stages
            """)
    void bothMustReadTheSameCustomersAndRequests(String file, String here, String there, String what) {
        assertThat(wrong(other().change(file, here, there.replace('¶', '\n'))))
                .startsWith("experiments.yaml:6:44: the release ")
                .contains(" cannot decide for an arm: it declares otherwise than this rulebook: " + what + "; both");
    }

    @Test
    void theOrderOfFactsCountsToo() {
        String order = "  daysSinceLastOrder: {daysSinceLast: order, label: {en: Days since the last order}}\n";
        assertThat(wrong(other().change("vocabulary.yaml", order, "")
                        .change("vocabulary.yaml", "features:\n", "features:\n" + order)))
                .contains("features (their order)");
    }

    @Test
    void whatItFindsAndOffersMayBeOtherwise() {
        assertThat(wrong(other().change("vocabulary.yaml", "Pohjoismainen", "Pohjola")
                        .change("vocabulary.yaml", "gold: 50", "gold: 60")
                        .change("vocabulary.yaml", "label: {en: Hero}", "label: {en: Top}, fallback: help")
                        .change("vocabulary.yaml", "campaigns:\n", "campaigns:\n  spring: {label: {en: Spring}}\n")
                        .change("rulebook.yaml", "placements: 3, ", "placements: 3, offersPerCampaign: 2, ")
                        .change("rulebook.yaml", "name: Small shop", "name: Small shop\nminors: {age: 18}\n")))
                .isNull();
    }

    @Test
    void whatDoesNotPassItsCasesAnyMoreCannotDecideForAnArm() {
        assertThat(wrong(other().with(
                                "classification/stages.cases.csv",
                                "case,rules,customer.orders90d,expect.stage\nBuys,Ordered in 90 days,1,lapsed\n")))
                .contains("cannot be built any more: classification/stages.cases.csv:2:4: case 'Buys': expected stage");
    }

    /** As a check says it, before anybody has approved it. */
    @Test
    void aCheckSaysWhatPublishingWould() {
        ArmReleases arms = new ArmReleases(hash -> null, new DraftChecks(Optional.empty()), CLOCK);
        RulebookFolder folder = naming(OTHER.hash()).folder();
        CheckResult passed = new CheckResult(true, "r", 9, 4, 0, List.of(), List.of(), List.of(), List.of());

        CheckResult checked = arms.check(folder, passed);
        assertThat(checked.ok()).isFalse();
        assertThat(checked.release()).isNull();
        assertThat(checked.files()).isEqualTo(9);
        assertThat(checked.errors()).singleElement().asString().startsWith("experiments.yaml:6:44: the release ");
        assertThat(arms.check(new SmallShop().folder(), passed)).isSameAs(passed);
    }
}

package org.opportune.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opportune.arbitration.Ranked;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.kernel.Json;
import org.opportune.learning.LearnedRates;
import org.opportune.profile.Assignment;
import org.opportune.profile.CustomerChange;
import org.opportune.profile.Identity;
import org.opportune.profile.InMemoryProfiles;
import org.opportune.profile.Profile;
import org.opportune.profile.StageSpell;
import org.opportune.reservation.Holds;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;
import org.opportune.status.StageSweep;

/** A customer of an arm that names another release is decided by that, and by the lots of the one that names it. */
class OtherReleaseInDecisionsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T10:00:00Z");
    private static final UUID ID = UUID.fromString("0195515c-1a00-7000-8000-000000000001");
    private static final long SEED = 17;
    private static final int CUSTOMERS = 400;

    /** It has an offer more, finds that nobody is engaged, and would hold out, explore and try out a lot if it were asked. */
    private static final Rulebook OTHER = shop().change(
                    "offers/offers.csv", "help,engagement,1,", "new,engagement,50,,,New,\nhelp,engagement,1,")
            .change("offers/treatments.csv", "help,hero,", "new,hero,\nhelp,hero,")
            .change(
                    "eligibility/offers.drl",
                    "offers.propose(\"help\");",
                    "offers.propose(\"help\"); offers.propose(\"new\"); offers.propose(\"gift\");")
            .change("classification/stages.drl", "classify.stage(\"engagement\")", "classify.stage(\"lapsed\")")
            .with("experiments.yaml", """
                    holdout: {share: 0.5, keeps: [], goal: {event: order}}
                    exploration: {share: 1, temperature: 100}
                    experiments:
                      prices:
                        label: {en: Old prices}
                        arms: {usual: {label: {en: As usual}}, bold: {label: {en: Bold}, without: [new]}}
                    """)
            .rulebook();

    private static final String EXPERIMENTS = """
            holdout: {share: 0.2, keeps: [service], goal: {event: order}}
            experiments:
              prices:
                label: {en: Prices}
                arms: {usual: {label: {en: As usual}}, bold: {label: {en: Bold}, release: %s}}
              gifts:
                label: {en: Gifts}
                arms: {some: {label: {en: Gifts}}, none: {label: {en: No gifts}, without: [gift]}}
            """.formatted(OTHER.hash());
    private static final Decider DECIDER = decider(shop().with("experiments.yaml", EXPERIMENTS));
    /** The release after it, which goes on with the experiment. */
    private static final Decider NEXT = decider(shop().with("experiments.yaml", EXPERIMENTS)
            .change("offers/offers.csv", "gift,engagement,10", "gift,engagement,11"));

    private static SmallShop shop() {
        return new SmallShop()
                .change("classification/stages.drl", "Customer(orders90d > 0)", "Customer(orders90d >= 0)")
                .change(
                        "vocabulary.yaml",
                        "purposes:",
                        "purposes:\n  service: {label: {en: Service}, consent: notNeeded}")
                .with("offers/offers.csv", """
                        id,campaign,value,validFrom,validTo,label,purpose
                        help,engagement,1,,,Help,service
                        gift,engagement,10,,,Gift,
                        voucher,engagement,9,,,Voucher,
                        old,engagement,99,,2020-12-31,Old,
                        """);
    }

    private static Decider decider(SmallShop shop) {
        return Decider.of(shop.rulebook().with(Map.of(OTHER.hash(), OTHER.with(Map.of()))));
    }

    private static final PastDeciders ALL = new PastDeciders() {
        @Override
        public <T> T with(String release, Function<Decider, T> work) {
            List<Decider> all = List.of(DECIDER, NEXT, Decider.of(OTHER));
            return work.apply(all.stream()
                    .filter(each -> each.rulebook().hash().equals(release))
                    .findFirst()
                    .orElseThrow());
        }
    };

    private static Profile customer(long unit) {
        return new Profile(7, List.of(), Map.of(), List.of(), List.of(), null, unit);
    }

    private static List<Profile> customers(Predicate<Assignment> drawn) {
        List<Profile> customers = LongStream.range(0, CUSTOMERS)
                .filter(unit -> drawn.test(DECIDER.flow().arms().assign(unit, NOON)))
                .mapToObj(OtherReleaseInDecisionsTest::customer)
                .toList();
        assertThat(customers).hasSizeGreaterThan(20);
        return customers;
    }

    private static boolean isIn(Assignment assignment, String experiment, String arm) {
        return arm.equals(assignment.arms().get(experiment));
    }

    private static JsonNode body() {
        try {
            return Objects.requireNonNull(
                    Json.MAPPER.readTree(
                            "{\"customer\": [{\"namespace\": \"customer\", \"id\": \"c\"}], \"placements\": [{\"id\": \"hero\", \"limit\": 5}]}"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Decision decide(Decider decider, Profile profile, @Nullable Long seed) {
        DecisionRequest request = new DecisionRequestReader(decider.rulebook()).read(body());
        return decider.decide(request, profile, NOON, State.NONE, Holds.NONE, seed);
    }

    private static List<String> answered(Decision decision) {
        List<String> answered = new ArrayList<>();
        decision.ranking().values().forEach(ranking -> ranking.stream()
                .map(Ranked::candidate)
                .forEach(each -> answered.add(each.offer().id())));
        return answered;
    }

    private static DecisionAnswer answer(Decider decider, Decision decision) {
        Decider by = decider.by(decision.snapshot().assignment());
        return DecisionAnswer.of(ID.toString(), Mode.LIVE, by.rulebook(), decision);
    }

    private static byte[] record(Decider decider, Decision decision) {
        return RecordWriter.write("1", ID, body(), decision, State.NONE, false, Json.bytes(answer(decider, decision)));
    }

    private static Replay replay(byte[] record, String release) {
        return Replay.of(record, release, "1", ALL, number -> LearnedRates.NONE);
    }

    @Test
    void whoIsInTheArmIsDecidedByTheOtherReleaseAndTheAnswerSaysSo() {
        for (Profile customer : customers(each -> isIn(each, "prices", "bold") && isIn(each, "gifts", "some"))) {
            Decision decision = decide(DECIDER, customer, null);
            assertThat(decision.release()).isEqualTo(OTHER.hash());
            assertThat(decision.classification().stage()).isEqualTo("lapsed");
            assertThat(answered(decision)).containsExactly("new", "gift", "help");
            DecisionAnswer answer = answer(DECIDER, decision);
            assertThat(answer.release()).isEqualTo(OTHER.hash());
            assertThat(answer.experiments()).isEqualTo(Map.of("prices", "bold", "gifts", "some"));
        }
    }

    @Test
    void everybodyElseIsDecidedByTheReleaseThatNamesIt() {
        for (Profile customer : customers(each -> isIn(each, "prices", "usual") && isIn(each, "gifts", "some"))) {
            Decision decision = decide(DECIDER, customer, null);
            assertThat(decision.release()).isEqualTo(DECIDER.rulebook().hash());
            assertThat(answered(decision)).containsExactly("gift", "voucher", "help");
        }
    }

    @Test
    void theHoldoutHoldsAndThatOfTheOtherReleaseDoesNot() {
        for (Profile customer : customers(Assignment::heldOut)) {
            Decision decision = decide(DECIDER, customer, null);
            assertThat(decision.release()).isEqualTo(DECIDER.rulebook().hash());
            assertThat(answered(decision)).containsExactly("help");
        }
        assertThat(customers(each -> isIn(each, "prices", "bold"))).allSatisfy(customer -> assertThat(
                        decide(DECIDER, customer, null).snapshot().assignment().heldOut())
                .isFalse());
    }

    @Test
    void anotherExperimentHoldsForThemTooAsFarAsTheOtherReleaseHasItsOffers() {
        for (Profile customer : customers(each -> isIn(each, "prices", "bold") && isIn(each, "gifts", "none"))) {
            Decision decision = decide(DECIDER, customer, null);
            assertThat(answered(decision)).containsExactly("new", "help");
            assertThat(answer(DECIDER, decision).suppressed()).singleElement().satisfies(held -> {
                assertThat(held.offer()).isEqualTo("gift");
                assertThat(held.because()).singleElement().satisfies(reason -> assertThat(reason.code())
                        .isEqualTo("NOT-IN-ARM"));
            });
        }
    }

    @Test
    void whetherADecisionExploresIsForTheReleaseThatNamesIt() {
        Profile bold = customers(each -> isIn(each, "prices", "bold")).get(0);
        assertThat(decide(DECIDER, bold, SEED).explored()).isFalse();

        Decider exploring =
                decider(shop().with("experiments.yaml", "exploration: {share: 1, temperature: 1}\n" + EXPERIMENTS));
        Decision explored = decide(exploring, bold, SEED);
        assertThat(explored.release()).isEqualTo(OTHER.hash());
        assertThat(explored.explored()).isTrue();
    }

    @Test
    void theNextReleaseThatKeepsTheExperimentLeavesEverybodyInTheirArm() {
        for (Profile customer : customers(each -> true)) {
            Decision now = decide(DECIDER, customer, null);
            Decision next = decide(NEXT, customer, null);
            assertThat(next.snapshot().assignment()).isEqualTo(now.snapshot().assignment());
            assertThat(next.release().equals(OTHER.hash()))
                    .isEqualTo(isIn(now.snapshot().assignment(), "prices", "bold"));
        }
    }

    @Test
    void aDecisionComesOutTheSameByteForByteAndTheRecordSaysWhoDrewTheLot() {
        for (Profile customer : customers(each -> isIn(each, "prices", "bold"))) {
            byte[] record = record(DECIDER, decide(DECIDER, customer, SEED));
            assertThat(new RecordReader(record).json().at("/release").asText()).isEqualTo(OTHER.hash());
            assertThat(new RecordReader(record).json().at("/state/drawnBy").asText())
                    .isEqualTo(DECIDER.rulebook().hash());

            for (String release : List.of(OTHER.hash(), DECIDER.rulebook().hash())) {
                Replay replay = replay(record, release);
                assertThat(replay.differences()).isEmpty();
                assertThat(replay.identical()).isTrue();
                assertThat(replay.release()).isEqualTo(OTHER.hash());
            }
        }
    }

    @Test
    void whoIsDecidedAsUsualLeavesNoWordOfItInTheRecord() {
        Profile usual = customers(each -> isIn(each, "prices", "usual")).get(0);
        byte[] record = record(DECIDER, decide(DECIDER, usual, SEED));
        assertThat(new RecordReader(record).json().path("state").has("drawnBy")).isFalse();
        assertThat(replay(record, DECIDER.rulebook().hash()).identical()).isTrue();
        assertThat(replay(record, OTHER.hash()).answer().path("release").asText())
                .isEqualTo(OTHER.hash());
    }

    @Test
    void anotherReleaseSaysWhatItWouldHaveSaidToWhoIsInThatArm() {
        Profile bold = customers(each -> isIn(each, "prices", "bold")).get(0);
        Replay replay = replay(
                record(DECIDER, decide(DECIDER, bold, null)), NEXT.rulebook().hash());
        assertThat(replay.release()).isEqualTo(OTHER.hash());
        assertThat(replay.differences()).containsExactly("/state/drawnBy");
    }

    @Test
    void whyNotIsAnsweredByTheReleaseThatDecided() {
        Profile bold = customers(each -> isIn(each, "prices", "bold") && isIn(each, "gifts", "none"))
                .get(0);
        WhyNot why = WhyNots.of(
                record(DECIDER, decide(DECIDER, bold, null)), "gift", ALL, number -> LearnedRates.NONE, "en", true);
        assertThat(why.release()).isEqualTo(OTHER.hash());
        assertThat(why.placements()).singleElement().satisfies(placement -> {
            assertThat(placement.step()).isEqualTo("suppressed");
            assertThat(placement.because()).singleElement().satisfies(reason -> assertThat(reason.sentence())
                    .contains("Gifts"));
        });
    }

    @Test
    void anOfferIsBoundByTheReleaseThatHasIt() {
        assertThat(DECIDER.bounds("gift")).isSameAs(DECIDER.bounds());
        assertThat(DECIDER.bounds("new"))
                .isSameAs(Objects.requireNonNull(DECIDER.others().get(OTHER.hash()))
                        .bounds());
        assertThat(DECIDER.bounds("no-offer")).isSameAs(DECIDER.bounds());
    }

    /** Else decisions and sweeps would move them to and fro. */
    @Test
    void theSweepPlacesThemAsTheirDecisionsDo() {
        InMemoryProfiles profiles = new InMemoryProfiles();
        List<Identity> visitors = LongStream.range(0, CUSTOMERS)
                .mapToObj(number -> new Identity("visitor", "v-" + number))
                .toList();
        visitors.forEach(visitor -> profiles.change(
                DECIDER.rulebook(), List.of(new CustomerChange(List.of(visitor), Map.of(), List.of()))));
        StageRecorder recorder = new StageRecorder(profiles);
        new StageSweep(() -> DECIDER, profiles, recorder, (at, customers) -> {}, Clock.fixed(NOON, ZoneOffset.UTC))
                .run();

        List<String> stages = new ArrayList<>();
        for (Identity visitor : visitors) {
            Profile profile = Objects.requireNonNull(profiles.find(DECIDER.rulebook(), List.of(visitor)));
            assertThat(profile.stages())
                    .extracting(StageSpell::stage)
                    .containsExactly(
                            decide(DECIDER, profile, null).classification().stage());
            stages.add(profile.stages().get(0).stage());
        }
        assertThat(stages).contains("lapsed", "engagement");
    }
}

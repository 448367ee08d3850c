package org.opportune.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
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
import org.opportune.reservation.Holds;
import org.opportune.rulebook.SmallShop;

/** What experiments and the holdout change of decisions. */
class ExperimentsInDecisionsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T10:00:00Z");
    private static final UUID ID = UUID.fromString("0195515c-1a00-7000-8000-000000000001");
    private static final SmallShop SHOP = new SmallShop()
            .change("classification/stages.drl", "Customer(orders90d > 0)", "Customer(orders90d >= 0)")
            .change("offers/treatments.csv", "voucher,grid,big", "voucher,grid,big\nvoucher,grid,")
            .change("vocabulary.yaml", "purposes:", "purposes:\n  service: {label: {en: Service}, consent: notNeeded}")
            .with("offers/offers.csv", """
                    id,campaign,value,validFrom,validTo,label,purpose
                    help,engagement,1,,,Help,service
                    gift,engagement,10,,,Gift,
                    voucher,engagement,9,,,Voucher,
                    old,engagement,99,,2020-12-31,Old,
                    """);
    private static final String EXPERIMENT = """
            experiments:
              gifts:
                label: {en: Gifts, fi: Lahjat}
                arms:
                  usual: {label: {en: As usual, fi: Kuten aina}}
                  none: {label: {en: No gifts, fi: Ei lahjoja}, without: [gift]}
                  big: {label: {en: Big vouchers}, variants: {voucher: big}}
                  dear: {label: {en: Dear vouchers}, factors: {offer: {voucher: 2}}}
            """;
    private static final Decider DECIDER = Decider.of(SHOP.with(
                    "experiments.yaml", "holdout: {share: 0.2, keeps: [service], goal: {event: order}}\n" + EXPERIMENT)
            .rulebook());

    /** A customer who is drawn so. */
    private static Profile customer(Decider decider, Function<Assignment, Boolean> drawn) {
        for (long unit = 1; unit < 1_000; unit++) {
            if (drawn.apply(decider.flow().arms().assign(unit, NOON))) {
                return new Profile(7, List.of(), Map.of(), List.of(), List.of(), null, unit);
            }
        }
        throw new AssertionError("nobody is drawn so");
    }

    private static Profile in(String arm) {
        return customer(DECIDER, each -> arm.equals(each.arms().get("gifts")));
    }

    private static JsonNode body(String placement) {
        try {
            return Json.MAPPER.readTree(
                    "{\"customer\": [{\"namespace\": \"customer\", \"id\": \"c\"}], \"placements\": [{\"id\": \""
                            + placement + "\", \"limit\": 5}], \"locale\": \"fi\"}");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Decision decide(Profile profile, String placement) {
        DecisionRequest request = new DecisionRequestReader(DECIDER.rulebook()).read(body(placement));
        return DECIDER.decide(request, profile, NOON, State.NONE, Holds.NONE, null);
    }

    private static List<String> answered(Decision decision) {
        List<String> answered = new ArrayList<>();
        decision.ranking().values().forEach(ranking -> ranking.stream()
                .map(Ranked::candidate)
                .forEach(each ->
                        answered.add(each.offer().id() + each.treatment().variant())));
        return answered;
    }

    private static DecisionAnswer answer(Decision decision) {
        return DecisionAnswer.of(ID.toString(), Mode.LIVE, DECIDER.rulebook(), decision);
    }

    @Test
    void whoIsInTheArmThatChangesNothingIsAnsweredAsUsual() {
        Decision decision = decide(in("usual"), "hero");
        assertThat(answered(decision)).containsExactly("gift", "voucher", "help");
        assertThat(answer(decision).experiments()).isEqualTo(Map.of("gifts", "usual"));
        assertThat(answer(decision).holdout()).isNull();
    }

    @Test
    void anArmWithoutAnOfferSaysSoInTheLanguageOfTheAnswer() {
        Decision decision = decide(in("none"), "hero");
        assertThat(answered(decision)).containsExactly("voucher", "help");
        assertThat(answer(decision).suppressed()).singleElement().satisfies(held -> {
            assertThat(held.offer()).isEqualTo("gift");
            assertThat(held.because()).singleElement().satisfies(reason -> {
                assertThat(reason.code()).isEqualTo("NOT-IN-ARM");
                assertThat(reason.sentence()).contains("Lahjat").contains("Ei lahjoja");
            });
        });
    }

    @Test
    void anArmWithAVariantShowsOnlyThatWhereItCanBeShown() {
        Decision grid = decide(in("big"), "grid");
        assertThat(answered(grid)).contains("voucherbig");
        assertThat(answer(grid).suppressed()).singleElement().satisfies(held -> assertThat(held.where())
                .containsExactly(new DecisionAnswer.Where("grid", null)));
        assertThat(answered(decide(in("usual"), "grid"))).contains("voucher").doesNotContain("voucherbig");
        assertThat(answered(decide(in("big"), "hero"))).contains("voucher");
    }

    @Test
    void anArmWithAFactorRanksByItAndTheAnswerNamesIt() {
        Decision decision = decide(in("dear"), "hero");
        assertThat(answered(decision)).containsExactly("voucher", "gift", "help");
        assertThat(answer(decision).placements().get(0).offers().get(0).levers())
                .singleElement()
                .satisfies(lever -> assertThat(lever.because()).isEqualTo("Gifts: Dear vouchers"));
    }

    @Test
    void whoIsHeldOutIsAnsweredWhatServesAPurposeThatIsKeptAndNothingElse() {
        Decision decision = decide(customer(DECIDER, Assignment::heldOut), "hero");
        assertThat(answered(decision)).containsExactly("help");
        DecisionAnswer answer = answer(decision);
        assertThat(answer.holdout()).isTrue();
        assertThat(answer.experiments()).isEmpty();
        assertThat(answer.suppressed())
                .hasSize(2)
                .allSatisfy(held -> assertThat(held.because().get(0).code()).isEqualTo("HELD-OUT"));
    }

    /** Also when lots would be drawn otherwise by the release that makes it again. */
    @Test
    void aReplayTakesTheArmsFromTheRecord() {
        Decider another = Decider.of(SHOP.with("experiments.yaml", EXPERIMENT.replace("usual:", "casual:"))
                .rulebook());
        PastDeciders both = new PastDeciders() {
            @Override
            public <T> T with(String release, Function<Decider, T> work) {
                return work.apply(release.equals(DECIDER.rulebook().hash()) ? DECIDER : another);
            }
        };
        for (Profile profile : List.of(in("none"), in("dear"), customer(DECIDER, Assignment::heldOut))) {
            Decision decision = decide(profile, "hero");
            byte[] record = RecordWriter.write(
                    "1", ID, body("hero"), decision, State.NONE, false, Json.bytes(answer(decision)));
            assertThat(Replay.of(record, DECIDER.rulebook().hash(), "1", both, number -> LearnedRates.NONE)
                            .identical())
                    .isTrue();
            Replay other = Replay.of(record, another.rulebook().hash(), "1", both, number -> LearnedRates.NONE);
            assertThat(other.answer().path("experiments"))
                    .isEqualTo(Json.MAPPER.valueToTree(answer(decision)).path("experiments"));
        }
    }

    @Test
    void whoIsNotNamedTakesPartInNothing() throws Exception {
        DecisionRequest request = new DecisionRequestReader(DECIDER.rulebook())
                .read(Json.MAPPER.readTree("{\"placements\": [{\"id\": \"hero\"}]}"));
        assertThat(DECIDER.decide(request, null, NOON, State.NONE).snapshot().assignment())
                .isEqualTo(Assignment.NONE);
    }

    @Test
    void aVisitorKeepsTheArmWhenTheyAreStored() throws Exception {
        DecisionRequest request = new DecisionRequestReader(DECIDER.rulebook())
                .read(
                        Json.MAPPER.readTree(
                                "{\"customer\": [{\"namespace\": \"visitor\", \"id\": \"v-1\"}], \"placements\": [{\"id\": \"hero\"}]}"));
        InMemoryProfiles profiles = new InMemoryProfiles();
        Assignment before =
                DECIDER.decide(request, null, NOON, State.NONE).snapshot().assignment();
        assertThat(before).isNotEqualTo(Assignment.NONE);
        profiles.change(
                DECIDER.rulebook(),
                List.of(new CustomerChange(List.of(new Identity("visitor", "v-1")), Map.of(), List.of())));
        Profile stored = profiles.find(DECIDER.rulebook(), request.customer());
        assertThat(stored).isNotNull();
        assertThat(DECIDER.decide(request, stored, NOON, State.NONE).snapshot().assignment())
                .isEqualTo(before);
    }
}

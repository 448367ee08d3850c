package org.opportune.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opportune.arbitration.Ranked;
import org.opportune.brakes.Brake;
import org.opportune.brakes.BrakeKind;
import org.opportune.brakes.Paused;
import org.opportune.catalogue.Weight;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.kernel.Reason;
import org.opportune.learning.LearnedRates;
import org.opportune.policy.Suppressed;
import org.opportune.profile.Snapshot;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Money;
import org.opportune.wording.Objection;

class DecisionFlowTest {
    private static final Instant NOON = Instant.parse("2026-03-01T10:00:00Z");
    private static final Rulebook RULEBOOK = new SmallShop().rulebook();

    private final DecisionFlow flow = new DecisionFlow(RULEBOOK);

    @Test
    void somebodyUnknownIsInTheDefaultStageAndGetsWhatEverybodyMayHave() {
        Decision decision = decide(request(Map.of("hero", 1)), snapshot(0, Map.of("orders90d", 0)));

        assertThat(decision.classification().stage()).isEqualTo("awareness");
        assertThat(decision.classification().because()).isEmpty();
        assertThat(offers(decision, "hero")).containsExactly("help");
    }

    @Test
    void theFirstStageOfTheVocabularyWinsAndTheOthersAreNamed() {
        Decision decision =
                decide(request(Map.of("hero", 1)), snapshot(7, Map.of("orders90d", 1, "daysSinceLastOrder", 200)));

        assertThat(decision.classification().stage()).isEqualTo("lapsed");
        assertThat(decision.classification().because())
                .containsExactly(new Reason("has-not-ordered-for-180-days", "Has not ordered for 180 days"));
        assertThat(decision.classification().alsoMatched()).containsOnlyKeys("engagement");
    }

    @Test
    void scoresAddUpWithinTheirBoundsAndKeepTheirReasons() {
        DecisionRequest request = new DecisionRequest(
                List.of(),
                Map.of("hero", 1),
                "site",
                null,
                Map.of("cartValue", new Money(new BigDecimal("1200"), "SEK")),
                Mode.LIVE,
                null);
        Decision decision = decide(request, snapshot(7, Map.of("orders90d", 2)));

        var loyalty = Objects.requireNonNull(decision.classification().scores().get("loyalty"));

        assertThat(loyalty.points()).isEqualTo(100);
        assertThat(loyalty.level()).isEqualTo("gold");
        assertThat(loyalty.parts())
                .extracting(part -> part.because().sentence())
                .containsExactly("Has a full cart", "Ordered in 90 days");
    }

    @Test
    void offersAreRankedByValueTiesByIdAndNoneIsOfferedTwice() {
        Map<String, Integer> placements = new LinkedHashMap<>();
        placements.put("hero", 2);
        placements.put("grid", 3);
        Decision decision = decide(request(placements), snapshot(7, Map.of("orders90d", 2)));

        assertThat(offers(decision, "hero")).containsExactly("gift", "voucher");
        assertThat(offers(decision, "grid")).containsExactly("help");
    }

    @Test
    void oneAnswerHoldsOneOfAnExclusionGroupAndSoManyOfACampaign() {
        Map<String, Integer> placements = new LinkedHashMap<>();
        placements.put("hero", 2);
        placements.put("grid", 3);
        SmallShop grouped = new SmallShop().with("offers/offers.csv", """
                        id,campaign,value,validFrom,validTo,label,exclusionGroup
                        help,engagement,1,,,Help,
                        gift,engagement,10,,,Gift,presents
                        voucher,engagement,10,,,Voucher,presents
                        old,engagement,99,,2020-12-31,Old,
                        """);
        try (Rulebook rulebook = grouped.rulebook()) {
            Decision decision = new DecisionFlow(rulebook)
                    .decide(request(placements), snapshot(7, Map.of("orders90d", 2)), State.NONE);
            assertThat(offers(decision, "hero")).containsExactly("gift", "help");
            assertThat(offers(decision, "grid")).isEmpty();
        }
        SmallShop limited = new SmallShop()
                .change("rulebook.yaml", "offersPerPlacement: 5", "offersPerPlacement: 5, offersPerCampaign: 1");
        try (Rulebook rulebook = limited.rulebook()) {
            Decision decision = new DecisionFlow(rulebook)
                    .decide(request(placements), snapshot(7, Map.of("orders90d", 2)), State.NONE);
            assertThat(offers(decision, "hero")).containsExactly("gift");
            assertThat(offers(decision, "grid")).isEmpty();
        }
    }

    @Test
    void aScoreIsTheValueTimesEachLeverThatSpeaksOfTheOffer() {
        try (Rulebook rulebook =
                new SmallShop().with("arbitration/weights.csv", """
                        scope,subject,factor,because
                        offer,voucher,1.5,To be used up
                        campaign,engagement,2,It pays
                        placement,hero,0.5,Nothing should distract
                        placement,grid,3,Where people look
                        channel,email,9,Not asked for here
                        channel,site,1.1,The site is ours
                        """).rulebook()) {
            Decision decision = new DecisionFlow(rulebook)
                    .decide(request(Map.of("hero", 3)), snapshot(7, Map.of("orders90d", 2)), State.NONE);

            assertThat(offers(decision, "hero")).containsExactly("voucher", "gift", "help");
            Ranked first = ranking(decision, "hero").get(0);
            assertThat(first.parts().value()).isEqualTo(10);
            assertThat(first.parts().lever()).isCloseTo(1.1 * 0.5 * 2 * 1.5, within(1e-9));
            assertThat(first.score())
                    .isEqualTo(first.parts().value() * first.parts().lever());
            assertThat(first.levers())
                    .extracting(Weight::because)
                    .containsExactly("The site is ours", "Nothing should distract", "It pays", "To be used up");
        }
    }

    @Test
    void withoutLeversAScoreIsTheValue() {
        Ranked first = ranking(decide(request(Map.of("hero", 1)), snapshot(7, Map.of("orders90d", 2))), "hero")
                .get(0);

        assertThat(first.parts()).isEqualTo(new Ranked.Parts(1, 10, 1, 1));
        assertThat(first.score()).isEqualTo(10);
        assertThat(first.levers()).isEmpty();
    }

    @Test
    void anOfferThatIsNotValidOnTheDayIsNoCandidate() {
        Snapshot then = new Snapshot(
                7,
                Instant.parse("2020-12-31T21:59:59Z"),
                ZoneId.of("UTC"),
                null,
                FactValues.of(RULEBOOK.facts().customer(), Map.of("orders90d", 2)),
                List.of(),
                List.of());

        assertThat(offers(decide(request(Map.of("hero", 5)), then), "hero")).contains("old");
        assertThat(offers(decide(request(Map.of("hero", 5)), snapshot(7, Map.of("orders90d", 2))), "hero"))
                .doesNotContain("old");
    }

    @Test
    void contentIsInTheRequestedLanguageElseTheCustomersElseTheDefault() {
        DecisionRequest inFinnish =
                new DecisionRequest(List.of(), Map.of("hero", 3), "site", "fi-FI", Map.of(), Mode.LIVE, null);
        DecisionAnswer answer = DecisionAnswer.of(
                "d1", Mode.LIVE, RULEBOOK, decide(inFinnish, snapshot(7, Map.of("orders90d", 2, "country", "FI"))));

        assertThat(answer.locale()).isEqualTo("fi");
        assertThat(answer.segments()).extracting(Explained.Named::label).containsExactly("Pohjoismainen");
        assertThat(answer.placements().get(0).offers())
                .extracting(
                        offer -> offer.content() == null ? "" : offer.content().title())
                .containsExactly("Lahja", "A voucher", "Help");
    }

    @Test
    void theVariantsWordsComeBeforeTheOffers() {
        DecisionAnswer answer = DecisionAnswer.of(
                "d1", Mode.LIVE, RULEBOOK, decide(request(Map.of("grid", 3)), snapshot(7, Map.of("orders90d", 2))));

        assertThat(answer.placements().get(0).offers())
                .extracting(
                        offer -> offer.content() == null ? "" : offer.content().title())
                .containsExactly("A gift", "A big voucher", "Help");
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        Decision first = decide(request(Map.of("hero", 3)), snapshot(7, Map.of("orders90d", 2)));

        for (int i = 0; i < 50; i++) {
            Decision again = decide(request(Map.of("hero", 3)), snapshot(7, Map.of("orders90d", 2)));
            assertThat(again.classification()).isEqualTo(first.classification());
            assertThat(again.ranking()).isEqualTo(first.ranking());
            assertThat(again.fired()).isEqualTo(first.fired());
        }
    }

    @Test
    void aPausedOfferGivesItsPlaceToTheNextAndIsNamedWithTheReason() {
        State gift = paused(BrakeKind.OFFER, "gift");
        Decision decision = flow.decide(request(Map.of("hero", 1)), snapshot(7, Map.of("orders90d", 2)), gift);

        assertThat(offers(decision, "hero")).containsExactly("voucher");
        assertThat(decision.suppressed())
                .containsExactly(new Suppressed(
                        "gift", List.of(), List.of(new Objection.Own("offer-paused", "held.offer-paused"))));
        DecisionAnswer answer = DecisionAnswer.of("d1", Mode.PREVIEW, RULEBOOK, decision);
        assertThat(answer.suppressed())
                .containsExactly(new DecisionAnswer.Suppressed(
                        "gift", List.of(), List.of(new Reason("offer-paused", "The offer is paused"))));
    }

    @Test
    void aPausedCampaignTakesAllItsOffersWithIt() {
        State campaign = paused(BrakeKind.CAMPAIGN, "engagement");
        Decision decision = flow.decide(request(Map.of("hero", 5)), snapshot(7, Map.of("orders90d", 2)), campaign);

        assertThat(offers(decision, "hero")).isEmpty();
        assertThat(decision.suppressed()).extracting(Suppressed::offer).containsExactly("gift", "help", "voucher");
        assertThat(decision.suppressed().get(0).because())
                .extracting(Objection::code)
                .containsExactly("campaign-paused");
    }

    @Test
    void whatTheCustomerMayNotHaveAnywayIsNotNamedAsPaused() {
        State gift = paused(BrakeKind.OFFER, "gift");
        Decision decision = flow.decide(request(Map.of("hero", 5)), snapshot(0, Map.of("orders90d", 0)), gift);

        assertThat(offers(decision, "hero")).containsExactly("help");
        assertThat(decision.suppressed()).isEmpty();
    }

    private static State paused(BrakeKind kind, String id) {
        return new State(new Paused(List.of(new Brake(kind, id, NOON, "olli", "It is wrong"))), LearnedRates.NONE);
    }

    private Decision decide(DecisionRequest request, Snapshot snapshot) {
        return flow.decide(request, snapshot, State.NONE);
    }

    private static DecisionRequest request(Map<String, Integer> placements) {
        return new DecisionRequest(List.of(), placements, "site", null, Map.of(), Mode.LIVE, null);
    }

    private static List<String> offers(Decision decision, String placement) {
        return ranking(decision, placement).stream()
                .map(ranked -> ranked.candidate().offer().id())
                .toList();
    }

    private static List<Ranked> ranking(Decision decision, String placement) {
        return Objects.requireNonNull(decision.ranking().get(placement));
    }

    private static Snapshot snapshot(long key, Map<String, Object> customer) {
        Map<String, @Nullable Object> values = new HashMap<>(customer);
        return new Snapshot(
                key,
                NOON,
                ZoneId.of("UTC"),
                null,
                FactValues.of(RULEBOOK.facts().customer(), values),
                List.of(),
                List.of());
    }
}

package org.opportune.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opportune.brakes.Brake;
import org.opportune.brakes.BrakeKind;
import org.opportune.brakes.Paused;
import org.opportune.decision.DecisionAnswer.PlacementAnswer;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.learning.LearnedRates;
import org.opportune.profile.Snapshot;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;
import org.opportune.vocabulary.FactValues;

/** What the catalogue says of offers, in the answers of decisions. */
class CatalogueInDecisionsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T10:00:00Z");
    private static final String OFFERS = "offers/offers.csv";
    private static final Map<String, Object> ENGAGED = Map.of("orders90d", 2);
    private static final Map<String, Object> NOBODY = Map.of("orders90d", 0);

    @Test
    void ofOffersWithEqualScoresTheOneOfHigherPriorityComesFirst() {
        SmallShop shop = new SmallShop()
                .change(OFFERS, "validTo,label\n", "validTo,label,priority\n")
                .change(OFFERS, "voucher,engagement,10,,,Voucher", "voucher,engagement,10,,,Voucher,5");

        assertThat(ids(answer(shop, ENGAGED, "hero", 3))).containsExactly("voucher", "gift", "help");
        assertThat(ids(answer(new SmallShop(), ENGAGED, "hero", 3))).containsExactly("gift", "voucher", "help");
    }

    @Test
    void aValueInAnotherCurrencyCountsByTheRateOfTheDay() {
        SmallShop shop = new SmallShop()
                .change(OFFERS, "validTo,label\n", "validTo,label,currency\n")
                .change(OFFERS, "gift,engagement,10,,,Gift", "gift,engagement,100,,,Gift,SEK");
        PlacementAnswer hero = answer(shop, ENGAGED, "hero", 3);

        assertThat(ids(hero)).containsExactly("voucher", "gift", "help");
        assertThat(hero.offers().get(1).parts().value()).isEqualTo(9);
    }

    @Test
    void anOfferIsValidInItsZone() {
        SmallShop shop = new SmallShop()
                .change(OFFERS, "validTo,label\n", "validTo,label,timeZone\n")
                .change(OFFERS, "gift,engagement,10,,,Gift", "gift,engagement,10,,2026-02-28,Gift,customer");

        assertThat(ids(answer(shop, ENGAGED, "hero", 3))).doesNotContain("gift");
        assertThat(ids(answer(shop, ENGAGED, "hero", 3, ZoneId.of("Pacific/Pago_Pago"), State.NONE)))
                .contains("gift");
    }

    @Test
    void contentSaysWhatIsKnownOfTheCustomerAndNothingThatIsNot() {
        SmallShop shop = new SmallShop().with("offers/content.en.csv", """
                offer,variant,title,text,callToAction,link,image,imageAlt,agentScript,emailSubject
                gift,,"A gift[[ from {country}]]","{loyalty, plural, one {# point} other {# points}}",Take,/gift?o={orders90d},/images/g.jpg,A box,Say {loyaltyLevel},Yours
                help,,Help,We help you,Ask,/help
                """);
        ContentAnswer content = Objects.requireNonNull(answer(shop, Map.of("orders90d", 2, "country", "FI"), "hero", 1)
                .offers()
                .get(0)
                .content());

        assertThat(content)
                .isEqualTo(new ContentAnswer(
                        "en",
                        "A gift from Finland",
                        "60 points",
                        "Take",
                        "/gift?o=2",
                        "/images/g.jpg",
                        "A box",
                        "Say gold",
                        "Yours"));
        assertThat(answer(shop, ENGAGED, "hero", 1).offers().get(0).content())
                .extracting(said -> said == null ? "" : said.title())
                .isEqualTo("A gift");
        assertThat(answer(shop, NOBODY, "hero", 1).offers().get(0).content())
                .extracting(said -> said == null ? "" : said.agentScript())
                .isNull();
    }

    @Test
    void aPlacementForWhichNothingIsRankedShowsItsFallback() {
        SmallShop shop = shopWithFallbacks("voucher");
        PlacementAnswer grid = answer(shop, NOBODY, "grid", 3);

        assertThat(grid.offers()).isEmpty();
        assertThat(grid.fallback()).isTrue();
        DecisionAnswer.FallbackAnswer shown = Objects.requireNonNull(grid.fallbackOffer());
        assertThat(shown.offer()).isEqualTo("voucher");
        assertThat(shown.variant()).isEqualTo("big");
        assertThat(Objects.requireNonNull(shown.content()).title()).isEqualTo("A big voucher");
        PlacementAnswer ranked = answer(shop, ENGAGED, "grid", 3);
        assertThat(ranked.fallback()).isNull();
        assertThat(ranked.fallbackOffer()).isNull();
    }

    @Test
    void aFallbackThatIsPausedIsNotShown() {
        State paused = new State(
                new Paused(List.of(new Brake(BrakeKind.OFFER, "voucher", NOON, "olli", "It is wrong"))),
                LearnedRates.NONE);

        assertThat(answer(shopWithFallbacks("voucher"), NOBODY, "grid", 3, ZoneId.of("UTC"), paused)
                        .fallback())
                .isNull();
    }

    @Test
    void aFallbackThatIsNotValidIsNotShown() {
        SmallShop shop = shopWithFallbacks("voucher")
                .change(OFFERS, "voucher,engagement,10,,,", "voucher,engagement,10,,2026-02-28,");

        assertThat(answer(shop, NOBODY, "grid", 3).fallback()).isNull();
    }

    @Test
    void aFallbackThatIsAnsweredAlreadyIsNotAnsweredAgain() {
        Map<String, Integer> both = new LinkedHashMap<>();
        both.put("hero", 3);
        both.put("grid", 3);
        try (Rulebook rulebook = shopWithFallbacks("help")
                .change("eligibility/offers.drl", "offers.propose(\"gift\");", "offers.propose(\"old\");")
                .rulebook()) {
            Decision decision = decide(rulebook, NOBODY, both, ZoneId.of("UTC"), State.NONE);

            assertThat(Objects.requireNonNull(decision.ranking().get("hero"))).hasSize(1);
            assertThat(Objects.requireNonNull(decision.ranking().get("grid"))).isEmpty();
            assertThat(decision.fallbacks()).isEmpty();
        }
    }

    /** A shop whose grid falls back on an offer, and where nobody may have help there. */
    private static SmallShop shopWithFallbacks(String grid) {
        SmallShop shop =
                new SmallShop().change("vocabulary.yaml", "label: {en: Grid}", "label: {en: Grid}, fallback: " + grid);
        return grid.equals("help") ? shop : shop.change("offers/treatments.csv", "help,grid,\n", "");
    }

    private static List<String> ids(PlacementAnswer answer) {
        return answer.offers().stream().map(DecisionAnswer.OfferAnswer::offer).toList();
    }

    private static PlacementAnswer answer(
            SmallShop shop, Map<String, ? extends @Nullable Object> customer, String placement, int limit) {
        return answer(shop, customer, placement, limit, ZoneId.of("UTC"), State.NONE);
    }

    private static PlacementAnswer answer(
            SmallShop shop,
            Map<String, ? extends @Nullable Object> customer,
            String placement,
            int limit,
            ZoneId zone,
            State paused) {
        try (Rulebook rulebook = shop.rulebook()) {
            Decision decision = decide(rulebook, customer, Map.of(placement, limit), zone, paused);
            return DecisionAnswer.of("d1", Mode.LIVE, rulebook, decision)
                    .placements()
                    .get(0);
        }
    }

    private static Decision decide(
            Rulebook rulebook,
            Map<String, ? extends @Nullable Object> customer,
            Map<String, Integer> placements,
            ZoneId zone,
            State paused) {
        Snapshot snapshot = new Snapshot(
                7, NOON, zone, null, FactValues.of(rulebook.facts().customer(), customer), List.of(), List.of());
        return new DecisionFlow(rulebook)
                .decide(
                        new DecisionRequest(List.of(), placements, "site", null, Map.of(), Mode.LIVE, null),
                        snapshot,
                        paused);
    }
}

package org.opportune.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.opportune.arbitration.Ranked;
import org.opportune.brakes.Brake;
import org.opportune.brakes.BrakeKind;
import org.opportune.brakes.Paused;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.decision.DecisionAnswer.Where;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.kernel.Reason;
import org.opportune.learning.Cell;
import org.opportune.learning.LearnedRates;
import org.opportune.learning.Rate;
import org.opportune.policy.Suppressed;
import org.opportune.profile.Snapshot;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;
import org.opportune.vocabulary.FactValues;
import org.opportune.wording.Objection;

/** What rules of policy hold back, and what rules of arbitration make of the rest. */
class OfferStepsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T10:00:00Z");
    private static final String FACTS = """
            import opportune.facts.Customer;
            import opportune.facts.Context;
            import opportune.facts.Classification;
            import opportune.facts.Offer;
            """;
    private static final String POLICY =
            "package opportune.policy;\n" + FACTS + "global org.opportune.rulebook.Policy policy;\n";
    private static final String ARBITRATION =
            "package opportune.arbitration;\n" + FACTS + "global org.opportune.rulebook.Rank rank;\n";

    @Test
    void anOfferThatARuleHoldsBackGivesItsPlaceToTheNextAndIsNamedWithCodeAndSentence() {
        Decision decision = decide(
                policy("Gifts rest", "$o : Offer(id == \"gift\")", "policy.suppress($o, \"REST\", \"It rests\");"));

        assertThat(offers(decision, "hero")).containsExactly("voucher", "help");
        assertThat(decision.suppressed())
                .containsExactly(new Suppressed("gift", List.of(), List.of(new Objection.Written("REST", "It rests"))));
        assertThat(decision.fired()).contains("gifts-rest");
    }

    @Test
    void whatIsHeldBackInOnePlacementIsOfferedInAnother() {
        SmallShop shop = policy(
                "Not here",
                "$o : Offer(placement == \"hero\", id != \"help\")",
                "policy.suppress($o, \"HERE\", \"Not here\");");
        Decision decision = decide(shop);

        assertThat(offers(decision, "hero")).containsExactly("help");
        assertThat(offers(decision, "grid")).containsExactly("gift", "voucher");
        assertThat(decision.suppressed())
                .extracting(Suppressed::offer, Suppressed::where)
                .containsExactly(
                        tuple("gift", List.of(new Treatment("gift", "hero", ""))),
                        tuple("voucher", List.of(new Treatment("voucher", "hero", ""))));
        try (Rulebook rulebook = shop.rulebook()) {
            assertThat(DecisionAnswer.of("d1", Mode.LIVE, rulebook, decision)
                            .suppressed()
                            .get(0)
                            .where())
                    .containsExactly(new Where("hero", null));
        }
    }

    @Test
    void aVariantAloneCanBeHeldBack() {
        Decision decision = decide(
                policy("Too big", "$o : Offer(variant == \"big\")", "policy.suppress($o, \"BIG\", \"Too big\");"));

        assertThat(decision.suppressed())
                .containsExactly(new Suppressed(
                        "voucher",
                        List.of(new Treatment("voucher", "grid", "big")),
                        List.of(new Objection.Written("BIG", "Too big"))));
    }

    @Test
    void everyReasonAgainstAnOfferIsToldWhoeverHasIt() {
        SmallShop shop = new SmallShop()
                .with(
                        "policy/p.drl",
                        POLICY
                                + rule(
                                        "B",
                                        "Customer(orders90d > 0) $o : Offer(id == \"gift\")",
                                        "policy.suppress($o, \"TWO\", \"Two\");")
                                + rule(
                                        "A",
                                        "$o : Offer(value >= 10, id == \"gift\")",
                                        "policy.suppress($o, \"ONE\", \"One\");"));
        State gift = new State(
                new Paused(List.of(new Brake(BrakeKind.OFFER, "gift", NOON, "olli", "It is wrong"))),
                LearnedRates.NONE);

        assertThat(decide(shop, gift, 2).suppressed())
                .flatExtracting(Suppressed::because)
                .extracting(Objection::code)
                .containsExactly("ONE", "TWO", "offer-paused");
    }

    @Test
    void whatIsLearnedComesAfterARuleAndBeforeThePrior() {
        Rate half = new Rate(30, 30);
        LearnedRates rates = new LearnedRates(
                4,
                NOON,
                new TreeMap<>(Map.of(
                        new Cell("gift", "engagement", "site"),
                        half,
                        new Cell("help", "engagement", "site"),
                        half,
                        new Cell("help", "engagement", "email"),
                        new Rate(1, 99),
                        new Cell("help", "lapsed", "site"),
                        new Rate(1, 99))),
                new TreeMap<>());
        SmallShop shop = new SmallShop()
                .change(
                        "rulebook.yaml",
                        "baseCurrency: EUR",
                        "baseCurrency: EUR\narbitration: {propensity: 0.1}\nlearning: {every: 1h, halfLife: 30d}")
                .with(
                        "arbitration/a.drl",
                        ARBITRATION
                                + rule("Gifts are liked", "$o : Offer(id == \"gift\")", "rank.propensity($o, 0.25);"));
        State learned = new State(Paused.NOTHING, rates);

        List<Ranked> ranking =
                Objects.requireNonNull(decide(shop, learned, 2).ranking().get("hero"));
        assertThat(ranking)
                .extracting(
                        ranked -> ranked.candidate().offer().id(),
                        ranked -> ranked.parts().propensity(),
                        Ranked::learned)
                .contains(tuple("gift", 0.25, null), tuple("help", 0.5, half), tuple("voucher", 0.1, null));
        SmallShop learnsNothing = shop.change("rulebook.yaml", "learning: {every: 1h, halfLife: 30d}", "");
        assertThat(Objects.requireNonNull(
                        decide(learnsNothing, learned, 2).ranking().get("hero")))
                .extracting(Ranked::learned)
                .containsOnlyNulls();
    }

    @Test
    void aScoreIsPropensityTimesValueTimesWeightTimesLeverAndEachIsNamedWithItsReason() {
        SmallShop shop = new SmallShop()
                .with("arbitration/weights.csv", "scope,subject,factor,because\noffer,gift,1.5,To be used up\n")
                .with(
                        "arbitration/a.drl",
                        ARBITRATION
                                + rule("Gifts are worth more", "$o : Offer(id == \"gift\")", "rank.value($o, 20);")
                                + rule("Gifts are liked", "$o : Offer(id == \"gift\")", "rank.propensity($o, 0.25);")
                                + rule("Now", "$o : Offer(id == \"gift\")", "rank.weight($o, 2, \"It is time\");")
                                + rule(
                                        "Here",
                                        "$o : Offer(channel == \"site\", id == \"gift\")",
                                        "rank.weight($o, 3, \"It fits\");"));
        Ranked gift = Objects.requireNonNull(decide(shop).ranking().get("hero")).stream()
                .filter(ranked -> ranked.candidate().offer().id().equals("gift"))
                .findFirst()
                .orElseThrow();

        assertThat(gift.parts()).isEqualTo(new Ranked.Parts(0.25, 20, 6, 1.5));
        assertThat(gift.score()).isEqualTo(0.25 * 20 * 6 * 1.5);
        assertThat(gift.setBy())
                .containsOnly(
                        Map.entry("propensity", Reason.ofRule("Gifts are liked")),
                        Map.entry("value", Reason.ofRule("Gifts are worth more")));
        assertThat(gift.weights())
                .containsExactly(
                        new Ranked.Factor(3, new Reason("here", "It fits")),
                        new Ranked.Factor(2, new Reason("now", "It is time")));
    }

    @Test
    void ofSeveralValuesTheFirstInTheOrderOfTheRulebookCountsUnlessSalienceSaysOtherwise() {
        String later = rule("A later rule", "$o : Offer(id == \"gift\")", "rank.value($o, 7);");
        String first = rule("The first rule", "$o : Offer(id == \"gift\")", "rank.value($o, 5);");

        assertThat(part(new SmallShop().with("arbitration/a.drl", ARBITRATION + first + later))
                        .value())
                .isEqualTo(5);
        assertThat(part(new SmallShop()
                                .with(
                                        "arbitration/a.drl",
                                        ARBITRATION + first + later.replace("when", "salience 1 when")))
                        .value())
                .isEqualTo(7);
    }

    @Test
    void thePriorStandsInTheRulebookAndIsOneWhereNothingIsSaid() {
        assertThat(part(new SmallShop()).propensity()).isEqualTo(1);
        assertThat(part(new SmallShop().change("rulebook.yaml", "limits:", "arbitration: {propensity: 0.02}\nlimits:"))
                        .propensity())
                .isEqualTo(0.02);
        assertThat(new SmallShop()
                        .change("rulebook.yaml", "limits:", "arbitration: {propensity: 1.2}\nlimits:")
                        .findings())
                .singleElement()
                .asString()
                .contains("'1.2' is no probability from 0 to 1");
    }

    @Test
    void aBoundNumberOutsideOfItsBoundsIsTheNearestBoundAndAnUnknownOneSaysNothing() {
        SmallShop shop = new SmallShop()
                .with(
                        "arbitration/a.drl",
                        ARBITRATION
                                + rule(
                                        "Bound",
                                        "Customer($n : orders90d, $d : daysSinceLastOrder) $o : Offer()",
                                        "rank.propensity($o, $d);")
                                + rule(
                                        "Known",
                                        "Customer($n : orders90d) $o : Offer()",
                                        "rank.propensity($o, $n); rank.weight($o, $n, \"Orders\");"));

        assertThat(part(shop).propensity()).isEqualTo(1);
        assertThat(part(shop).weight()).isEqualTo(2);
    }

    @Test
    void noWeightsHoweverManyMakeAScoreThatIsNoNumber() {
        StringBuilder rules = new StringBuilder(ARBITRATION);
        for (int i = 0; i < 200; i++) {
            rules.append(rule("Much " + i, "$o : Offer()", "rank.weight($o, 100, \"Much\");"));
        }
        rules.append(
                rule("Never", "$o : Offer(id == \"gift\")", "rank.propensity($o, 0); rank.value($o, 1000000000000);"));
        Decision decision = decide(new SmallShop().with("arbitration/a.drl", rules.toString()));

        assertThat(offers(decision, "hero")).containsExactly("voucher", "help", "gift");
        assertThat(Objects.requireNonNull(decision.ranking().get("hero")))
                .extracting(Ranked::score)
                .satisfiesExactly(
                        score -> assertThat(score).isCloseTo(1e10, within(1.0)),
                        score -> assertThat(score).isCloseTo(1e9, within(1.0)),
                        score -> assertThat(score).isZero());
    }

    @Test
    void aSentenceAndATableMeanWhatDrlMeans() {
        SmallShop sentences = english().with("policy/p.dslr", POLICY + """
                expander en.dsl
                rule "Gifts rest"
                when
                    offerId is Gift
                    Orders in 90 days is at least 1
                then
                    suppress the offer as "REST" because "It rests"
                end
                """);
        SmallShop table = new SmallShop().with("policy/p.csv", """
                RuleSet,opportune.policy,,
                Import,"opportune.facts.Customer, opportune.facts.Context, opportune.facts.Classification, opportune.facts.Offer",,
                Variables,org.opportune.rulebook.Policy policy,,
                RuleTable Rests,,,
                NAME,CONDITION,CONDITION,ACTION
                ,Customer,$offer : Offer,
                ,orders90d >= $param,"id == ""$param""\","policy.suppress($offer, ""REST"", ""$param"");"
                Name,Orders,Offer,Because
                Gifts rest,1,gift,It rests
                Nothing for great buyers,100,,Enough
                """);

        for (SmallShop shop : List.of(sentences, table)) {
            assertThat(decide(shop).suppressed())
                    .containsExactly(
                            new Suppressed("gift", List.of(), List.of(new Objection.Written("REST", "It rests"))));
        }
    }

    @Test
    void anOfferOrACampaignThatIsNotThereIsAMistakeWithASuggestion() {
        assertThat(policy("A", "$o : Offer(id == \"gfit\")", "policy.suppress($o, \"A\", \"B\");")
                        .findings())
                .singleElement()
                .asString()
                .contains("did you mean 'gift'?");
        assertThat(policy("A", "$o : Offer(campaign in (\"engagment\"))", "policy.suppress($o, \"A\", \"B\");")
                        .findings())
                .singleElement()
                .asString()
                .contains("did you mean 'engagement'?");
    }

    @Test
    void aRulebookWithoutSuchRulesIsCalledAsItWas() {
        try (Rulebook without = new SmallShop().rulebook();
                Rulebook with = policy("A", "$o : Offer()", "policy.suppress($o, \"A\", \"B\");")
                        .rulebook()) {
            assertThat(without.manifest().canonical()).containsOnlyKeys("classification", "eligibility");
            assertThat(with.manifest().canonical()).containsOnlyKeys("classification", "eligibility", "policy");
        }
    }

    private static SmallShop english() {
        return new SmallShop().with("language/en.dsl", """
                        [when]{text} is {value}={text} == {value}
                        [when]{formula} is at least {formula2}={formula} >= {formula2}
                        [then]suppress the offer as {words} because {words2}=policy.suppress($offer, {words}, {words2})
                        """);
    }

    private static SmallShop policy(String name, String when, String then) {
        return new SmallShop().with("policy/p.drl", POLICY + rule(name, when, then));
    }

    private static String rule(String name, String when, String then) {
        return "rule \"" + name + "\" when\n    " + when + "\nthen\n    " + then + "\nend\n";
    }

    private static Ranked.Parts part(SmallShop shop) {
        return Objects.requireNonNull(decide(shop).ranking().get("hero")).stream()
                .filter(ranked -> ranked.candidate().offer().id().equals("gift"))
                .findFirst()
                .orElseThrow()
                .parts();
    }

    private static Decision decide(SmallShop shop) {
        return decide(shop, State.NONE, 2);
    }

    /** Of a customer with some orders, for all offers of both placements, of which the grid chooses last. */
    private static Decision decide(SmallShop shop, State paused, int orders) {
        Map<String, Integer> placements = new LinkedHashMap<>();
        placements.put("hero", 5);
        placements.put("grid", 5);
        try (Rulebook rulebook = shop.rulebook()) {
            Snapshot snapshot = new Snapshot(
                    7,
                    NOON,
                    ZoneId.of("UTC"),
                    null,
                    FactValues.of(rulebook.facts().customer(), Map.of("orders90d", orders)),
                    List.of(),
                    List.of());
            DecisionRequest request =
                    new DecisionRequest(List.of(), placements, "site", null, Map.of(), Mode.LIVE, null);
            return new DecisionFlow(rulebook).decide(request, snapshot, paused);
        }
    }

    private static List<String> offers(Decision decision, String placement) {
        return Objects.requireNonNull(decision.ranking().get(placement)).stream()
                .map(ranked -> ranked.candidate().offer().id())
                .toList();
    }
}

package org.opportune.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opportune.classification.Classifier;
import org.opportune.model.Question;
import org.opportune.rulebook.RuleSession;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;
import org.opportune.vocabulary.FactValues;

/** Eligible, applicable, suitable: three questions, and an offer passes those that are asked of it. */
class QuestionsTest {
    private static final String HEADER = """
            package opportune.eligibility;
            import opportune.facts.Customer;
            import opportune.facts.Context;
            import opportune.facts.Classification;
            global org.opportune.rulebook.Offers offers;
            """;

    @Test
    void anOfferPassesWhenEachQuestionThatRulesAnswerForItIsAnswered() {
        SmallShop shop = new SmallShop()
                .with("eligibility/applicable/cart.drl", rule("Has a cart", "Context(cartValue > 0)", "gift"))
                .with(
                        "eligibility/suitable.drl",
                        rule("Finland is home", "Customer(country == \"FI\")", "gift", "help"));

        assertThat(proposed(shop, Map.of("orders90d", 1, "country", "FI"), 5.0).offers())
                .containsOnlyKeys("gift", "help", "voucher", "old");
        assertThat(proposed(shop, Map.of("orders90d", 1, "country", "FI"), null).offers())
                .containsOnlyKeys("help", "voucher", "old");
        assertThat(proposed(shop, Map.of("orders90d", 1, "country", "SE"), 5.0).offers())
                .containsOnlyKeys("voucher", "old");
        assertThat(proposed(shop, Map.of("country", "FI"), 5.0).offers()).containsOnlyKeys("help");
    }

    @Test
    void reasonsSayWhichQuestionTheyAnswerInTheOrderOfTheQuestions() {
        SmallShop shop = new SmallShop()
                .with("eligibility/applicable.drl", rule("A cart is there", "Context(cartValue > 0)", "gift"))
                .with("eligibility/suitable/taste.csv", """
                        RuleSet,opportune.eligibility,,
                        Import,"opportune.facts.Customer, opportune.facts.Context, opportune.facts.Classification",,
                        Variables,org.opportune.rulebook.Offers offers,,
                        RuleTable Taste,,,
                        NAME,CONDITION,ACTION,
                        ,Customer,,
                        ,"country == ""$param""\","offers.propose(""$param"");",
                        Name,Country,Offer,
                        All Finns like gifts,FI,gift,
                        """);

        Proposed proposed = proposed(shop, Map.of("orders90d", 1, "country", "FI"), 5.0);

        assertThat(proposed.offers().get("gift"))
                .extracting(
                        because -> because.question() + " " + because.reason().sentence())
                .containsExactly(
                        "ELIGIBLE The engaged may have a gift and a voucher",
                        "APPLICABLE A cart is there",
                        "SUITABLE All Finns like gifts");
    }

    @Test
    void whatIsApplicableAloneIsNoCandidateAndItsRuleHasFired() {
        SmallShop shop = new SmallShop()
                .with("eligibility/applicable.drl", rule("A cart is there", "Context(cartValue > 0)", "gift"));

        Proposed proposed = proposed(shop, Map.of(), 5.0);

        assertThat(proposed.offers()).containsOnlyKeys("help");
        assertThat(proposed.fired()).containsExactly("a-cart-is-there", "everybody-may-have-help");
    }

    @Test
    void theFolderOrTheNameOfTheFileSaysTheQuestion() {
        SmallShop shop = new SmallShop();
        for (String path : List.of(
                "eligible/a.drl", "applicable/b.drl", "suitable/deep/c.drl", "suitable.drl", "unsuitable.drl")) {
            shop.with("eligibility/" + path, rule(path, "Customer()", "gift"));
        }
        try (Rulebook rulebook = shop.rulebook()) {
            assertThat(rulebook.rules().stream()
                            .filter(rule -> rule.name().endsWith(".drl"))
                            .map(rule -> rule.name() + " " + rule.question()))
                    .containsExactlyInAnyOrder(
                            "eligible/a.drl " + Question.ELIGIBLE,
                            "applicable/b.drl " + Question.APPLICABLE,
                            "suitable/deep/c.drl " + Question.SUITABLE,
                            "suitable.drl " + Question.SUITABLE,
                            "unsuitable.drl " + Question.ELIGIBLE);
        }
    }

    private static String rule(String name, String when, String... offers) {
        StringBuilder then = new StringBuilder();
        for (String offer : offers) {
            then.append("offers.propose(\"").append(offer).append("\");\n");
        }
        return HEADER + "rule \"" + name + "\"\nwhen\n" + when + "\nthen\n" + then + "end\n";
    }

    private static Proposed proposed(SmallShop shop, Map<String, Object> customer, @Nullable Double cart) {
        try (Rulebook rulebook = shop.rulebook();
                RuleSession session = rulebook.open()) {
            new Classifier(rulebook)
                    .classify(
                            session,
                            FactValues.of(rulebook.facts().customer(), customer),
                            FactValues.of(
                                    rulebook.facts().context(), cart == null ? Map.of() : Map.of("cartValue", cart)));
            return new Eligibility(rulebook).propose(session);
        }
    }
}

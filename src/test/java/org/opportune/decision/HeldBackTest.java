package org.opportune.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.opportune.decision.WhyNotShop.ask;
import static org.opportune.decision.WhyNotShop.asking;
import static org.opportune.decision.WhyNotShop.body;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.rulebook.SmallShop;

/** Which rule of policy holds an offer back, for what, and what would have to be otherwise. */
class HeldBackTest {
    static final String POLICY = """
            package opportune.policy;
            import opportune.facts.Customer;
            import opportune.facts.Context;
            import opportune.facts.Classification;
            import opportune.facts.Offer;
            global org.opportune.rulebook.Policy policy;
            """;

    private static final String BOTH = "{\"placements\": [{\"id\": \"hero\"}, {\"id\": \"grid\"}]}";

    private static SmallShop held(String... rules) {
        return asking("Customer()").with("policy/p.drl", POLICY + String.join("", rules));
    }

    static String rule(String name, String when) {
        return "rule \"" + name + "\"\nwhen\n" + when + "\nthen\npolicy.suppress($o, \"REST\", \"It rests\");\nend\n";
    }

    @Test
    void theRuleTheConditionsForWhichItHoldsAndTheSmallestChangeAreTold() {
        WhyNot whyNot = ask(
                held(rule("Big customers wait", "Customer(size > 40 || orders90d >= 3)\n$o : Offer(id == \"old\")")),
                Map.of("orders90d", 4, "size", 7),
                "old");

        assertThat(whyNot.placements().get(0).step()).isEqualTo("suppressed");
        WhyNot.HeldBack held = whyNot.heldBackBy().get(0);
        assertThat(held.rule()).isEqualTo("Big customers wait");
        assertThat(held.file()).isEqualTo("policy/p.drl");
        assertThat(held.line()).isEqualTo(7);
        assertThat(held.placements()).containsExactly("hero");
        assertThat(held.conditions())
                .extracting(WhyNot.Condition::sentence)
                .anyMatch(sentence -> sentence.contains("Old"))
                .contains("Orders in 90 days >= 3")
                .noneMatch(sentence -> sentence.contains("Size"));
        assertThat(sentences(whyNot)).containsExactly("Orders in 90 days: 2 fewer within 90 days (now 4)");
        assertThat(Objects.requireNonNull(whyNot.smallestChange()).then())
                .extracting(WhyNot.Placement::step)
                .containsExactly("answered");
        assertThat(whyNot.noChange()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "Customer(size > 1)                                       ; Size: 1 less (now 2)",
                "Customer(size > 1, orders90d >= 1)                       ; Orders in 90 days: 1 fewer within 90 days (now 1)",
                "Customer(country == \"SE\")                            ; Country: Finland (now Sweden)",
                "Customer(country != \"FI\")                            ; Country: Finland (now Sweden)",
                "Customer(income == null)                                 ; Income: must be known",
                "Customer(ordersTotal >= 1)                               ; -",
                "Customer(ordersTotal > bigOrders)                        ; -",
                "Customer(daysSinceLastOrder > 30)                        ; Order: once more (Days since the last order now: 40)",
                "Context(hour < 18)                                       ; Asked again: March 1, 2026 at 6:00 PM",
                "Context(known)                                           ; -",
                "Classification(stage == \"engagement\")                ; Orders in 90 days: 1 fewer within 90 days (now 1)"
            })
    void oneConditionThatIsMadeFalseIsEnough(String when, String sentence) {
        Map<String, Object> customer =
                Map.of("size", 2, "country", "SE", "orders90d", 1, "ordersTotal", 1, "daysSinceLastOrder", 40);

        assertThat(sentences(ask(held(rule("Rests", when + "\n$o : Offer(id == \"old\")")), customer, "old")))
                .containsExactlyElementsOf(sentence == null ? List.of() : List.of(sentence));
    }

    @Test
    void ofSeveralRulesEachIsReleased() {
        WhyNot whyNot = ask(
                held(
                        rule("Large", "Customer(size > 10)\n$o : Offer(id == \"old\")"),
                        rule("Abroad", "Customer(country == \"SE\")\n$o : Offer(campaign == \"engagement\")")),
                Map.of("size", 20, "country", "SE"),
                "old");

        assertThat(whyNot.heldBackBy()).extracting(WhyNot.HeldBack::rule).containsExactly("Large", "Abroad");
        assertThat(sentences(whyNot))
                .containsExactlyInAnyOrder("Size: 10 less (now 20)", "Country: Finland (now Sweden)");
    }

    @Test
    void whatIsHeldBackInOnePlacementAndKeptInAnotherMissesNoFact() {
        WhyNot whyNot = ask(
                new SmallShop()
                        .with(
                                "policy/p.drl",
                                POLICY
                                        + rule(
                                                "Not here",
                                                "Customer(orders90d > 0)\n$o : Offer(placement == \"hero\")")),
                Map.of("orders90d", 1),
                "gift",
                BOTH,
                State.NONE,
                null,
                true);

        assertThat(whyNot.heldBackBy())
                .extracting(WhyNot.HeldBack::rule, WhyNot.HeldBack::placements)
                .containsExactly(tuple("Not here", List.of("hero")));
        assertThat(whyNot.smallestChange()).isNull();
        assertThat(whyNot.noChange()).startsWith("No fact is missing");
    }

    @Test
    void whoeverIsNoCandidateIsNotAskedAboutPolicy() {
        WhyNot whyNot = ask(
                asking("Customer(orders90d >= 2)")
                        .with("policy/p.drl", POLICY + rule("Rests", "Customer()\n$o : Offer(id == \"old\")")),
                Map.of("orders90d", 1),
                "old");

        assertThat(whyNot.heldBackBy()).isEmpty();
        assertThat(Objects.requireNonNull(whyNot.smallestChange()).then())
                .extracting(WhyNot.Placement::step)
                .containsExactly("suppressed");
    }

    @Test
    void anAnalystSeesNothingPersonalInThem() {
        WhyNot whyNot = ask(
                held(rule("Rich", "Customer(income >= 1000)\n$o : Offer(id == \"old\")")),
                Map.of("income", 1234.5),
                "old",
                body(""),
                State.NONE,
                null,
                false);

        assertThat(whyNot.heldBackBy().toString()).contains("Income >= 1000");
        assertThat(whyNot.toString()).doesNotContain("1,234", "1234", "999.99");
    }

    /** A complaint that was opened stays opened; it is to be closed. */
    @Test
    void anOpenComplaintIsToBeClosed() {
        SmallShop shop = held(rule(
                        "No promotion while a complaint is open",
                        "Classification(segments contains \"openComplaint\")\n$o : Offer(id == \"old\")"))
                .change("vocabulary.yaml", "features:\n", """
                          complaint: {label: {en: Complaint}, properties: {about: {type: text, label: {en: About}}}}
                          settlement: {label: {en: Settlement}, properties: {about: {type: text, label: {en: About}}}}
                        features:
                          complaintsOpened: {count: complaint, label: {en: Complaints opened}}
                          complaintsClosed: {count: settlement, label: {en: Complaints closed}}
                        """)
                .change("vocabulary.yaml", "segments:\n", """
                        segments:
                          openComplaint: {label: {en: Open complaint}}
                        """)
                .with("classification/complaints.drl", SmallShop.HEADER + """
                        rule "A complaint is open"
                        when
                            Customer(complaintsOpened > complaintsClosed)
                        then
                            classify.segment("openComplaint");
                        end
                        """);

        WhyNot whyNot = ask(shop, Map.of("complaintsOpened", 1, "complaintsClosed", 0), "old");

        assertThat(whyNot.heldBackBy())
                .flatExtracting(WhyNot.HeldBack::conditions)
                .hasSize(2);
        assertThat(sentences(whyNot)).containsExactly("Complaints closed: 1 more (now 0)");
    }

    private static List<String> sentences(WhyNot whyNot) {
        return whyNot.smallestChange() == null
                ? List.of()
                : whyNot.smallestChange().changes().stream()
                        .map(change -> change.sentence().replace('\u202f', ' '))
                        .toList();
    }
}

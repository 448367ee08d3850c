package org.opportune.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.opportune.decision.WhyNotShop.ELIGIBILITY;
import static org.opportune.decision.WhyNotShop.NOON;
import static org.opportune.decision.WhyNotShop.ask;
import static org.opportune.decision.WhyNotShop.asking;
import static org.opportune.decision.WhyNotShop.body;
import static org.opportune.decision.WhyNotShop.rule;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.brakes.Brake;
import org.opportune.brakes.BrakeKind;
import org.opportune.brakes.Paused;
import org.opportune.kernel.Problem;
import org.opportune.kernel.Reason;
import org.opportune.learning.LearnedRates;
import org.opportune.rulebook.SmallShop;

/** Why an offer was not answered, step by step, and in whose words. */
class WhyNotTest {
    private static final String TWO_ORDERS = "Customer(orders90d >= 3)";

    @Test
    void twoMoreOrdersWithinNinetyDays() {
        WhyNot whyNot =
                ask(asking(TWO_ORDERS), Map.of("orders90d", 1, "ordersTotal", 4, "daysSinceLastOrder", 9), "old");

        assertThat(whyNot.answered()).isFalse();
        assertThat(whyNot.placements())
                .extracting(WhyNot.Placement::id, WhyNot.Placement::step, WhyNot.Placement::question)
                .containsExactly(tuple("hero", "eligibility", "eligible"));
        WhyNot.Failing failing = whyNot.questions().get(0).rules().get(0);
        assertThat(failing.rule()).isEqualTo("Asks");
        assertThat(failing.file()).isEqualTo("eligibility/old.drl");
        assertThat(failing.line()).isEqualTo(6);
        assertThat(failing.conditions())
                .containsExactly(new WhyNot.Condition(
                        "Orders in 90 days >= 3",
                        List.of(new WhyNot.Fact("customer.orders90d", "Orders in 90 days", "1"))));
        WhyNot.Smallest smallest = Objects.requireNonNull(whyNot.smallestChange());
        assertThat(smallest.checked()).isTrue();
        assertThat(smallest.changes())
                .containsExactly(new WhyNot.Changed(
                        "customer.orders90d",
                        "Orders in 90 days",
                        "Orders in 90 days: 2 more within 90 days (now 1)",
                        "Orders in 90 days >= 3",
                        "1",
                        "3",
                        "90d"));
        assertThat(smallest.along())
                .extracting(WhyNot.Fact::fact, WhyNot.Fact::value)
                .containsExactlyInAnyOrder(
                        tuple("customer.ordersTotal", "6"), tuple("customer.daysSinceLastOrder", "0"));
        assertThat(smallest.then())
                .extracting(WhyNot.Placement::step, WhyNot.Placement::rank)
                .containsExactly(tuple("answered", 1));
        assertThat(whyNot.noChange()).isNull();
    }

    @Test
    void itIsSaidInTheReadersLanguage() {
        WhyNot whyNot = ask(
                asking(TWO_ORDERS),
                Map.of("orders90d", 1),
                "old",
                body(""),
                State.NONE,
                "sv, fi-FI;q=0.8, en;q=0.5",
                true);

        assertThat(whyNot.locale()).isEqualTo("fi");
        assertThat(whyNot.placements().get(0).sentence()).isEqualTo("Asiakas ei ollut siihen oikeutettu.");
        assertThat(Objects.requireNonNull(whyNot.smallestChange())
                        .changes()
                        .get(0)
                        .sentence())
                .isEqualTo("Tilauksia 90 päivän aikana: 2 lisää 90 päivän aikana (nyt 1)");
        assertThatThrownBy(() -> ask(asking(TWO_ORDERS), Map.of(), "old", body(""), State.NONE, "fi;q=much", true))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Accept-Language is a list of languages");
    }

    @Test
    void theQuestionThatFailedIsNamedAndTheRulesThatWouldAnswerIt() {
        SmallShop shop = asking("Customer()")
                .with("eligibility/applicable.drl", ELIGIBILITY + rule("Cart", "Context(cartValue >= 20)", "old"))
                .with(
                        "eligibility/suitable.drl",
                        ELIGIBILITY + rule("Art", "Customer(interests contains \"art\")", "old"));

        WhyNot whyNot = ask(shop, Map.of(), "old");

        assertThat(whyNot.questions())
                .extracting(WhyNot.Asked::question, WhyNot.Asked::passed)
                .containsExactly(tuple("eligible", true), tuple("applicable", false), tuple("suitable", false));
        assertThat(whyNot.placements().get(0).question()).isEqualTo("applicable");
        assertThat(sentences(whyNot)).containsExactly("Cart: €20.00 (now not known)", "Interests: with Art");
    }

    @Test
    void anOfferThatPassesButIsSuppressedPausedOrOutrankedIsACandidate() {
        SmallShop shop = asking("Customer()").with("policy/p.drl", """
                package opportune.policy;
                import opportune.facts.Customer;
                import opportune.facts.Context;
                import opportune.facts.Classification;
                import opportune.facts.Offer;
                global org.opportune.rulebook.Policy policy;
                rule "Gifts rest" when $o : Offer(id == "gift") then policy.suppress($o, "REST", "It rests"); end
                """);
        Map<String, Object> engaged = Map.of("orders90d", 1);

        WhyNot suppressed = ask(shop, engaged, "gift");
        assertThat(suppressed.placements())
                .containsExactly(new WhyNot.Placement(
                        "hero",
                        "suppressed",
                        "It was held back: It rests",
                        null,
                        null,
                        null,
                        null,
                        List.of(new Reason("REST", "It rests"))));
        assertThat(suppressed.smallestChange()).isNull();
        assertThat(suppressed.noChange()).isEqualTo("No change of up to 5 facts that can come about was found.");

        State paused = new State(
                new Paused(List.of(new Brake(BrakeKind.OFFER, "old", NOON, "olli", "wrong"))), LearnedRates.NONE);
        WhyNot stopped = ask(shop, engaged, "old", body(""), paused, "fi", true);
        assertThat(step(stopped)).isEqualTo("paused");
        assertThat(stopped.placements().get(0).because())
                .containsExactly(new Reason("offer-paused", "Tarjous on keskeytetty"));
        assertThat(stopped.noChange()).isEqualTo("Mikään tieto ei ole esteenä: se oli ehdokkaana.");

        WhyNot.Placement outranked = ask(shop, engaged, "help").placements().get(0);
        assertThat(outranked.step()).isEqualTo("outranked");
        assertThat(outranked.score()).isEqualTo(1);
        assertThat(outranked.lastScore()).isEqualTo(10);
        assertThat(outranked.sentence())
                .isEqualTo("Others were better: its score was 1, and that of the last one shown 10.");

        WhyNot answered = ask(shop, engaged, "old");
        assertThat(answered.answered()).isTrue();
        assertThat(answered.placements().get(0).rank()).isEqualTo(1);
    }

    @Test
    void whatTheAnswerHoldsAlreadyKeepsOthersOut() {
        String both = body("").replace("\"limit\": 2}]", "\"limit\": 1}, {\"id\": \"grid\"}]");
        Map<String, Object> engaged = Map.of("orders90d", 1);
        SmallShop grouped = new SmallShop().with("offers/offers.csv", """
                id,campaign,value,validFrom,validTo,label,exclusionGroup
                help,engagement,1,,,Help,
                gift,engagement,10,,,Gift,presents
                voucher,engagement,9,,,Voucher,presents
                old,engagement,99,,2020-12-31,Old,
                """);

        assertThat(ask(grouped, engaged, "gift", both, State.NONE, null, true).placements())
                .extracting(WhyNot.Placement::step)
                .containsExactly("answered", "answered-elsewhere");
        assertThat(ask(grouped, engaged, "voucher", both, State.NONE, null, true)
                        .placements())
                .extracting(WhyNot.Placement::step)
                .containsExactly("exclusion-group", "exclusion-group");
        SmallShop limited = new SmallShop()
                .change("rulebook.yaml", "offersPerPlacement: 5", "offersPerPlacement: 5, offersPerCampaign: 1");
        assertThat(ask(limited, engaged, "voucher", both, State.NONE, null, true)
                        .placements())
                .extracting(WhyNot.Placement::step)
                .containsExactly("campaign-limit", "campaign-limit");
    }

    @Test
    void whatNoFactChangesIsSaid() {
        WhyNot invalid = ask(new SmallShop(), Map.of("orders90d", 1), "old");
        assertThat(invalid.placements().get(0).sentence()).isEqualTo("It was valid only until December 31, 2020.");
        assertThat(invalid.noChange()).startsWith("It was not valid then");

        String letter = "{\"placements\": [{\"id\": \"letter\"}]}";
        WhyNot untreated = ask(new SmallShop(), Map.of(), "gift", letter, State.NONE, null, true);
        assertThat(step(untreated)).isEqualTo("no-treatment");
        assertThat(untreated.noChange()).startsWith("No placement that was asked for can show it");

        WhyNot never = ask(asking("Customer(ordersTotal == 0)"), Map.of("ordersTotal", 3), "old");
        assertThat(never.smallestChange()).isNull();
        assertThat(never.noChange()).isEqualTo("No change of up to 5 facts that can come about was found.");

        assertThatThrownBy(() -> ask(new SmallShop(), Map.of(), "gfit"))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(404);
                    assertThat(problem.detail()).contains("did you mean 'gift'?");
                });
    }

    /** What a reader may not see does not show in a value that follows from it. */
    @Test
    void anAnalystSeesTheConditionsAndNothingPersonal() {
        SmallShop shop = asking("Customer(income >= 5000, age >= 18, size > 10)");
        Map<String, Object> customer =
                Map.of("income", 1234.5, "age", 15, "birthDate", LocalDate.of(2011, 1, 31), "size", 7);

        WhyNot whyNot = ask(shop, customer, "old", body(""), State.NONE, null, false);

        assertThat(whyNot.toString()).doesNotContain("1,234", "1234", "=15", "now 15", "2011", "2029", "3,765");
        assertThat(sentences(whyNot)).containsExactlyInAnyOrder("Income >= 5000", "Age >= 18", "Size: 4 more (now 7)");
        assertThat(sentences(ask(shop, customer, "old")))
                .containsExactlyInAnyOrder(
                        "Income: €3,765.50 more (now €1,234.50)",
                        "Age: 18, from January 31, 2029 on (now 15)",
                        "Size: 4 more (now 7)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "Customer(size > 3)                                  ; Size: 2 more (now 2)",
                "Customer(size < 2)                                  ; Size: 1 less (now 2)",
                "Customer(size == 5)                                 ; Size: 3 more (now 2)",
                "Customer(size != 2)                                 ; Size: 1 more (now 2)",
                "Customer(size in (1, 9))                            ; Size: 1 less (now 2)",
                "Customer(size * 2 - orders90d >= 6)                 ; Size: 2 more (now 2)",
                "Customer(size > 50)                                 ; -",
                "Customer(income > 100)                              ; Income: €100.01 (now not known)",
                "Customer(country == \"FI\")                         ; Country: Finland (now Sweden)",
                "Customer(country != \"SE\")                         ; Country: Finland (now Sweden)",
                "Customer(country not in (\"SE\", \"FI\"))           ; -",
                "Customer(country == null)                           ; -",
                "Customer(city != null)                              ; City: must be known",
                "Customer(city str[startsWith] \"Tur\")              ; City: Tur (now not known)",
                "Customer(member == true)                            ; Member: yes (now not known)",
                "Customer(joined <= \"2025-05-05\")                  ; Joined: May 5, 2025 (now June 1, 2025)",
                "Customer(interests contains \"food\")               ; Interests: with Food",
                "Customer(interests not contains \"art\", interests contains \"food\") ; Interests: Food (now Art)",
                "Customer(birthDate <= \"2000-01-01\")               ; Birth: January 1, 2000 (now not known)",
                "Customer(age >= 18)                                 ; Age: 18 (now not known)",
                "Customer(ordersTotal < 1)                           ; -",
                "Customer(orders90d < 1)                             ; Orders in 90 days: 1 fewer within 90 days (now 1)",
                "Customer(daysSinceLastOrder < 10)                   ; Order: once more (Days since the last order now: 40)",
                "Customer(daysSinceLastOrder >= 60)                  ; Days since the last order: 20 more (now 40)",
                "Customer(bigOrders >= 2, orders90d >= 3)            ; Big orders: 2 more (now 0)",
                "Customer(largestOrder >= 500)                       ; Largest order: 500 (now not known)",
                "Customer(size > 40 || orders90d >= 2)               ; Orders in 90 days: 1 more within 90 days (now 1)",
                "Context(cartValue >= 35, cartValue < 50)            ; Cart: €35.00 (now not known)",
                "Context(dayOfWeek == 6)                             ; Asked again: March 7, 2026 at 12:00 AM",
                "Context(hour >= 18)                                 ; Asked again: March 1, 2026 at 6:00 PM",
                "Context(date >= \"2026-12-24\")                     ; Asked again: December 24, 2026 at 12:00 AM",
                "Context(date < \"2026-01-01\")                      ; -",
                "Context(channel == \"email\")                       ; -",
                "Classification(stage == \"lapsed\")                 ; Days since the last order: 141 more (now 40)",
                "Classification(segments not contains \"nordic\")    ; -",
                "Classification(loyalty >= 90)                       ; Cart: €100.00 (now not known)",
                "Classification(loyalty >= 10)                       ; -"
            })
    void eachKindOfConditionIsTurnedByItsNearestValue(String when, String sentence) {
        Map<String, Object> customer = Map.of(
                "size", 2,
                "country", "SE",
                "orders90d", 1,
                "ordersTotal", 1,
                "daysSinceLastOrder", 40,
                "interests", new TreeSet<>(List.of("art")),
                "joined", LocalDate.of(2025, 6, 1));

        assertThat(sentences(ask(asking(when), customer, "old")))
                .containsExactlyElementsOf(sentence == null ? List.of() : List.of(sentence));
    }

    /** The stage that comes first wins, so it has to be left as well. */
    @Test
    void aStageIsReachedByTheFactsThatItsRulesAskFor() {
        WhyNot whyNot = ask(
                asking("Classification(stage == \"engagement\")"),
                Map.of("ordersTotal", 2, "daysSinceLastOrder", 300),
                "old");

        assertThat(sentences(whyNot)).containsExactly("Order: once more (Days since the last order now: 300)");
        assertThat(whyNot.questions().get(0).rules().get(0).conditions().get(0).facts())
                .containsExactly(new WhyNot.Fact("classification.stage", "stage", "Lapsed"));
    }

    @Test
    void aRuleOfAGroupInWhichAnotherSpokeFirstSaysSo() {
        String group = "Customer()\nthen\noffers.propose(\"help\");\nend\n";
        SmallShop shop = asking("Customer(size > 100)")
                .with(
                        "eligibility/group.drl",
                        ELIGIBILITY + "rule \"First\" salience 1 activation-group \"one\" when\n" + group
                                + "rule \"Second\" activation-group \"one\" when\n" + group.replace("help", "old"));

        WhyNot whyNot = ask(shop, Map.of("size", 2), "old");

        assertThat(whyNot.questions().get(0).rules())
                .extracting(WhyNot.Failing::rule, WhyNot.Failing::group)
                .containsExactly(tuple("Second", "one"), tuple("Asks", null));
        assertThat(whyNot.smallestChange()).isNull();
    }

    /** However many rules would propose it, a few are told, and the work has an end. */
    @Test
    void ofManyRulesThoseOfWhichLeastIsMissingAreTold() {
        StringBuilder rules = new StringBuilder(ELIGIBILITY);
        for (int i = 0; i < 60; i++) {
            rules.append(rule(
                    "Many " + i, "Customer(size == " + i % 50 + ", orders90d > " + i + ", country == \"FI\")", "old"));
        }
        SmallShop shop = asking("Customer(orders90d >= 400)").with("eligibility/many.drl", rules.toString());

        WhyNot whyNot = ask(shop, Map.of("orders90d", 1, "size", 1, "country", "FI"), "old");

        assertThat(whyNot.questions().get(0).rules()).hasSize(20);
        assertThat(whyNot.questions().get(0).more()).isEqualTo(41);
        assertThat(sentences(whyNot)).containsExactly("Orders in 90 days: 1 more within 90 days (now 1)");
    }

    private static String step(WhyNot whyNot) {
        return whyNot.placements().get(0).step();
    }

    private static List<String> sentences(WhyNot whyNot) {
        return whyNot.smallestChange() == null
                ? List.of()
                : whyNot.smallestChange().changes().stream()
                        .map(change -> change.sentence().replace('\u202f', ' ')) // what ICU writes before AM and PM
                        .toList();
    }
}

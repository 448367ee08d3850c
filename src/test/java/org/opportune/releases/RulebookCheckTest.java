package org.opportune.releases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;

/** What the check says of cases, and of rules that none of them tests. */
class RulebookCheckTest {
    private static final String STAGES = "classification/stages.cases.csv";
    private static final String OFFERS = "eligibility/offers.cases.csv";
    private static final String RULES_OF_POLICY = """
            package opportune.policy;
            import opportune.facts.Customer;
            import opportune.facts.Context;
            import opportune.facts.Classification;
            import opportune.facts.Offer;
            global org.opportune.rulebook.Policy policy;
            rule "Gifts rest"
            when
                $offer : Offer(id == "gift")
            then
                policy.suppress($offer, "REST", "It rests");
            end
            """;

    private static List<String> errors(String path, String cases) {
        return lines(check(new SmallShop().with(path, cases)).errors());
    }

    private static RulebookCheck check(SmallShop shop) {
        RulebookCheck check = RulebookCheck.of(shop.folder(), Findings.ofRulebook(), Clock.systemUTC());
        Rulebook rulebook = check.rulebook();
        if (rulebook != null) {
            rulebook.close();
        }
        return check;
    }

    private static List<String> lines(List<Finding> findings) {
        return findings.stream().map(Finding::toString).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            expect.stage        ~ engagment      ~ unknown stage 'engagment'; did you mean 'engagement'?
            expect.segments     ~ nordic|!nordik ~ unknown segment 'nordik'; did you mean 'nordic'?
            expect.loyalty      ~ 12,5           ~ '12,5' is no points such as 20 or -5
            expect.loyalty      ~ 5.0            ~ '5.0' is no points such as 20 or -5
            expect.loyaltyLevel ~ golden         ~ unknown level 'golden'; did you mean 'gold'?
            customer.orders90d  ~ 1 250          ~ orders90d: expected a whole number of 32 bits, found the text '1 250'; write 1250
            context.cartValue   ~ 1,5            ~ cartValue: expected a number, found the text '1,5'; write 1.5
            context.hour        ~ 25             ~ '25' is more than 23, the most that 'hour' may be
            customer.orders90d  ~ -4             ~ '-4' is less than 0, the least that 'orders90d' may be
            rules               ~ Ordered|x      ~ unknown rule 'Ordered'
            """, quoteCharacter = '"')
    void aValueThatCannotBeIsToldAtItsCell(String column, String value, String message) {
        String cell = value.contains(",") ? "\"" + value + "\"" : value;

        assertThat(errors(STAGES, "case," + column + "\nBuys," + cell + "\n"))
                .anySatisfy(error -> assertThat(error).startsWith(STAGES + ":2:2: " + message));
    }

    @Test
    void anUnknownOfferIsToldAtItsCell() {
        assertThat(errors(OFFERS, "case,rules,expect.offers\nAll,Everybody may have help,help|!gifft|vouchr\n"))
                .containsExactly(
                        OFFERS + ":2:3: unknown offer 'gifft'; did you mean 'gift'?",
                        OFFERS + ":2:3: unknown offer 'vouchr'; did you mean 'voucher'?");
    }

    @Test
    void aCaseOfPolicySaysWhichCodesSuppressItsCandidateAndFailsOtherwise() {
        SmallShop shop = new SmallShop().with("policy/p.drl", RULES_OF_POLICY).with("policy/p.cases.csv", """
                        case,rules,offer.id,offer.placement,expect.suppressed
                        Held,Gifts rest,gift,hero,REST
                        Kept,none,help,hero,none
                        Wrong,none,gift,hero,none
                        Wrong too,Gifts rest,gift,hero,!REST
                        """);

        assertThat(lines(check(shop).errors()))
                .containsExactly(
                        "policy/p.cases.csv:4:5: case 'Wrong': expected that nothing suppresses it, got [REST]",
                        "policy/p.cases.csv:4:2: case 'Wrong': no rule should fire, and these did: 'Gifts rest' (policy/p.drl:7:1)",
                        "policy/p.cases.csv:5:5: case 'Wrong too': expected suppressed without REST, got [REST]");
    }

    @Test
    void aCodeThatNoRuleGivesIsToldAtItsCell() {
        SmallShop shop = new SmallShop()
                .with("policy/p.drl", RULES_OF_POLICY)
                .with(
                        "policy/p.cases.csv",
                        "case,rules,offer.id,expect.suppressed,expect.value\nHeld,Gifts rest,gfit,RSET,1\n");

        assertThat(lines(check(shop).errors()))
                .containsExactly(
                        "policy/p.cases.csv:1:5: value is expected of the cases of arbitration/",
                        "policy/p.cases.csv:2:3: id: unknown choice 'gfit'; did you mean 'gift'?",
                        "policy/p.cases.csv:2:4: unknown code 'RSET'; did you mean 'REST'?");
    }

    @Test
    void aCaseOfArbitrationSaysPartsOfTheScoreAndTakesTheRestFromTheCatalogue() {
        SmallShop shop = new SmallShop()
                .with(
                        "arbitration/a.drl",
                        RULES_OF_POLICY
                                .replace("opportune.policy", "opportune.arbitration")
                                .replace("Policy policy", "Rank rank")
                                .replace(
                                        "id == \"gift\"",
                                        "campaign == \"engagement\", channel == \"site\", value == 10")
                                .replace(
                                        "policy.suppress($offer, \"REST\", \"It rests\")",
                                        "rank.weight($offer, 0.1, \"It rests\")"))
                .with("arbitration/a.cases.csv", """
                        case,rules,offer.id,offer.placement,expect.weight,expect.value,expect.propensity
                        Weighed,Gifts rest,gift,hero,0.1,10,1
                        Wrong,Gifts rest,gift,hero,0.2,,0.5
                        In a letter,none,gift,letter,1,10,
                        """);

        assertThat(lines(check(shop).errors()))
                .containsExactly(
                        "arbitration/a.cases.csv:3:5: case 'Wrong': expected weight 0.2, got 0.1",
                        "arbitration/a.cases.csv:3:7: case 'Wrong': expected propensity 0.5, got 1");
    }

    /** What cases name that is not found may stand in what is wrong beside them. */
    @Test
    void mistakesOfCasesAreToldBesideThoseOfRules() {
        SmallShop shop = new SmallShop()
                .change("classification/stages.drl", "Customer(", "Customer(ordres90d > 1, ")
                .change("offers/offers.csv", "help,", "Help Me,")
                .with(OFFERS, "case,rules,customer.ordres90d,expect.offers\nAll,Not a rule,1,help|nothing\n");

        assertThat(lines(check(shop).errors()))
                .anySatisfy(error -> assertThat(error).startsWith("classification/stages.drl:"))
                .anySatisfy(error -> assertThat(error).startsWith("offers/offers.csv:"))
                .anySatisfy(error -> assertThat(error).startsWith(OFFERS + ":1:3: unknown property of Customer"))
                .noneSatisfy(error -> assertThat(error).startsWith(OFFERS + ":2:"));
    }

    @Test
    void aColumnThatMeansNothingIsToldOnceAndTheRestIsChecked() {
        assertThat(errors(STAGES, """
                        case,expect.stag,expect.stage,customer.ordres90d,,expect.offers,expect.stage,note
                        A,x,laps,1,,,,
                        B,x,lapsed,1,,,,
                        C,x,engagment,1,,,,
                        """))
                .containsExactly(
                        STAGES + ":1:5: the column has no name; the first row names the columns",
                        STAGES + ":1:7: the column 'expect.stage' stands here twice",
                        STAGES + ":1:2: unknown expectation 'expect.stag'; did you mean 'expect.stage'?",
                        STAGES + ":1:4: unknown property of Customer 'ordres90d'; did you mean 'orders90d'?",
                        STAGES + ":1:6: offers is expected of the cases of eligibility/",
                        STAGES + ":1:8: unknown column 'note'; known: case, classification.…, context.…, customer.…,"
                                + " expect.…, rules",
                        STAGES + ":2:3: unknown stage 'laps'; did you mean 'lapsed'?",
                        STAGES + ":4:3: unknown stage 'engagment'; did you mean 'engagement'?");
    }

    @Test
    void aCaseWithAMistakeDoesNotHideTheFailureOfAnother() {
        assertThat(errors(STAGES, """
                        case,rules,customer.orders90d,expect.stage
                        A,Ordered in 90 days,1,laps
                        B,Ordered in 90 days,1,lapsed
                        """))
                .containsExactly(
                        STAGES + ":2:4: unknown stage 'laps'; did you mean 'lapsed'?",
                        STAGES + ":3:4: case 'B': expected stage lapsed, got engagement");
    }

    @Test
    void aFailedCaseNamesRulesAsTheirAuthorsDo() {
        assertThat(errors(STAGES, "case,rules,customer.orders90d\nA,none,1\nB,Has a full cart,1\n"))
                .containsExactly(
                        STAGES + ":2:2: case 'A': no rule should fire, and these did: 'Ordered in 90 days'"
                                + " (classification/stages.drl:14:1)",
                        STAGES + ":3:2: case 'B': the rule 'Has a full cart' did not fire; it gave stage engagement,"
                                + " segments []");
    }

    @Test
    void aRuleWhoseNameHasTheSeparatorOfListsIsNamedAlone() {
        SmallShop shop = new SmallShop()
                .change("classification/stages.drl", "\"Has a full cart\"\nwhen", "\"Cart | full\"\nwhen")
                .with(STAGES, "case,rules,context.cartValue\nA,Cart | full,100\n");

        assertThat(check(shop).errors()).isEmpty();
    }

    @Test
    void ofManyRulesWithoutACaseTheFirstAreNamed() {
        StringBuilder rules = new StringBuilder();
        for (int i = 1; i <= 7; i++) {
            rules.append("rule \"R" + i + "\" when Customer(orders90d > " + (100 + i)
                    + ") then classify.segment(\"nordic\"); end\n");
        }
        SmallShop shop = new SmallShop().with("classification/many.drl", SmallShop.HEADER + rules);

        assertThat(lines(check(shop).warnings()))
                .filteredOn(warning -> warning.contains("many.drl") && warning.contains("no case"))
                .containsExactly("classification/many.drl:7:1: no case exercises 7 rules of this file, 'R1' (line 7),"
                        + " 'R2' (line 8), 'R3' (line 9), 'R4' (line 10), 'R5' (line 11) and 2 more; add a row for each"
                        + " to a .cases.csv beside it");
    }

    @Test
    void aRowOfATableThatHasNoNameIsAWarningAtTheCell() {
        SmallShop shop = new SmallShop().with("classification/countries.csv", """
                RuleSet,opportune.classification,
                Import,"opportune.facts.Customer, opportune.facts.Context",
                Variables,org.opportune.rulebook.Classify classify,
                RuleTable Countries,,
                NAME,CONDITION,ACTION
                ,Customer,
                ,country,"classify.segment(""$param"");"
                Name,Country,Segment
                ,FI,nordic
                """);

        assertThat(lines(check(shop).warnings()))
                .contains("classification/countries.csv:9:1: the row has no name, so its rule is called 'Countries_9';"
                        + " write the sentence that people read as its reason");
    }
}

package org.opportune.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opportune.analysis.Rules.all;
import static org.opportune.analysis.Rules.any;
import static org.opportune.analysis.Rules.has;
import static org.opportune.analysis.Rules.in;
import static org.opportune.analysis.Rules.known;
import static org.opportune.analysis.Rules.starts;
import static org.opportune.analysis.Rules.test;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opportune.kernel.Kind;
import org.opportune.model.Condition;

/** Every kind of defect, planted, and its sound neighbour, of which nothing is said. */
class AnalysisTest {
    private final Rules rules = new Rules();

    private Rules sound() {
        return rules.stage("Left", "gone", test("customer.member", "==", false))
                .stage("Buys", "active", test("customer.orders", ">=", 1))
                .sells("gift", "", List.of("top"), "en", "fi")
                .offer("For all", "gift");
    }

    @Test
    void aSoundRulebookGivesNoWarning() {
        sound().segment("Lives here", "local", test("customer.country", "==", "FI"))
                .segment("Spends", "vip", test("customer.spent", ">", 1000))
                .points("Some", 10, test("customer.orders", ">=", 1))
                .points("More", 10, test("customer.orders", ">=", 5));

        assertThat(rules.analyse().warnings()).isEmpty();
    }

    @Nested
    class NeverMatches {
        private void isNever(Condition... when) {
            Rules planted = new Rules().segment("Odd", "vip", when);
            assertThat(planted.warnings(Kind.NEVER_MATCHES))
                    .singleElement()
                    .asString()
                    .startsWith("rules.drl:1:1: 'Odd' can never match: ");
        }

        private void mayBe(Condition... when) {
            assertThat(new Rules().segment("Sound", "vip", when).warnings(Kind.NEVER_MATCHES))
                    .isEmpty();
        }

        @Test
        void contradictoryBoundsAreNamed() {
            rules.segment("Odd", "vip", test("customer.orders", ">", 5), test("customer.orders", "<", 3));

            assertThat(rules.warnings(Kind.NEVER_MATCHES))
                    .containsExactly(
                            "rules.drl:1:1: 'Odd' can never match: no value of customer.orders passes all its tests; correct or remove them");
        }

        @Test
        void nothingLiesBetweenTwoWholeNumbersOrDays() {
            isNever(test("customer.orders", ">", 2), test("customer.orders", "<", 3));
            isNever(test("customer.orders", "==", 2.5));
            isNever(
                    test("customer.joined", ">", LocalDate.of(2026, 1, 1)),
                    test("customer.joined", "<", LocalDate.of(2026, 1, 2)));
            mayBe(test("customer.spent", ">", 2), test("customer.spent", "<", 3));
            mayBe(
                    test("customer.seen", ">", LocalDateTime.of(2026, 1, 1, 0, 0)),
                    test("customer.seen", "<", LocalDateTime.of(2026, 1, 1, 0, 0, 0, 1000)));
        }

        @Test
        void boundsOfTheVocabularyCount() {
            isNever(test("customer.orders", "<", 0));
            isNever(test("context.hour", ">", 23));
            isNever(test("context.dayOfWeek", "==", 0));
            isNever(known("customer.orders", false));
            mayBe(test("customer.size", "<", 0));
            mayBe(known("customer.size", false));
        }

        @Test
        void choicesAreExhausted() {
            isNever(in("customer.country", false, "FI", "SE", "LT"));
            isNever(test("customer.country", "==", "FI"), test("customer.country", "==", "SE"));
            isNever(test("customer.country", "!=", "FI"), starts("customer.country", true, "F"));
            isNever(test("customer.member", "!=", true), test("customer.member", "!=", false));
            mayBe(in("customer.city", false, "Oulu", "Turku"));
            mayBe(in("customer.country", false, "FI", "SE"));
        }

        @Test
        void aSetHasAMemberOrNot() {
            isNever(has("customer.interests", true, "art"), has("customer.interests", false, "art"));
            isNever(has("customer.interests", false, "art"), known("customer.interests", false));
            mayBe(has("customer.interests", true, "art"), has("customer.interests", false, "food"));
        }

        @Test
        void comparisonsOfTwoPropertiesContradictEachOther() {
            isNever(
                    test("customer.spent", ">", "[customer.income]"),
                    test("customer.income", ">=", "[customer.spent]"));
            isNever(test("customer.spent", "<", "[customer.spent]"));
            isNever(test("customer.spent", "<", "[customer.income]"), known("customer.income", false));
            mayBe(test("customer.spent", "<=", "[customer.income]"), test("customer.spent", ">=", "[customer.income]"));
        }

        @Test
        void testsThatAreNotUnderstoodContradictOnlyTheirOpposite() {
            isNever(starts("customer.city", true, "O"), starts("customer.city", false, "O"));
            mayBe(starts("customer.city", true, "O"), starts("customer.city", false, "Ou"));
        }

        @Test
        void everyAlternativeMustBeImpossible() {
            Condition odd = all(test("customer.orders", ">", 5), test("customer.orders", "<", 3));
            isNever(any(odd, test("customer.orders", "<", 0)));
            mayBe(any(odd, test("customer.orders", "==", 0)));
        }

        @Test
        void tooManyAlternativesAreNotSpokenOf() {
            Condition[] many = new Condition[12];
            for (int i = 0; i < many.length; i++) {
                many[i] = any(starts("customer.city", true, "a" + i), starts("customer.town", true, "b" + i));
            }
            mayBe(many);
            isNever(all(many), test("customer.orders", "<", 0));
        }

        @Test
        void aSegmentThatNoRuleGivesIsNotThere() {
            sound().offer("For the few", "gift", has("classification.segments", true, "vip"));

            assertThat(rules.warnings(Kind.NEVER_MATCHES))
                    .singleElement()
                    .asString()
                    .contains("'For the few'", "a segment that no rule gives");
        }
    }

    @Nested
    class StagesThatNobodyReaches {
        @Test
        void aStageWithoutRules() {
            rules.stage("Left", "gone", test("customer.member", "==", false));

            assertThat(rules.warnings(Kind.STAGE_UNREACHABLE))
                    .containsExactly(
                            "vocabulary.yaml:18:5: nobody reaches the stage 'active': no rule says it; write one, or remove the stage");
        }

        @Test
        void aStageWhoseRulesLieWithinEarlierOnes() {
            rules.stage("Few", "gone", test("customer.orders", "<", 3))
                    .stage("Many", "gone", test("customer.orders", ">=", 3), known("customer.country", true))
                    .stage("Finns", "active", test("customer.country", "==", "FI"));

            assertThat(rules.warnings(Kind.STAGE_UNREACHABLE))
                    .containsExactly(
                            "rules.drl:3:1: nobody reaches the stage 'active': wherever its rules hold, so do rules of earlier stages, "
                                    + "'Few', 'Many'; change the rules or the order of the stages; for example: customer.country = FI");
            assertThat(rules.warnings(Kind.SWALLOWED)).isEmpty();
        }

        @Test
        void aDefaultStageThatNobodyIsLeftFor() {
            rules.stage("Few", "gone", test("customer.orders", "<", 3))
                    .stage("Many", "active", test("customer.orders", ">", 2));

            assertThat(rules.warnings(Kind.STAGE_UNREACHABLE))
                    .containsExactly(
                            "vocabulary.yaml:19:5: nobody is in the stage 'new': rules of other stages hold for everybody");
        }

        @Test
        void whoIsUnknownIsLeftForTheDefault() {
            rules.stage("Few", "gone", test("customer.size", "<", 3))
                    .stage("Many", "active", test("customer.size", ">", 2));

            assertThat(rules.warnings(Kind.STAGE_UNREACHABLE)).isEmpty();
        }
    }

    @Nested
    class StagesThatOverlap {
        @Test
        void areNotesWithAnExample() {
            rules.stage("Left", "gone", test("customer.orders", "<", 3))
                    .stage("Buys", "active", test("customer.orders", ">", 1));

            assertThat(rules.notes())
                    .containsExactly(
                            "rules.drl:2:1: a customer can match both 'gone' ('Left') and 'active' ('Buys'); 'gone' is earlier and wins; "
                                    + "for example: customer.orders = 2");
        }

        @Test
        void areNotThereWhereRulesExcludeEachOther() {
            rules.stage("Left", "gone", test("customer.orders", "<", 3))
                    .stage("Buys", "active", test("customer.orders", ">", 2));

            assertThat(rules.notes()).isEmpty();
        }
    }

    @Nested
    class RulesWithoutEffect {
        @Test
        void aStageRuleWithinEarlierStages() {
            sound().stage(
                            "Finns that left",
                            "active",
                            test("customer.country", "==", "FI"),
                            test("customer.member", "==", false));

            assertThat(rules.warnings(Kind.SWALLOWED))
                    .singleElement()
                    .asString()
                    .contains(
                            "'Finns that left' never places anybody",
                            "'Left'",
                            "for example: customer.member = false, customer.country = FI");
        }

        @Test
        void aRuleOfAGroupAfterOthersThatHold() {
            rules.inGroup("Low", "g", 0, 1, test("customer.orders", "<", 5))
                    .inGroup("High", "g", 0, 2, test("customer.orders", ">=", 5))
                    .inGroup("Finns", "g", 0, 3, test("customer.country", "==", "FI"));

            assertThat(rules.warnings(Kind.SWALLOWED))
                    .singleElement()
                    .asString()
                    .contains("'Finns' never speaks", "'Low', 'High'", "customer.country = FI");
        }

        @Test
        void salienceComesBeforeOrder() {
            rules.inGroup("All", "g", 0, 1).inGroup("Finns", "g", 1, 3, test("customer.country", "==", "FI"));

            assertThat(rules.warnings(Kind.SWALLOWED)).isEmpty();
        }

        @Test
        void aRuleThatSaysTheSameAsAWiderOne() {
            rules.segment("Rich Finns", "vip", test("customer.country", "==", "FI"), test("customer.spent", ">", 10))
                    .segment("Rich", "vip", test("customer.spent", ">=", 10))
                    .segment("Rich locals", "local", test("customer.spent", ">=", 10));

            assertThat(rules.warnings(Kind.SWALLOWED))
                    .singleElement()
                    .asString()
                    .contains("'Rich Finns' adds nothing but its own words", "so does 'Rich',");
        }

        @Test
        void ofTwoAlikeTheLaterOneIsNamed() {
            rules.offer("One", "gift", any(test("customer.country", "==", "FI"), test("customer.country", "==", "SE")))
                    .offer("Two", "gift", in("customer.country", true, "SE", "FI"));

            assertThat(rules.warnings(Kind.SWALLOWED))
                    .singleElement()
                    .asString()
                    .contains("'Two' adds nothing");
        }

        @Test
        void aTestThatIsNotUnderstoodCountsWhereItStandsInBoth() {
            Condition more = test("customer.spent", ">", "[customer.income]");
            rules.segment("Wide", "vip", more)
                    .segment("Narrow", "vip", more, test("customer.orders", ">", 1))
                    .segment("Other", "vip", test("customer.orders", ">", 1));

            assertThat(rules.warnings(Kind.SWALLOWED))
                    .singleElement()
                    .asString()
                    .contains("'Narrow'");
        }

        @Test
        void pointsAddUpAndAreNotSwallowed() {
            rules.points("Wide", 1, test("customer.orders", ">", 1))
                    .points("Narrow", 1, test("customer.orders", ">", 2));

            assertThat(rules.analyse().warnings())
                    .noneMatch(found -> String.valueOf(found.kind()).equals("swallowed"));
        }
    }

    @Nested
    class RulesThatContradict {
        @Test
        void oneConditionAndTwoStages() {
            rules.stage("A", "active", test("customer.orders", ">", 2))
                    .stage("B", "gone", test("customer.orders", ">=", 3))
                    .stage("C", "active", test("customer.member", "==", true));

            assertThat(rules.warnings(Kind.CONTRADICTION))
                    .singleElement()
                    .asString()
                    .contains(
                            "'B' holds for the same customers as 'A'",
                            "the earlier stage 'gone' wins",
                            "customer.orders = 3");
            assertThat(rules.warnings(Kind.SWALLOWED)).isEmpty();
        }

        @Test
        void rulesOfAGroupOfWhichOnlyTheOrderDecides() {
            rules.inGroup("Finns", "g", 0, 1, test("customer.country", "==", "FI"))
                    .inGroup("Members", "g", 0, 2, test("customer.member", "==", true));

            assertThat(rules.warnings(Kind.CONTRADICTION))
                    .singleElement()
                    .asString()
                    .contains(
                            "'Members' and 'Finns' of the group 'g'",
                            "customer.country = FI",
                            "customer.member = true");
        }

        @Test
        void anExceptionBeforeTheRestIsNoContradiction() {
            rules.inGroup("Finns", "g", 0, 1, test("customer.country", "==", "FI"))
                    .inGroup("Everybody", "g", 0, 2);

            assertThat(rules.analyse().warnings())
                    .noneMatch(found -> String.valueOf(found.kind()).equals("contradiction"));
        }

        @Test
        void salienceDecides() {
            rules.inGroup("Finns", "g", 1, 1, test("customer.country", "==", "FI"))
                    .inGroup("Members", "g", 0, 2, test("customer.member", "==", true));

            assertThat(rules.warnings(Kind.CONTRADICTION)).isEmpty();
        }

        @Test
        void pointsThatCountTwice() {
            rules.points("Once", 1, test("customer.orders", ">", 1))
                    .points("Twice", 5, test("customer.orders", ">=", 2));

            assertThat(rules.warnings(Kind.CONTRADICTION))
                    .singleElement()
                    .asString()
                    .contains("'Twice' adds points to 'lead' for the same customers as 'Once'", "customer.orders = 2");
        }
    }

    @Nested
    class GapsBetweenBands {
        private Rules bands(String ref) {
            return rules.points("Low", 1, test(ref, ">=", 0), test(ref, "<=", 100))
                    .points("Middle", 2, test(ref, ">=", 101), test(ref, "<=", 200))
                    .points("High", 3, test(ref, ">", 200));
        }

        @Test
        void ofMoneyHaveAnExample() {
            assertThat(bands("customer.spent").warnings(Kind.GAP))
                    .containsExactly(
                            "rules.drl:2:1: between 'Low' and 'Middle' is a gap in customer.spent: neither holds there; widen one of them, "
                                    + "or add a rule; for example: customer.spent = 100.1");
        }

        @Test
        void areNoneBetweenWholeNumbers() {
            assertThat(bands("customer.size").warnings(Kind.GAP)).isEmpty();
        }

        @Test
        void areNoneWhereAnotherRuleHolds() {
            bands("customer.spent")
                    .points("Between", 9, test("customer.spent", ">", 90), test("customer.spent", "<", 110));
            rules.points("Finns", 9, test("customer.country", "==", "FI"));

            assertThat(rules.warnings(Kind.GAP)).isEmpty();
        }

        @Test
        void areNoneInPointsThatAddUp() {
            rules.points("Some", 1, test("customer.spent", ">", 0))
                    .points("More", 2, test("customer.spent", ">", 100))
                    .points("Most", 3, test("customer.spent", ">", 200));

            assertThat(rules.warnings(Kind.GAP)).isEmpty();
        }

        @Test
        void needThreeBandsWithTheSameRest() {
            rules.points("Low", 1, test("customer.spent", "<", 10))
                    .points("High", 2, test("customer.spent", ">", 20))
                    .points("Top", 2, test("customer.spent", ">", 30), test("customer.member", "==", true));

            assertThat(rules.warnings(Kind.GAP)).isEmpty();
        }
    }

    @Nested
    class Offers {
        @Test
        void thatNoRuleProposes() {
            sound().sells("lost", "", List.of("top"), "en", "fi");

            assertThat(rules.warnings(Kind.OFFER_UNREACHABLE))
                    .containsExactly(
                            "offers/offers.csv:3:1: nobody can get the offer 'lost': no rule proposes it; write one, or remove the offer");
        }

        @Test
        void whoseRulesAskForAStageThatNobodyReaches() {
            rules.stage("Left", "gone")
                    .sells("gift", "", List.of("top"), "en", "fi")
                    .offer("Active", "gift", test("classification.stage", "==", "active"));

            assertThat(rules.warnings(Kind.OFFER_UNREACHABLE))
                    .containsExactly(
                            "rules.drl:2:1: nobody can get the offer 'gift': what proposes it never holds, 'Active'; correct a rule, or remove the offer");
        }

        @Test
        void withoutATreatment() {
            sound().sells("hidden", "", List.of(), "en", "fi").offer("All", "hidden");

            assertThat(rules.warnings(Kind.OFFER_WITHOUT_TREATMENT))
                    .singleElement()
                    .asString()
                    .startsWith("offers/offers.csv:3:1: the offer 'hidden' has no treatment");
        }

        @Test
        void andPlacementsWithoutOne() {
            assertThat(rules.warnings(Kind.OFFER_WITHOUT_TREATMENT))
                    .singleElement()
                    .asString()
                    .contains("no offer has a treatment for the placement 'top'");
        }

        @Test
        void withoutWordsInALanguage() {
            sound().sells("mute", "call", List.of("top"), "en").offer("All", "mute");

            assertThat(rules.warnings(Kind.OFFER_WITHOUT_CONTENT))
                    .singleElement()
                    .asString()
                    .contains("the offer 'mute' has no content in: fi (call)");
        }
    }

    @Test
    void theSameRulebookGivesTheSameFindingsAndNotTooMany() {
        for (int i = 0; i < 200; i++) {
            rules.segment("Odd " + i, "vip", test("customer.orders", "<", -i));
        }

        assertThat(rules.warnings(Kind.NEVER_MATCHES)).hasSize(51);
        assertThat(rules.analyse()).isEqualTo(rules.analyse());
    }
}

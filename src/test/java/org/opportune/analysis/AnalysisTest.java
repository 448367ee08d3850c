package org.opportune.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opportune.analysis.Rules.all;
import static org.opportune.analysis.Rules.any;
import static org.opportune.analysis.Rules.ends;
import static org.opportune.analysis.Rules.has;
import static org.opportune.analysis.Rules.in;
import static org.opportune.analysis.Rules.inside;
import static org.opportune.analysis.Rules.known;
import static org.opportune.analysis.Rules.literal;
import static org.opportune.analysis.Rules.ref;
import static org.opportune.analysis.Rules.starts;
import static org.opportune.analysis.Rules.test;
import static org.opportune.analysis.Rules.times;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opportune.kernel.Kind;
import org.opportune.model.Condition;
import org.opportune.model.Condition.Compare;
import org.opportune.model.Condition.Operator;
import org.opportune.model.Question;
import org.opportune.model.Say;

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

    @Test
    void whatIsNotDecidedIsSaid() {
        List<String> names = List.of("orders", "week", "big", "spent", "size", "revenue", "income", "last");
        List<Condition> parts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String one = "customer." + names.get(i);
            String other = "customer." + names.get((i + 1) % names.size());
            String third = "customer." + names.get((i + 3) % names.size());
            parts.add(any(
                    test(one, ">", times(2, other, i)), test(other, "<", times(3, third, 1)), test(third, "==", i)));
        }
        rules.stage("Involved", "gone", all(parts.toArray(Condition[]::new)))
                .stage("Plain", "active", test("customer.orders", ">", 1));

        assertThat(rules.notes())
                .anySatisfy(note -> assertThat(note).startsWith("rules.drl:1:1: 'Involved' asks so much at once"))
                .noneMatch(note -> note.contains("'Plain' asks"));
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
        void aTextBeginsAndEndsInOneWay() {
            isNever(starts("customer.city", true, "A"), starts("customer.city", true, "B"));
            isNever(starts("customer.city", true, "Ou"), starts("customer.city", false, "O"));
            isNever(ends("customer.city", true, "u"), ends("customer.city", true, "e"));
            isNever(starts("customer.city", true, "Oulu"), inside("customer.city", false, "ul"));
            isNever(test("customer.city", "==", "Oulu"), starts("customer.city", true, "A"));
            isNever(in("customer.city", true, "Oulu", "Turku"), ends("customer.city", false, "u"));
            isNever(in("customer.city", true, "Oulu", "Turku"), inside("customer.city", true, "lulu"));
            mayBe(starts("customer.city", true, "Ou"), starts("customer.city", true, "O"));
            mayBe(starts("customer.city", true, "Ou"), ends("customer.city", true, "e"));
            mayBe(starts("customer.city", true, "A"), starts("customer.town", true, "B"));
            mayBe(in("customer.city", true, "Oulu", "Turku"), starts("customer.city", true, "T"));
            mayBe(test("customer.city", "!=", "Oulu"), starts("customer.city", true, "Oulu"));
        }

        @Test
        void wholeNumbersAreReckonedWith() {
            isNever(new Compare(times(2, "customer.orders", 0), Operator.EQUAL, literal(3)));
            isNever(new Compare(times(2, "customer.orders", 0), Operator.EQUAL, times(2, "customer.size", 1)));
            isNever(new Compare(ref("customer.orders"), Operator.MORE, times(1, "customer.orders", 0)));
            isNever(new Compare(times(-3, "customer.orders", 0), Operator.MORE, literal(0)));
            isNever(
                    new Compare(times(2, "customer.size", 0), Operator.MORE, literal(3.5)),
                    test("customer.size", "<", 2));
            isNever(new Compare(ref("customer.size"), Operator.NOT_EQUAL, ref("customer.size")));
            mayBe(new Compare(times(2, "customer.orders", 0), Operator.EQUAL, literal(4)));
            mayBe(new Compare(times(2, "customer.spent", 0), Operator.EQUAL, literal(3)));
            mayBe(new Compare(times(0.5, "customer.orders", 0), Operator.EQUAL, literal(1.5)));
            mayBe(new Compare(times(2, "customer.orders", 0), Operator.EQUAL, times(4, "customer.size", 2)));
            mayBe(new Compare(times(1e15, "customer.orders", 0), Operator.EQUAL, literal(1)));
        }

        @Test
        void aHistoryOfEventsGoesTogether() {
            rules.segment("Odd", "vip", test("customer.week", ">=", 5), test("customer.orders", "<=", 2));

            assertThat(rules.warnings(Kind.NEVER_MATCHES))
                    .containsExactly(
                            "rules.drl:1:1: 'Odd' can never match: no history of events has customer.week and customer.orders as its tests ask for; correct or remove them");
            isNever(test("customer.orders", "==", 0), test("customer.last", "<=", 3));
            isNever(test("customer.orders", ">", 0), known("customer.last", false));
            isNever(test("customer.week", ">=", 1), test("customer.last", ">", 7));
            isNever(test("customer.week", "==", 0), test("customer.last", "<", 7));
            isNever(test("customer.week", "==", 0), test("customer.first", "<", 7));
            isNever(test("customer.first", "<", 5), test("customer.last", ">", 5));
            isNever(test("customer.big", ">", 3), test("customer.orders", "<", 3));
            isNever(test("customer.week", ">", "[customer.orders]"));
            isNever(test("customer.first", "<", "[customer.last]"));
            mayBe(test("customer.week", ">=", "[customer.orders]"));
            mayBe(test("customer.week", "<", "[customer.orders]"));
            mayBe(test("customer.week", ">", "[customer.big]"));
            isNever(test("customer.revenue", ">", 0), test("customer.orders", "==", 0));
            mayBe(test("customer.week", ">=", 2), test("customer.orders", "<=", 2));
            mayBe(test("customer.week", ">=", 1), test("customer.last", ">=", 6));
            mayBe(test("customer.week", "==", 0), test("customer.last", ">=", 7));
            mayBe(test("customer.week", ">=", 1), test("customer.first", ">", 7));
            mayBe(test("customer.big", "==", 0), test("customer.last", "<", 3));
            mayBe(test("customer.orders", "==", 0), known("customer.last", false));
            mayBe(test("customer.revenue", "==", 0), test("customer.orders", ">", 0));
        }

        @Test
        void aStageWhoseHistoriesThereCannotBeIsNotReached() {
            rules.stage("Odd", "gone", test("customer.orders", "==", 0), test("customer.last", "<=", 3))
                    .stage("Buys", "active", test("customer.orders", ">=", 1));

            assertThat(rules.warnings(Kind.STAGE_UNREACHABLE))
                    .singleElement()
                    .asString()
                    .contains("nobody reaches the stage 'gone': its rules never match");
        }

        @Test
        void whoIsInAStageOrSegmentPassesItsTests() {
            sound().segment("Young", "local", test("customer.size", "<", 18))
                    .segment("Rich", "vip", test("customer.spent", ">", 1000))
                    .offer("Left and member", "gift", stage("gone"), test("customer.member", "==", true))
                    .offer(
                            "Old and young",
                            "gift",
                            has("classification.segments", true, "local"),
                            test("customer.size", ">", 60))
                    .offer(
                            "Rich and poor",
                            "gift",
                            stage("gone"),
                            has("classification.segments", true, "vip"),
                            test("customer.spent", "<", 10))
                    .offer(
                            "Left and no buyer",
                            "gift",
                            in("classification.stage", true, "gone", "active"),
                            test("customer.orders", "==", 0))
                    .offer(
                            "New and anybody",
                            "gift",
                            in("classification.stage", true, "gone", "new"),
                            test("customer.member", "==", true))
                    .offer(
                            "Rich and young",
                            "gift",
                            has("classification.segments", true, "vip"),
                            has("classification.segments", true, "local"));

            assertThat(rules.warnings(Kind.NEVER_MATCHES))
                    .containsExactly(
                            "rules.drl:6:1: 'Left and member' can never match: nobody is in the stage 'gone' who passes its other tests; correct or remove a test",
                            "rules.drl:7:1: 'Old and young' can never match: nobody is in the segment 'local' who passes its other tests; correct or remove a test",
                            "rules.drl:8:1: 'Rich and poor' can never match: nobody is in the stage 'gone' and in the segment 'vip' who passes its other tests; correct or remove a test");
        }

        private Condition stage(String id) {
            return test("classification.stage", "==", id);
        }

        @Test
        void aRuleThatHasExpiredIsNamedWithItsDay() {
            rules.segment("Past", "vip", test("context.at", "<", LocalDateTime.of(2026, 6, 1, 0, 0)))
                    .segment("Future", "vip", test("context.at", "<", LocalDateTime.of(2026, 8, 1, 0, 0)))
                    .segment("Open", "vip", test("context.at", ">=", LocalDateTime.of(2026, 3, 1, 0, 0)));

            assertThat(rules.warnings(Kind.NEVER_MATCHES))
                    .containsExactly(
                            "rules.drl:1:1: 'Past' never matches any more: its time ended on 2026-06-01; move that time (its date-expires, or what it compares with), or remove the rule");
        }

        @Test
        void aRuleThatExpiresBeforeItBeginsSaysSo() {
            rules.segment(
                    "Odd",
                    "vip",
                    test("context.at", ">=", LocalDateTime.of(2026, 8, 1, 0, 0)),
                    test("context.at", "<", LocalDateTime.of(2026, 7, 1, 0, 0)));

            assertThat(rules.warnings(Kind.NEVER_MATCHES))
                    .containsExactly(
                            "rules.drl:1:1: 'Odd' can never match: no moment passes all its tests, among them date-effective and date-expires; correct or remove them");
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
                many[i] = any(inside("customer.city", true, "a" + i), inside("customer.town", true, "b" + i));
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
                            "vocabulary.yaml:23:5: nobody reaches the stage 'active': no rule says it; write one, or remove the stage");
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
                            "vocabulary.yaml:24:5: nobody is in the stage 'new': rules of other stages hold for everybody");
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
        void aRuleThatTwoOthersCoverTogether() {
            rules.segment("All", "vip", test("customer.spent", ">=", 1), test("customer.spent", "<=", 5))
                    .segment("Low", "vip", test("customer.spent", ">=", 1), test("customer.spent", "<=", 3))
                    .segment("High", "vip", test("customer.spent", ">=", 3), test("customer.spent", "<=", 6));

            assertThat(rules.warnings(Kind.SWALLOWED))
                    .singleElement()
                    .asString()
                    .contains("'Low' adds nothing", "so does 'All',");

            Rules together = new Rules()
                    .segment("Middle", "vip", test("customer.spent", ">=", 1), test("customer.spent", "<=", 5))
                    .segment("Low", "vip", test("customer.spent", ">=", 0), test("customer.spent", "<=", 3))
                    .segment("High", "vip", test("customer.spent", ">=", 3), test("customer.spent", "<=", 6));
            together.segment(
                    "Little",
                    "vip",
                    test("customer.spent", ">=", 2),
                    test("customer.spent", "<=", 7),
                    test("customer.country", "==", "FI"));
            assertThat(together.warnings(Kind.SWALLOWED))
                    .containsExactly(
                            "rules.drl:1:1: 'Middle' adds nothing but its own words: wherever it holds, so do others that together say "
                                    + "the same, 'Low', 'High'; change or remove one of them; for example: customer.spent = 1");
        }

        @Test
        void ofRulesThatCoverEachOtherInTurnOnlyAsManyAsCanGo() {
            rules.segment("Finns", "vip", in("customer.country", true, "FI", "SE"))
                    .segment("Swedes", "vip", in("customer.country", true, "SE", "LT"))
                    .segment("Balts", "vip", in("customer.country", true, "LT", "FI"));

            assertThat(rules.warnings(Kind.SWALLOWED)).hasSize(1);
        }

        @Test
        void aStageRuleWithinEarlierStagesAndItsOwn() {
            rules.stage("Left", "gone", test("customer.size", "<", 3))
                    .stage("Buys", "active", test("customer.size", ">=", 3), test("customer.size", "<", 9))
                    .stage("Middle", "active", test("customer.size", ">=", 1), test("customer.size", "<", 5));

            assertThat(rules.warnings(Kind.SWALLOWED))
                    .singleElement()
                    .asString()
                    .contains(
                            "'Middle' adds nothing",
                            "so do others that together say the same or an earlier stage, 'Left', 'Buys';");
        }

        @Test
        void theExampleIsAtTheBorderOfWhatHasNoLeast() {
            rules.segment("Wide", "vip", test("customer.size", "<", 30), test("customer.spent", "<", 100))
                    .segment("Narrow", "vip", test("customer.size", "<", 18), test("customer.spent", "<", 50.5));

            assertThat(rules.warnings(Kind.SWALLOWED))
                    .singleElement()
                    .asString()
                    .endsWith("for example: customer.size = 17, customer.spent = 50");
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
        void aTextIsWithinHowItBegins() {
            rules.segment("In O", "vip", starts("customer.city", true, "O"))
                    .segment("In Oulu", "vip", test("customer.city", "==", "Oulu"))
                    .segment("In Turku", "vip", test("customer.city", "==", "Turku"));

            assertThat(rules.warnings(Kind.SWALLOWED))
                    .singleElement()
                    .asString()
                    .contains("'In Oulu' adds nothing");
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
        void needMoreThanTwoOpenBandsWithTheSameRest() {
            rules.points("Low", 1, test("customer.spent", "<", 10))
                    .points("High", 2, test("customer.spent", ">", 20))
                    .points("Top", 2, test("customer.spent", ">", 30), test("customer.member", "==", true));

            assertThat(rules.warnings(Kind.GAP)).isEmpty();
        }

        @Test
        void areFoundBetweenTwoBandsThatLeaveOutTheirBorder() {
            rules.segment("Few", "local", test("customer.size", "<", 30))
                    .segment("Many", "vip", test("customer.size", ">", 30));

            assertThat(rules.warnings(Kind.GAP))
                    .singleElement()
                    .asString()
                    .contains("between 'Few' and 'Many' is a gap in customer.size", "customer.size = 30");
        }

        @Test
        void areFoundBetweenTwoBandsThatBothEnd() {
            rules.points("First", 1, test("customer.spent", ">=", 10), test("customer.spent", "<", 20))
                    .points("Second", 2, test("customer.spent", ">=", 30), test("customer.spent", "<", 40));

            assertThat(rules.warnings(Kind.GAP)).hasSize(1);
        }

        @Test
        void areFoundInOffers() {
            rules.sells("gift", "", List.of("top"), "en", "fi")
                    .sells("cup", "", List.of("top"), "en", "fi")
                    .offer("For all", "gift")
                    .offer("Low", "cup", test("customer.spent", "<", 100))
                    .offer("Middle", "gift", test("customer.spent", ">=", 100), test("customer.spent", "<", 200))
                    .offer("High", "cup", test("customer.spent", ">", 250));

            assertThat(rules.warnings(Kind.GAP)).isEmpty();

            Rules others = new Rules()
                    .offer("For all", "gift")
                    .offer("Low", "cup", test("customer.spent", "<", 100))
                    .offer("Middle", "bag", test("customer.spent", ">=", 100), test("customer.spent", "<", 200))
                    .offer("High", "cup", test("customer.spent", ">", 250));
            assertThat(others.warnings(Kind.GAP))
                    .singleElement()
                    .asString()
                    .contains("between 'Middle' and 'High' is a gap in customer.spent");
        }

        @Test
        void areFoundWithinWhatTheBandsShare() {
            Condition finns = test("customer.country", "==", "FI");
            Condition swedes = test("customer.country", "==", "SE");
            rules.segment("Finns low", "local", finns, test("customer.spent", "<", 100))
                    .segment("Finns high", "vip", finns, test("customer.spent", ">", 100))
                    .segment("Swedes low", "local", swedes, test("customer.spent", "<", 50))
                    .segment("Swedes high", "vip", swedes, test("customer.spent", ">=", 50));

            assertThat(rules.warnings(Kind.GAP))
                    .singleElement()
                    .asString()
                    .contains("'Finns low' and 'Finns high'", "customer.spent = 100", "customer.country = FI");
        }

        @Test
        void areFoundInStagesByDaysAlsoWhereBandsMeetTwice() {
            rules.stage("New", "active", test("customer.size", "<=", 30))
                    .stage("Older", "active", test("customer.size", ">=", 30), test("customer.size", "<=", 60))
                    .stage("Old", "gone", test("customer.size", ">", 90));

            assertThat(rules.warnings(Kind.GAP)).hasSize(1);
        }

        @Test
        void areFoundBesideOtherThingsThatTheRulesSay() {
            rules.add("Low", List.of(new Say.Segment("local"), Rules.score(1)), test("customer.spent", "<", 100))
                    .add("High", List.of(new Say.Segment("vip"), Rules.score(2)), test("customer.spent", ">", 100));

            assertThat(rules.warnings(Kind.GAP)).hasSize(1);
        }

        @Test
        void areNoneBetweenRulesThatHaveNothingToDoWithEachOther() {
            rules.segment("Young", "local", test("customer.size", "<", 18))
                    .segment("Pensioner", "vip", test("customer.size", ">=", 65))
                    .segment("Middle", "vip", test("customer.size", ">=", 30), test("customer.size", "<", 40));

            assertThat(rules.warnings(Kind.GAP)).isEmpty();
        }

        @Test
        void areNoneBetweenTwoOpenBandsOfSmallNumbers() {
            rules.segment("Seldom", "local", test("customer.spent", "<", 0.2))
                    .segment("Often", "vip", test("customer.spent", ">", 0.8));

            assertThat(rules.warnings(Kind.GAP)).isEmpty();
        }

        @Test
        void areFoundBesideWhatIsSaidOfMany() {
            bands("customer.spent").points("Buys", 1, test("customer.spent", ">=", 150));

            assertThat(rules.warnings(Kind.GAP)).hasSize(1);
        }

        @Test
        void haveExamplesOfWhatTheBandsAreAbout() {
            bands("customer.spent")
                    .points("Finns", 9, test("customer.country", "==", "FI"))
                    .points("Small", 9, test("customer.size", "<", 10))
                    .points("Some", 9, test("customer.spent", ">", 100), test("customer.spent", "<", 100.5));

            assertThat(rules.warnings(Kind.GAP))
                    .singleElement()
                    .asString()
                    .endsWith("for example: customer.spent = 100.5");
        }

        @Test
        void areNoneBetweenSeasons() {
            rules.stage("Spring", "gone", season(3))
                    .stage("Summer", "active", season(6))
                    .stage("Autumn", "gone", season(9));

            assertThat(rules.warnings(Kind.GAP)).isEmpty();
        }

        private Condition season(int month) {
            return all(
                    test("context.date", ">=", LocalDate.of(2026, month, 1)),
                    test("context.date", "<", LocalDate.of(2026, month + 1, 1)));
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
        void ofWhichIsSaidWhenTheyAreRelevantAndNotWhoMayHaveThem() {
            sound().sells("mug", "", List.of("top"), "en", "fi")
                    .answer("In Finland", "mug", Question.APPLICABLE, test("customer.country", "==", "FI"));

            assertThat(rules.warnings(Kind.OFFER_UNREACHABLE))
                    .singleElement()
                    .asString()
                    .matches(
                            "eligibility/applicable.drl:\\d+:1: nobody can get the offer 'mug': a rule says when it is applicable,"
                                    + " 'In Finland', and none who is eligible; write one in eligibility/eligible/, or remove this one");
        }

        @Test
        void whoseQuestionsNobodyPassesTogether() {
            sound().sells("mug", "", List.of("top"), "en", "fi")
                    .answer("Finns", "mug", Question.ELIGIBLE, test("customer.country", "==", "FI"))
                    .answer("Swedes", "mug", Question.SUITABLE, test("customer.country", "==", "SE"));

            assertThat(rules.warnings(Kind.OFFER_UNREACHABLE))
                    .singleElement()
                    .asString()
                    .contains(
                            "'mug': who is eligible is never suitable, 'Swedes'; correct a rule, or remove the offer");
        }

        @Test
        void whoseQuestionsSomebodyPassesTogether() {
            sound().sells("mug", "", List.of("top"), "en", "fi")
                    .answer("Finns", "mug", Question.ELIGIBLE, test("customer.country", "==", "FI"))
                    .answer("Members", "mug", Question.APPLICABLE, test("customer.member", "==", true))
                    .answer("All the others", "mug", Question.SUITABLE, test("customer.country", "==", "SE"))
                    .answer("Finns too", "mug", Question.SUITABLE, test("customer.country", "==", "FI"));

            assertThat(rules.warnings(Kind.OFFER_UNREACHABLE)).isEmpty();
            assertThat(rules.warnings(Kind.SWALLOWED)).isEmpty();
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

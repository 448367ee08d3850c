package org.opportune.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Place;
import org.opportune.model.Condition;
import org.opportune.model.Condition.Compare;
import org.opportune.model.Condition.In;
import org.opportune.model.Condition.Operator;
import org.opportune.model.Interpreter;
import org.opportune.model.Row;
import org.opportune.model.Rule;
import org.opportune.model.Said;
import org.opportune.model.Say;
import org.opportune.model.Step;
import org.opportune.model.Term;
import org.opportune.vocabulary.FactValues;

/** Whatever is claimed of small rule sets agrees with the interpreter on every customer there can be. */
class BruteForceTest {
    /** Literals lie within 0 and 3, so these numbers stand for all that the tests can tell apart. */
    private static final List<@Nullable Object> SIZES = Arrays.asList(null, -1, 0, 1, 2, 3, 4);

    private static final List<Row> ROWS = rows();

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Object size : SIZES) {
            for (int orders = 0; orders <= 4; orders++) {
                for (Object country : Arrays.asList(null, "FI", "SE", "LT")) {
                    for (Object interests :
                            Arrays.asList(null, Set.of(), Set.of("art"), Set.of("food"), Set.of("art", "food"))) {
                        Map<String, @Nullable Object> values = new HashMap<>();
                        values.put("size", size);
                        values.put("orders", orders);
                        values.put("country", country);
                        values.put("interests", interests);
                        rows.add(new Row(FactValues.of(Rules.FACTS.customer(), values), null, null));
                    }
                }
            }
        }
        return rows;
    }

    @Provide
    Arbitrary<Condition> understood() {
        Arbitrary<Condition> numbers = Arbitraries.of("customer.size", "customer.orders")
                .flatMap(ref -> Arbitraries.of(Operator.values())
                        .flatMap(operator -> Arbitraries.of(0.0, 1.0, 1.5, 2.0, 3.0)
                                .map(value -> new Compare(Rules.ref(ref), operator, new Term.Number(value)))));
        Arbitrary<Condition> reckoned = Arbitraries.of("customer.size", "customer.orders")
                .flatMap(ref -> Arbitraries.of(Operator.values())
                        .flatMap(operator -> Arbitraries.of(0.0, 1.0, 1.5, 2.0, 3.0)
                                .flatMap(value -> Arbitraries.of(1.0, 2.0, -1.0, 0.0)
                                        .map(factor -> new Compare(
                                                Rules.times(factor, ref, factor < 0 ? 3 : 0),
                                                operator,
                                                new Term.Number(value))))));
        Arbitrary<Condition> among = Arbitraries.of("FI", "SE", "LT")
                .set()
                .ofMinSize(1)
                .flatMap(set -> Arbitraries.of(true, false)
                        .map(is -> new In(
                                Rules.ref("customer.country"),
                                set.stream().sorted().map(Rules::literal).toList(),
                                is)));
        Arbitrary<Condition> known = Arbitraries.of(
                        "customer.size", "customer.orders", "customer.country", "customer.interests")
                .flatMap(ref -> Arbitraries.of(true, false).map(is -> Rules.known(ref, is)));
        Arbitrary<Condition> has = Arbitraries.of("art", "food")
                .flatMap(member -> Arbitraries.of(true, false).map(is -> Rules.has("customer.interests", is, member)));
        return nested(Arbitraries.oneOf(numbers, reckoned, among, known, has));
    }

    @Provide
    Arbitrary<Condition> anything() {
        Arbitrary<Condition> two = Arbitraries.of(Operator.values()).flatMap(operator -> Arbitraries.of(true, false)
                .map(is -> is
                        ? new Compare(Rules.ref("customer.size"), operator, Rules.ref("customer.orders"))
                        : new Compare(Rules.times(2, "customer.orders", 1), operator, Rules.ref("customer.size"))));
        Arbitrary<Condition> starts = Arbitraries.of(true, false).map(is -> Rules.starts("customer.country", is, "F"));
        return nested(Arbitraries.oneOf(two, starts, understood()));
    }

    private static Arbitrary<Condition> nested(Arbitrary<Condition> test) {
        Arbitrary<Condition> all = test.list().ofMinSize(1).ofMaxSize(3).map(Condition::all);
        Arbitrary<Condition> any = all.list().ofMinSize(1).ofMaxSize(3).map(Condition::any);
        return Arbitraries.oneOf(all, any, any.list().ofSize(2).map(Condition::all));
    }

    private static boolean isPossible(Condition condition) {
        return ROWS.stream().anyMatch(row -> Interpreter.holds(condition, row));
    }

    private static boolean isCovered(Condition one, List<Condition> by) {
        return ROWS.stream().filter(row -> Interpreter.holds(one, row)).allMatch(row -> by.stream()
                .anyMatch(other -> Interpreter.holds(other, row)));
    }

    private static Region region(Condition condition, Space space) {
        return new Regions(space).of(condition);
    }

    private static List<Box> boxes(List<Condition> conditions, Space space) {
        return conditions.stream()
                .flatMap(condition -> region(condition, space).boxes().stream())
                .toList();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void whatIsUnderstoodIsPossibleExactlyWhenACustomerShowsIt(@ForAll("understood") Condition condition) {
        Space space = new Space(Rules.FACTS, null, null);

        assertThat(region(condition, space).isNever()).isEqualTo(!isPossible(condition));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void whatIsUnderstoodIsCoveredExactlyWhenNoCustomerIsLeft(
            @ForAll("understood") Condition one,
            @ForAll("understood") Condition two,
            @ForAll("understood") Condition three) {
        Space space = new Space(Rules.FACTS, null, null);

        assertThat(new Cover(100_000).covers(boxes(List.of(two, three), space), region(one, space)))
                .isEqualTo(isCovered(one, List.of(two, three)));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void whatIsNotUnderstoodIsNeverCalledImpossibleOrCoveredWrongly(
            @ForAll("anything") Condition one, @ForAll("anything") Condition two, @ForAll("anything") Condition three) {
        Space space = new Space(Rules.FACTS, null, null);

        if (region(one, space).isNever()) {
            assertThat(isPossible(one)).isFalse();
        }
        if (new Cover(100_000).covers(boxes(List.of(two, three), space), region(one, space))) {
            assertThat(isCovered(one, List.of(two, three))).isTrue();
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void everyPossibleBoxHasAnExample(@ForAll("understood") Condition condition) {
        Space space = new Space(Rules.FACTS, null, null);
        Rule rule = rule(condition);

        for (Box box : region(condition, space).boxes()) {
            assertThat(new Examples(space, new Histories(Rules.VOCABULARY)).of(box, rule))
                    .isNotNull();
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aStageIsCalledUnreachableExactlyWhenNoCustomerGetsIt(
            @ForAll("understood") Condition one,
            @ForAll("understood") Condition two,
            @ForAll("understood") Condition three) {
        Rules rules = new Rules()
                .stage("One", "gone", one)
                .stage("Two", "active", two)
                .stage("Three", "active", three);
        Set<String> reached = new HashSet<>();
        for (Row row : ROWS) {
            Set<String> matched = new HashSet<>();
            Interpreter.run(rules.list(), row).forEach(said -> matched.add(((Said.Stage) said).id()));
            reached.add(matched.contains("gone") ? "gone" : matched.contains("active") ? "active" : "new");
        }
        List<String> unreachable = rules.warnings(Kind.STAGE_UNREACHABLE);

        for (String stage : Rules.VOCABULARY.stageIds()) {
            assertThat(unreachable.stream().anyMatch(message -> message.contains("the stage '" + stage + "'")))
                    .as(stage)
                    .isEqualTo(!reached.contains(stage));
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aRuleOfAGroupIsCalledIdleExactlyWhenItNeverSpeaks(
            @ForAll("understood") Condition one,
            @ForAll("understood") Condition two,
            @ForAll("understood") Condition three) {
        Rules rules = new Rules()
                .inGroup("One", "g", 0, 1, one)
                .inGroup("Two", "g", 1, 2, two)
                .inGroup("Three", "g", 0, 3, three);
        Set<String> speaking = new HashSet<>();
        ROWS.forEach(row -> Interpreter.run(rules.list(), row).forEach(said -> speaking.add(said.rule())));
        List<String> idle = new ArrayList<>(rules.warnings(Kind.SWALLOWED));
        idle.addAll(rules.warnings(Kind.NEVER_MATCHES));

        for (Rule rule : rules.list()) {
            assertThat(idle.stream().anyMatch(message -> message.contains(": '" + rule.name() + "' ")))
                    .as(rule.name())
                    .isEqualTo(!speaking.contains(rule.name()));
        }
    }

    private static Rule rule(Condition when) {
        return new Rule(
                "R", Step.CLASSIFICATION, Place.of("r.drl", 1, 1), 0, null, when, List.of(new Say.Stage("gone")));
    }
}

package org.opportune.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opportune.decision.WhyNotShop.ELIGIBILITY;
import static org.opportune.decision.WhyNotShop.body;
import static org.opportune.decision.WhyNotShop.rule;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.opportune.decision.Change.How;
import org.opportune.model.Condition.Compare;
import org.opportune.model.Term.Literal;
import org.opportune.model.Term.Ref;
import org.opportune.profile.Snapshot;
import org.opportune.reservation.Holds;
import org.opportune.rulebook.SmallShop;
import org.opportune.vocabulary.FactValues;

/** Whatever rules and customers there are: with the smallest change the offer is a candidate, and a step less or a fact fewer is not enough. */
class SmallestChangeTest {
    private static final List<String> OFFERS = List.of("a", "b", "c", "d", "e", "f");

    @Property(tries = 40)
    void whatIsGivenMakesTheOfferACandidateAndAStepLessDoesNot(
            @ForAll("rules") List<String> rules, @ForAll("customers") Map<String, Object> customer) {
        Decider decider = Decider.of(shop(rules).rulebook());
        DecisionRequest request = WhyNotShop.request(decider, body(", \"context\": {\"cartValue\": 30}"));
        Snapshot snapshot = WhyNotShop.snapshot(decider, customer);
        Altered start = Altered.nothing(decider.rulebook().vocabulary(), request, snapshot);
        Decision asItIs = decider.flow().decide(request, snapshot, State.NONE);
        for (String offer : OFFERS) {
            OfferRules own = OfferRules.of(decider.rulebook(), offer);
            SmallestChange.Found found = own.isCandidate(asItIs)
                    ? null
                    : new SmallestChange(decider, State.NONE, Holds.NONE, null, own).of(start);
            Statistics.collect(own.isCandidate(asItIs) ? "candidate" : found == null ? "none" : "changed");
            if (found != null) {
                assertThat(own.isCandidate(decide(decider, found.altered()))).isTrue();
                less(decider, start, found.altered(), own::isCandidate);
                fewer(decider, found.altered(), own::isCandidate);
            }
        }
        decider.rulebook().close();
    }

    /** The same where everybody may have the offers, and rules of policy hold them back. */
    @Property(tries = 40)
    void whatIsGivenReleasesTheOfferAndAStepLessDoesNot(
            @ForAll("rules") List<String> rules, @ForAll("customers") Map<String, Object> customer) {
        StringBuilder policy = new StringBuilder(HeldBackTest.POLICY);
        for (int i = 0; i < OFFERS.size(); i++) {
            String offer = "$o : Offer(id == \"" + OFFERS.get(i) + "\")";
            policy.append(HeldBackTest.rule("Against " + OFFERS.get(i), rules.get(i) + "\n" + offer));
        }
        Decider decider = Decider.of(shop(Collections.nCopies(OFFERS.size(), "Customer()"))
                .with("policy/p.drl", policy.toString())
                .rulebook());
        DecisionRequest request = WhyNotShop.request(decider, body(", \"context\": {\"cartValue\": 30}"));
        Snapshot snapshot = WhyNotShop.snapshot(decider, customer);
        Altered start = Altered.nothing(decider.rulebook().vocabulary(), request, snapshot);
        Decision asItIs = decider.flow().decide(request, snapshot, State.NONE);
        for (String offer : OFFERS) {
            OfferRules own = OfferRules.of(decider.rulebook(), offer);
            List<FactValues> held =
                    own.candidates(asItIs).stream().map(decider.flow()::offer).toList();
            SmallestChange.Found found = own.isKeptByRules(asItIs)
                    ? null
                    : new SmallestChange(decider, State.NONE, Holds.NONE, null, own).ofHeldBack(start, held);
            Statistics.collect(own.isKeptByRules(asItIs) ? "kept" : found == null ? "none" : "released");
            if (found != null) {
                assertThat(own.isKeptByRules(decide(decider, found.altered()))).isTrue();
                less(decider, start, found.altered(), own::isKeptByRules);
                fewer(decider, found.altered(), own::isKeptByRules);
            }
        }
        Statistics.coverage(coverage -> coverage.check("released").count(count -> count > 0)); // else it proves nothing
        decider.rulebook().close();
    }

    /** Events cannot both happen now and have been a while ago; and sums grow with them. */
    @Example
    void whatCannotComeAboutTogetherIsNotProposed() {
        Map<String, Object> longAgo =
                Map.of("daysSinceLastOrder", 417, "ordersTotal", 2, "orders90d", 2, "revenue90d", 120.0);
        List<String> rules = List.of(
                "Customer(daysSinceLastOrder > 30, daysSinceLastOrder < 90)",
                "Customer(orders90d >= 4, daysSinceLastOrder > 30)",
                "Customer(orders90d >= 4, revenue90d < 130)", // two small ones
                "Customer(daysSinceLastOrder < 90)",
                "Customer(orders90d >= 4, revenue90d < 300)",
                "Customer(orders90d >= 4)");
        Decider decider = Decider.of(shop(rules).rulebook());
        DecisionRequest request = WhyNotShop.request(decider, body(""));
        Altered start =
                Altered.nothing(decider.rulebook().vocabulary(), request, WhyNotShop.snapshot(decider, longAgo));
        List<Boolean> found = OFFERS.stream()
                .map(offer -> new SmallestChange(
                                        decider, State.NONE, Holds.NONE, null, OfferRules.of(decider.rulebook(), offer))
                                .of(start)
                        != null)
                .toList();

        assertThat(found).containsExactly(false, false, true, true, true, true);
        decider.rulebook().close();
    }

    private static void less(Decider decider, Altered start, Altered altered, Predicate<Decision> isEnough) {
        Change only = altered.changes().get(0);
        boolean isSingle = altered.changes().size() == 1
                && only.how() == How.VALUE
                && only.test() instanceof Compare compare
                && compare.left() instanceof Ref
                && compare.right() instanceof Literal;
        if (isSingle && only.from() instanceof Number from && only.to() instanceof Number to) {
            boolean isUp = to.doubleValue() > from.doubleValue();
            Object step = only.to() instanceof Integer whole
                    ? (Object) (isUp ? whole - 1 : whole + 1)
                    : (Object) (isUp ? to.doubleValue() - 0.01 : to.doubleValue() + 0.01);
            Altered less = start.with(new Change(only.ref(), only.how(), only.from(), step, only.test()));
            assertThat(isEnough.test(decide(decider, less))).as(only.toString()).isFalse();
            Statistics.label("a step less").collect("tried");
        }
    }

    private static void fewer(Decider decider, Altered altered, Predicate<Decision> isEnough) {
        for (Change change : altered.changes()) {
            assertThat(isEnough.test(decide(decider, altered.without(change))))
                    .as("without " + change)
                    .isFalse();
            Statistics.label("a fact fewer").collect("tried");
        }
    }

    private static Decision decide(Decider decider, Altered altered) {
        return decider.flow().decide(altered.request(), altered.snapshot(), State.NONE);
    }

    private static SmallShop shop(List<String> rules) {
        StringBuilder offers = new StringBuilder();
        StringBuilder treatments = new StringBuilder("offer,placement,variant\n");
        StringBuilder drl = new StringBuilder(ELIGIBILITY);
        offers.append("id,campaign,value,validFrom,validTo,label\n");
        for (int i = 0; i < OFFERS.size(); i++) {
            String offer = OFFERS.get(i);
            offers.append(offer).append(",engagement,1,,,Offer ").append(offer).append('\n');
            treatments.append(offer).append(",hero,\n");
            drl.append(rule("Rule " + offer, rules.get(i), offer));
        }
        return WhyNotShop.shop()
                .with("offers/offers.csv", offers.toString())
                .with("offers/treatments.csv", treatments.toString())
                .with("offers/content.en.csv", "offer,variant,title,text,callToAction,link\n")
                .with("offers/content.fi.csv", "offer,variant,title,text,callToAction,link\n")
                .with("eligibility/offers.drl", drl.toString());
    }

    @Provide
    Arbitrary<List<String>> rules() {
        Arbitrary<String> customer = joined(Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.of(
                                        "size", "orders90d", "ordersTotal", "bigOrders", "daysSinceLastOrder", "age"),
                                Arbitraries.of("==", "!=", "<", "<=", ">", ">="),
                                Arbitraries.integers().between(0, 8))
                        .as((name, operator, number) -> name + " " + operator + " " + number),
                Combinators.combine(
                                Arbitraries.of("income", "revenue90d", "largestOrder"),
                                Arbitraries.of("<", "<=", ">", ">=", "=="),
                                Arbitraries.of("0.5", "7", "99.99", "250"))
                        .as((name, operator, number) -> name + " " + operator + " " + number),
                Arbitraries.of(
                        "size * 2 > orders90d + 5",
                        "ordersTotal > orders90d",
                        "orders90d == ordersTotal",
                        "country == \"FI\"",
                        "country != \"FI\"",
                        "country in (\"SE\", \"FI\")",
                        "country not in (\"SE\")",
                        "country == null",
                        "city != null",
                        "city str[startsWith] \"Tu\"",
                        "member == true",
                        "member == false",
                        "joined >= \"2026-01-01\"",
                        "joined < \"2026-01-01\"",
                        "interests contains \"art\"",
                        "interests not contains \"art\"",
                        "!(size > 3 || member == true)")));
        Arbitrary<String> other = Arbitraries.of(
                "",
                "",
                "Context(cartValue >= 35.5)",
                "Context(cartValue < 20)",
                "Context(hour < 9)",
                "Context(dayOfWeek in (6, 7))",
                "Context(known)",
                "Classification(stage == \"lapsed\")",
                "Classification(stage != \"awareness\")",
                "Classification(stage in (\"engagement\", \"lapsed\"))",
                "Classification(segments contains \"nordic\")",
                "Classification(segments not contains \"nordic\")",
                "Classification(loyalty >= 60)",
                "Classification(loyalty < 50)",
                "Classification(loyaltyLevel == \"gold\")");
        return Combinators.combine(customer, other)
                .as((tests, fact) -> "Customer(" + tests + ")\n" + fact)
                .list()
                .ofSize(OFFERS.size());
    }

    private static Arbitrary<String> joined(Arbitrary<String> test) {
        return Arbitraries.oneOf(
                test,
                test,
                Combinators.combine(test, test).as((one, two) -> one + ", " + two),
                Combinators.combine(test, test).as((one, two) -> one + " || " + two),
                Combinators.combine(test, test, test)
                        .as((one, two, three) -> one + ", (" + two + " || " + three + ")"));
    }

    @Provide
    Arbitrary<Map<String, Object>> customers() {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 10);
        Arbitrary<Boolean> known = Arbitraries.of(true, false);
        return Combinators.combine(
                        number, number, number, known, known, number.list().ofSize(3))
                .as((one, two, three, isKnown, isMember, more) -> {
                    Map<String, Object> customer = new HashMap<>();
                    customer.put("orders90d", Math.min(one, two));
                    customer.put("ordersTotal", Math.max(one, two));
                    customer.put("bigOrders", Math.min(one, three));
                    customer.put("revenue90d", more.get(0) * 12.5);
                    if (isKnown) {
                        customer.put("size", three);
                        customer.put("country", three > 5 ? "FI" : "SE");
                        customer.put("member", isMember);
                        customer.put("joined", LocalDate.of(2025, 12, 28).plusDays(more.get(1)));
                        customer.put("interests", new TreeSet<>(List.of(isMember ? "art" : "food")));
                        customer.put("income", more.get(2) * 33.3);
                        customer.put("age", more.get(2));
                        customer.put("daysSinceLastOrder", more.get(1) * 30);
                        customer.put("largestOrder", more.get(0) * 40.0);
                    }
                    return customer;
                });
    }
}

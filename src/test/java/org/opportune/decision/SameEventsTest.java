package org.opportune.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opportune.decision.WhyNotShop.ask;
import static org.opportune.decision.WhyNotShop.asking;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.rulebook.SmallShop;

/** Figures of the same events, with and without a window or a condition, are one fact where the same events do for all of them. */
class SameEventsTest {
    private static final List<String> COUNTS = List.of(
            "closed", "complaints", "complaints30d", "problems", "deliveries", "invited", "ordered", "huge", "small");

    private static SmallShop shop(String when) {
        return asking(when).change("vocabulary.yaml", "features:\n", """
                          ticket:
                            label: {en: Ticket}
                            properties:
                              kind: {type: choice, label: {en: Kind}, choices: {complaint: {en: Complaint}, delivery: {en: Delivery}, question: {en: Question}}}
                          invitation: {label: {en: Invitation}, properties: {bought: {type: boolean, label: {en: Bought}}}}
                        features:
                          closed: {count: ticket, label: {en: Closed}}
                          complaints: {count: ticket, where: {kind: complaint}, label: {en: Complaints}}
                          complaints30d: {count: ticket, where: {kind: complaint}, window: 30d, label: {en: Complaints lately}}
                          problems: {count: ticket, where: {kind: {in: [complaint, delivery]}}, window: 90d, label: {en: Problems}}
                          deliveries: {count: ticket, where: {kind: delivery}, label: {en: Deliveries}}
                          daysSinceComplaint: {daysSinceLast: ticket, where: {kind: complaint}, label: {en: Days since the complaint}}
                          invited: {count: invitation, label: {en: Invited}}
                          ordered: {count: invitation, where: {bought: true}, window: 365d, label: {en: Invited who ordered}}
                          huge: {count: order, where: {amount: {atLeast: 500}}, label: {en: Huge orders}}
                          small: {count: order, where: {amount: {atMost: 25}}, label: {en: Small orders}}
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "complaints30d >= 1, complaints >= 2 ; Complaints: 2 more ; closed=2 complaints30d=2 daysSinceComplaint=0 problems=2",
                "complaints >= 1, complaints30d >= 2 ; Complaints lately: 2 more within 30 days ; closed=2 complaints=2 daysSinceComplaint=0 problems=2",
                "daysSinceComplaint < 5, complaints >= 2 ; Complaints: 2 more ; closed=2 complaints30d=2 daysSinceComplaint=0 problems=2",
                "invited >= 1, ordered >= 1          ; Invited who ordered: 1 more within 365 days ; invited=1",
                "invited >= 3, ordered >= 1          ; Invited who ordered: 3 more within 365 days ; invited=3",
                "invited >= 3, ordered == 1          ; Invited: 3 more | Invited who ordered: 1 more within 365 days ; -",
                "invited >= 2                        ; Invited: 2 more ; -",
                "problems >= 1, complaints >= 1      ; Complaints: 1 more ; closed=1 complaints30d=1 daysSinceComplaint=0 problems=1",
                "complaints >= 2, deliveries >= 1    ; Complaints: 2 more | Deliveries: 1 more ; closed=3 complaints30d=2 daysSinceComplaint=0 problems=3",
                "complaints >= 2, deliveries >= 1, closed >= 3 ; Complaints: 2 more | Deliveries: 1 more ; closed=3 complaints30d=2 daysSinceComplaint=0 problems=3",
                "complaints >= 2, complaints30d == 1 ; - ; -",
                "complaints >= 1, closed == 0        ; - ; -",
                "ordersTotal >= 3, bigOrders >= 2, huge >= 1 ; Huge orders: 3 more ; bigOrders=3 daysSinceLastOrder=0 orders90d=3 ordersTotal=3",
                "small >= 1, huge >= 1               ; Small orders: 1 more | Huge orders: 1 more ; bigOrders=1 daysSinceLastOrder=0 orders90d=2 ordersTotal=2",
                "complaints * 2 > closed + 2         ; Complaints: 3 more ; closed=3 complaints30d=3 daysSinceComplaint=0 problems=3"
            })
    void theSameEventsAreOneFact(String tests, String changes, String along) {
        WhyNot whyNot = ask(shop("Customer(" + tests + ")"), zero(), "old");

        assertThat(sentences(whyNot)).containsExactlyInAnyOrderElementsOf(parts(changes, " \\| "));
        assertThat(along(whyNot)).containsExactlyInAnyOrderElementsOf(parts(along, " "));
    }

    /** More orders are more of both, however many: that is no way, and must not keep the others from being tried. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Customer(ordersTotal > orders90d || country == \"FI\") ; Country: Finland (now Sweden)",
                "Customer(ordersTotal > orders90d || size > 30, interests contains \"art\") ; Size: 31 (now not known) | Interests: with Art"
            })
    void whatTheSameEventsUndoIsNoWay(String when, String changes) {
        Map<String, Object> customer = new HashMap<>(zero());
        customer.put("country", "SE");

        assertThat(sentences(ask(shop(when), customer, "old").smallestChange(), ""))
                .containsExactlyInAnyOrderElementsOf(parts(changes, " \\| "));
    }

    /** Whichever fact was missed first. */
    @Test
    void noFactIsAskedForThatCanBeLeftOut() {
        SmallShop shop = shop("Customer(revenue90d >= 10)")
                .with(
                        "eligibility/applicable.drl",
                        WhyNotShop.ELIGIBILITY + WhyNotShop.rule("Relevant", "Customer(bigOrders >= 1)", "old"));
        Map<String, Object> customer = new HashMap<>(zero());
        customer.putAll(Map.of("orders90d", 1, "ordersTotal", 1, "revenue90d", 5.0));

        WhyNot whyNot = ask(shop, customer, "old");

        assertThat(sentences(whyNot)).containsExactly("Big orders: 1 more");
        assertThat(along(whyNot)).contains("revenue90d=10");
    }

    private static Map<String, Object> zero() {
        Map<String, Object> customer = new HashMap<>();
        COUNTS.forEach(count -> customer.put(count, 0));
        return customer;
    }

    private static List<String> parts(String text, String separator) {
        return text.equals("-") ? List.of() : Arrays.asList(text.split(separator));
    }

    private static List<String> sentences(WhyNot whyNot) {
        return sentences(whyNot.smallestChange(), " (now 0)");
    }

    private static List<String> sentences(WhyNot.@Nullable Smallest smallest, String without) {
        return changes(smallest)
                .map(change -> change.sentence().replace(without, ""))
                .toList();
    }

    private static Stream<WhyNot.Changed> changes(WhyNot.@Nullable Smallest smallest) {
        return smallest == null ? Stream.of() : smallest.changes().stream();
    }

    private static List<String> along(WhyNot whyNot) {
        return whyNot.smallestChange() == null
                ? List.of()
                : whyNot.smallestChange().along().stream()
                        .map(fact -> fact.fact().replace("customer.", "") + "=" + fact.value())
                        .toList();
    }
}

package org.opportune.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opportune.kernel.Findings;
import org.opportune.vocabulary.VocabularyReader;

/** Which figures one history of orders can have together. */
class HistoriesTest {
    private final Histories histories =
            new Histories(VocabularyReader.read("vocabulary.yaml", """
            events:
              order: {label: {en: Order}, properties: {amount: {type: money, label: {en: Amount}}}}
              visit: {label: {en: Visit}}
            features:
              total: {count: order, label: {en: Total}}
              week: {count: order, window: 7d, label: {en: Week}}
              year: {count: order, window: 365d, label: {en: Year}}
              big: {count: order, where: {amount: {atLeast: 250}}, window: 365d, label: {en: Big}}
              first: {daysSinceFirst: order, label: {en: First}}
              last: {daysSinceLast: order, label: {en: Last}}
              spent: {sum: order.amount, window: 365d, label: {en: Spent}}
              visits: {count: visit, window: 7d, label: {en: Visits}}
            stages:
              - {id: new, label: {en: New}, colour: "#000000", default: true}
            """, Rules.TERMS, new Findings()));

    private final Map<String, @Nullable Object> customer = new HashMap<>();

    private boolean isPossible(@Nullable Object... namesAndValues) {
        customer.clear();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            customer.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return histories.complete(customer, Set.copyOf(customer.keySet()));
    }

    @Test
    void whoOrderedThisWeekOrderedThisYear() {
        assertThat(isPossible("week", 2, "year", 1)).isFalse();
        assertThat(isPossible("week", 1, "year", 2)).isTrue();
        assertThat(isPossible("big", 2, "year", 1)).isFalse();
        assertThat(isPossible("big", 0, "week", 1)).isTrue();
        assertThat(isPossible("big", 1, "week", 0)).isTrue();
        assertThat(isPossible("visits", 5, "year", 1)).isTrue();
    }

    @Test
    void whoNeverOrderedHasNoLastOrder() {
        assertThat(isPossible("total", 0, "last", 3)).isFalse();
        assertThat(isPossible("total", 0, "first", 3)).isFalse();
        assertThat(isPossible("total", 1, "last", 3)).isTrue();
        assertThat(isPossible("total", 0)).isTrue();
    }

    @Test
    void theLastOrderIsNotBeforeTheFirst() {
        assertThat(isPossible("first", 3, "last", 5)).isFalse();
        assertThat(isPossible("first", 5, "last", 3)).isTrue();
        assertThat(isPossible("first", 5, "last", 3, "total", 1)).isFalse();
    }

    @Test
    void windowsAndDaysAgree() {
        assertThat(isPossible("week", 1, "last", 8)).isFalse();
        assertThat(isPossible("week", 0, "last", 3)).isFalse();
        assertThat(isPossible("total", 3, "year", 2, "first", 300)).isFalse();
        assertThat(isPossible("total", 3, "year", 2, "first", 365)).isTrue();
    }

    @Test
    void whoSpentHasOrdered() {
        assertThat(isPossible("spent", 10.0, "total", 0)).isFalse();
        assertThat(isPossible("spent", 10.0, "year", 0)).isFalse();
        assertThat(isPossible("spent", 0.0, "year", 0)).isTrue();
        assertThat(isPossible("spent", 10.0, "last", null)).isFalse();
        assertThat(isPossible("spent", 10.0)).isTrue();
        assertThat(customer).containsEntry("total", 1).containsEntry("year", 1).containsEntry("last", 7);
    }

    @Test
    void theRestIsFilledIn() {
        assertThat(isPossible("year", 2, "week", 0)).isTrue();

        assertThat(customer).containsEntry("total", 2).containsEntry("last", 7).containsEntry("first", 7);
    }
}

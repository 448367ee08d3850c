package org.opportune.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.Words;
import org.opportune.vocabulary.Money;

/** What every store of customers keeps, whatever it keeps them in. */
abstract class ProfilesContract {
    static final int LIMIT = 20;
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Rulebook RULEBOOK = Words.rulebook(
            Shop.TERMS,
            Shop.vocabulary(List.of(
                    "orders: {count: order}",
                    "visits1d: {count: visit, window: 1d}",
                    "spent: {sum: order.amount}",
                    "kinds: {distinct: order.kind}",
                    "lastCoupon: {last: order.coupon}",
                    "daysSinceFirstOrder: {daysSinceFirst: order}")));
    static final Rulebook OTHER =
            Words.rulebook(Shop.TERMS, Shop.vocabulary(List.of("gifts: {count: order, where: {kind: gift}}")));

    Profiles profiles = none();

    /** An empty store that is exact for the newest {@link #LIMIT} events. */
    abstract Profiles none();

    @BeforeEach
    void empty() {
        profiles = none();
    }

    static Identity id(String id) {
        return new Identity("customer", id);
    }

    static Identity visitor(String id) {
        return new Identity("visitor", id);
    }

    static Event order(String id, Identity customer, Duration ago) {
        return new Event(
                "shop",
                id,
                List.of(customer),
                "order",
                NOW.minus(ago),
                Map.of("amount", new Money(new BigDecimal("10.50"), null), "kind", "gift", "coupon", "C-" + id));
    }

    @Nullable
    Profile find(Identity... names) {
        return profiles.find(RULEBOOK, List.of(names));
    }

    Profile found(Identity... names) {
        return Objects.requireNonNull(find(names), "nobody was found");
    }

    Snapshot snapshot(Identity name) {
        return new Snapshots(RULEBOOK).of(found(name), NOW);
    }

    private static void assertReceipt(Profiles.Receipt receipt, int stored, int duplicates) {
        assertThat(receipt.stored()).isEqualTo(stored);
        assertThat(receipt.duplicates()).isEqualTo(duplicates);
    }

    @Test
    void nobodyIsFoundInAnEmptyStore() {
        assertThat(find(id("C1"), visitor("v"))).isNull();
        assertThat(profiles.count()).isZero();
    }

    @Test
    void anEventMakesItsCustomerWhomEachIdentityFinds() {
        Event event = new Event("shop", "1", List.of(visitor("v"), id("C1")), "visit", NOW, Map.of());
        assertReceipt(profiles.append(RULEBOOK, List.of(event)), 1, 0);
        assertThat(found(id("C1")).key())
                .isPositive()
                .isEqualTo(found(visitor("v")).key());
        assertThat(found(id("C1")).identities()).containsExactlyInAnyOrder(id("C1"), visitor("v"));
    }

    @Test
    void anEventIsSeenByTheNextFind() {
        profiles.append(RULEBOOK, List.of(order("1", id("C1"), Duration.ofDays(3))));
        assertThat(snapshot(id("C1")).customer().get("orders")).isEqualTo(1);
        profiles.append(RULEBOOK, List.of(order("2", id("C1"), Duration.ofDays(9))));
        Snapshot snapshot = snapshot(id("C1"));
        assertThat(snapshot.customer().get("orders")).isEqualTo(2);
        assertThat(snapshot.customer().get("spent")).isEqualTo(21.0);
        assertThat(snapshot.customer().get("lastCoupon")).isEqualTo("C-1");
        assertThat(snapshot.customer().get("daysSinceFirstOrder")).isEqualTo(9);
    }

    @Test
    void theSameEventAgainChangesNothingNotEvenIdentities() {
        Event event = order("1", id("C1"), Duration.ofDays(3));
        assertReceipt(profiles.append(RULEBOOK, List.of(event, event)), 1, 1);
        find(id("C1"));
        Event again = new Event("shop", "1", List.of(id("C1"), visitor("v"), id("C2")), "visit", NOW, Map.of());
        assertReceipt(profiles.append(RULEBOOK, List.of(again)), 0, 1);
        assertThat(snapshot(id("C1")).customer().get("orders")).isEqualTo(1);
        assertThat(find(visitor("v"))).isNull();
        assertThat(find(id("C2"))).isNull();
    }

    @Test
    void theSameIdFromAnotherSourceIsAnotherEvent() {
        Event event = order("1", id("C1"), Duration.ofDays(3));
        Event other = new Event("till", "1", event.customer(), "order", event.at(), event.properties());
        assertThat(profiles.append(RULEBOOK, List.of(event, other)).stored()).isEqualTo(2);
    }

    @Test
    void anUnknownIdentityBecomesTheStrongestKnownCustomers() {
        profiles.append(RULEBOOK, List.of(order("1", id("C1"), Duration.ofDays(2))));
        Identity email = new Identity("email", "Ana@Example.COM");
        Event both = new Event("shop", "3", List.of(visitor("v"), email, id("C1")), "order", NOW, Map.of());
        profiles.append(RULEBOOK, List.of(both));
        assertThat(found(new Identity("email", "ana@example.com")).key())
                .isEqualTo(found(id("C1")).key());
        assertThat(found(visitor("v")).key()).isEqualTo(found(id("C1")).key());
        assertThat(snapshot(id("C1")).customer().get("orders")).isEqualTo(2);
    }

    @Test
    void twoNewEventsOfOneBatchMakeOneCustomer() {
        Event first = order("1", id("C1"), Duration.ofDays(1));
        Event second = new Event("shop", "2", List.of(id("C1"), visitor("v")), "order", NOW, Map.of());
        Event third = order("3", visitor("v"), Duration.ofDays(2));
        profiles.append(RULEBOOK, List.of(first, second, third));
        assertThat(profiles.count()).isEqualTo(1);
        assertThat(snapshot(id("C1")).customer().get("orders")).isEqualTo(3);
    }

    @Test
    void theFirstNameThatFindsSomebodyDecides() {
        profiles.append(
                RULEBOOK, List.of(order("1", id("C1"), Duration.ofDays(1)), order("2", id("C2"), Duration.ofDays(1))));
        assertThat(found(visitor("nobody"), id("C2"), id("C1")).key())
                .isEqualTo(found(id("C2")).key());
    }

    @Test
    void identitiesDifferByCaseAndAccentAndByNothingLess() {
        profiles.append(
                RULEBOOK,
                List.of(order("1", id("abc"), Duration.ofDays(1)), order("2", id("ABC"), Duration.ofDays(1))));
        profiles.append(
                RULEBOOK,
                List.of(
                        order("3", id("\u00e4bc"), Duration.ofDays(1)),
                        order("4", id("\ud83d\ude00"), Duration.ofDays(1))));
        assertThat(profiles.count()).isEqualTo(4);
        assertThat(snapshot(id("\ud83d\ude00")).customer().get("orders")).isEqualTo(1);
    }

    @Test
    void attributesAreSetAndForgottenAndOthersStay() {
        Money limit = new Money(new BigDecimal("100.00"), "SEK");
        Map<String, @Nullable Object> first = new HashMap<>();
        first.put("country", "FI");
        first.put("birthDate", LocalDate.of(1990, 2, 28));
        first.put("limit", limit);
        first.put("weight", new BigDecimal("70.50"));
        first.put("interests", new TreeSet<>(Set.of("home", "garden")));
        profiles.change(RULEBOOK, List.of(new CustomerChange(List.of(id("C1")), first, List.of())));
        assertThat(found(id("C1")).attributes()).isEqualTo(first);
        Map<String, @Nullable Object> second = new HashMap<>();
        second.put("country", null);
        second.put("limit", new Money(new BigDecimal("7"), null));
        profiles.change(RULEBOOK, List.of(new CustomerChange(List.of(id("C1")), second, List.of())));
        first.remove("country");
        first.put("limit", new Money(new BigDecimal("7"), null));
        assertThat(found(id("C1")).attributes()).isEqualTo(first);
    }

    @Test
    void laterChangesOfOneBatchWin() {
        List<CustomerChange> changes = new ArrayList<>();
        for (String country : List.of("FI", "SE")) {
            changes.add(new CustomerChange(List.of(id("C1")), Map.of("country", country), List.of()));
        }
        profiles.change(RULEBOOK, changes);
        assertThat(found(id("C1")).attributes()).containsEntry("country", "SE");
        assertThat(profiles.count()).isEqualTo(1);
    }

    @Test
    void everyWordOfConsentStaysAndTheLatestCountsAtItsTime() {
        Consent yes = new Consent("marketing", "email", true, NOW.minusSeconds(20));
        Consent no = new Consent("marketing", "email", false, NOW.minusSeconds(10));
        Consent all = new Consent("marketing", null, true, NOW.minusSeconds(30));
        profiles.change(RULEBOOK, List.of(new CustomerChange(List.of(id("C1")), Map.of(), List.of(no, yes))));
        profiles.change(RULEBOOK, List.of(new CustomerChange(List.of(id("C1")), Map.of(), List.of(all, yes))));
        assertThat(found(id("C1")).consents()).containsExactly(all, yes, no);
        Snapshots snapshots = new Snapshots(RULEBOOK);
        assertThat(snapshots.of(found(id("C1")), NOW).consents()).containsExactly(all, no);
        assertThat(snapshots.of(found(id("C1")), NOW.minusSeconds(15)).consents())
                .containsExactly(all, yes);
    }

    @Test
    void aMoveIsRecordedOnceAndOnlyFromTheRecordedStage() {
        profiles.append(RULEBOOK, List.of(order("1", id("C1"), Duration.ofDays(9))));
        long key = found(id("C1")).key();
        StageChange first = move(key, 5, null, "awareness");
        StageChange second = move(key, 3, "awareness", "engagement");
        profiles.record(List.of(second, first, first));
        profiles.record(List.of(second, move(key, 2, "awareness", "engagement"), move(99_999, 1, null, "awareness")));
        assertThat(found(id("C1")).stages())
                .containsExactly(
                        new StageSpell("awareness", NOW.minus(Duration.ofDays(5))),
                        new StageSpell("engagement", NOW.minus(Duration.ofDays(3))));
        assertThat(snapshot(id("C1")).customer().get("daysInStage")).isEqualTo(3);
        assertThat(snapshot(id("C1")).customer().get("previousStage")).isEqualTo("awareness");
    }

    private static StageChange move(long key, int daysAgo, @Nullable String from, String to) {
        return new StageChange(key, NOW.minus(Duration.ofDays(daysAgo)), from, to, "abc", StageChange.Cause.SWEEP);
    }

    @Test
    void anotherVocabularySeesTheSameEventsByItsOwnFeatures() {
        profiles.append(RULEBOOK, List.of(order("1", id("C1"), Duration.ofDays(9))));
        found(id("C1"));
        Profile other = Objects.requireNonNull(profiles.find(OTHER, List.of(id("C1"))));
        assertThat(new Snapshots(OTHER).of(other, NOW).customer().get("gifts")).isEqualTo(1);
        assertThat(snapshot(id("C1")).customer().get("orders")).isEqualTo(1);
    }

    @Test
    void beyondTheLimitTheOrderOfArrivalStillMakesNoDifference() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 3 * LIMIT; i++) {
            events.add(order("e" + i, id("C1"), Duration.ofHours(7L * i)));
        }
        Collections.shuffle(events, new Random(1));
        for (Event event : events) {
            profiles.append(RULEBOOK, List.of(event, event));
            found(id("C1"));
        }
        Profile late = found(id("C1"));
        Naive naive = new Naive(RULEBOOK.vocabulary(), RULEBOOK.terms().rates(), LIMIT);
        for (int hours = 0; hours < 500; hours += 13) {
            Instant at = NOW.minus(Duration.ofHours(hours));
            Snapshot snapshot = new Snapshots(RULEBOOK).of(late, at);
            RULEBOOK.vocabulary().features().values().stream()
                    .filter(feature -> feature.event() != null)
                    .forEach(feature -> assertThat(snapshot.customer().get(feature.name()))
                            .as(feature.name())
                            .isEqualTo(naive.value(feature, events, at)));
        }
    }

    @Test
    void everyCustomerComesOnceInTheOrderOfKeys() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 2_300; i++) {
            events.add(order("e" + i, id("C" + i % 1_150), Duration.ofHours(i)));
        }
        profiles.append(RULEBOOK, events);
        profiles.change(
                RULEBOOK, List.of(new CustomerChange(List.of(id("quiet")), Map.of("country", "FI"), List.of())));
        List<Long> keys = new ArrayList<>();
        List<Object> orders = new ArrayList<>();
        Snapshots snapshots = new Snapshots(RULEBOOK);
        profiles.forEach(RULEBOOK, profile -> {
            keys.add(profile.key());
            orders.add(snapshots.of(profile, NOW).customer().get("orders"));
        });
        assertThat(keys).hasSize(1_151).isSorted().doesNotHaveDuplicates();
        assertThat(orders.subList(0, 1_150)).containsOnly(2);
        assertThat(orders.get(1_150)).isEqualTo(0);
        assertThat(profiles.count()).isEqualTo(1_151);
    }

    @Test
    void aCustomerComesAsEachRulebookNeedsIt() {
        profiles.append(
                RULEBOOK, List.of(order("1", id("C1"), Duration.ofDays(9)), order("2", id("C2"), Duration.ofDays(8))));
        List<Object> figures = new ArrayList<>();
        profiles.forEach(Profiles.Selection.ALL, List.of(RULEBOOK, OTHER, RULEBOOK), each -> {
            figures.add(new Snapshots(RULEBOOK).of(each.get(0), NOW).customer().get("spent"));
            figures.add(new Snapshots(OTHER).of(each.get(1), NOW).customer().get("gifts"));
            figures.add(new Snapshots(RULEBOOK).of(each.get(2), NOW).customer().get("orders"));
        });
        assertThat(figures).containsExactly(10.5, 1, 1, 10.5, 1, 1);
    }

    @Test
    void aSampleHasThatManyCustomersAndIsTheSameEachTime() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            events.add(order("e" + i, id("C" + i), Duration.ofHours(i)));
        }
        profiles.append(RULEBOOK, events);
        List<Long> first = sample(700);
        assertThat(first).hasSize(700).isSorted().doesNotHaveDuplicates().isEqualTo(sample(700));
        assertThat(sample(5_000)).hasSize(1_200);
    }

    private List<Long> sample(int most) {
        List<Long> keys = new ArrayList<>();
        profiles.forEach(
                new Profiles.Selection(most),
                List.of(RULEBOOK),
                each -> keys.add(each.get(0).key()));
        return keys;
    }

    @Test
    void whatIsPreparedIsThereForTheNextRulebook() {
        profiles.append(RULEBOOK, List.of(order("1", id("C1"), Duration.ofDays(9))));
        found(id("C1"));
        profiles.prepare(OTHER, (done, of) -> assertThat(done).isLessThanOrEqualTo(of));
        assertThat(profiles.some(OTHER, 3)).hasSize(1);
        profiles.append(RULEBOOK, List.of(order("2", id("C1"), Duration.ofDays(1))));
        Profile other = Objects.requireNonNull(profiles.find(OTHER, List.of(id("C1"))));
        assertThat(new Snapshots(OTHER).of(other, NOW).customer().get("gifts")).isEqualTo(2);
        assertThat(snapshot(id("C1")).customer().get("orders")).isEqualTo(2);
    }
}

package org.opportune.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opportune.profile.Snapshot;
import org.opportune.reservation.Holds;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Feature.Kind;

/** The smallest changes that customers of the demo shop are told. */
class SmallestChangeInDemoShopTest {
    private static Rulebook rulebook;
    private static Decider decider;

    @BeforeAll
    static void read() {
        rulebook = RecordedDecisions.rulebook(Path.of("rules"));
        decider = Decider.of(rulebook);
    }

    @AfterAll
    static void close() {
        rulebook.close();
    }

    @Test
    void twoComplaintsThatAreClosedAreOneFact() {
        Map<String, Object> complaining = Map.of(
                "ordersTotal",
                3,
                "orders365d",
                3,
                "daysSinceFirstOrder",
                300,
                "daysSinceLastOrder",
                20,
                "complaintsOpened",
                2);

        Altered altered = change(complaining, "apology-voucher");

        assertThat(told(altered)).containsExactly("complaintsClosed=2");
        assertThat(altered.along()).containsEntry("complaintsClosed30d", 2);
    }

    @Test
    void aFriendWhoOrderedIsAFriendWhoWasInvited() {
        Map<String, Object> buying = Map.of(
                "ordersTotal",
                3,
                "orders180d",
                2,
                "orders365d",
                3,
                "daysSinceFirstOrder",
                300,
                "daysSinceLastOrder",
                20);

        Altered altered = change(buying, "double-referral");

        assertThat(told(altered)).containsExactly("referralsOrdered365d=1");
        assertThat(altered.along()).containsEntry("referrals365d", 1);
    }

    /** However many other ways there are into the stages that the offer is for. */
    @Test
    void whatOneFactChangesIsFound() {
        Map<String, Object> onboarding = new HashMap<>();
        List.of("", "24h", "7d", "30d", "60d", "90d", "180d", "240d", "365d")
                .forEach(window -> onboarding.put(window.isEmpty() ? "ordersTotal" : "orders" + window, 5));
        onboarding.put("orders24h", 0);
        onboarding.put("orders7d", 0);
        onboarding.put("bigOrders365d", 5);
        List.of("revenueTotal", "revenue90d", "revenue365d").forEach(sum -> onboarding.put(sum, 1_300.0));
        onboarding.put("averageOrder", 260.0);
        onboarding.put("daysSinceFirstOrder", 18);
        onboarding.put("daysSinceLastOrder", 10);

        assertThat(told(change(onboarding, "join-loyalty"))).containsExactly("daysSinceFirstOrder=31");
        assertThat(told(change(onboarding, "winter-catalogue"))).containsExactly("daysSinceFirstOrder=31");
    }

    private static List<String> told(Altered altered) {
        return altered.changes().stream()
                .map(change -> change.ref().name() + "=" + change.to())
                .toList();
    }

    private static Altered change(Map<String, Object> customer, String offer) {
        Altered start = Altered.nothing(
                rulebook.vocabulary(),
                WhyNotShop.request(decider, WhyNotShop.body("").replace("hero", "homepage-hero")),
                snapshot(customer));
        SmallestChange smallest =
                new SmallestChange(decider, State.NONE, Holds.NONE, null, OfferRules.of(rulebook, offer));
        return Objects.requireNonNull(smallest.of(start), offer).altered();
    }

    private static Snapshot snapshot(Map<String, Object> customer) {
        FactShape shape = rulebook.facts().customer();
        Map<String, Object> known = new HashMap<>();
        rulebook.vocabulary().features().values().stream()
                .filter(feature -> feature.kind().isNeverUnknown())
                .forEach(feature -> known.put(feature.name(), feature.kind() == Kind.SUM ? (Object) 0.0 : 0));
        known.putAll(customer);
        return new Snapshot(
                7,
                Instant.parse("2026-11-20T10:00:00Z"),
                ZoneId.of("Europe/Helsinki"),
                null,
                FactValues.of(shape, known),
                List.of(),
                List.of());
    }
}

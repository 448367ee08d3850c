package org.opportune.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opportune.profile.ProfilesContract.NOW;
import static org.opportune.profile.ProfilesContract.RULEBOOK;
import static org.opportune.profile.ProfilesContract.id;
import static org.opportune.profile.ProfilesContract.visitor;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opportune.vocabulary.Money;

/** Who becomes whom, in every store of customers. */
abstract class MergesContract {
    static final Identity ANA = id("ana");
    static final Identity BEN = id("ben");
    static final Identity COOKIE = visitor("cookie");
    static final Identity MAIL = new Identity("email", "ana@example.com");

    Profiles profiles = none();

    /** An empty store. */
    abstract Profiles none();

    @BeforeEach
    void empty() {
        profiles = none();
    }

    static Event order(String id, Identity... customer) {
        return new Event("shop", id, List.of(customer), "order", NOW.minus(Duration.ofDays(3)), Map.of());
    }

    void orders(String id, Identity... customer) {
        profiles.append(RULEBOOK, List.of(order(id, customer)));
    }

    private Set<Identity> say(Map<String, ? extends @Nullable Object> attributes, Identity... customer) {
        return profiles.change(
                RULEBOOK,
                List.of(new CustomerChange(List.of(customer), new java.util.HashMap<>(attributes), List.of())));
    }

    @Nullable
    Profile find(Identity... names) {
        return profiles.find(RULEBOOK, List.of(names));
    }

    Profile found(Identity name) {
        return Objects.requireNonNull(find(name), "nobody was found");
    }

    Object orders(Identity name) {
        return Objects.requireNonNull(
                new Snapshots(RULEBOOK).of(found(name), NOW).customer().get("orders"));
    }

    private void assertOne(Identity... names) {
        assertThat(Arrays.stream(names).map(name -> found(name).key()).distinct())
                .as("one customer")
                .hasSize(1);
    }

    /** Lots are drawn by it, so that nobody changes arms while they become known. */
    @Test
    void theUnitIsThatOfTheFirstNameWhateverNamesCome() {
        orders("1", COOKIE);
        assertThat(found(COOKIE).unit()).isEqualTo(COOKIE.unit());
        orders("2", COOKIE, ANA);
        orders("3", ANA, MAIL);
        assertThat(found(MAIL).unit()).isEqualTo(COOKIE.unit());
        orders("4", BEN);
        assertThat(found(BEN).unit()).isEqualTo(BEN.unit());
        orders("5", BEN, visitor("phone"));
        assertThat(found(visitor("phone")).unit()).isEqualTo(BEN.unit());
        orders("6", id("new"), visitor("laptop"));
        assertThat(found(id("new")).unit()).isEqualTo(visitor("laptop").unit());
    }

    @Test
    void aVisitorWhoLogsInIsTheCustomerWithAllThatHappenedToBoth() {
        orders("1", COOKIE);
        orders("2", ANA);
        assertThat(orders(COOKIE)).isEqualTo(1);
        assertThat(orders(ANA)).isEqualTo(1);
        long visitor = found(COOKIE).key();
        long customer = found(ANA).key();
        orders("3", COOKIE, ANA);
        assertThat(orders(COOKIE)).isEqualTo(3);
        assertThat(orders(ANA)).isEqualTo(3);
        assertThat(found(COOKIE).key()).isEqualTo(customer);
        assertThat(profiles.count()).isEqualTo(1);
        assertThat(profiles.known(COOKIE).former()).containsExactly(visitor);
        assertThat(profiles.known(COOKIE).names()).containsExactlyInAnyOrder(COOKIE, ANA);
    }

    @Test
    void whatIsSaidOfACustomerMergesAsEventsDo() {
        orders("1", COOKIE);
        orders("2", ANA);
        assertThat(say(Map.of("country", "FI"), ANA, COOKIE)).isEmpty();
        assertThat(orders(COOKIE)).isEqualTo(2);
        assertThat(found(COOKIE).attributes()).containsEntry("country", "FI");
    }

    @Test
    void theCustomersOwnWordsStandAndTheVisitorsFillWhatIsUnknown() {
        say(Map.of("country", "SE", "weight", new BigDecimal("70"), "limit", new Money(BigDecimal.TEN, "SEK")), COOKIE);
        say(Map.of("country", "FI", "limit", new Money(BigDecimal.ONE, null)), ANA);
        orders("1", ANA, COOKIE);
        assertThat(found(ANA).attributes())
                .isEqualTo(Map.of(
                        "country", "FI", "weight", new BigDecimal("70"), "limit", new Money(BigDecimal.ONE, null)));
    }

    @Test
    void anEventThatWasSentForBothCountsOnce() {
        orders("1", COOKIE);
        orders("2", ANA);
        orders("1", ANA);
        orders("3", ANA, COOKIE);
        orders("3", COOKIE);
        assertThat(orders(ANA)).isEqualTo(3);
    }

    @Test
    void everyWordOfConsentOfBothStaysAndOfTwoAtOnceTheRefusal() {
        Consent early = new Consent("marketing", "email", true, NOW.minusSeconds(30));
        Consent late = new Consent("marketing", "email", false, NOW.minusSeconds(10));
        Consent yes = new Consent("profiling", null, true, NOW.minusSeconds(20));
        Consent no = new Consent("profiling", null, false, NOW.minusSeconds(20));
        profiles.change(
                RULEBOOK,
                List.of(
                        new CustomerChange(List.of(COOKIE), Map.of(), List.of(late, no)),
                        new CustomerChange(List.of(ANA), Map.of(), List.of(early, yes))));
        orders("1", ANA, COOKIE);
        assertThat(found(ANA).consents()).containsExactly(early, no, late);
    }

    private void moved(Identity who, int daysAgo, String stage) {
        profiles.record(List.of(new StageChange(
                found(who).key(), NOW.minus(Duration.ofDays(daysAgo)), null, stage, "abc", StageChange.Cause.SWEEP)));
    }

    @Test
    void theCustomersOwnWayThroughTheStagesGoesOn() {
        orders("1", COOKIE);
        orders("2", ANA);
        moved(COOKIE, 5, "awareness");
        moved(ANA, 9, "engagement");
        orders("3", ANA, COOKIE);
        assertThat(found(COOKIE).stages()).containsExactly(new StageSpell("engagement", NOW.minus(Duration.ofDays(9))));
    }

    @Test
    void aCustomerOfNoStageYetTakesTheVisitorsWay() {
        orders("1", COOKIE);
        orders("2", ANA);
        moved(COOKIE, 5, "awareness");
        orders("3", ANA, COOKIE);
        assertThat(found(ANA).stages()).containsExactly(new StageSpell("awareness", NOW.minus(Duration.ofDays(5))));
    }

    @Test
    void twoCustomersAreNeverJoined() {
        orders("1", ANA);
        orders("2", BEN);
        assertThat(say(Map.of("country", "FI"), ANA, BEN)).containsExactly(BEN);
        orders("3", BEN, ANA);
        assertThat(orders(ANA)).isEqualTo(1);
        assertThat(orders(BEN)).isEqualTo(2);
        assertThat(found(BEN).attributes()).isEmpty();
    }

    @Test
    void theMailOfSomebodyElseStaysWithThemAlsoWhenTheNumberIsNew() {
        orders("1", ANA, MAIL);
        assertThat(say(Map.of(), BEN, MAIL)).containsExactly(MAIL);
        orders("2", BEN);
        assertThat(orders(BEN)).isEqualTo(1);
        assertThat(orders(MAIL)).isEqualTo(1);
    }

    @Test
    void whoIsKnownByMailOnlyIsNoVisitor() {
        orders("1", MAIL);
        orders("2", ANA);
        assertThat(say(Map.of(), ANA, MAIL)).containsExactly(MAIL);
        assertThat(orders(ANA)).isEqualTo(1);
    }

    @Test
    void aFamilysCookieGoesToWhoeverLogsInAndNothingThatHappenedGoesAlong() {
        orders("1", COOKIE);
        orders("2", ANA, COOKIE);
        orders("3", BEN);
        assertThat(orders(COOKIE)).isEqualTo(2);
        assertThat(say(Map.of(), BEN, COOKIE)).isEmpty();
        assertThat(orders(COOKIE)).isEqualTo(1);
        orders("4", COOKIE);
        assertThat(orders(BEN)).isEqualTo(2);
        assertThat(orders(ANA)).isEqualTo(2);
        assertThat(profiles.known(BEN).former()).isEmpty();
    }

    @Test
    void aNewNumberOnTheCookieOfACustomerIsANewCustomer() {
        orders("1", ANA, COOKIE);
        orders("2", BEN, COOKIE);
        assertThat(orders(ANA)).isEqualTo(1);
        assertThat(orders(COOKIE)).isEqualTo(1);
        assertOne(BEN, COOKIE);
    }

    @Test
    void whoSignsUpAfterTheyGaveTheirMailIsTheSame() {
        orders("1", MAIL, COOKIE);
        orders("2", ANA, COOKIE);
        assertOne(ANA, MAIL, COOKIE);
        assertThat(orders(ANA)).isEqualTo(2);
    }

    @Test
    void visitorsWhoAreNamedTogetherAreOneAndAreMergedOnTogether() {
        Identity app = visitor("app");
        orders("1", COOKIE);
        orders("2", app);
        orders("3", ANA);
        Set<Long> former = Set.of(found(COOKIE).key(), found(app).key());
        orders("4", app, COOKIE);
        assertThat(orders(COOKIE)).isEqualTo(3);
        orders("5", ANA, COOKIE);
        assertThat(orders(app)).isEqualTo(5);
        assertThat(profiles.known(app).former()).isEqualTo(former);
        assertThat(profiles.count()).isEqualTo(1);
    }

    @Test
    void cookiesAloneJoinNobodyToACustomer() {
        Identity app = visitor("app");
        orders("1", ANA, COOKIE);
        orders("2", app);
        orders("3", app, COOKIE);
        orders("4", COOKIE, app);
        assertThat(orders(app)).isEqualTo(2);
        assertThat(orders(COOKIE)).isEqualTo(2);
    }

    @Test
    void everythingMayHappenInOneBatch() {
        Identity app = visitor("app");
        List<Event> events = new ArrayList<>();
        events.add(order("1", COOKIE));
        events.add(order("2", app));
        events.add(order("3", ANA));
        events.add(order("4", ANA, COOKIE));
        events.add(order("5", app, COOKIE, ANA));
        events.add(order("6", COOKIE));
        events.add(order("7", BEN, COOKIE));
        events.add(order("8", COOKIE));
        profiles.append(RULEBOOK, events);
        assertThat(orders(ANA)).isEqualTo(6);
        assertOne(ANA, app);
        assertThat(orders(BEN)).isEqualTo(2);
        assertOne(BEN, COOKIE);
        assertThat(profiles.count()).isEqualTo(2);
    }
}

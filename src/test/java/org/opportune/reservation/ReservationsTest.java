package org.opportune.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.eligibility.Candidate;
import org.opportune.kernel.Problem;
import org.opportune.profile.Identity;
import org.opportune.profile.Profile;
import org.opportune.reservation.Reservations.Marked;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;
import org.opportune.wording.Objection;

class ReservationsTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Identity COOKIE = new Identity("visitor", "v-1");
    private static final Identity MAIJA = new Identity("customer", "maija");

    private final MovingClock clock = new MovingClock();
    private final Remembered past = new Remembered();
    private Rulebook rulebook = shop("");
    private Bounds bounds = new Bounds(rulebook);
    private Reservations reservations = new Reservations(past, clock, 1_000, () -> past.isThere);

    static Rulebook shop(String caps) {
        return shop(caps, "10,5");
    }

    private static Rulebook shop(String caps, String budgets) {
        return new SmallShop()
                .with("offers/offers.csv", """
                        id,campaign,value,validFrom,validTo,label,cost,budgetTotal,budgetDaily,tags
                        help,engagement,1,,,Help,,,,
                        gift,engagement,10,,,Gift,2.50,BUDGETS,present
                        voucher,loyalty,10,,,Voucher,,,,present paper
                        old,loyalty,99,,2020-12-31,Old,,,,
                        """.replace("BUDGETS", budgets))
                .change("vocabulary.yaml", "  engagement: {label: {en: Engagement}}\n", """
                          engagement: {label: {en: Engagement}}
                          loyalty: {label: {en: Loyalty}}
                        """)
                .with("policy/caps.csv", "id,scope,subject,most,window,counts\n" + caps)
                .rulebook();
    }

    private void caps(String caps) {
        decideBy(shop(caps));
    }

    private void decideBy(Rulebook next) {
        rulebook = next;
        bounds = new Bounds(next);
    }

    private Purse purse() {
        return Objects.requireNonNull(reservations.purse(bounds, "gift"));
    }

    private Candidate candidate(String offer, String placement) {
        Offer found = Objects.requireNonNull(rulebook.catalogue().offers().get(offer));
        return new Candidate(found, new Treatment(offer, placement, ""), List.of());
    }

    private Holding begin(List<Identity> named) {
        return begin(null, named);
    }

    private Holding begin(@Nullable Profile profile, List<Identity> named) {
        return reservations.reserve(bounds, profile, named, UUID.randomUUID(), clock.millis());
    }

    /** Null when it is held. */
    private @Nullable String code(String offer, String placement) {
        Objection refused = begin(List.of(COOKIE)).take(candidate(offer, placement));
        return refused == null ? null : rulebook.phrases("en").reason(refused).code();
    }

    private int taken(int times, String offer, String placement) {
        int taken = 0;
        for (int i = 0; i < times; i++) {
            taken += code(offer, placement) == null ? 1 : 0;
        }
        return taken;
    }

    private UUID decided(String offer, String placement) {
        UUID decision = UUID.randomUUID();
        Holding holding = reservations.reserve(bounds, null, List.of(COOKIE), decision, clock.millis());
        assertThat(holding.take(candidate(offer, placement))).isNull();
        past.keep(Owners.unknown(COOKIE), holding.answered());
        return decision;
    }

    private Marked mark(UUID decision, String offer, Mark mark) {
        return Objects.requireNonNull(reservations.mark(bounds, decision, offer, mark, clock.millis()));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            'a,all,,3,24h,',                    3, 0, 0
            'a,channel,site,3,24h,',            3, 0, 5
            'a,channel,site email,3,24h,',      3, 0, 0
            'a,channel,,3,24h,',                3, 0, 3
            'a,campaign,engagement,3,24h,',     3, 5, 0
            'a,campaign,,3,24h,',               3, 3, 0
            'a,offer,help,3,24h,',              3, 5, 0
            'a,offer,,3,24h,',                  3, 3, 0
            'a,tag,present,3,24h,',             5, 3, 5
            'a,offer,help voucher,3,24h,',      3, 0, 0
            """)
    void aCapCountsWhatItsScopeSays(String cap, int help, int voucher, int helpByMail) {
        caps(cap + "\n");

        assertThat(taken(5, "help", "hero")).isEqualTo(help);
        assertThat(taken(5, "voucher", "hero")).isEqualTo(voucher);
        assertThat(taken(5, "help", "letter")).isEqualTo(helpByMail);
    }

    @Test
    void whatIsNotConfirmedIsFreeWhenItExpires() {
        caps("a,offer,help,1,7d,\n");

        assertThat(taken(2, "help", "hero")).isEqualTo(1);
        clock.advance(rulebook.vocabulary().lifetime("hero").minusMillis(1));
        assertThat(taken(1, "help", "hero")).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(taken(2, "help", "hero")).isEqualTo(1);
    }

    @Test
    void whatIsConfirmedCountsUntilItsWindowHasPassed() {
        caps("a,offer,help,1,7d,\n");
        mark(decided("help", "hero"), "help", Mark.IMPRESSION);

        clock.advance(Duration.ofDays(7).minusMillis(1));
        assertThat(code("help", "hero")).isEqualTo("CAP");
        clock.advance(Duration.ofMillis(1));
        assertThat(code("help", "hero")).isNull();
    }

    @Test
    void anImpressionThatComesTooLateIsCountedAsOverTheCap() {
        caps("a,offer,help,1,7d,\n");
        UUID early = decided("help", "hero");
        clock.advance(rulebook.vocabulary().lifetime("hero"));
        UUID late = decided("help", "hero");

        assertThat(mark(early, "help", Mark.IMPRESSION).isOverCap()).isTrue();
        assertThat(mark(late, "help", Mark.IMPRESSION).isOverCap()).isFalse();
        assertThat(mark(early, "help", Mark.IMPRESSION).isOverCap()).isFalse(); // it was said before
        assertThat(reservations.overCap()).isEqualTo(1);
        clock.advance(Duration.ofDays(7));
        assertThat(taken(2, "help", "hero")).isEqualTo(1);
    }

    @Test
    void whoDeclinesOrConvertsIsLeftAlone() {
        caps(
                "declined,campaign,,1,30d,declines\nbought,offer,,1,1d,conversions\naccepted,tag,paper,1,2d,acceptances\n");
        mark(decided("help", "hero"), "help", Mark.DECLINE);

        assertThat(code("help", "hero")).isEqualTo("CAP");
        assertThat(code("gift", "hero")).isEqualTo("CAP"); // the same campaign
        clock.advance(Duration.ofDays(30));
        UUID bought = decided("help", "hero");
        mark(bought, "help", Mark.CONVERSION);
        assertThat(code("help", "hero")).isEqualTo("CAP");
        assertThat(code("gift", "hero")).isNull();
        mark(decided("voucher", "hero"), "voucher", Mark.ACCEPT);
        assertThat(code("voucher", "hero")).isEqualTo("CAP");
    }

    @Test
    void aBudgetHoldsForAllCustomersByDayAndInAll() {
        List<UUID> decisions = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            decisions.add(decided("gift", "hero"));
        }
        assertThat(code("gift", "hero")).isEqualTo("BUDGET"); // of the day
        mark(decisions.get(0), "gift", Mark.ACCEPT);
        mark(decisions.get(0), "gift", Mark.ACCEPT);
        mark(decisions.get(1), "gift", Mark.DECLINE);
        decisions.set(1, decided("gift", "hero")); // what was declined is free again
        assertThat(code("gift", "hero")).isEqualTo("BUDGET");
        clock.advance(rulebook.vocabulary().lifetime("hero"));
        decisions.set(1, decided("gift", "hero")); // and so is what has expired
        mark(decisions.get(1), "gift", Mark.ACCEPT);

        clock.advance(Duration.ofDays(1));
        for (int i = 0; i < 2; i++) {
            mark(decided("gift", "hero"), "gift", Mark.ACCEPT);
        }
        clock.advance(Duration.ofDays(1));
        assertThat(code("gift", "hero")).isEqualTo("BUDGET"); // in all
        assertThat(purse().spent()).isEqualByComparingTo("10");
    }

    @Test
    void anAcceptanceThatComesTooLateIsSpentAndCounted() {
        UUID late = decided("gift", "hero");
        clock.advance(rulebook.vocabulary().lifetime("hero"));
        List<UUID> inTime = List.of(decided("gift", "hero"), decided("gift", "hero"));
        inTime.forEach(decision ->
                assertThat(mark(decision, "gift", Mark.ACCEPT).isOverBudget()).isFalse());

        assertThat(mark(late, "gift", Mark.ACCEPT).isOverBudget()).isTrue();
        assertThat(reservations.overBudget()).isEqualTo(1);
    }

    @Test
    void anAcceptanceOfWhatWasDeclinedIsCountedWhenOthersHaveItsRoom() {
        UUID declined = decided("gift", "hero");
        decided("gift", "hero");
        mark(declined, "gift", Mark.DECLINE);
        decided("gift", "hero");

        assertThat(mark(declined, "gift", Mark.ACCEPT).isOverBudget()).isTrue();
    }

    @Test
    void whatWasAcceptedAndStoredBeforeItsBudgetIsAskedForIsSpentOnceWhenItIsToldAgain() {
        decideBy(shop("", ","));
        UUID decision = decided("gift", "hero");
        mark(decision, "gift", Mark.ACCEPT);
        past.mark(decision, "gift", Mark.ACCEPT, clock.millis());
        decideBy(shop("", "50,50"));

        assertThat(purse().spent()).isEqualByComparingTo("2.50");
        mark(decision, "gift", Mark.ACCEPT);
        assertThat(purse().spent()).isEqualByComparingTo("2.50");
    }

    @Test
    void whatIsAcceptedBeforeItsBudgetIsAskedForIsSpentOnceWhetherItIsStoredOrNot() {
        decideBy(shop("", ","));
        UUID stored = decided("gift", "hero");
        UUID notStored = decided("gift", "hero");
        for (UUID decision : List.of(stored, notStored)) {
            mark(decision, "gift", Mark.ACCEPT);
        }
        past.mark(stored, "gift", Mark.ACCEPT, clock.millis());
        decideBy(shop("", "50,50"));

        assertThat(purse().spent()).isEqualByComparingTo("5");
        for (UUID decision : List.of(stored, notStored)) {
            mark(decision, "gift", Mark.ACCEPT);
        }
        assertThat(purse().spent()).isEqualByComparingTo("5");
        assertThat(purse().kept(clock.millis())).isZero();
    }

    @Test
    void whatIsAnsweredBeforeItsBudgetIsAskedForIsKeptWhetherItIsStoredOrNot() {
        decideBy(shop("", ","));
        decided("gift", "hero");
        mark(decided("gift", "hero"), "gift", Mark.DECLINE);
        for (int i = 0; i < 2; i++) {
            Holding notStored = begin(List.of(COOKIE));
            assertThat(notStored.take(candidate("gift", "hero"))).isNull();
            notStored.answered();
        }
        decideBy(shop("", "50,50"));

        assertThat(purse().kept(clock.millis())).isEqualByComparingTo("7.50");
        clock.advance(rulebook.vocabulary().lifetime("hero"));
        assertThat(purse().kept(clock.millis())).isZero();
    }

    @Test
    void anAcceptanceWhileItsBudgetIsReadIsSpentOnce() throws InterruptedException {
        decideBy(shop("", ","));
        UUID decision = decided("gift", "hero");
        decideBy(shop("", "50,50"));
        Thread accepting = new Thread(() -> mark(decision, "gift", Mark.ACCEPT));
        past.whileReading = () -> {
            accepting.start();
            while (accepting.getState() != Thread.State.BLOCKED && accepting.isAlive()) {
                Thread.onSpinWait();
            }
        };

        purse();
        accepting.join();
        assertThat(purse().spent()).isEqualByComparingTo("2.50");
        assertThat(purse().kept(clock.millis())).isZero();
    }

    @Test
    void anAcceptanceOfWhatWasAnsweredLongAgoIsSpentOnceBeforeItIsStoredToo() {
        decideBy(shop("", ","));
        UUID decision = decided("gift", "hero");
        reservations = new Reservations(past, clock, 1_000, () -> true);
        mark(decision, "gift", Mark.ACCEPT);
        decideBy(shop("", "50,50"));

        assertThat(purse().spent()).isEqualByComparingTo("2.50");
        past.mark(decision, "gift", Mark.ACCEPT, clock.millis());
        mark(decision, "gift", Mark.ACCEPT);
        assertThat(purse().spent()).isEqualByComparingTo("2.50");
        assertThat(reservations.mark(bounds, decision, "help", Mark.ACCEPT, clock.millis()))
                .isNull();
    }

    @Test
    void nothingThatIsToldFreesWhatIsCounted() {
        caps("a,offer,help,1,7d,\nb,campaign,loyalty,1,30d,declines\n");
        UUID seen = decided("help", "hero");
        long longAgo = START.minus(Duration.ofDays(90)).toEpochMilli();
        for (Mark mark : List.of(Mark.IMPRESSION, Mark.CLICK)) {
            assertThat(reservations.mark(bounds, seen, "help", mark, longAgo)).isNotNull();
            assertThat(code("help", "hero")).isEqualTo("CAP");
        }
        UUID declined = decided("voucher", "hero");
        mark(declined, "voucher", Mark.DECLINE);
        assertThat(reservations.mark(bounds, declined, "voucher", Mark.DECLINE, longAgo))
                .isNotNull();
        assertThat(code("voucher", "hero")).isEqualTo("CAP");
    }

    @Test
    void aPreviewTakesNothingAndSeesWhatItWouldHold() {
        caps("a,channel,site,2,24h,\n");
        for (int i = 0; i < 3; i++) {
            Holding look = reservations.look(bounds, null, List.of(COOKIE), UUID.randomUUID(), clock.millis());
            assertThat(look.take(candidate("help", "hero"))).isNull();
            assertThat(look.take(candidate("voucher", "hero"))).isNull();
            assertThat(Objects.requireNonNull(look.take(candidate("gift", "hero")))
                            .code())
                    .isEqualTo("CAP");
        }
        assertThat(taken(5, "help", "hero")).isEqualTo(2);
    }

    @Test
    void aDecisionThatIsNotAnsweredFreesAllOfIt() {
        caps("a,channel,site,2,24h,\n");
        Holding holding = begin(List.of(COOKIE));
        assertThat(holding.take(candidate("help", "hero"))).isNull();
        assertThat(holding.take(candidate("gift", "hero"))).isNull();
        holding.cancel();

        assertThat(taken(1, "help", "hero")).isEqualTo(1);
        assertThat(purse().kept(clock.millis())).isEqualByComparingTo("0");
    }

    @Test
    void whatHasNoRoomInItsBudgetTakesNoPlaceUnderACap() {
        caps("a,channel,site,3,24h,\n");
        taken(2, "gift", "hero");
        assertThat(code("gift", "hero")).isEqualTo("BUDGET");

        assertThat(taken(2, "help", "hero")).isEqualTo(1);
    }

    @Test
    void nobodyHasCapsButBudgetsHold() {
        caps("a,all,,1,24h,\n");
        for (int i = 0; i < 3; i++) {
            assertThat(begin(List.of()).take(candidate("help", "hero"))).isNull();
        }
        assertThat(begin(List.of()).take(candidate("gift", "hero"))).isNull();
        assertThat(begin(List.of()).take(candidate("gift", "hero"))).isNull();
        assertThat(begin(List.of()).take(candidate("gift", "hero"))).isNotNull();
    }

    @Test
    void whatCannotBeReadIsRefusedWhereItMatters() {
        caps("a,channel,email,1,24h,\n");
        past.isThere = false;

        assertThat(code("help", "letter")).isEqualTo("CAP-UNKNOWN");
        assertThat(code("help", "hero")).isNull(); // no cap binds it
        assertThat(code("gift", "hero")).isEqualTo("BUDGET-UNKNOWN");
        past.isThere = true;
        assertThat(code("help", "letter")).isNull();
    }

    @Test
    void anOutageIsNoMistakeAndAnythingElseIs() {
        caps("a,all,,1,24h,\n");
        past.failure = Problem.unavailable("away");
        past.failure.initCause(new java.sql.SQLNonTransientConnectionException(new ConnectException("refused")));

        assertThat(code("help", "hero")).isEqualTo("CAP-UNKNOWN");
    }

    @Test
    void aServerThatStartsAgainKnowsWhatWasAnswered() {
        caps("a,offer,help,2,7d,\n");
        mark(decided("help", "hero"), "help", Mark.IMPRESSION);
        decided("gift", "hero");
        decided("help", "hero");
        past.mark(past.holds.get(0).hold().decision(), "help", Mark.IMPRESSION, clock.millis());
        reservations = new Reservations(past, clock, 1_000, () -> true);

        assertThat(code("help", "hero")).isEqualTo("CAP");
        assertThat(taken(2, "gift", "hero")).isEqualTo(1);
        clock.advance(Duration.ofHours(1));
        assertThat(taken(3, "help", "hero")).isEqualTo(1);
    }

    @Test
    void aVisitorWhoBecomesACustomerIsCountedOnce() {
        caps("a,offer,help,3,7d,\n");
        mark(decided("help", "hero"), "help", Mark.IMPRESSION);
        Profile maija = new Profile(7, List.of(MAIJA, COOKIE), Map.of(), List.of(), List.of());

        assertThat(begin(maija, List.of(MAIJA)).take(candidate("help", "hero"))).isNull();
        assertThat(code("help", "hero")).isNull(); // still by the cookie alone
        assertThat(begin(maija, List.of(MAIJA)).take(candidate("help", "hero"))).isNotNull();
        assertThat(code("help", "hero")).isEqualTo("CAP");
    }

    @Test
    void twoCustomersWhoAreOneAreCountedTogether() {
        caps("a,offer,help,3,7d,\n");
        Profile one = new Profile(7, List.of(), Map.of(), List.of(), List.of());
        Profile two = new Profile(8, List.of(), Map.of(), List.of(), List.of());
        begin(one, List.of()).take(candidate("help", "hero"));
        Holding begun = begin(one, List.of());
        begin(two, List.of()).take(candidate("help", "hero"));
        reservations.merged(7, 8);

        assertThat(begun.take(candidate("help", "hero"))).isNull();
        assertThat(begin(two, List.of()).take(candidate("help", "hero"))).isNotNull();
        assertThat(begun.take(candidate("help", "hero"))).isNotNull();
    }

    /** A time that a test moves. */
    static final class MovingClock extends Clock {
        private volatile Instant now = START;

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** A past in memory. */
    static final class Remembered implements Past {
        final List<Owned> holds = new ArrayList<>();
        volatile boolean isThere = true;
        volatile @Nullable Problem failure;
        volatile Runnable whileReading = () -> {};

        synchronized void keep(long owner, List<Hold> held) {
            held.forEach(hold -> holds.add(new Owned(owner, hold)));
        }

        synchronized void mark(UUID decision, String offer, Mark mark, long at) {
            holds.replaceAll(owned -> owned.hold().is(decision, offer)
                    ? new Owned(owned.owner(), owned.hold().with(mark, at))
                    : owned);
        }

        @Override
        public synchronized List<Hold> of(java.util.Collection<Long> owners, long since, long now) {
            Problem thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
            return holds.stream()
                    .filter(owned -> owners.contains(owned.owner()))
                    .map(Owned::hold)
                    .toList();
        }

        @Override
        public synchronized @Nullable Owned find(UUID decision, String offer) {
            return holds.stream()
                    .filter(owned -> owned.hold().is(decision, offer))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public synchronized Spending spending(String offer, long since, long now) {
            whileReading.run();
            BigDecimal total = BigDecimal.ZERO;
            Set<UUID> accepted = new HashSet<>();
            Map<LocalDate, BigDecimal> days = new java.util.HashMap<>();
            List<Hold> open = new ArrayList<>();
            for (Owned owned : holds) {
                Hold hold = owned.hold();
                if (hold.offer().equals(offer) && hold.acceptedAt() != 0) {
                    total = total.add(hold.cost());
                    if (hold.at() >= since) {
                        accepted.add(hold.decision());
                    }
                    days.merge(
                            LocalDate.ofInstant(Instant.ofEpochMilli(hold.at()), ZoneId.of("Europe/Helsinki")),
                            hold.cost(),
                            BigDecimal::add);
                } else if (hold.offer().equals(offer) && hold.declinedAt() == 0 && hold.expiresAt() > now) {
                    open.add(hold);
                }
            }
            return new Spending(total, days, open, accepted);
        }
    }
}

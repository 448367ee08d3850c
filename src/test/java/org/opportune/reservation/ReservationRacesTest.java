package org.opportune.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.eligibility.Candidate;
import org.opportune.profile.Identity;
import org.opportune.profile.Profile;
import org.opportune.reservation.ReservationsTest.MovingClock;
import org.opportune.reservation.ReservationsTest.Remembered;
import org.opportune.rulebook.Rulebook;

/** Many requests at the same moment. */
class ReservationRacesTest {
    private static final int REQUESTS = 64;
    private static final int ROUNDS = 10_000;
    private static final List<String> PLACEMENTS = List.of("hero", "grid", "letter");

    private final ExecutorService threads = Executors.newFixedThreadPool(REQUESTS);
    private final MovingClock clock = new MovingClock();
    private final Remembered past = new Remembered();
    private final Reservations reservations = new Reservations(past, clock, 1_000_000, () -> true);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static Candidate candidate(Rulebook rulebook, String offer, String placement) {
        return new Candidate(
                Objects.requireNonNull(rulebook.catalogue().offers().get(offer)),
                new Treatment(offer, placement, ""),
                List.of());
    }

    private void together(Callable<?> request) throws Exception {
        List<Callable<Object>> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(request::call);
        }
        for (Future<Object> done : threads.invokeAll(requests)) {
            done.get();
        }
    }

    /** Of one customer, over two pages and two channels; every round is another customer. */
    @Test
    void moreThanACapIsNeverHeld() throws Exception {
        Rulebook rulebook = ReservationsTest.shop("""
                all,all,,7,24h,
                site,channel,site,5,24h,
                mail,channel,email,4,24h,
                paper,tag,paper,2,24h,
                """);
        Bounds bounds = new Bounds(rulebook);
        AtomicInteger next = new AtomicInteger();
        for (int round = 0; round < ROUNDS; round++) {
            List<Identity> customer = List.of(new Identity("visitor", "v-" + round));
            AtomicInteger site = new AtomicInteger();
            AtomicInteger mail = new AtomicInteger();
            AtomicInteger paper = new AtomicInteger();
            together(() -> {
                String placement = PLACEMENTS.get(next.incrementAndGet() % PLACEMENTS.size());
                Holding holding = reservations.reserve(bounds, null, customer, UUID.randomUUID(), clock.millis());
                for (String offer : List.of("voucher", "help")) {
                    if (holding.take(candidate(rulebook, offer, placement)) == null) {
                        (placement.equals("letter") ? mail : site).incrementAndGet();
                        if (offer.equals("voucher")) {
                            paper.incrementAndGet();
                        }
                    }
                }
                return holding;
            });
            assertThat(site.get() + mail.get()).isEqualTo(7);
            assertThat(site.get()).isLessThanOrEqualTo(5);
            assertThat(mail.get()).isLessThanOrEqualTo(4);
            assertThat(paper.get()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void noBudgetIsOverspentWhateverBecomesOfWhatIsHeld() throws Exception {
        Rulebook rulebook = ReservationsTest.shop("");
        Bounds bounds = new Bounds(rulebook);
        AtomicInteger accepted = new AtomicInteger();
        for (int round = 0; round < 200; round++) {
            together(() -> {
                UUID decision = UUID.randomUUID();
                List<Identity> customer = List.of(new Identity("visitor", decision.toString()));
                Holding holding = reservations.reserve(bounds, null, customer, decision, clock.millis());
                if (holding.take(candidate(rulebook, "gift", "hero")) == null) {
                    List<Mark> marks = List.of(Mark.values());
                    Mark mark = marks.get(Math.floorMod(decision.hashCode(), marks.size()));
                    if (mark == Mark.CLICK) {
                        holding.cancel();
                        return mark;
                    }
                    holding.answered();
                    reservations.mark(bounds, decision, "gift", mark, clock.millis());
                    if (mark == Mark.ACCEPT) {
                        accepted.incrementAndGet();
                    }
                }
                return decision;
            });
            clock.advance(rulebook.vocabulary().lifetime("hero"));
            if (round % 50 == 49) {
                clock.advance(java.time.Duration.ofDays(1));
            }
        }
        Purse purse = Objects.requireNonNull(reservations.purse(bounds, "gift"));
        assertThat(purse.spent())
                .isEqualByComparingTo(new BigDecimal("2.50").multiply(BigDecimal.valueOf(accepted.get())));
        assertThat(purse.spent()).isEqualByComparingTo("10");
        assertThat(reservations.overBudget()).isZero();
    }

    /** A cookie and a number turn out to be one customer while both are being answered. */
    @Test
    void whoBecomeOneAreCountedOnce() throws Exception {
        Rulebook rulebook = ReservationsTest.shop("all,all,,1000,24h,\n");
        Bounds bounds = new Bounds(rulebook);
        for (int round = 0; round < 300; round++) {
            Profile visitor = new Profile(2L * round + 1, List.of(), Map.of(), List.of(), List.of());
            Profile customer = new Profile(2L * round + 2, List.of(), Map.of(), List.of(), List.of());
            AtomicInteger next = new AtomicInteger();
            AtomicInteger held = new AtomicInteger();
            together(() -> {
                int turn = next.incrementAndGet();
                if (turn % 16 == 0) {
                    reservations.merged(visitor.key(), customer.key());
                } else {
                    Holding holding = reservations.reserve(
                            bounds, turn % 2 == 0 ? visitor : customer, List.of(), UUID.randomUUID(), clock.millis());
                    for (String offer : List.of("voucher", "help")) {
                        held.addAndGet(holding.take(candidate(rulebook, offer, "hero")) == null ? 1 : 0);
                    }
                }
                return turn;
            });
            reservations.merged(visitor.key(), customer.key());
            int left = 0;
            Holding holding = reservations.reserve(bounds, customer, List.of(), UUID.randomUUID(), clock.millis());
            while (holding.take(candidate(rulebook, "help", "hero")) == null) {
                left++;
            }
            assertThat(held.get() + left).isEqualTo(1000);
        }
    }
}

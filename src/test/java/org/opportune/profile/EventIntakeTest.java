package org.opportune.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.http.Outage;
import org.opportune.journal.Journal;
import org.opportune.journal.LaidAside;
import org.opportune.journal.Shipment;
import org.opportune.journal.Shipper;
import org.opportune.kernel.Problem;
import org.opportune.profile.EventCodec.Parcel;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;
import org.opportune.vocabulary.Money;

/** Events are safe when they were taken, whatever the database does. */
class EventIntakeTest {
    private static final Rulebook RULEBOOK = new SmallShop().rulebook();
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final byte OTHER = 7;
    private static final Identity MAIJA = new Identity("customer", "maija");

    @TempDir
    Path folder;

    private final InMemoryProfiles profiles = new InMemoryProfiles();
    private final AtomicBoolean isAway = new AtomicBoolean();

    @SuppressWarnings("NullAway.Init")
    private Journal journal;

    @SuppressWarnings("NullAway.Init")
    private EventIntake intake;

    @SuppressWarnings("NullAway.Init")
    private Shipper shipper;

    @SuppressWarnings("NullAway.Init")
    private Thread shipping;

    @BeforeEach
    void open() {
        journal = Journal.open(folder, Journal.Sync.SYSTEM, 20_000, 20_000);
        intake = new EventIntake(journal, profiles, this::rulebook, Duration.ofSeconds(30), () -> shipper.isHindered());
        Shipment others = contents -> rulebook();
        shipper = new Shipper(
                journal,
                Map.of(EventIntake.KIND, intake.shipment(), OTHER, others),
                Outage::isIn,
                new LaidAside(folder));
        shipping = new Thread(shipper::run);
        shipping.start();
    }

    /** What is asked for first when events are stored. */
    private Rulebook rulebook() {
        if (isAway.get()) {
            throw Problem.unavailable("the database does not answer now");
        }
        return RULEBOOK;
    }

    @AfterEach
    void close() throws InterruptedException {
        shipping.interrupt();
        shipping.join();
        journal.close();
    }

    private static Event event(String id) {
        return new Event("shop", id, List.of(MAIJA), "order", NOON, Map.of("amount", new Money(BigDecimal.TEN, null)));
    }

    @Test
    void aValueComesBackAsTheTypeThatItWasReadAs() {
        Map<String, Object> values = Map.of(
                "text",
                "Äiti \uD83D\uDE00 " + "x".repeat(900),
                "integer",
                -7,
                "number",
                new BigDecimal("12.340"),
                "money",
                new Money(new BigDecimal("9.90"), "SEK"),
                "own",
                new Money(BigDecimal.ONE, null),
                "flag",
                true,
                "date",
                LocalDate.parse("2026-02-28"),
                "time",
                LocalDateTime.parse("2026-02-28T23:59:59.999"),
                "choices",
                new TreeSet<>(List.of("b", "a")),
                "items",
                List.of(Map.of("sku", "A1", "quantity", 2), Map.of()));
        Parcel parcel = new Parcel(42, List.of(new Event("shop", "1", List.of(MAIJA), "order", NOON, values)));
        assertThat(EventCodec.read(EventCodec.write(parcel))).isEqualTo(parcel);
        assertThatThrownBy(() -> EventCodec.read(new byte[] {9})).hasMessageContaining("version 9");
    }

    @Test
    void whatWasTakenIsStoredAndEachCallerLearnsOfTheirOwn() {
        List<CompletableFuture<EventIntake.Taken>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            List<Event> own = List.of(event("own " + i), event("own " + i), event("shared"));
            calls.add(CompletableFuture.supplyAsync(() -> intake.append(own)));
        }
        int stored = 0;
        for (CompletableFuture<EventIntake.Taken> call : calls) {
            EventIntake.Taken taken = call.join();
            assertThat(taken.isPending()).isFalse();
            assertThat(taken.stored() + taken.duplicates()).isEqualTo(3);
            assertThat(taken.stored()).isBetween(1, 2);
            stored += taken.stored();
        }
        assertThat(stored).isEqualTo(21);
        assertThat(intake.append(List.of(event("shared")))).isEqualTo(new EventIntake.Taken(0, 1, false));
    }

    @Test
    void whileTheDatabaseIsAwayTheyAreTakenAndAreStoredOnceWhenItIsBack() throws InterruptedException {
        isAway.set(true);
        for (int i = 0; i < 20; i++) {
            assertThat(intake.append(List.of(event("away " + i)))).isEqualTo(new EventIntake.Taken(1, 0, true));
        }
        assertThat(journal.waiting()).isEqualTo(20);
        isAway.set(false);
        for (int i = 0; i < 300 && journal.waiting() > 0; i++) {
            Thread.sleep(20);
        }
        List<Event> again = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            again.add(event("away " + i));
        }
        assertThat(intake.append(again)).isEqualTo(new EventIntake.Taken(0, 20, false));
    }

    @Test
    @Timeout(20)
    void nobodyWaitsWhileWhatCameBeforeCannotBeStored() throws InterruptedException {
        isAway.set(true);
        journal.append(OTHER, new byte[] {1});
        while (!shipper.isHindered()) {
            Thread.sleep(10);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(intake.append(List.of(event("behind " + i)))).isEqualTo(new EventIntake.Taken(1, 0, true));
        }
    }

    @Test
    void aJournalThatIsFullRefusesAndSaysToComeAgain() throws InterruptedException {
        shipping.interrupt();
        shipping.join();
        EventIntake alone = new EventIntake(journal, profiles, () -> RULEBOOK, Duration.ofMillis(1), () -> false);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        assertThat(alone.append(List.of(event("e" + i)))).isEqualTo(new EventIntake.Taken(1, 0, true));
                    }
                })
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(503));
    }
}

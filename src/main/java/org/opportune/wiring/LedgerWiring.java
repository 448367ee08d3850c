package org.opportune.wiring;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;
import org.opportune.brakes.Brakes;
import org.opportune.decision.Decider;
import org.opportune.decision.LiveDecisions;
import org.opportune.decision.Retries;
import org.opportune.decision.StageRecorder;
import org.opportune.http.Outage;
import org.opportune.http.Version;
import org.opportune.jdbc.StoreFailure;
import org.opportune.journal.Journal;
import org.opportune.journal.LaidAside;
import org.opportune.journal.Shipper;
import org.opportune.learning.LearnedRates;
import org.opportune.ledger.JdbcPast;
import org.opportune.ledger.Ledger;
import org.opportune.ledger.Partitions;
import org.opportune.outcomes.OutcomeIntake;
import org.opportune.outcomes.OutcomeListener;
import org.opportune.privacy.CustomerRights;
import org.opportune.privacy.Traces;
import org.opportune.profile.CustomerData;
import org.opportune.profile.EventIntake;
import org.opportune.profile.Profiles;
import org.opportune.reservation.Reservations;
import org.opportune.rulebook.Rulebook;
import org.opportune.webhooks.JdbcWebhooks;

/** Opens the journal, ships what is in it, and gives the server its ledger. */
@ApplicationScoped
public class LedgerWiring {
    private static final Logger LOG = Logger.getLogger(LedgerWiring.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
    private static final Duration MAINTAIN_EVERY = Duration.ofHours(1);
    private static final Duration TRACES_EVERY = Duration.ofSeconds(30);
    /** What waits beyond it is read from the files again when its turn comes. */
    private static final long IN_MEMORY = 64_000_000;

    @Resource(lookup = DatabaseSource.NAME)
    private DataSource source;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Inject
    private Profiles profiles;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Supplier<Rulebook> rulebook;

    @Inject
    private Supplier<Decider> deciders;

    @Inject
    private Supplier<LearnedRates> rates;

    @Inject
    private Instance<OutcomeListener> listeners;

    @Inject
    private Clock clock;

    @Inject
    @ConfigProperty(name = "opportune.data")
    private String data;

    @Inject
    @ConfigProperty(name = "opportune.journal.sync", defaultValue = "disk")
    private String sync;

    @Inject
    @ConfigProperty(name = "opportune.journal.max", defaultValue = "1073741824")
    private long most;

    @Inject
    @ConfigProperty(name = "opportune.cache.customers", defaultValue = "100000")
    private int capacity;

    @Inject
    @ConfigProperty(name = "opportune.ledger.keep", defaultValue = "P400D")
    private Duration kept;

    @SuppressWarnings("NullAway.Init") // made as soon as what it needs is injected
    private Journal journal;

    @SuppressWarnings("NullAway.Init")
    private Ledger ledger;

    @SuppressWarnings("NullAway.Init")
    private EventIntake events;

    @SuppressWarnings("NullAway.Init")
    private OutcomeIntake outcomes;

    @SuppressWarnings("NullAway.Init")
    private Reservations reservations;

    @SuppressWarnings("NullAway.Init")
    private Shipper shipper;

    private @Nullable Thread shipping;

    @SuppressWarnings("NullAway.Init")
    private LaidAside aside;

    @PostConstruct
    void open() {
        Path folder = Path.of(data).resolve("journal");
        aside = new LaidAside(folder.resolve("laid-aside"));
        journal = Journal.open(folder, Journal.Sync.valueOf(sync.toUpperCase(Locale.ROOT)), most, IN_MEMORY);
        ledger = new Ledger(journal, source, profiles, clock);
        events = new EventIntake(journal, profiles, rulebook, PATIENCE, () -> shipper.isHindered());
        reservations = new Reservations(new JdbcPast(source), clock, capacity, () -> shipper.isSettled());
        outcomes = new OutcomeIntake(
                journal,
                ledger,
                reservations,
                source,
                deciders,
                listeners.stream().toList(),
                clock);
        shipper = new Shipper(
                journal,
                Map.of(
                        Ledger.KIND,
                        ledger.shipment(),
                        EventIntake.KIND,
                        events.shipment(),
                        OutcomeIntake.KIND,
                        outcomes.shipment()),
                LedgerWiring::mayPass,
                aside);
    }

    /** Whatever is not the record's own fault: nothing is laid aside because a table is full or the rules are not loaded yet. */
    private static boolean mayPass(RuntimeException e) {
        return !(e instanceof IllegalArgumentException) && !StoreFailure.isOfData(e);
    }

    /** The database comes first. */
    void start(@Observes @Priority(2_000) @Initialized(ApplicationScoped.class) Object started) {
        Thread thread = threads.newThread(shipper::run);
        thread.setName("journal-shipper");
        thread.start();
        shipping = thread;
        Partitions partitions = new Partitions(source, kept, clock);
        every(MAINTAIN_EVERY, "looking after the ledger", () -> {
            partitions.maintain();
            ledger.forgetRetries();
        });
        every(
                TRACES_EVERY,
                "overwriting what the database's files have of erased rows",
                new Traces(source, clock)::forget);
    }

    private void every(Duration pause, String what, Runnable work) {
        var unused = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOG.log(
                                Outage.isIn(e) ? Level.FINE : Level.WARNING,
                                e,
                                () -> "Failed, and will be tried again: " + what);
                    }
                },
                0,
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** What waits is shipped if that can be; else the next start does. */
    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object over) {
        Thread thread = shipping;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(STOP_WITHIN.toMillis());
                shipper.ship();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.log(Level.FINE, "the journal keeps what waits", e);
            }
        }
        journal.close();
    }

    @Produces
    EventIntake events() {
        return events;
    }

    @Produces
    OutcomeIntake outcomes() {
        return outcomes;
    }

    @Produces
    Reservations reservations() {
        return reservations;
    }

    @Produces
    Ledger ledger() {
        return ledger;
    }

    @Produces
    @Singleton
    LiveDecisions decisions(Supplier<Decider> deciders, StageRecorder stages, Brakes brakes, Version version) {
        return new LiveDecisions(
                deciders, profiles, stages, brakes, rates, reservations, ledger, clock, version.text());
    }

    @Produces
    @Singleton
    Retries retries() {
        return new Retries(ledger);
    }

    @Produces
    @Singleton
    CustomerRights rights(Retries retries, JdbcWebhooks webhooks, Instance<CustomerData.Also> others) {
        return new CustomerRights(
                source,
                profiles,
                ledger,
                outcomes,
                webhooks,
                reservations,
                journal,
                shipper,
                retries,
                others.stream().toList(),
                clock);
    }

    /** Always UP: decisions are answered without it. What waits or is not recorded is told for those who watch. */
    @Produces
    @Readiness
    HealthCheck check() {
        return () -> HealthCheckResponse.named("journal")
                .up()
                .withData("waiting", journal.waiting())
                .withData("waitingBytes", journal.waitingBytes())
                .withData("state", journal.isFailed() ? "failed" : journal.isFull() ? "full" : "working")
                .withData("notRecorded", ledger.notRecorded())
                .withData("laidAside", aside.count())
                .withData("overCap", reservations.overCap())
                .withData("overBudget", reservations.overBudget())
                .build();
    }
}

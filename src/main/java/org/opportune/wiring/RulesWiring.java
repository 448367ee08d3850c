package org.opportune.wiring;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.opportune.brakes.Brakes;
import org.opportune.decision.Decider;
import org.opportune.decision.KnownReleases;
import org.opportune.decision.PastDeciders;
import org.opportune.decision.StageRecorder;
import org.opportune.http.Outage;
import org.opportune.learning.LearnedRates;
import org.opportune.profile.Profiles;
import org.opportune.releases.ArmReleases;
import org.opportune.releases.Comparisons;
import org.opportune.releases.CurrentRulebook;
import org.opportune.releases.DraftChecks;
import org.opportune.releases.Drafts;
import org.opportune.releases.JpaReleases;
import org.opportune.releases.PastReleases;
import org.opportune.releases.Publisher;
import org.opportune.releases.Releases;
import org.opportune.releases.RulesFolder;
import org.opportune.releases.WarmUp;
import org.opportune.rulebook.Rulebook;
import org.opportune.status.ScoreTally;
import org.opportune.status.StageSweep;

/** Gives the server its rules: releases of the database, or a folder; loads them beside the start, follows what changes, and keeps the stages of customers recorded. */
@ApplicationScoped
public class RulesWiring {
    private static final Logger LOG = Logger.getLogger(RulesWiring.class.getName());
    private static final int HELPERS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(700);
    private static final Duration FOLLOW_EVERY = Duration.ofSeconds(1);
    private static final Duration FLUSH_EVERY = Duration.ofMillis(200);
    private static final Duration FIRST_SWEEP = Duration.ofSeconds(20);

    private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);
    private final ThreadPoolExecutor helpers =
            new ThreadPoolExecutor(HELPERS, HELPERS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Profiles profiles;

    @Inject
    @ConfigProperty(name = "opportune.rules", defaultValue = "rules")
    private String folder;

    @Inject
    @ConfigProperty(name = "opportune.rules.from", defaultValue = "database")
    private String from;

    @Inject
    @ConfigProperty(name = "opportune.data")
    private String data;

    @Inject
    @ConfigProperty(name = "opportune.check.jar")
    private Optional<String> checkJar;

    @Inject
    private JpaReleases store;

    @Inject
    private Brakes brakes;

    @Inject
    private Supplier<LearnedRates> rates;

    @Inject
    private ScoreTally scores;

    @Inject
    @ConfigProperty(name = "opportune.sweep.every", defaultValue = "PT1H")
    private Duration sweepEvery;

    @SuppressWarnings("NullAway.Init") // made as soon as what it needs is injected
    private CurrentRulebook current;

    @SuppressWarnings("NullAway.Init")
    private StageRecorder recorder;

    @SuppressWarnings("NullAway.Init")
    private Publisher publisher;

    @SuppressWarnings("NullAway.Init")
    private DraftChecks checks;

    @SuppressWarnings("NullAway.Init")
    private ArmReleases arms;

    @SuppressWarnings("NullAway.Init")
    private Comparisons comparisons;

    @SuppressWarnings("NullAway.Init")
    private PastReleases past;

    /** The folder of the data folder that holds the last releases. */
    static Path copies(String data) {
        return Path.of(data).resolve("releases");
    }

    @PostConstruct
    void make() {
        boolean publishes = from.equals("database");
        checks = new DraftChecks(checkJar.map(Path::of));
        arms = ArmReleases.of(store, checks, copies(data), publishes, clock);
        current = new CurrentRulebook(clock, new WarmUp(profiles, clock), arms);
        recorder = new StageRecorder(profiles);
        publisher = new Publisher(store, current, checks, arms, copies(data), Path.of(folder), publishes, clock);
        // whatever decided for an arm may be looked at
        ArmReleases all = ArmReleases.of(store, checks, copies(data), false, clock);
        past = new PastReleases(releases(), checks, all, current::get, clock);
        helpers.allowCoreThreadTimeOut(true);
        comparisons = new Comparisons(
                store,
                checks,
                current::get,
                rates,
                profiles,
                clock,
                run -> thread(run).start(),
                helpers);
    }

    private Thread thread(Runnable run) {
        return threads.newThread(run);
    }

    @PreDestroy
    void stop() {
        comparisons.stop();
        past.stop();
        helpers.shutdown();
    }

    /** The database comes first. */
    void start(@Observes @Priority(2_000) @Initialized(ApplicationScoped.class) Object started) {
        if (!from.equals("database")) {
            RulesFolder rules = new RulesFolder(Path.of(folder), current, (files, rulebook) -> {
                releases().keep(files, rulebook);
                publisher.keepArms(rulebook);
            });
            loadAfterBrakes(rules::load);
            every(LOOK_EVERY, LOOK_EVERY, guarded("looking for changed rules", rules::look));
        } else {
            loadAfterBrakes(publisher::start);
            every(FOLLOW_EVERY, FOLLOW_EVERY, guarded("looking for releases", publisher::look));
        }
        every(FOLLOW_EVERY, FOLLOW_EVERY, guarded("looking for what is paused", brakes::follow));
        every(FLUSH_EVERY, FLUSH_EVERY, guarded("recording stages", recorder::flush));
        StageSweep sweep = new StageSweep(current::get, profiles, recorder, scores, clock);
        every(FIRST_SWEEP, sweepEvery, guarded("the stage sweep", () -> {
            if (current.live() != null) {
                sweep.run();
            }
        }));
    }

    /** What is paused is known before the first decision. */
    private void loadAfterBrakes(Runnable load) {
        Runnable first = guarded("reading what is paused", brakes::start);
        Runnable then = guarded("loading the rules", load);
        executor.execute(() -> {
            first.run();
            then.run();
        });
    }

    private void every(Duration first, Duration then, Runnable work) {
        var unused = timer.scheduleWithFixedDelay(work, first.toMillis(), then.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A timer forgets a task that throws; this one is told of and tried again. That the database is away is told by those who watch it. */
    private static Runnable guarded(String what, Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
                LOG.log(
                        Outage.isIn(e) ? Level.FINE : Level.WARNING,
                        e,
                        () -> "Failed, and will be tried again: " + what);
            }
        };
    }

    @Produces
    StageRecorder recorder() {
        return recorder;
    }

    @Produces
    CurrentRulebook current() {
        return current;
    }

    @Produces
    Supplier<Decider> deciders() {
        return current::get;
    }

    @Produces
    Supplier<Rulebook> rulebooks() {
        return () -> current.get().rulebook();
    }

    @Produces
    Drafts drafts() {
        return new Drafts(store, checks, arms, publisher, clock);
    }

    @Produces
    PastDeciders pastDeciders() {
        return past;
    }

    @Produces
    Comparisons comparisons() {
        return comparisons;
    }

    @Produces
    Releases releases() {
        return new Releases(store, current, checks, publisher, clock);
    }

    @Produces
    KnownReleases knownReleases() {
        return releases()::has;
    }

    @Produces
    Clock clock() {
        return clock;
    }
}

package org.opportune.wiring;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.opportune.decision.Decider;
import org.opportune.decision.StageRecorder;
import org.opportune.profile.Profiles;
import org.opportune.releases.CurrentRulebook;
import org.opportune.releases.RulesFolder;
import org.opportune.rulebook.Rulebook;
import org.opportune.status.StageSweep;

/** Gives the server its rules: loads them beside the start, looks for changes in development mode, and keeps the stages of customers recorded. */
@ApplicationScoped
public class RulesWiring {
    private static final Logger LOG = Logger.getLogger(RulesWiring.class.getName());
    private static final Duration LOOK_EVERY = Duration.ofMillis(700);
    private static final Duration FLUSH_EVERY = Duration.ofMillis(200);
    private static final Duration FIRST_SWEEP = Duration.ofSeconds(20);

    private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);
    private final CurrentRulebook current = new CurrentRulebook(clock);

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Inject
    private Profiles profiles;

    @Inject
    @ConfigProperty(name = "opportune.rules", defaultValue = "rules")
    private String folder;

    @Inject
    @ConfigProperty(name = "opportune.development", defaultValue = "false")
    private boolean development;

    @Inject
    @ConfigProperty(name = "opportune.sweep.every", defaultValue = "PT1H")
    private Duration sweepEvery;

    @SuppressWarnings("NullAway.Init") // made as soon as what it needs is injected
    private StageRecorder recorder;

    @PostConstruct
    void make() {
        recorder = new StageRecorder(profiles);
    }

    /** The database comes first. */
    void start(@Observes @Priority(2_000) @Initialized(ApplicationScoped.class) Object started) {
        RulesFolder rules = new RulesFolder(Path.of(folder), current);
        executor.execute(guarded("loading the rules", rules::load));
        if (development) {
            every(LOOK_EVERY, LOOK_EVERY, guarded("looking for changed rules", rules::look));
        }
        every(FLUSH_EVERY, FLUSH_EVERY, guarded("recording stages", recorder::flush));
        StageSweep sweep = new StageSweep(current::get, profiles, recorder, clock);
        every(FIRST_SWEEP, sweepEvery, guarded("the stage sweep", () -> {
            if (current.live() != null) {
                sweep.run();
            }
        }));
    }

    private void every(Duration first, Duration then, Runnable work) {
        var unused = timer.scheduleWithFixedDelay(work, first.toMillis(), then.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A timer forgets a task that throws; this one is told of and tried again. */
    private static Runnable guarded(String what, Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, e, () -> "Failed, and will be tried again: " + what);
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
    Clock clock() {
        return clock;
    }
}

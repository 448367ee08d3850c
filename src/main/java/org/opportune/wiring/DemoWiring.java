package org.opportune.wiring;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Startup;
import org.jspecify.annotations.Nullable;
import org.opportune.decision.Decider;
import org.opportune.decision.StageRecorder;
import org.opportune.demo.DemoLoad;
import org.opportune.demo.DemoLoader;
import org.opportune.demo.JdbcDemoLoads;
import org.opportune.http.Outage;
import org.opportune.profile.Profiles;
import org.opportune.releases.CurrentRulebook;
import org.opportune.status.StageSweep;

/** Loads the demo shop when {@code opportune.demo} asks for it: beside the start, which is over when the shop is there and its stages are recorded. */
@ApplicationScoped
public class DemoWiring {
    private static final Logger LOG = Logger.getLogger(DemoWiring.class.getName());
    private static final Duration RULES_PAUSE = Duration.ofMillis(200);
    private static final Duration FAILURE_PAUSE = Duration.ofSeconds(5);

    @Resource
    private ManagedExecutorService executor;

    @Resource(lookup = DatabaseSource.NAME)
    private DataSource source;

    @Inject
    private Profiles profiles;

    @Inject
    private StageRecorder recorder;

    @Inject
    private CurrentRulebook rules;

    @Inject
    private Supplier<Decider> deciders;

    @Inject
    private Clock clock;

    @Inject
    @ConfigProperty(name = "opportune.demo", defaultValue = "false")
    private boolean isWanted;

    @Inject
    @ConfigProperty(name = "opportune.demo.customers", defaultValue = "10000")
    private int customers;

    @Inject
    @ConfigProperty(name = "opportune.demo.seed", defaultValue = "1")
    private long seed;

    private @Nullable DemoLoader loader;
    private volatile boolean isOver;

    /** The rules come first. */
    void start(@Observes @Priority(3_000) @Initialized(ApplicationScoped.class) Object started) {
        if (isWanted) {
            DemoLoader demo = new DemoLoader(new JdbcDemoLoads(source), profiles, clock, seed, customers);
            loader = demo;
            executor.execute(() -> run(demo));
        }
    }

    private void run(DemoLoader demo) {
        try {
            while (rules.live() == null) {
                Thread.sleep(RULES_PAUSE.toMillis());
            }
            while (!isOver) {
                attempt(demo);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(DemoLoader demo) throws InterruptedException {
        try {
            if (demo.load(deciders.get().rulebook())) {
                new StageSweep(deciders, profiles, recorder, clock).run();
            }
            isOver = true;
        } catch (RuntimeException e) {
            LOG.log(
                    Outage.isIn(e) ? Level.FINE : Level.WARNING,
                    e,
                    () -> "Failed, and will be tried again: loading the demo shop");
            Thread.sleep(FAILURE_PAUSE.toMillis());
        }
    }

    @Produces
    @Startup
    HealthCheck started() {
        return () -> {
            HealthCheckResponseBuilder answer =
                    HealthCheckResponse.named("demo").status(!isWanted || isOver);
            DemoLoad load = loader == null ? null : loader.current();
            if (load != null) {
                answer.withData("loaded", load.loaded()).withData("of", load.customers());
            }
            return answer.build();
        };
    }
}

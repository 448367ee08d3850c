package org.opportune.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
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
import org.opportune.decision.LiveDecisions;
import org.opportune.decision.StageRecorder;
import org.opportune.demo.DemoLoad;
import org.opportune.demo.DemoLoader;
import org.opportune.demo.DemoShop;
import org.opportune.demo.JdbcDemoLoads;
import org.opportune.demo.Taste;
import org.opportune.demo.Visits;
import org.opportune.http.Outage;
import org.opportune.kernel.Json;
import org.opportune.outcomes.OutcomeIntake;
import org.opportune.profile.Event;
import org.opportune.profile.Profiles;
import org.opportune.releases.CurrentRulebook;
import org.opportune.status.ScoreTally;
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
    private ScoreTally scores;

    @Inject
    private Clock clock;

    @Inject
    private LiveDecisions decisions;

    @Inject
    private OutcomeIntake outcomes;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Inject
    @ConfigProperty(name = "opportune.demo", defaultValue = "false")
    private boolean isWanted;

    @Inject
    @ConfigProperty(name = "opportune.demo.customers", defaultValue = "10000")
    private int customers;

    @Inject
    @ConfigProperty(name = "opportune.demo.seed", defaultValue = "1")
    private long seed;

    @Inject
    @ConfigProperty(name = "opportune.demo.visits", defaultValue = "0")
    private int visits;

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
            receive(demo);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(DemoLoader demo) throws InterruptedException {
        try {
            if (demo.load(deciders.get().rulebook())) {
                new StageSweep(deciders, profiles, recorder, scores, clock).run();
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

    /** Only customers of the demo shop, and no others that are in the database, come by themselves. */
    private void receive(DemoLoader demo) {
        DemoShop shop = demo.shop();
        if (shop == null || visits <= 0) {
            return;
        }
        Visits all = new Visits(shop, new Taste(seed), seed, new Here());
        long pause = Math.max(1, 60_000L / visits);
        var unused = timer.scheduleAtFixedRate(
                () -> {
                    try {
                        all.visit(clock.millis() / pause, clock.instant());
                    } catch (RuntimeException e) {
                        LOG.log(
                                Outage.isIn(e) ? Level.FINE : Level.WARNING,
                                "A visit of the demo shop failed; others follow",
                                e);
                    }
                },
                pause,
                pause,
                TimeUnit.MILLISECONDS);
    }

    /** This very server, asked as a shop would ask it. */
    private final class Here implements Visits.Server {
        @Override
        public JsonNode decide(JsonNode request) {
            try {
                return Json.MAPPER.readTree(decisions.decide(request));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void tell(UUID decision, JsonNode told) {
            outcomes.take(decision, told, DemoShop.SOURCE);
        }

        @Override
        public void happened(Event event) {
            profiles.append(deciders.get().rulebook(), List.of(event));
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

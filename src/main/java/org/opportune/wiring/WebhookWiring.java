package org.opportune.wiring;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Outage;
import org.opportune.http.Version;
import org.opportune.ledger.Ledger;
import org.opportune.profile.Profiles;
import org.opportune.webhooks.JdbcWebhooks;
import org.opportune.webhooks.Outbox;
import org.opportune.webhooks.Upkeep;
import org.opportune.webhooks.WebhookMetrics;
import org.opportune.webhooks.Webhooks;

/** Sends to webhooks what happens, and tells those who watch how that goes. */
@ApplicationScoped
public class WebhookWiring {
    private static final Logger LOG = Logger.getLogger(WebhookWiring.class.getName());
    private static final Duration COUNT_EVERY = Duration.ofSeconds(30);
    private static final Duration TIDY_EVERY = Duration.ofHours(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

    @Resource(lookup = DatabaseSource.NAME)
    private DataSource source;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Clock clock;

    private @Nullable ExecutorService client;
    private @Nullable Thread sending;

    void start(
            @Observes @Priority(2_200) @Initialized(ApplicationScoped.class) Object started,
            Webhooks webhooks,
            Upkeep upkeep) {
        Thread thread = threads.newThread(webhooks.sender()::run);
        thread.setName("webhook-sender");
        thread.start();
        sending = thread;
        every(COUNT_EVERY, "counting what webhooks wait for", upkeep::count);
        every(TIDY_EVERY, "tidying what webhooks have sent", upkeep::tidy);
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

    /** What is under way is sent again by the next start, or by another server. */
    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object over) {
        if (sending != null) {
            sending.interrupt();
            try {
                sending.join(STOP_WITHIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (client != null) {
            client.shutdownNow();
        }
    }

    @Produces
    @Singleton
    JdbcWebhooks store(Outbox outbox) {
        return new JdbcWebhooks(source, outbox, clock);
    }

    @Produces
    @Singleton
    Upkeep upkeep(@ConfigProperty(name = "opportune.webhooks.keep", defaultValue = "P14D") Duration kept) {
        return new Upkeep(source, kept, clock);
    }

    @Produces
    @Singleton
    Webhooks webhooks(
            Profiles profiles,
            Ledger ledger,
            Version version,
            WebhookMetrics metrics,
            @ConfigProperty(name = "opportune.webhooks.retry", defaultValue = "P3D") Duration retried,
            @ConfigProperty(name = "opportune.webhooks.private", defaultValue = "false") boolean isPrivateAllowed) {
        ExecutorService pool = Executors.newCachedThreadPool(threads);
        client = pool;
        return new Webhooks(source, profiles, ledger, pool, retried, isPrivateAllowed, version.text(), metrics, clock);
    }

    /** Always UP: decisions do not wait for receivers. */
    @Produces
    @Readiness
    HealthCheck check(Upkeep upkeep) {
        return () -> {
            Upkeep.Figures figures = upkeep.figures();
            HealthCheckResponseBuilder check = HealthCheckResponse.named("webhooks")
                    .up()
                    .withData("pending", figures.pending())
                    .withData("dead", figures.dead())
                    .withData("failing", figures.failing());
            if (figures.failingSince() != null) {
                check.withData("failingSince", figures.failingSince().toString());
            }
            return check.build();
        };
    }
}

package org.opportune.wiring;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the database answers. It is always UP: a server whose database is away still decides, so taking it out of the
 * balancer would help nobody. Asked in the background, so that a slow database does not make the check slow.
 */
@Readiness
@ApplicationScoped
public class DatabaseCheck implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(DatabaseCheck.class.getName());
    private static final int SECONDS = 5;

    @Resource(lookup = DatabaseSource.NAME)
    private DataSource source;

    @Resource
    private ManagedScheduledExecutorService executor;

    private volatile @Nullable Boolean answers;
    private @Nullable ScheduledFuture<?> watching;

    @PostConstruct
    void watch() {
        watching = executor.scheduleWithFixedDelay(this::ask, 0, SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        if (watching != null) {
            watching.cancel(false);
        }
    }

    @Override
    public HealthCheckResponse call() {
        Boolean now = answers;
        return HealthCheckResponse.named("database")
                .up()
                .withData("database", now == null ? "unknown" : now ? "up" : "down")
                .build();
    }

    private void ask() {
        boolean before = !Boolean.FALSE.equals(answers);
        boolean now = isValid();
        answers = now;
        if (before && !now) {
            LOG.warning("The database does not answer; decisions go on with what is in memory");
        } else if (!before && now) {
            LOG.info("The database answers again");
        }
    }

    private boolean isValid() {
        try (Connection connection = source.getConnection()) {
            return connection.isValid(SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}

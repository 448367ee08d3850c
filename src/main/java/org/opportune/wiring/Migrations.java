package org.opportune.wiring;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.opportune.http.Outage;
import org.opportune.kernel.StartRefused;
import org.opportune.releases.Publisher;

/**
 * Brings the schema up to date before anything else uses it. A start that cannot do so is refused; but when the database is away and the data folder has a
 * release to decide by, the server starts with that, and the schema follows when the database is back.
 */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class Migrations {
    private static final Logger LOG = Logger.getLogger(Migrations.class.getName());
    private static final int SECONDS = 5;

    @Resource(lookup = DatabaseSource.NAME)
    private DataSource source;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Inject
    @ConfigProperty(name = "opportune.data")
    private String data;

    @PostConstruct
    void bringUpToDate() {
        try {
            requireNewEnough();
        } catch (SQLException e) {
            if (!Publisher.hasCopies(RulesWiring.copies(data))) {
                throw new StartRefused(
                        "The database does not answer: " + oneLine(rootOf(e))
                                + " Check opportune.db.url, opportune.db.user and opportune.db.password.",
                        e);
            }
            LOG.warning(() -> "The database does not answer (" + oneLine(rootOf(e))
                    + "); the server starts with the last release in its data folder, and goes on asking.");
            later();
            return;
        }
        migrate();
    }

    private void later() {
        var unused = timer.schedule(this::tryAgain, SECONDS, TimeUnit.SECONDS);
    }

    private void tryAgain() {
        try {
            requireNewEnough();
            migrate();
        } catch (SQLException e) {
            later();
        } catch (StartRefused e) {
            if (Outage.isIn(e)) { // it came, and went again
                later();
            } else {
                LOG.severe(e.getMessage()); // somebody must act; until then the release of the data folder decides
            }
        }
    }

    private void migrate() {
        try {
            var done = Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .failOnMissingLocations(false)
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
            LOG.info(() -> "The schema is at version "
                    + (done.targetSchemaVersion == null ? done.initialSchemaVersion : done.targetSchemaVersion)
                    + " (" + done.migrationsExecuted + " migrations run now).");
        } catch (FlywayException e) {
            throw new StartRefused("The schema cannot be brought up to date: " + oneLine(e), e);
        }
    }

    private void requireNewEnough() throws SQLException {
        try (Connection connection = source.getConnection()) {
            DatabaseVersion.of(connection.getMetaData().getDatabaseProductVersion())
                    .requireSupported();
        }
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String oneLine(Throwable thrown) {
        return String.valueOf(thrown.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}

package org.opportune.wiring;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.opportune.kernel.StartRefused;

/** Brings the schema up to date before anything else uses it. A start that cannot do so is refused. */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class Migrations {
    private static final Logger LOG = Logger.getLogger(Migrations.class.getName());

    @Resource(lookup = DatabaseSource.NAME)
    private DataSource source;

    @PostConstruct
    void bringUpToDate() {
        requireNewEnough();
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

    private void requireNewEnough() {
        try (Connection connection = source.getConnection()) {
            DatabaseVersion.of(connection.getMetaData().getDatabaseProductVersion())
                    .requireSupported();
        } catch (SQLException e) {
            throw new StartRefused(
                    "The database does not answer: " + oneLine(rootOf(e))
                            + " Check opportune.db.url, opportune.db.user and opportune.db.password.",
                    e);
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

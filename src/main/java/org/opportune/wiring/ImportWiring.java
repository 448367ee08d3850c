package org.opportune.wiring;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.opportune.imports.ImportQueue;
import org.opportune.profile.Profiles;
import org.opportune.rulebook.Rulebook;

/** Gives imports their database, their folder and a thread, and lets them go on after a restart. */
@ApplicationScoped
public class ImportWiring {
    @Resource(lookup = DatabaseSource.NAME)
    private DataSource source;

    @Resource
    private ManagedExecutorService executor;

    @Inject
    @ConfigProperty(name = "opportune.data")
    private String data;

    @Inject
    @ConfigProperty(name = "opportune.import.max")
    private long most;

    @Produces
    @Singleton
    ImportQueue imports(Profiles profiles, Supplier<Rulebook> rulebook) {
        return ImportQueue.of(
                source, Path.of(data).resolve("imports"), most, profiles, rulebook, Clock.systemUTC(), executor);
    }

    /** The database and the rules come first. */
    void start(@Observes @Priority(2_500) @Initialized(ApplicationScoped.class) Object ready, ImportQueue imports) {
        imports.start();
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object over, ImportQueue imports) {
        imports.stop();
    }
}

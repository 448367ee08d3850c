package org.opportune.wiring;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.opportune.experiments.JdbcTallies;

/** Gives results of experiments their database. */
@ApplicationScoped
public class ExperimentWiring {
    @Resource(lookup = DatabaseSource.NAME)
    private DataSource source;

    @Produces
    @Singleton
    JdbcTallies tallies() {
        return new JdbcTallies(source);
    }
}

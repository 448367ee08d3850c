package org.opportune.wiring;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.opportune.profile.IdentityListener;
import org.opportune.profile.JdbcProfiles;
import org.opportune.profile.Profiles;

/** Gives the server its customers. */
@ApplicationScoped
public class ProfileWiring {
    @Resource(lookup = "java:app/jdbc/opportune")
    private DataSource source;

    /** Customers in the server's database, as many in memory as {@code opportune.cache.customers} says. */
    @Produces
    @ApplicationScoped
    public Profiles profiles(
            @ConfigProperty(name = "opportune.cache.customers", defaultValue = "100000") int capacity,
            Instance<IdentityListener> listeners) {
        return new JdbcProfiles(
                source, capacity, Clock.systemUTC(), listeners.stream().toList());
    }
}

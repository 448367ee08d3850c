package org.opportune.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.opportune.brakes.Brakes;
import org.opportune.brakes.JpaBrakes;

/** Gives the brakes their database and their folder, and tells how many are on. {@link RulesWiring} starts them, before the rules. */
@ApplicationScoped
public class BrakeWiring {
    @Inject
    @ConfigProperty(name = "opportune.data")
    private String data;

    @Produces
    @Singleton
    Brakes brakes(JpaBrakes store) {
        return new Brakes(store, Path.of(data).resolve("brakes"), Clock.tickMillis(ZoneOffset.UTC));
    }

    /** Always UP: what is paused is paused on purpose. */
    @Produces
    @Readiness
    HealthCheck check(Brakes brakes) {
        return () -> HealthCheckResponse.named("brakes")
                .up()
                .withData("paused", brakes.paused().brakes().size())
                .withData("from", brakes.from().id())
                .build();
    }
}

package org.opportune.wiring;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.opportune.attribution.Attributor;
import org.opportune.http.Outage;
import org.opportune.learning.LearnedRates;
import org.opportune.outcomes.CurrentRates;
import org.opportune.outcomes.RatePublisher;
import org.opportune.reports.CustomerReports;
import org.opportune.reports.FiguresTask;
import org.opportune.reports.Reports;
import org.opportune.reports.ScoreRows;
import org.opportune.rulebook.Rulebook;
import org.opportune.status.ScoreTally;

/** What learns from outcomes, credits offers with orders, and reports both. */
@ApplicationScoped
public class LearningWiring {
    private static final Logger LOG = Logger.getLogger(LearningWiring.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(20);
    private static final Duration FIGURES_EVERY = Duration.ofSeconds(5);

    @Resource(lookup = DatabaseSource.NAME)
    private DataSource source;

    @Resource(lookup = ReportsSource.NAME)
    private DataSource reports;

    @Resource
    private ManagedScheduledExecutorService timer;

    private final CurrentRates current = new CurrentRates();

    void start(
            @Observes @Priority(2_100) @Initialized(ApplicationScoped.class) Object started,
            RatePublisher publisher,
            Attributor attributor,
            FiguresTask figures) {
        every(EVERY, "learning from outcomes", publisher::run);
        every(EVERY, "attributing orders", attributor::run);
        every(FIGURES_EVERY, "making figures of customers", figures::run);
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

    @Produces
    @Singleton
    CustomerReports customerReports(Reports few) {
        return new CustomerReports(few, reports);
    }

    @Produces
    @Singleton
    ScoreTally scores() {
        return new ScoreRows(source);
    }

    @Produces
    @Singleton
    FiguresTask figures(Supplier<Rulebook> rulebook, Clock clock) {
        return new FiguresTask(reports, source, rulebook, clock);
    }

    @Produces
    @Singleton
    Reports reports() {
        return new Reports(reports);
    }

    @Produces
    Supplier<LearnedRates> rates() {
        return current;
    }

    @Produces
    @Singleton
    RatePublisher publisher(
            Supplier<Rulebook> rulebook,
            Clock clock,
            @ConfigProperty(name = "opportune.ledger.keep", defaultValue = "P400D") Duration kept) {
        return new RatePublisher(source, current, rulebook, kept, clock);
    }

    @Produces
    @Singleton
    Attributor attributor(
            Supplier<Rulebook> rulebook,
            Clock clock,
            @ConfigProperty(name = "opportune.ledger.keep", defaultValue = "P400D") Duration kept) {
        return new Attributor(source, rulebook, kept, clock);
    }
}

package org.opportune.decision;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What operators watch of decisions: how many and how fast, and which rules fire. */
@ApplicationScoped
public class DecisionMetrics {
    private static final Metadata FIRED = Metadata.builder()
            .withName("opportune_rule_fired")
            .withDescription("How often a rule fired in a live decision, by the rule's code")
            .build();
    /** Not a timer: Payara exports the quantiles of timers in nanoseconds under a name that ends in seconds. */
    private static final Metadata DECISIONS = Metadata.builder()
            .withName("opportune_decision_microseconds")
            .withDescription("Microseconds of a live decision, from the parsed request to the answer before JSON")
            .build();

    private final Map<String, Counter> fired = new ConcurrentHashMap<>();

    @Inject
    private MetricRegistry registry;

    void made(Decision decision, long nanos) {
        registry.histogram(DECISIONS).update(nanos / 1_000);
        decision.fired()
                .forEach(rule -> fired.computeIfAbsent(rule, code -> registry.counter(FIRED, new Tag("rule", code)))
                        .inc());
    }
}

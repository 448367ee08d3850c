package org.opportune.webhooks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What operators watch of webhooks: attempts, by what became of them. */
@ApplicationScoped
public class WebhookMetrics {
    private static final Metadata ATTEMPTS = Metadata.builder()
            .withName("opportune_webhook_attempts")
            .withDescription(
                    "Attempts to deliver an event, by webhook and result: delivered, failed (tried again) or dead")
            .build();

    @Inject
    private MetricRegistry registry;

    void attempt(long webhook, String result) {
        registry.counter(ATTEMPTS, new Tag("webhook", Long.toString(webhook)), new Tag("result", result))
                .inc();
    }
}

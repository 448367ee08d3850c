package org.opportune.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** What operators watch of identities. Many kept names mean that the shop mixes up accounts, or that somebody tries to. */
@ApplicationScoped
public class IdentityMetrics implements IdentityListener {
    private static final Metadata MERGED = Metadata.builder()
            .withName("opportune_visitors_merged")
            .withDescription("How many visitors became a customer who was stored already")
            .build();
    private static final Metadata KEPT = Metadata.builder()
            .withName("opportune_identities_kept")
            .withDescription("How often a customer was named by an identity that another customer has, and keeps")
            .build();

    @Inject
    private MetricRegistry registry;

    @Override
    public void merged(long visitor, long customer) {
        registry.counter(MERGED).inc();
    }

    @Override
    public void kept(int names) {
        registry.counter(KEPT).inc(names);
    }
}

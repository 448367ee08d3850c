package org.opportune.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times requests by method, route and status. The route is the resource's template and never the address itself, which holds ids
 * of customers; so the number of time series is bounded too.
 */
@Provider
@PreMatching
@ApplicationScoped
public class RequestMetrics implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String BEGUN = RequestMetrics.class.getName();
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Metadata COUNT = Metadata.builder()
            .withName("opportune_http_requests_total")
            .withDescription("Requests answered, by method, route and status.")
            .build();
    /** Not a timer: Payara exports the quantiles of timers in nanoseconds under a name that ends in seconds. */
    private static final Metadata TIME = Metadata.builder()
            .withName("opportune_http_request_microseconds")
            .withDescription("Microseconds that requests took, by method and route.")
            .build();

    @Inject
    private MetricRegistry registry;

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(BEGUN, System.nanoTime());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Tag method = new Tag("method", METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER");
        Tag route = new Tag("route", route(resource));
        registry.counter(COUNT, method, route, new Tag("status", String.valueOf(response.getStatus())))
                .inc();
        if (request.getProperty(BEGUN) instanceof Long begun) {
            registry.histogram(TIME, method, route).update((System.nanoTime() - begun) / 1_000);
        }
    }

    private static String route(ResourceInfo resource) {
        if (resource.getResourceClass() == null || resource.getResourceMethod() == null) {
            return "none";
        }
        return part(resource.getResourceClass().getAnnotation(Path.class))
                + part(resource.getResourceMethod().getAnnotation(Path.class));
    }

    /** {@code /keys/{id}} of {@code keys/{id: [0-9]+}}. */
    private static String part(@Nullable Path path) {
        if (path == null) {
            return "";
        }
        String template = path.value().replaceAll("\\{\\s*([\\w.-]+)\\s*:(?:[^{}]|\\{[^{}]*})*}", "{$1}");
        return template.startsWith("/") || template.isEmpty() ? template : "/" + template;
    }
}

package org.opportune.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Refuses to answer with what a client says it does not take ({@code q=0}), which Jersey passes over. */
@Provider
@Priority(Priorities.AUTHORIZATION + 200)
public class AcceptCheck implements ContainerRequestFilter {
    @Context
    private @Nullable ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        List<MediaType> accepted = request.getAcceptableMediaTypes();
        if (accepted.stream().noneMatch(range -> range.getParameters().containsKey("q"))) {
            return; // as nearly every request
        }
        Method method = Objects.requireNonNull(resource).getResourceMethod();
        Produces said = method == null ? null : method.getAnnotation(Produces.class);
        if (said == null && method != null) {
            said = method.getDeclaringClass().getAnnotation(Produces.class);
        }
        if (said != null && Arrays.stream(said.value()).noneMatch(type -> isTaken(MediaType.valueOf(type), accepted))) {
            throw new NotAcceptableException();
        }
    }

    /** By the range that says most about the type (RFC 9110). */
    static boolean isTaken(MediaType type, List<MediaType> accepted) {
        return accepted.stream()
                .filter(range -> range.isCompatible(type))
                .max(Comparator.comparing((MediaType range) -> !range.isWildcardType())
                        .thenComparing(range -> !range.isWildcardSubtype()))
                .map(range -> range.getParameters().get("q"))
                .map(quality -> Double.parseDouble(quality) > 0) // HeaderCheck has seen that it is a number
                .orElse(true);
    }
}

package org.opportune.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Set;
import org.opportune.http.Problems;
import org.opportune.kernel.Problem;

/** Asks every request for its key, which {@link KeyFilter} has found, and refuses what its role is not given. */
@Provider
@Priority(Priorities.AUTHORIZATION)
@ApplicationScoped
public class AccessFilter implements ContainerRequestFilter {
    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Access access = access(request);
        if (access.everybody()) {
            return;
        }
        if (!(request.getSecurityContext().getUserPrincipal() instanceof Caller caller)) {
            throw Problems.withoutKey();
        }
        if (!access.serves(caller)) {
            throw new Problem(
                    403,
                    "forbidden",
                    "Not allowed",
                    "The role '" + caller.role().id() + "' of '"
                            + caller.name() + "' is not given this; "
                            + (access.roles().isEmpty()
                                    ? "nobody is"
                                    : "these are: "
                                            + String.join(
                                                    ", ",
                                                    access.roles().stream()
                                                            .sorted()
                                                            .toList())),
                    List.of());
        }
    }

    /** {@code OPTIONS} tells no more than {@code Allow}, and Jersey answers it without a method of ours. */
    private Access access(ContainerRequestContext request) {
        if (request.getMethod().equals(HttpMethod.OPTIONS)) {
            return new Access(true, Set.of());
        }
        return Access.to(resource.getResourceClass(), resource.getResourceMethod());
    }
}

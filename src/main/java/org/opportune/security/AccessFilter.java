package org.opportune.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Problem;

/** Asks every request for its key, and refuses what its role is not given. */
@Provider
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class AccessFilter implements ContainerRequestFilter {
    private static final Pattern BEARER = Pattern.compile("[Bb][Ee][Aa][Rr][Ee][Rr] +(\\S+) *");

    @Inject
    private KeyKeeper keys;

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<Caller> caller = Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .map(this::authenticate);
        caller.ifPresent(who -> request.setSecurityContext(new KeyContext(who, request.getSecurityContext())));
        Access access = access(request);
        if (access.everybody()) {
            return;
        }
        if (caller.isEmpty()) {
            throw unauthenticated("Send your key as Authorization: Bearer opp_…");
        }
        if (!access.serves(caller.get())) {
            throw new Problem(
                    403,
                    "forbidden",
                    "Not allowed",
                    "The role '" + caller.get().role().id() + "' of '"
                            + caller.get().name() + "' is not given this; "
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
            return new Access(true, java.util.Set.of());
        }
        return Access.to(resource.getResourceClass(), resource.getResourceMethod());
    }

    private Caller authenticate(String header) {
        Matcher bearer = BEARER.matcher(header);
        if (!bearer.matches() || !Keys.isWellFormed(bearer.group(1))) {
            throw unauthenticated("The Authorization header holds no key; it must be: Bearer opp_…");
        }
        return keys.find(bearer.group(1))
                .orElseThrow(
                        () -> unauthenticated("This key is unknown, expired or revoked; ask an admin for another"));
    }

    private static Problem unauthenticated(String detail) {
        return new Problem(401, "unauthenticated", "A key is needed", detail, List.of());
    }

    /** The caller for resources. */
    private record KeyContext(Caller caller, @Nullable SecurityContext before) implements SecurityContext {
        @Override
        public Caller getUserPrincipal() {
            return caller;
        }

        @Override
        public boolean isUserInRole(String role) {
            return caller.role().id().equals(role);
        }

        @Override
        public boolean isSecure() {
            return before != null && before.isSecure();
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}

package org.opportune.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Problems;

/** Finds whose key a request has, before anything looks at what it asks for. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class KeyFilter implements ContainerRequestFilter {
    private static final Pattern BEARER = Pattern.compile("[Bb][Ee][Aa][Rr][Ee][Rr] +(\\S+) *");

    @Inject
    private KeyKeeper keys;

    @Override
    public void filter(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            request.setSecurityContext(new KeyContext(authenticate(header), request.getSecurityContext()));
        }
    }

    private Caller authenticate(String header) {
        Matcher bearer = BEARER.matcher(header);
        if (!bearer.matches() || !Keys.isWellFormed(bearer.group(1))) {
            throw Problems.unauthenticated("The Authorization header holds no key; it must be: Bearer opp_…");
        }
        return keys.find(bearer.group(1))
                .orElseThrow(() ->
                        Problems.unauthenticated("This key is unknown, expired or revoked; ask an admin for another"));
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

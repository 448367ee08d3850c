package org.opportune.security;

import java.security.Principal;

/** Who asks, as resources see it ({@code SecurityContext.getUserPrincipal()}). */
public record Caller(String name, Role role) implements Principal {
    @Override
    public String getName() {
        return name;
    }
}

package org.opportune.releases;

import jakarta.ws.rs.core.SecurityContext;
import java.util.function.Predicate;

/**
 * Who does something to a draft.
 *
 * @param isServer true of what was decided by others before
 * @param hasRole whether they have the role of that id
 */
record Actor(String name, boolean isServer, Predicate<String> hasRole) {
    /** Does what was decided before, when its time comes. */
    static final Actor SERVER = new Actor("opportune", true, role -> false);

    static Actor of(SecurityContext caller) {
        return new Actor(caller.getUserPrincipal().getName(), false, caller::isUserInRole);
    }
}

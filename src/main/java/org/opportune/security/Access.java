package org.opportune.security;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom a resource method serves. A method that does not say, in a class that does not say, serves nobody. */
record Access(boolean everybody, Set<String> roles) {
    private static final Access NOBODY = new Access(false, Set.of());

    static Access to(Class<?> resource, Method method) {
        Access said = saidOn(method);
        if (said == null) {
            said = saidOn(resource);
        }
        return said == null ? NOBODY : said;
    }

    boolean serves(Caller caller) {
        return everybody || roles.contains(caller.role().id());
    }

    private static @Nullable Access saidOn(AnnotatedElement place) {
        if (place.isAnnotationPresent(DenyAll.class)) {
            return NOBODY;
        }
        RolesAllowed roles = place.getAnnotation(RolesAllowed.class);
        if (roles != null) {
            return new Access(false, Set.of(roles.value()));
        }
        return place.isAnnotationPresent(PermitAll.class) ? new Access(true, Set.of()) : null;
    }
}

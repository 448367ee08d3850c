package org.opportune.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a principal may do. Resources list the roles that they serve by id in {@code @RolesAllowed}; none is implied by another. */
public enum Role {
    /** A web site: asks for decisions, reports events. */
    @JsonProperty("website")
    WEBSITE,
    /** A call centre: also looks up one customer. */
    @JsonProperty("agent")
    AGENT,
    /** Writes rules and looks at what they do. */
    @JsonProperty("analyst")
    ANALYST,
    /** Runs the server: imports, releases. */
    @JsonProperty("operator")
    OPERATOR,
    /** May do everything, and decides who else may do what. */
    @JsonProperty("admin")
    ADMIN;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}

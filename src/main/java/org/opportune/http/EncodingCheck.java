package org.opportune.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Refuses bodies that are packed for the way: how much comes out of one is known only when it is out. */
@Provider
@Priority(Priorities.ENTITY_CODER - 100)
public class EncodingCheck implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            throw Problems.of(
                    415, "A body with a Content-Encoding is not read here; send it as it is, without that header");
        }
    }
}

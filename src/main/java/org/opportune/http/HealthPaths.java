package org.opportune.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** Payara answers every address below {@code /health} with 200, so that who misspells a probe would believe that all is well. */
public class HealthPaths extends HttpFilter {
    private static final Set<String> KNOWN =
            Set.of("/health", "/health/", "/health/live", "/health/ready", "/health/started");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String more = request.getPathInfo();
        if (KNOWN.contains(request.getServletPath() + (more == null ? "" : more))) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}

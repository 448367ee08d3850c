package org.opportune.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Json;
import org.opportune.kernel.Problem;

/** Refuses headers that are no media types before Jersey does, because Jersey answers them without a word. */
public class HeaderCheck extends HttpFilter {
    private static final Pattern COMMA_OUTSIDE_QUOTES = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    private static final Pattern QUALITY = Pattern.compile("[01](\\.[0-9]{0,3})?|\\.[0-9]{1,3}");
    private static final int LONGEST = 2_000;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Problem problem = mistake(request.getHeader("Accept"), request.getHeader("Content-Type"));
        if (problem == null) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(problem.status());
        response.setContentType(Problems.MEDIA_TYPE);
        response.getOutputStream()
                .write(Json.MAPPER.writeValueAsBytes(Problems.body(problem, RequestId.of(request), null)));
    }

    static @Nullable Problem mistake(@Nullable String accept, @Nullable String contentType) {
        if (contentType != null && !isMediaType(contentType)) {
            return Problems.of(415, "The Content-Type header holds no media type; send application/json");
        }
        if (accept != null && !isMediaTypes(accept)) {
            return Problems.of(400, "The Accept header holds no media types; accept application/json");
        }
        return null;
    }

    private static boolean isMediaTypes(String header) {
        if (header.length() > LONGEST) {
            return false;
        }
        for (String part : COMMA_OUTSIDE_QUOTES.split(header, -1)) {
            if (!isMediaType(part.strip())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMediaType(String text) {
        if (text.equals(MediaType.APPLICATION_JSON) || text.equals(MediaType.WILDCARD)) {
            return true;
        }
        try {
            String quality = MediaType.valueOf(text).getParameters().get("q");
            return text.contains("/")
                    && (quality == null || QUALITY.matcher(quality).matches());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

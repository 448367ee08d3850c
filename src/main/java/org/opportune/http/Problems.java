package org.opportune.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Problem;

/** A {@link Problem} as it goes out: RFC 9457, with the request's id and every finding. */
public final class Problems {
    public static final String MEDIA_TYPE = "application/problem+json";

    private Problems() {}

    /**
     * What the client reads.
     *
     * @param instance of an error of ours (500): its number in the log
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Body(
            String type,
            String title,
            int status,
            String detail,
            @Nullable String instance,
            String requestId,
            List<Finding> errors) {}

    static Body body(Problem problem, String requestId, @Nullable String instance) {
        return new Body(
                "/problems/" + problem.code(),
                problem.title(),
                problem.status(),
                problem.detail(),
                instance,
                requestId,
                problem.findings());
    }

    static Response answer(Problem problem, String requestId, @Nullable String instance) {
        Response.ResponseBuilder answer = Response.status(problem.status(), problem.title())
                .type(MEDIA_TYPE)
                .entity(body(problem, requestId, instance));
        if (problem.status() == 401) {
            answer.header("WWW-Authenticate", "Bearer realm=\"opportune\"");
        }
        if (problem.status() == 503) {
            answer.header("Retry-After", "5");
        }
        return answer.build();
    }

    /** Of a request whose key is none. */
    public static Problem unauthenticated(String detail) {
        return of(401, detail);
    }

    /** Of a request that sends none. */
    public static Problem withoutKey() {
        return unauthenticated("Send your key as Authorization: Bearer opp_…");
    }

    /** The problem of a status that the server itself found, before any resource was asked. */
    static Problem of(int status, String detail) {
        return switch (status) {
            case 401 -> new Problem(401, "unauthenticated", "A key is needed", detail, List.of());
            case 403 -> new Problem(403, "forbidden", "Not allowed", detail, List.of());
            case 404 -> Problem.notFound(detail);
            case 405 -> new Problem(405, "method-not-allowed", "Method not allowed", detail, List.of());
            case 406 -> new Problem(406, "not-acceptable", "Not acceptable", detail, List.of());
            case 413 -> new Problem(413, "body-too-large", "The body is too large", detail, List.of());
            case 415 -> new Problem(415, "unsupported-media-type", "Unsupported media type", detail, List.of());
            case 503 -> Problem.unavailable(detail);
            default ->
                status >= 500
                        ? new Problem(status, "internal-error", "Something went wrong here", detail, List.of())
                        : new Problem(status, "invalid-request", "The request is not valid", detail, List.of());
        };
    }
}

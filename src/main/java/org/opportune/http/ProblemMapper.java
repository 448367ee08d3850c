package org.opportune.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Problem;

/** Turns whatever stopped a request into one problem document. Only an error of ours is logged, once, by the number that the client gets. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());
    private static final List<String> KEPT =
            List.of(HttpHeaders.ALLOW, HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER);

    /** What Jersey finds before it is asked who may know. */
    private static final Set<Integer> BEFORE_ACCESS = Set.of(404, 405, 406, 415);

    @Context
    private @Nullable HttpServletRequest request;

    @Context
    private @Nullable SecurityContext caller;

    @Override
    public Response toResponse(Throwable thrown) {
        Problem problem = problemIn(thrown);
        if (problem != null) {
            return Problems.answer(problem, RequestId.of(request), null);
        }
        if (thrown instanceof WebApplicationException refused) {
            return refused(refused);
        }
        if (isBadHeader(thrown)) {
            return Problems.answer(
                    Problems.of(400, "A header of the request cannot be read; check Accept, Content-Type and dates"),
                    RequestId.of(request),
                    null);
        }
        if (Outage.isIn(thrown)) {
            return Problems.answer(
                    Problem.unavailable("The database does not answer, and this needs it; try again soon"),
                    RequestId.of(request),
                    null);
        }
        return broken(thrown);
    }

    private Response refused(WebApplicationException refused) {
        Response given = refused.getResponse();
        if (given.getStatus() < 400 || given.hasEntity()) {
            return given;
        }
        if (given.getStatus() >= 500 && given.getStatus() != 503) {
            return broken(refused);
        }
        if (BEFORE_ACCESS.contains(given.getStatus()) && (caller == null || caller.getUserPrincipal() == null)) {
            return Problems.answer(Problems.withoutKey(), RequestId.of(request), null);
        }
        Problem problem = Problems.of(given.getStatus(), advice(given));
        Response.ResponseBuilder answer = Response.fromResponse(Problems.answer(problem, RequestId.of(request), null));
        for (String header : KEPT) {
            String value = given.getHeaderString(header);
            if (value != null) {
                answer.header(header, null).header(header, value);
            }
        }
        return answer.build();
    }

    private static String advice(Response given) {
        return switch (given.getStatus()) {
            case 404 -> "There is nothing at this address; /api-docs/ lists what there is";
            case 405 -> "This address does not take that method; it takes " + given.getHeaderString(HttpHeaders.ALLOW);
            case 406 -> "Nothing that the Accept header asks for can be sent; accept application/json";
            case 415 ->
                "The body's Content-Type is not read here; send application/json unless /api-docs/ says otherwise";
            default -> "The request cannot be understood";
        };
    }

    private Response broken(Throwable thrown) {
        String number = UUID.randomUUID().toString();
        String requestId = RequestId.of(request);
        LOG.log(Level.SEVERE, () -> "Error " + number + " in request " + requestId + ": " + Trace.of(thrown));
        return Problems.answer(
                Problems.of(
                        500,
                        "The request was not carried out because of an error in the server; "
                                + "give its operator the number " + number),
                requestId,
                "urn:uuid:" + number);
    }

    private static @Nullable Problem problemIn(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof Problem problem) {
                return problem;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** Jersey's own exception for a header that does not parse is not part of the API that we compile against. */
    private static boolean isBadHeader(Throwable thrown) {
        return thrown.getClass().getSimpleName().equals("HeaderValueException");
    }
}

package org.opportune.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.opportune.kernel.Json;
import org.opportune.kernel.Problem;

/** Answers what went wrong outside the API ({@code web.xml} sends every error here): a page to people, a problem document to programs. */
@WebServlet(urlPatterns = ErrorServlet.ADDRESS)
public class ErrorServlet extends HttpServlet {
    static final String ADDRESS = "/error";

    /** The attribute with what {@link Door} has to say. */
    static final String DETAIL = ErrorServlet.class.getName() + ".detail";

    private static final Logger LOG = Logger.getLogger(ErrorServlet.class.getName());

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int found = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        // What the container does not know of methods is no error of ours.
        int status =
                found == HttpServletResponse.SC_NOT_IMPLEMENTED ? HttpServletResponse.SC_METHOD_NOT_ALLOWED : found;
        String requestId = RequestId.of(request);
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown
                && !Farewell.isIn(thrown)) {
            LOG.log(Level.SEVERE, () -> "Error in request " + requestId + ": " + Trace.of(thrown));
        }
        Problem problem =
                Problems.of(status, request.getAttribute(DETAIL) instanceof String said ? said : detail(status));
        String accept = request.getHeader("Accept");
        response.setStatus(status);
        if (accept != null && accept.contains("text/html")) {
            send(response, "text/html", page(problem, requestId));
        } else {
            send(
                    response,
                    Problems.MEDIA_TYPE,
                    Json.MAPPER.writeValueAsString(Problems.body(problem, requestId, null)));
        }
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this address; / lists where to go";
            case 405 -> "This address does not take that method";
            default ->
                status >= 500
                        ? "The request was not carried out because of an error in the server"
                        : "The request cannot be understood";
        };
    }

    private static void send(HttpServletResponse response, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setContentType(type.equals("text/html") ? "text/html;charset=UTF-8" : type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** Nothing of the request stands in it, so there is nothing to escape. */
    private static String page(Problem problem, String requestId) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s · Opportune</title>
                <link rel="stylesheet" href="/assets/opportune.css">
                <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
                </head>
                <body>
                <main class="narrow">
                <p class="number">%2$d</p>
                <h1>%1$s</h1>
                <p>%3$s.</p>
                <p><a href="/">Go to the start page</a></p>
                <p class="quiet">Request %4$s</p>
                </main>
                </body>
                </html>
                """.formatted(problem.title(), problem.status(), problem.detail(), requestId);
    }
}

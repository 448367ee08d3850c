package org.opportune.http;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/** Leads from the {@code type} of a problem, {@code /problems/not-found}, to its place in the page of all problems. */
@WebServlet(urlPatterns = "/problems/*")
public class ProblemPages extends HttpServlet {
    private static final Pattern CODE = Pattern.compile("/[a-z][a-z-]{1,40}");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        if (path != null && CODE.matcher(path).matches()) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/problems.html#" + path.substring(1));
        } else if (path == null || path.equals("/")) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/problems.html");
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}

package org.opportune.http;

import jakarta.servlet.RequestDispatcher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.DataChunk;
import org.glassfish.grizzly.http.util.Header;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the servlet container, which answers an address that it cannot decode with 200 and nothing, and the log with a stack trace.
 * What it turns away goes to {@link ErrorServlet}, so that it looks like every other refusal.
 */
final class Door extends HttpHandler {
    private static final ThreadLocal<Response> ANSWERING = new ThreadLocal<>();

    private final HttpHandler behind;

    Door(HttpHandler behind) {
        this.behind = behind;
    }

    HttpHandler behind() {
        return behind;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        HttpRequestPacket packet = request.getRequest();
        String mistake = mistake(packet);
        if (mistake != null) {
            turnAway(request, response, 400, mistake);
        } else if (packet.getMethod() == Method.TRACE) {
            turnAway(request, response, 405, "No address here takes TRACE");
            packet.setMethod(Method.GET); // the container would refuse the other one without a word
        }
        ANSWERING.set(response);
        try {
            behind.service(request, response);
        } finally {
            ANSWERING.remove();
        }
    }

    /** Breaks the connection of the request that this thread answers, when a part of the answer was sent. */
    static void breakOff() {
        Response response = ANSWERING.get();
        if (response != null && response.isCommitted()) {
            response.getRequest().getContext().getConnection().terminateSilently();
        }
    }

    private static @Nullable String mistake(HttpRequestPacket packet) {
        String path = RawRequest.mistakeInPath(
                packet.getRequestURIRef().getRequestURIBC().toString(StandardCharsets.ISO_8859_1));
        if (path != null) {
            return path;
        }
        DataChunk query = packet.getQueryStringDC();
        String asked = query.isNull() ? null : RawRequest.mistakeInQuery(query.toString(StandardCharsets.ISO_8859_1));
        if (asked != null) {
            return asked;
        }
        String framing = RawRequest.mistakeInFraming(values(packet, Header.TransferEncoding));
        return framing != null ? framing : RawRequest.mistakeInHost(values(packet, Header.Host));
    }

    private static void turnAway(Request request, Response response, int status, String mistake) {
        HttpRequestPacket packet = request.getRequest();
        packet.getRequestURIRef().init(ErrorServlet.ADDRESS);
        packet.getHeaders().setValue(Header.Host).setString("localhost");
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
        request.setAttribute(ErrorServlet.DETAIL, mistake);
        // Where this request ends, nobody knows for certain; what follows on the connection must not be taken for
        // another.
        response.setHeader(Header.Connection, "close");
    }

    private static List<String> values(HttpRequestPacket packet, Header header) {
        List<String> values = new ArrayList<>();
        packet.getHeaders().values(header).forEach(values::add);
        return values;
    }
}

package org.opportune.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamedTest {
    private static final int MUCH = 1 << 20;

    private final HttpServer server = new HttpServer();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    @Test
    void whatIsWrittenIsTheAnswer() throws Exception {
        HttpResponse<String> answer = get(out -> {
            out.write("all ".getBytes(StandardCharsets.UTF_8));
            out.close();
            out.write("of it".getBytes(StandardCharsets.UTF_8));
        });

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("all of it");
    }

    @Test
    void aFailureBeforeAnythingWasSentIsAnError() throws Exception {
        HttpResponse<String> answer = get(out -> {
            try (out) {
                out.write(1);
                throw new IOException("away");
            }
        });

        assertThat(answer.statusCode()).isEqualTo(500);
    }

    @Test
    void aPartDoesNotEndAsTheWholeDoes() {
        assertThatThrownBy(() -> get(out -> {
                    try (out) {
                        out.write(new byte[MUCH]);
                        throw new IOException("away");
                    }
                }))
                .isInstanceOf(IOException.class);
    }

    private HttpResponse<String> get(StreamingOutput writing) throws Exception {
        NetworkListener listener = new NetworkListener("test", "127.0.0.1", 0);
        server.addListener(listener);
        server.getServerConfiguration().addHttpHandler(new Door(handler(writing)), "/");
        server.start();
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.getPort() + "/"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Ends every answer in good order, as a servlet container does. */
    private static HttpHandler handler(StreamingOutput writing) {
        return new HttpHandler() {
            @Override
            public void service(Request request, Response response) throws Exception {
                OutputStream out = response.getOutputStream();
                try {
                    new Streamed(writing).write(out);
                } catch (IOException e) {
                    if (!response.isCommitted()) {
                        response.reset();
                        response.setStatus(500);
                    }
                }
                response.finish();
            }
        };
    }
}

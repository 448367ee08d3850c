package org.opportune.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The receiver of docs/webhooks.md, run by Node. */
class ReceiverExampleIT {
    private static final byte[] SECRET = Signature.secret();
    private static final byte[] BODY =
            "{\"id\": \"e-1\", \"type\": \"org.opportune.ping\", \"subject\": \"1\", \"time\": \"now\"}"
                    .getBytes(UTF_8);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Process node;
    private BufferedReader said;
    private URI address;

    @BeforeEach
    void start() throws Exception {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder("node", "docs/examples/webhook-receiver.mjs");
        builder.environment().put("WEBHOOK_SECRET", Signature.text(SECRET));
        builder.environment().put("PORT", Integer.toString(port));
        node = builder.redirectErrorStream(true).start();
        said = node.inputReader(UTF_8);
        address = URI.create("http://127.0.0.1:" + port + "/opportune");
        Receiver.await(() -> post(Clock.systemUTC(), Signature.secret(), BODY).status() != null);
    }

    @AfterEach
    void stop() throws InterruptedException {
        node.destroy();
        node.waitFor();
        threads.shutdownNow();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Result post(Clock clock, byte[] secret, byte[] body) {
        return new Poster(threads, true, "1", clock)
                .post(new Message(address, "e-1", body, List.of(secret, Signature.secret()), null))
                .join();
    }

    @Test
    void itTakesWhatIsSignedOnceAndNothingElse() throws IOException {
        Clock clock = Clock.systemUTC();
        assertThat(post(clock, SECRET, BODY)).isEqualTo(new Result(204, null, null));
        assertThat(post(clock, SECRET, BODY)).isEqualTo(new Result(204, null, null));
        assertThat(said.readLine()).isEqualTo("taken e-1 org.opportune.ping 1 now");
        assertThat(said.readLine()).isEqualTo("again e-1");

        assertThat(post(clock, Signature.secret(), BODY).status()).isEqualTo(401);
        Clock early = Clock.offset(clock, Duration.ofMinutes(-6));
        assertThat(post(early, SECRET, BODY).status()).isEqualTo(401);
        assertThat(post(clock, SECRET, new byte[1_000_001]).isDelivered()).isFalse();
    }
}

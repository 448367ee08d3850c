package org.opportune.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example is that of the Standard Webhooks reference libraries. */
class SignatureTest {
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long AT = 1_614_265_330;
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final byte[] SECRET = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void aMessageIsSignedAsTheSpecificationsExampleIs() {
        assertThat(Signature.of(List.of(SECRET), ID, AT, BODY)).isEqualTo(SIGNATURE);
        assertThat(Signature.text(SECRET)).isEqualTo("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    @Test
    void whileASecretIsChangedBothSignTheNewOneFirst() {
        Instant until = Instant.parse("2026-03-02T10:00:00Z");
        byte[] next = Signature.secret();
        Secrets rotated = new Secrets(SECRET, null, null, null).rotated(next, until);

        String both = Signature.of(rotated.at(until.minus(Duration.ofMillis(1))), ID, AT, BODY);
        assertThat(both.split(" ")).hasSize(2).endsWith(SIGNATURE);
        assertThat(both).startsWith(Signature.of(List.of(next), ID, AT, BODY));
        assertThat(Signature.of(rotated.at(until), ID, AT, BODY)).doesNotContain(SIGNATURE);
    }

    @Test
    void whatComesIntoALogHoldsNoSecret() {
        byte[] secret = Signature.secret();
        String text = Signature.text(secret);
        Message message = new Message(java.net.URI.create("https://a.example"), ID, BODY, List.of(secret), "Bearer x");
        assertThat(new Secrets(secret, null, null, "Bearer x") + " " + message)
                .doesNotContain(text)
                .doesNotContain("Bearer")
                .doesNotContain("2432232314");
    }
}

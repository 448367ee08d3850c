package org.opportune.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.opportune.kernel.Sealing;

/** By which a receiver knows that a message is ours and whole: HMAC-SHA256, as the Standard Webhooks specification 1.0 says (symmetric signatures). */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** A new secret: 32 random bytes; the specification asks for 24 to 64. */
    static byte[] secret() {
        return Sealing.key();
    }

    /** A secret as receivers' libraries take it. */
    static String text(byte[] secret) {
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }

    /**
     * The value of the header {@code webhook-signature}: one by each secret.
     *
     * @param timestamp in seconds since 1970
     */
    static String of(List<byte[]> secrets, String id, long timestamp, byte[] body) {
        return secrets.stream().map(secret -> one(secret, id, timestamp, body)).collect(Collectors.joining(" "));
    }

    private static String one(byte[] secret, String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }
}

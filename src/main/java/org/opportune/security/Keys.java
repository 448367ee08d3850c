package org.opportune.security;

import java.security.SecureRandom;
import java.util.Base64;
import org.opportune.kernel.Hashes;
import org.opportune.kernel.Settings;

/** The form of a key: {@code opp_} and 32 random bytes in base64url, so that scanners for leaked secrets know one when they see it. */
public final class Keys {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Keys() {}

    public static String make() {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        return "opp_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    public static boolean isWellFormed(String key) {
        return Settings.API_KEY.matcher(key).matches();
    }

    /** In hexadecimal. A fast hash is right here: nobody guesses 32 random bytes. */
    static String hash(String key) {
        return Hashes.hex(key);
    }
}

package org.opportune.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.opportune.kernel.Hashes;

/** How the demo shop's customers like what they are offered: a truth with a seed, which the server is not told and can only learn. */
public final class Taste {
    private static final double LEAST = 0.005;
    private static final double MOST = 0.6;

    private final long seed;

    public Taste(long seed) {
        this.seed = seed;
    }

    /** The probability that a customer of a stage clicks an offer that they see in a channel. */
    public double click(String offer, String stage, String channel) {
        double liked = 0.02 + 0.28 * square(share("offer", offer)); // most are liked by few
        double now = 0.3 + 1.7 * share("stage", offer + "\n" + stage);
        double here = 0.6 + 0.8 * share("channel", channel);
        return Math.min(MOST, Math.max(LEAST, liked * now * here));
    }

    /** The probability that who clicked an offer accepts it. */
    public double accept(String offer) {
        return 0.25 + 0.5 * share("accept", offer);
    }

    /** The probability that who accepted an offer orders for it. */
    public double convert(String offer) {
        return 0.2 + 0.6 * share("convert", offer);
    }

    private static double square(double share) {
        return share * share;
    }

    private double share(String of, String what) {
        byte[] name = Hashes.sha256((of + "\n" + what).getBytes(StandardCharsets.UTF_8));
        return Chance.of(seed, ByteBuffer.wrap(name).getLong()).share();
    }
}

package org.opportune.rulebook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A source for the engine as it is.
 *
 * @param format {@code drl}, {@code csv}, {@code xlsx} or {@code dslr}
 * @param inRowForm whether the rules are first put in the {@link RowForm}
 * @param words the {@code .dsl} of sentences; empty otherwise
 */
record RawSource(String format, boolean inRowForm, byte[] content, String words) {
    static RawSource drl(String text) {
        return new RawSource("drl", true, text.getBytes(StandardCharsets.UTF_8), "");
    }

    /** On one line. */
    String line() {
        Base64.Encoder encoder = Base64.getEncoder();
        return format + " " + inRowForm + " " + encoder.encodeToString(content) + " "
                + encoder.encodeToString(words.getBytes(StandardCharsets.UTF_8));
    }

    static RawSource of(String line) {
        String[] parts = line.split(" ", -1);
        Base64.Decoder decoder = Base64.getDecoder();
        return new RawSource(
                parts[0],
                Boolean.parseBoolean(parts[1]),
                decoder.decode(parts[2]),
                new String(decoder.decode(parts[3]), StandardCharsets.UTF_8));
    }
}

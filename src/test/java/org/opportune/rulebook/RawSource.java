package org.opportune.rulebook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A source for the engine as it is.
 *
 * @param format {@code drl}, {@code csv}, {@code xlsx} or {@code dslr}
 * @param inRowForm whether the rules are first put in the {@link RowForm}
 * @param content in Base64
 * @param words the {@code .dsl} of sentences; empty otherwise
 */
record RawSource(String format, boolean inRowForm, String content, String words) {
    RawSource(String format, boolean inRowForm, byte[] content, String words) {
        this(format, inRowForm, Base64.getEncoder().encodeToString(content), words);
    }

    byte[] bytes() {
        return Base64.getDecoder().decode(content);
    }

    static RawSource drl(String text) {
        return new RawSource("drl", true, text.getBytes(StandardCharsets.UTF_8), "");
    }

    /** On one line. */
    String line() {
        Base64.Encoder encoder = Base64.getEncoder();
        return format + " " + inRowForm + " " + content + " "
                + encoder.encodeToString(words.getBytes(StandardCharsets.UTF_8));
    }

    static RawSource of(String line) {
        String[] parts = line.split(" ", -1);
        Base64.Decoder decoder = Base64.getDecoder();
        return new RawSource(
                parts[0],
                Boolean.parseBoolean(parts[1]),
                parts[2],
                new String(decoder.decode(parts[3]), StandardCharsets.UTF_8));
    }
}

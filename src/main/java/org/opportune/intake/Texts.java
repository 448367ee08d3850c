package org.opportune.intake;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.HiddenCharacters;
import org.opportune.kernel.Kind;

/**
 * Text as it is kept: UTF-8 without a byte order mark, in Unicode's normalisation form C. That form is made and not asked for, since nobody can see in which
 * form an editor wrote a letter, and pointed Hebrew is seldom typed in it. Line ends stay as they are.
 */
final class Texts {
    private static final char MARK = '\uFEFF';

    private Texts() {}

    /** The bytes as they are kept; those that are not UTF-8 stay as they are, for {@link #decode} to name the place. */
    static byte[] normal(byte[] content) {
        try {
            String text = decode("", content);
            String normal = normal(text);
            return normal.equals(text) ? content : normal.getBytes(StandardCharsets.UTF_8);
        } catch (Refused e) {
            return content;
        }
    }

    static String normal(String text) {
        String unmarked = !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
        return Normalizer.normalize(unmarked, Normalizer.Form.NFC);
    }

    /** Refused with the place of the first byte that is not UTF-8. */
    static String decode(String file, byte[] content) throws Refused {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(content);
        CharBuffer out = CharBuffer.allocate(content.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            throw new Refused(
                    Kind.NOT_UTF8,
                    HiddenCharacters.place(file, text, text.length()),
                    String.format(
                            Locale.ROOT,
                            "the byte %02X is not UTF-8; save the file as UTF-8 (in Excel: 'CSV UTF-8')",
                            content[in.position()]));
        }
        return text;
    }

    /** The text, or null with a finding. */
    static @Nullable String read(String file, byte[] content, Findings findings) {
        try {
            return normal(decode(file, content));
        } catch (Refused e) {
            e.into(findings);
            return null;
        }
    }
}

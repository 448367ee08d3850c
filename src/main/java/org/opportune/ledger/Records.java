package org.opportune.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Sealing;

/**
 * A decision's record as the database keeps it: a byte that says in which form, and the record, deflated and sealed by the customer's key together with that byte and the decision's id. It is deflated as if the words that
 * most records have stood before it ({@code record-words-1.txt}), so that these cost next to nothing. Words never change, or nobody could read what was kept; others are another form.
 */
final class Records {
    static final byte FORM = 1;

    private static final byte[] WORDS = words();

    private Records() {}

    private static byte[] words() {
        try (InputStream in = Records.class.getResourceAsStream("record-words-1.txt")) {
            if (in == null) {
                throw new IllegalStateException("record-words-1.txt is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] pack(byte[] secret, UUID id, byte[] record) {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream(record.length / 2);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setDictionary(WORDS);
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, deflater)) {
            out.write(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        byte[] sealed = Sealing.seal(secret, deflated.toByteArray(), context(id));
        return ByteBuffer.allocate(1 + sealed.length).put(FORM).put(sealed).array();
    }

    /**
     * Null when it was sealed with another key: one that was erased, before its customer came back and got this one. Throws
     * {@link IllegalArgumentException} when it is of a form that is not known.
     */
    static byte @Nullable [] unpack(byte[] secret, UUID id, byte[] packed) {
        if (packed.length == 0 || packed[0] != FORM) {
            throw new IllegalArgumentException("a record of this form is not known here");
        }
        byte[] deflated;
        try {
            deflated = Sealing.open(secret, Arrays.copyOfRange(packed, 1, packed.length), context(id));
        } catch (IllegalArgumentException e) {
            return null;
        }
        Inflater inflater = new Inflater(true);
        inflater.setDictionary(WORDS);
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated), inflater)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            inflater.end(); // the stream ends only one of its own
        }
    }

    private static byte[] context(UUID id) {
        return ByteBuffer.allocate(1 + 2 * Long.BYTES)
                .put(FORM)
                .put(DecisionIds.bytes(id))
                .array();
    }
}

package org.opportune.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Sealing;

/** A decision's record as the database keeps it: deflated, then sealed by the customer's key together with the decision's id. */
final class Records {
    private Records() {}

    static byte[] pack(byte[] secret, UUID id, byte[] record) {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream(record.length / 2);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, deflater)) {
            out.write(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return Sealing.seal(secret, deflated.toByteArray(), DecisionIds.bytes(id));
    }

    /** Null when it was sealed with another key: one that was erased, before its customer came back and got this one. */
    static byte @Nullable [] unpack(byte[] secret, UUID id, byte[] packed) {
        byte[] deflated;
        try {
            deflated = Sealing.open(secret, packed, DecisionIds.bytes(id));
        } catch (IllegalArgumentException e) {
            return null;
        }
        Inflater inflater = new Inflater(true);
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated), inflater)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            inflater.end(); // the stream ends only one of its own
        }
    }
}

package org.opportune.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opportune.experiments.Participation;
import org.opportune.experiments.Participation.In;
import org.opportune.ledger.LedgerEntry.Answered;
import org.opportune.ledger.LedgerEntry.Retry;
import org.opportune.profile.Identity;
import org.opportune.reservation.Hold;

/** Entries as bytes of the journal, and back. The first byte is the version, so that a newer server reads what an older one left there. */
final class EntryCodec {
    private static final int VERSION = 2;
    /** Before there were experiments. */
    private static final int FIRST = 1;

    private EntryCodec() {}

    static byte[] write(LedgerEntry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(entry.record().length + 400);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(entry.id().getMostSignificantBits());
            out.writeLong(entry.id().getLeastSignificantBits());
            out.writeByte(entry.customer().size());
            for (Identity identity : entry.customer()) {
                out.writeUTF(identity.namespace());
                out.writeUTF(identity.id());
            }
            out.writeUTF(entry.release());
            out.writeUTF(entry.channel());
            out.writeUTF(entry.stage());
            out.writeShort(entry.answered().size());
            for (Answered answered : entry.answered()) {
                out.writeUTF(answered.placement());
                out.writeInt(answered.place());
                out.writeUTF(answered.offer());
            }
            out.writeShort(entry.holds().size());
            for (Hold hold : entry.holds()) {
                out.writeUTF(hold.offer());
                out.writeUTF(hold.channel());
                out.writeLong(hold.at());
                out.writeLong(hold.expiresAt());
                out.writeUTF(hold.cost().toString());
            }
            Retry retry = entry.retry();
            out.writeBoolean(retry != null);
            if (retry != null) {
                writeBytes(out, retry.key());
                writeBytes(out, retry.body());
            }
            writeBytes(out, entry.record());
            write(out, entry.participation());
            out.writeLong(entry.day().toEpochDay());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Participation participation) throws IOException {
        out.writeLong(participation.unit());
        out.writeShort(participation.arms().size());
        for (In in : participation.arms()) {
            out.writeUTF(in.experiment());
            out.writeUTF(in.arm());
            out.writeLong(in.until());
            out.writeUTF(in.goal());
        }
    }

    private static Participation participation(DataInputStream in) throws IOException {
        long unit = in.readLong();
        List<In> arms = new ArrayList<>();
        for (int left = in.readShort(); left > 0; left--) {
            arms.add(new In(in.readUTF(), in.readUTF(), in.readLong(), in.readUTF()));
        }
        return new Participation(unit, arms);
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Throws {@link IllegalArgumentException} when it is no entry of a version that is known. */
    static LedgerEntry read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version < FIRST || version > VERSION) {
                throw new IllegalArgumentException("an entry of version " + version + " is not known here");
            }
            UUID id = new UUID(in.readLong(), in.readLong());
            List<Identity> customer = new ArrayList<>();
            for (int left = in.readByte(); left > 0; left--) {
                customer.add(new Identity(in.readUTF(), in.readUTF()));
            }
            String release = in.readUTF();
            String channel = in.readUTF();
            String stage = in.readUTF();
            List<Answered> answered = new ArrayList<>();
            for (int left = in.readShort(); left > 0; left--) {
                answered.add(new Answered(in.readUTF(), in.readInt(), in.readUTF()));
            }
            List<Hold> holds = new ArrayList<>();
            for (int left = in.readShort(); left > 0; left--) {
                holds.add(new Hold(
                        id, in.readUTF(), in.readUTF(), in.readLong(), in.readLong(), new BigDecimal(in.readUTF())));
            }
            @Nullable Retry retry = in.readBoolean() ? new Retry(readBytes(in), readBytes(in)) : null;
            byte[] record = readBytes(in);
            Participation participation = version == FIRST ? Participation.NONE : participation(in);
            LocalDate day = version == FIRST
                    ? LocalDate.ofInstant(Instant.ofEpochMilli(DecisionIds.time(id)), ZoneOffset.UTC)
                    : LocalDate.ofEpochDay(in.readLong());
            return new LedgerEntry(
                    id, customer, release, channel, stage, answered, holds, retry, record, participation, day);
        } catch (IOException e) {
            throw new IllegalArgumentException("the entry is cut off", e);
        }
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}

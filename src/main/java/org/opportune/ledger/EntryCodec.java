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
    private static final int VERSION = 3;
    /** Before there were experiments. */
    private static final int FIRST = 1;
    /** Before there were traits. */
    private static final int SECOND = 2;

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
            write(out, entry.counted());
            out.writeLong(entry.key());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Counted counted) throws IOException {
        write(out, counted.participation());
        out.writeLong(counted.day().toEpochDay());
        out.writeShort(counted.traits().size());
        for (Trait trait : counted.traits()) {
            out.writeUTF(trait.dimension());
            out.writeUTF(trait.value());
        }
        out.writeShort(counted.heldBack().size());
        for (HeldBack heldBack : counted.heldBack()) {
            out.writeUTF(heldBack.offer());
            out.writeByte(heldBack.reasons().size());
            for (String reason : heldBack.reasons()) {
                out.writeUTF(reason);
            }
            out.writeDouble(heldBack.forgone());
        }
    }

    private static Counted counted(DataInputStream in, int version, UUID id) throws IOException {
        if (version == FIRST) {
            return Counted.on(LocalDate.ofInstant(Instant.ofEpochMilli(DecisionIds.time(id)), ZoneOffset.UTC));
        }
        Participation participation = participation(in);
        LocalDate day = LocalDate.ofEpochDay(in.readLong());
        List<Trait> traits = new ArrayList<>();
        List<HeldBack> heldBack = new ArrayList<>();
        if (version > SECOND) {
            for (int left = in.readShort(); left > 0; left--) {
                traits.add(new Trait(in.readUTF(), in.readUTF()));
            }
            for (int left = in.readShort(); left > 0; left--) {
                heldBack.add(heldBack(in));
            }
        }
        return new Counted(participation, day, traits, heldBack);
    }

    private static HeldBack heldBack(DataInputStream in) throws IOException {
        String offer = in.readUTF();
        List<String> reasons = new ArrayList<>();
        for (int left = in.readByte(); left > 0; left--) {
            reasons.add(in.readUTF());
        }
        return new HeldBack(offer, reasons, in.readDouble());
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
            Counted counted = counted(in, version, id);
            long key = version > SECOND ? in.readLong() : 0;
            return new LedgerEntry(id, customer, key, release, channel, stage, answered, holds, retry, record, counted);
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

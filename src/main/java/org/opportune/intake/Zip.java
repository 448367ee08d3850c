package org.opportune.intake;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.opportune.intake.ZipDirectory.Entry;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;

/** Unpacks an archive into memory and counts while it inflates: no size that the archive claims is trusted. */
final class Zip {
    private static final int OLE2 = 0xD0CF11E0;

    private final String file;
    private final byte[] content;
    private final ZipBounds bounds;
    private long packed;
    private long unpacked;

    private Zip(String file, byte[] content, ZipBounds bounds) {
        this.file = file;
        this.content = content;
        this.bounds = bounds;
    }

    /** The files of the archive; folders are left out. */
    static NavigableMap<String, byte[]> unpack(String file, byte[] content, ZipBounds bounds) throws Refused {
        if (content.length > bounds.bytes()) {
            throw new Refused(
                    Kind.FILE_TOO_LARGE,
                    file,
                    "the file has " + content.length + " bytes; at most " + bounds.bytes() + " are read");
        }
        if (content.length > 4
                && (content[0] << 24 | (content[1] & 0xFF) << 16 | (content[2] & 0xFF) << 8 | (content[3] & 0xFF))
                        == OLE2) {
            throw new Refused(
                    bounds.unsafe(),
                    file,
                    bounds.equals(ZipBounds.FOLDER)
                            ? bounds.notAZip()
                            : "the file is encrypted or an old .xls; save it as .xlsx without a password");
        }
        Zip zip = new Zip(file, content, bounds);
        NavigableMap<String, byte[]> files = new TreeMap<>();
        for (Entry entry : ZipDirectory.read(file, content, bounds)) {
            byte[] bytes = zip.unpack(entry);
            if (!entry.name().endsWith("/")) {
                files.put(entry.name(), bytes);
            }
        }
        return files;
    }

    private byte[] unpack(Entry entry) throws Refused {
        packed += entry.packed();
        byte[] bytes = entry.method() == 0 ? Arrays.copyOfRange(content, entry.data(), entry.end()) : inflate(entry);
        if (entry.method() == 0) {
            count(entry, bytes.length, bytes.length);
        }
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if (bytes.length != entry.size() || (int) crc.getValue() != entry.crc()) {
            throw damaged(entry);
        }
        return bytes;
    }

    private byte[] inflate(Entry entry) throws Refused {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(content, entry.data(), entry.packed());
            ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(entry.packed() * 4, 1 << 20));
            byte[] chunk = new byte[16_384];
            while (!inflater.finished()) {
                int length = inflater.inflate(chunk);
                if (length == 0 && !inflater.finished()) {
                    throw damaged(entry);
                }
                out.write(chunk, 0, length);
                count(entry, length, out.size());
            }
            if (inflater.getRemaining() > 0) {
                throw damaged(entry);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw damaged(entry);
        } finally {
            inflater.end();
        }
    }

    private void count(Entry entry, int length, long size) throws Refused {
        unpacked += length;
        if (unpacked > bounds.unpacked()) {
            throw new Refused(
                    Kind.FILE_TOO_LARGE,
                    file,
                    "the archive unpacks to more than " + bounds.unpacked() + " bytes; split the file");
        }
        if (bounds.isBomb(entry.packed(), size) || bounds.isBomb(packed, unpacked / 4)) {
            throw new Refused(
                    bounds.unsafe(),
                    file,
                    "the entry '" + Nearest.shorten(entry.name()) + "' unpacks to more than " + ZipBounds.TIGHTEST
                            + " times its size, as no file does that a person wrote");
        }
    }

    private Refused damaged(Entry entry) {
        return new Refused(
                bounds.unsafe(),
                file,
                "the file is damaged: the entry '" + Nearest.shorten(entry.name()) + "' is not whole");
    }
}

package org.opportune.intake;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;

/**
 * The entries of a zip archive, by its central directory and its local headers, which must agree. The general readers are lenient where two of them may see
 * two archives in the same bytes; this one refuses whatever a plain archive does not need. Format: PKWARE APPNOTE 6.3.
 */
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int END_LENGTH = 22;
    private static final int CENTRAL_LENGTH = 46;
    private static final int LOCAL_LENGTH = 30;
    private static final int ENCRYPTED = 0x2041;
    private static final int LINK = 0xA000;

    private final String file;
    private final ByteBuffer bytes;
    private final ZipBounds bounds;

    /** An entry whose packed bytes are {@code packed} from {@code data}; its size and check sum are what the directory claims. */
    record Entry(String name, int method, int crc, int packed, int size, int start, int data) {
        int end() {
            return data + packed;
        }
    }

    private ZipDirectory(String file, byte[] content, ZipBounds bounds) {
        this.file = file;
        this.bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        this.bounds = bounds;
    }

    static List<Entry> read(String file, byte[] content, ZipBounds bounds) throws Refused {
        try {
            return new ZipDirectory(file, content, bounds).entries();
        } catch (IndexOutOfBoundsException e) {
            throw new Refused(bounds.unsafe(), file, "the file is damaged: its zip directory points out of the file");
        }
    }

    private List<Entry> entries() throws Refused {
        if (bytes.capacity() < END_LENGTH || bytes.getInt(0) != LOCAL) {
            throw refused(bounds.notAZip());
        }
        int end = end();
        int count = u16(end + 10);
        long size = u32(end + 12);
        int start = (int) Math.min(u32(end + 16), Integer.MAX_VALUE);
        if (u16(end + 4) != 0 || u16(end + 6) != 0 || u16(end + 8) != count || start + size != end) {
            throw refused("the file is damaged, split, or a zip64 archive: its directory does not end where it says");
        }
        if (count > bounds.entries()) {
            throw refused("the archive has " + count + " entries; at most " + bounds.entries() + " are read");
        }
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int at = start;
        while (at < end) {
            Entry entry = entry(at, start);
            if (!names.add(entry.name().toLowerCase(Locale.ROOT))) {
                throw refused("the entry '" + Nearest.shorten(entry.name()) + "' stands twice in the archive");
            }
            entries.add(entry);
            at += CENTRAL_LENGTH + u16(at + 28) + u16(at + 30) + u16(at + 32);
        }
        if (entries.size() != count || at != end) {
            throw refused("the file is damaged: the directory has other entries than it counts");
        }
        distinct(entries);
        return entries;
    }

    /** The last record, after which only its own comment may stand, and in that no second one. */
    private int end() throws Refused {
        int last = bytes.capacity() - END_LENGTH;
        for (int at = last; at >= Math.max(0, last - 0xFFFF); at--) {
            if (bytes.getInt(at) == END) {
                if (at + END_LENGTH + u16(at + 20) != bytes.capacity()) {
                    break;
                }
                return at;
            }
        }
        throw refused("the file is damaged or cut off: the end of its zip directory is missing");
    }

    private Entry entry(int at, int directory) throws Refused {
        if (bytes.getInt(at) != CENTRAL) {
            throw refused("the file is damaged: an entry of its zip directory is none");
        }
        String name = name(at + CENTRAL_LENGTH, u16(at + 28));
        int method = u16(at + 10);
        long packed = u32(at + 20);
        long size = u32(at + 24);
        long start = u32(at + 42);
        if ((u16(at + 8) & ENCRYPTED) != 0) {
            throw refused("the entry '" + Nearest.shorten(name) + "' is encrypted; save the file without a password");
        }
        if (method != 0 && method != 8) {
            throw refused("the entry '" + Nearest.shorten(name) + "' is packed by method " + method + ", not deflated");
        }
        if ((u16(at + 40) & 0xF000) == LINK) {
            throw refused("the entry '" + Nearest.shorten(name) + "' is a link");
        }
        if (start + LOCAL_LENGTH > directory || packed > directory || size > Integer.MAX_VALUE) {
            throw refused("the entry '" + Nearest.shorten(name) + "' does not lie in the archive");
        }
        return local(at, name, (int) start, directory);
    }

    private Entry local(int at, String name, int start, int directory) throws Refused {
        int length = u16(start + 26);
        boolean same = bytes.getInt(start) == LOCAL
                && (u16(start + 6) & ENCRYPTED) == 0
                && u16(start + 8) == u16(at + 10)
                && Arrays.equals(raw(start + LOCAL_LENGTH, length), raw(at + CENTRAL_LENGTH, u16(at + 28)));
        int data = start + LOCAL_LENGTH + length + u16(start + 28);
        Entry entry = new Entry(
                name, u16(at + 10), bytes.getInt(at + 16), (int) u32(at + 20), (int) u32(at + 24), start, data);
        if (!same || entry.end() > directory) {
            throw refused("the entry '" + Nearest.shorten(name) + "' is not what the directory says");
        }
        return entry;
    }

    private String name(int at, int length) throws Refused {
        String name;
        try {
            name = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw(at, length)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw badName("an entry of the archive has a name that is not UTF-8; use letters a to z, digits, - and _");
        }
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw badName("the entry '" + Nearest.shorten(name) + "' names a place out of the archive");
            }
        }
        if (name.chars().anyMatch(c -> c < ' ' || c == '\\' || c == ':')) {
            throw badName("the entry '" + Nearest.shorten(name) + "' has a character that no name may have");
        }
        return name;
    }

    private void distinct(List<Entry> entries) throws Refused {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingInt(Entry::start));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).start() < sorted.get(i - 1).end()) {
                throw refused(
                        "the entries '" + Nearest.shorten(sorted.get(i - 1).name()) + "' and '"
                                + Nearest.shorten(sorted.get(i).name()) + "' overlap");
            }
        }
    }

    private byte[] raw(int at, int length) {
        byte[] raw = new byte[length];
        bytes.get(at, raw);
        return raw;
    }

    private int u16(int at) {
        return bytes.getShort(at) & 0xFFFF;
    }

    private long u32(int at) {
        return bytes.getInt(at) & 0xFFFFFFFFL;
    }

    private Refused refused(String message) {
        return new Refused(bounds.unsafe(), file, message);
    }

    private Refused badName(String message) {
        return new Refused(bounds.equals(ZipBounds.FOLDER) ? Kind.FILE_NAME : bounds.unsafe(), file, message);
    }
}

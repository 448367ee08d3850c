package org.opportune.imports;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.imports.Row.Rejection;

/**
 * A line on its way to the event that it belongs to. Ordered by event, then by line.
 *
 * @param pattern which of the mapping's events
 * @param key what the event's lines have in common
 * @param flaw why the line, and with it its event, is refused; null when nothing is wrong so far
 */
record Entry(
        int pattern,
        String key,
        long line,
        List<String> cells,
        @Nullable Rejection flaw) implements Comparable<Entry> {
    boolean isOfTheEventOf(Entry other) {
        return pattern == other.pattern && key.equals(other.key);
    }

    @Override
    public int compareTo(Entry other) {
        int byPattern = Integer.compare(pattern, other.pattern);
        int byKey = byPattern != 0 ? byPattern : key.compareTo(other.key);
        return byKey != 0 ? byKey : Long.compare(line, other.line);
    }

    /** About how many bytes it takes in memory. */
    int weight() {
        int weight = 160 + 2 * key.length();
        for (String cell : cells) {
            weight += 56 + 2 * cell.length();
        }
        return weight;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(pattern);
        write(out, key);
        out.writeLong(line);
        out.writeShort(cells.size());
        for (String cell : cells) {
            write(out, cell);
        }
        out.writeBoolean(flaw != null);
        if (flaw != null) {
            write(out, flaw.reason());
            write(out, flaw.message());
        }
    }

    static Entry read(DataInputStream in) throws IOException {
        int pattern = in.readUnsignedByte();
        String key = text(in);
        long line = in.readLong();
        int size = in.readUnsignedShort();
        List<String> cells = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            cells.add(text(in));
        }
        return new Entry(pattern, key, line, cells, in.readBoolean() ? new Rejection(line, text(in), text(in)) : null);
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

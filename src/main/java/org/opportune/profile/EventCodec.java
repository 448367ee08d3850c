package org.opportune.profile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opportune.vocabulary.Money;

/** Events as bytes of the journal, and back, with the types that their values were read as. The first byte is the version. */
final class EventCodec {
    private static final int VERSION = 1;

    private EventCodec() {}

    /**
     * Events that came together.
     *
     * @param ticket by which those who wait for them know them
     */
    record Parcel(long ticket, List<Event> events) {}

    static byte[] write(Parcel parcel) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(200 * parcel.events().size());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(parcel.ticket());
            out.writeInt(parcel.events().size());
            for (Event event : parcel.events()) {
                write(out, event);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Event event) throws IOException {
        out.writeUTF(event.source());
        out.writeUTF(event.id());
        out.writeUTF(event.type());
        out.writeLong(event.at().toEpochMilli());
        out.writeByte(event.customer().size());
        for (Identity identity : event.customer()) {
            out.writeUTF(identity.namespace());
            out.writeUTF(identity.id());
        }
        map(out, event.properties());
    }

    private static void map(DataOutputStream out, Map<?, ?> values) throws IOException {
        out.writeShort(values.size());
        for (Map.Entry<?, ?> value : values.entrySet()) {
            out.writeUTF((String) value.getKey());
            value(out, value.getValue());
        }
    }

    private static void value(DataOutputStream out, Object value) throws IOException {
        if (value instanceof String text) {
            out.writeByte('t');
            text(out, text);
        } else if (value instanceof Integer number) {
            out.writeByte('i');
            out.writeInt(number);
        } else if (value instanceof BigDecimal number) {
            out.writeByte('n');
            out.writeUTF(number.toString());
        } else if (value instanceof Money money) {
            out.writeByte('m');
            out.writeUTF(money.value().toString());
            out.writeUTF(money.currency() == null ? "" : money.currency());
        } else if (value instanceof Boolean flag) {
            out.writeByte('b');
            out.writeBoolean(flag);
        } else if (value instanceof LocalDate date) {
            out.writeByte('d');
            out.writeUTF(date.toString());
        } else if (value instanceof LocalDateTime time) {
            out.writeByte('T');
            out.writeUTF(time.toString());
        } else if (value instanceof SortedSet<?> choices) {
            out.writeByte('c');
            texts(out, choices);
        } else if (value instanceof List<?> items) {
            out.writeByte('l');
            out.writeInt(items.size());
            for (Object item : items) {
                map(out, (Map<?, ?>) item);
            }
        } else {
            throw new IllegalArgumentException("no value of an event is a " + value.getClass());
        }
    }

    private static void texts(DataOutputStream out, Collection<?> texts) throws IOException {
        out.writeInt(texts.size());
        for (Object text : texts) {
            out.writeUTF((String) text);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Throws {@link IllegalArgumentException} when it is none of a version that is known. */
    static Parcel read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("events of version " + version + " are not known here");
            }
            long ticket = in.readLong();
            List<Event> events = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                events.add(event(in));
            }
            return new Parcel(ticket, List.copyOf(events));
        } catch (IOException e) {
            throw new IllegalArgumentException("the events are cut off", e);
        }
    }

    private static Event event(DataInputStream in) throws IOException {
        String source = in.readUTF();
        String id = in.readUTF();
        String type = in.readUTF();
        Instant at = Instant.ofEpochMilli(in.readLong());
        List<Identity> customer = new ArrayList<>();
        for (int left = in.readByte(); left > 0; left--) {
            customer.add(new Identity(in.readUTF(), in.readUTF()));
        }
        return new Event(source, id, List.copyOf(customer), type, at, map(in));
    }

    private static Map<String, Object> map(DataInputStream in) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int left = in.readShort(); left > 0; left--) {
            values.put(in.readUTF(), value(in));
        }
        return values;
    }

    private static Object value(DataInputStream in) throws IOException {
        byte type = in.readByte();
        return switch (type) {
            case 't' -> new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            case 'i' -> in.readInt();
            case 'n' -> new BigDecimal(in.readUTF());
            case 'm' -> money(in);
            case 'b' -> in.readBoolean();
            case 'd' -> LocalDate.parse(in.readUTF());
            case 'T' -> LocalDateTime.parse(in.readUTF());
            case 'c' -> choices(in);
            case 'l' -> items(in);
            default -> throw new IllegalArgumentException("no value of an event has the type " + type);
        };
    }

    private static Money money(DataInputStream in) throws IOException {
        BigDecimal value = new BigDecimal(in.readUTF());
        @Nullable String currency = in.readUTF();
        return new Money(value, currency.isEmpty() ? null : currency);
    }

    private static SortedSet<String> choices(DataInputStream in) throws IOException {
        SortedSet<String> choices = new TreeSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            choices.add(in.readUTF());
        }
        return choices;
    }

    private static List<Map<String, Object>> items(DataInputStream in) throws IOException {
        List<Map<String, Object>> items = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            items.add(map(in));
        }
        return items;
    }
}

package org.opportune.profile;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Rows;

/** Writes events that are not there yet. */
final class EventRows {
    private static final String INSERT =
            "INSERT INTO event (customer_key, at, event_hash, type, source, id, properties, items)";
    private static final Comparator<Row> CLUSTERED = Comparator.comparingLong(Row::customer)
            .thenComparing(row -> row.event.at())
            .thenComparing(row -> row.key.mark(), Long::compareUnsigned)
            .thenComparing(row -> row.key.rest(), Long::compareUnsigned);

    private final IdentityRows identities;

    EventRows(IdentityRows identities) {
        this.identities = identities;
    }

    /**
     * What was new.
     *
     * @param added by customer
     * @param events the same, as they were told
     */
    record Appended(
            Map<Long, List<Happening>> added,
            Map<Long, List<Event>> events,
            Set<EventKey> keys,
            Attachment attachment) {}

    /** An event that is there already says nothing new about its customer's identities either. */
    Appended append(Connection connection, Map<EventKey, Event> events) throws SQLException {
        Map<EventKey, Event> unknown = new LinkedHashMap<>(events);
        unknown.keySet().removeAll(present(connection, events.keySet()));
        Attachment attachment = identities.attach(
                connection, unknown.values().stream().map(Event::customer).toList(), false);
        List<Row> rows = new ArrayList<>();
        unknown.forEach((key, event) -> rows.add(new Row(attachment.owner(rows.size()), key, event)));
        identities.write(connection, attachment);
        rows.sort(CLUSTERED);
        Rows.insert(connection, INSERT, rows.stream().map(Row::values).toList(), "");
        Map<Long, List<Happening>> added = new HashMap<>();
        Map<Long, List<Event>> told = new HashMap<>();
        for (Row row : rows) {
            Happening happening = new Happening(
                    row.event.at().toEpochMilli(), row.key.mark(), row.event.type(), row.event.properties());
            added.computeIfAbsent(row.customer, customer -> new ArrayList<>()).add(happening);
            told.computeIfAbsent(row.customer, customer -> new ArrayList<>()).add(row.event);
        }
        return new Appended(added, told, unknown.keySet(), attachment);
    }

    private static Set<EventKey> present(Connection connection, Set<EventKey> keys) throws SQLException {
        Set<EventKey> present = new HashSet<>();
        Rows.select(
                connection,
                "SELECT event_hash FROM event WHERE event_hash",
                keys.stream().map(EventKey::bytes).toList(),
                "",
                row -> present.add(EventKey.of(row.getBytes(1))));
        return present;
    }

    private record Row(long customer, EventKey key, Event event) {
        @Nullable
        Object[] values() {
            return new @Nullable Object[] {
                customer,
                event.at().toEpochMilli(),
                key.bytes(),
                event.type(),
                event.source(),
                event.id(),
                Objects.requireNonNullElse(PropertiesWriter.write(event.properties(), false), "{}"),
                PropertiesWriter.write(event.properties(), true)
            };
        }
    }
}

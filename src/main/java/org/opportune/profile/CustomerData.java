package org.opportune.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Transactions;
import org.opportune.kernel.Json;

/** All that is stored of one customer, as it is stored, and its end. */
public final class CustomerData {
    private static final int EVENTS_AT_ONCE = 1_000;
    private static final List<String> TABLES = List.of("consent", "stage_spell", "identity", "customer");

    private final Transactions transactions;

    public CustomerData(DataSource source) {
        this.transactions = new Transactions(source);
    }

    /** Attributes by name. */
    public JsonNode attributes(long key) {
        List<JsonNode> found =
                list("select attributes from customer where customer_key = ?", key, row -> json(row.getString(1)));
        return found.isEmpty() ? JsonNodeFactory.instance.objectNode() : found.get(0);
    }

    /** The names by which the customer is found; also by the key of a visitor who became them. */
    public List<Identity> names(long key) {
        return list(
                "select i.namespace, i.id from (select ? as wanted) w left join customer_merge m on m.from_key = w.wanted"
                        + " join identity i on i.customer_key = coalesce(m.to_key, w.wanted) order by i.namespace, i.id",
                key,
                row -> new Identity(row.getString(1), row.getString(2)));
    }

    public List<Consent> consents(long key) {
        return list(
                "select purpose, channel, granted, at from consent where customer_key = ? order by at, purpose, channel",
                key,
                row -> new Consent(
                        row.getString(1),
                        row.getString(2).isEmpty() ? null : row.getString(2),
                        row.getBoolean(3),
                        Instant.ofEpochMilli(row.getLong(4))));
    }

    public List<StageSpell> stages(long key) {
        return list(
                "select stage, since from stage_spell where customer_key = ? order by since",
                key,
                row -> new StageSpell(row.getString(1), Instant.ofEpochMilli(row.getLong(2))));
    }

    /** Every event, the oldest first, however many there are. */
    public void events(long key, Consumer<JsonNode> each) {
        long at = Long.MIN_VALUE;
        byte[] hash = new byte[EventKey.BYTES];
        @Nullable Stored last;
        do {
            last = some(key, at, hash, each);
            if (last != null) {
                at = last.at();
                hash = last.hash();
            }
        } while (last != null);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Stored(long at, byte[] hash) {}

    private @Nullable Stored some(long key, long at, byte[] hash, Consumer<JsonNode> each) {
        List<JsonNode> events = new ArrayList<>();
        List<Stored> places = new ArrayList<>();
        transactions.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select at, event_hash, type, source, id, properties, items from event where customer_key = ?"
                            + " and (at > ? or (at = ? and event_hash > ?)) order by at, event_hash limit "
                            + EVENTS_AT_ONCE)) {
                statement.setLong(1, key);
                statement.setLong(2, at);
                statement.setLong(3, at);
                statement.setBytes(4, hash);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        places.add(new Stored(row.getLong(1), row.getBytes(2)));
                        events.add(event(row));
                    }
                }
            }
            return events;
        });
        events.forEach(each);
        return places.isEmpty() ? null : places.get(places.size() - 1);
    }

    private static JsonNode event(ResultSet row) throws SQLException {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("at", Instant.ofEpochMilli(row.getLong(1)).toString());
        event.put("type", row.getString(3));
        event.put("source", row.getString(4));
        event.put("id", row.getString(5));
        ObjectNode properties = event.putObject("properties");
        properties.setAll((ObjectNode) json(row.getString(6)));
        String items = row.getString(7);
        if (items != null) {
            properties.setAll((ObjectNode) json(items));
        }
        return event;
    }

    /** What else goes, in the same transaction. */
    @FunctionalInterface
    public interface Also {
        void erase(Connection connection, Profiles.Known known) throws SQLException;
    }

    /**
     * What is gone.
     *
     * @param events how many
     */
    public record Erased(Profiles.Known known, long events) {}

    /** Deletes every row of the customer whom the identity finds now, also when they were merged into another since it was looked up. */
    public Erased erase(Identity identity, Also also) {
        return transactions.write(connection -> {
            long key = IdentityRows.known(connection, identity).key();
            IdentityRows.hold(connection, List.of(key), true);
            Profiles.Known known = IdentityRows.known(connection, identity);
            if (known.key() != key) {
                throw IdentityRows.met();
            }
            also.erase(connection, known);
            long events = delete(connection, "event", "customer_key", key);
            for (String table : TABLES) {
                delete(connection, table, "customer_key", key);
            }
            delete(connection, "customer_merge", "to_key", key);
            return new Erased(known, events);
        });
    }

    private static long delete(Connection connection, String table, String column, long key) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from " + table + " where " + column + " = ?")) {
            statement.setLong(1, key);
            return statement.executeUpdate();
        }
    }

    static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) { // its message would show the stored text, which is personal
            throw new IllegalStateException("a stored row is not JSON");
        }
    }

    private interface Read<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String sql, long key, Read<T> read) {
        return transactions.read(connection -> {
            List<T> found = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, key);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.add(read.of(row));
                    }
                }
            }
            return found;
        });
    }
}

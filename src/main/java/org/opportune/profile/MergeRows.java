package org.opportune.profile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opportune.jdbc.Rows;

/** Gives all that is stored of a visitor to the customer whom they turned out to be. Both must be locked. */
final class MergeRows {
    private final Clock clock;
    private final List<IdentityListener> listeners;

    MergeRows(Clock clock, List<IdentityListener> listeners) {
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
    }

    /** Names that are new, each with whose they are. */
    void named(Connection connection, Map<Identity, Long> names) throws SQLException {
        for (IdentityListener listener : listeners) {
            listener.named(connection, names);
        }
    }

    void merge(Connection connection, long visitor, long customer) throws SQLException {
        fillAttributes(connection, visitor, customer);
        update(connection, "UPDATE event SET customer_key = ? WHERE customer_key = ?", customer, visitor);
        // of two words of one millisecond the refusal stands
        update(
                connection,
                "INSERT INTO consent (customer_key, at, purpose, channel, granted)"
                        + " SELECT ?, v.at, v.purpose, v.channel, v.granted FROM consent v WHERE v.customer_key = ?"
                        + " ON DUPLICATE KEY UPDATE granted = LEAST(consent.granted, VALUES(granted))",
                customer,
                visitor);
        update(connection, "DELETE FROM consent WHERE customer_key = ?", visitor);
        // the customer's own way goes on, so that nobody is counted in two stages
        if (hasStage(connection, customer)) {
            for (IdentityListener listener : listeners) {
                listener.leaves(connection, visitor);
            }
        } else {
            update(connection, "UPDATE stage_spell SET customer_key = ? WHERE customer_key = ?", customer, visitor);
        }
        update(connection, "DELETE FROM stage_spell WHERE customer_key = ?", visitor);
        update(connection, "UPDATE identity SET customer_key = ? WHERE customer_key = ?", customer, visitor);
        update(connection, "UPDATE customer_merge SET to_key = ? WHERE to_key = ?", customer, visitor);
        update(
                connection,
                "INSERT INTO customer_merge (from_key, to_key, at) VALUES (?, ?, ?)",
                visitor,
                customer,
                clock.millis());
        for (IdentityListener listener : listeners) {
            listener.move(connection, visitor, customer);
        }
        update(connection, "DELETE FROM customer WHERE customer_key = ?", visitor);
    }

    /** What is known of the customer stands; whole values, since half of two amounts of money is neither. */
    private static void fillAttributes(Connection connection, long visitor, long customer) throws SQLException {
        Map<Long, ObjectNode> stored = new HashMap<>();
        Rows.select(
                connection,
                "SELECT customer_key, attributes FROM customer WHERE customer_key",
                List.of(visitor, customer),
                "",
                row -> stored.put(row.getLong(1), (ObjectNode) CustomerData.json(row.getString(2))));
        ObjectNode own = stored.getOrDefault(customer, JsonNodeFactory.instance.objectNode());
        ObjectNode all = stored.getOrDefault(visitor, JsonNodeFactory.instance.objectNode());
        all.setAll(own);
        if (!all.equals(own)) {
            try (PreparedStatement statement =
                    connection.prepareStatement("UPDATE customer SET attributes = ? WHERE customer_key = ?")) {
                statement.setString(1, all.toString());
                statement.setLong(2, customer);
                statement.executeUpdate();
            }
        }
    }

    private static boolean hasStage(Connection connection, long customer) throws SQLException {
        boolean[] has = {false};
        Rows.select(
                connection,
                "SELECT 1 FROM stage_spell WHERE customer_key",
                List.of(customer),
                "LIMIT 1",
                row -> has[0] = true);
        return has[0];
    }

    private static void update(Connection connection, String sql, long... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setLong(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}

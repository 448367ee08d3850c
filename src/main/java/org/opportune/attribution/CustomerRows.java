package org.opportune.attribution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Rows;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.ledger.DecisionIds;
import org.opportune.profile.Identity;
import org.opportune.reservation.Owners;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.Attribution;
import org.opportune.vocabulary.EventType;
import org.opportune.vocabulary.Money;
import org.opportune.vocabulary.Property;
import org.opportune.vocabulary.Rates;
import org.opportune.vocabulary.ValueReader;

/** What is stored of a customer that attribution looks at. */
final class CustomerRows {
    private CustomerRows() {}

    /** Whose key it is by now, that of a customer, of a visitor who became one, or of a name that a customer was first known by; null for nobody who is known. */
    static @Nullable Long customer(Connection connection, long owner) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select to_key from customer_merge where from_key = ?"
                        + " union all select customer_key from customer where customer_key = ?"
                        + " union all select customer_key from customer where unit = ? and ? < 0 limit 1")) {
            for (int i = 1; i <= 4; i++) {
                statement.setLong(i, owner);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : null;
            }
        }
    }

    /** By whom what was decided for them is kept. */
    private static Set<Long> owners(Connection connection, long customer) throws SQLException {
        Set<Long> owners = new TreeSet<>(Set.of(customer));
        Rows.select(
                connection,
                "select from_key from customer_merge where to_key",
                List.of(customer),
                "",
                row -> owners.add(row.getLong(1)));
        Rows.select(
                connection,
                "select namespace, id from identity where customer_key",
                List.of(customer),
                "",
                row -> owners.add(Owners.unknown(new Identity(row.getString(1), row.getString(2)))));
        return owners;
    }

    /** Their orders from an instant on. */
    static List<Order> orders(Connection connection, Rulebook rulebook, Attribution terms, long customer, long since)
            throws SQLException {
        List<Order> orders = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select event_hash, at, properties from event where customer_key = ? and at >= ? and type = ?")) {
            statement.setLong(1, customer);
            statement.setLong(2, since);
            statement.setString(3, terms.event());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    orders.add(new Order(
                            row.getBytes(1), row.getLong(2), worth(rulebook, terms, row.getString(3), row.getLong(2))));
                }
            }
        }
        return orders;
    }

    /** By the rate of its day; 0 when it says nothing, or what the vocabulary does not know any more. */
    private static BigDecimal worth(Rulebook rulebook, Attribution terms, String properties, long at) {
        String value = terms.value();
        EventType type = rulebook.vocabulary().events().get(terms.event());
        Property property =
                value == null || type == null ? null : type.properties().get(value);
        if (property == null) {
            return BigDecimal.ZERO;
        }
        Rates rates = rulebook.terms().rates();
        Object read = new ValueReader(rates).read(property, tree(properties).path(property.name()), "", new Findings());
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(at), ZoneOffset.UTC);
        return read instanceof Money money
                ? BigDecimal.valueOf(rates.toBase(money, day), Rates.SCALE)
                : BigDecimal.ZERO;
    }

    private static JsonNode tree(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the properties of an event are stored as JSON", e);
        }
    }

    /** What they did with offers until an instant; not before the decision, nor after it was told. */
    static List<Touch> touches(Connection connection, Attribution terms, long customer, long until)
            throws SQLException {
        List<Touch> touches = new ArrayList<>();
        String kinds = "'" + String.join("', '", terms.touch().outcomes()) + "'";
        Rows.select(
                connection,
                "select decision, offer, greatest(decided_at, least(at, received_at)) from outcome where kind in ("
                        + kinds + ") and decided_at <= " + until + " and customer_key",
                List.copyOf(owners(connection, customer)),
                "",
                row -> touches.add(new Touch(DecisionIds.of(row.getBytes(1)), row.getString(2), row.getLong(3))));
        return touches;
    }
}

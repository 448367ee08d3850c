package org.opportune.reports;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.opportune.jdbc.Rows;
import org.opportune.profile.CustomerData;
import org.opportune.profile.Event;
import org.opportune.profile.IdentityListener;
import org.opportune.profile.Profiles;
import org.opportune.rulebook.Rulebook;

/** Marks customers whose figures change, in the transaction that changes their events, and takes the figures of those who are erased along. */
@ApplicationScoped
public class FiguresDue implements IdentityListener, CustomerData.Also {
    private static final List<String> TABLES = List.of("figures_due", "purchase_day", "survey_day", "referral_day");

    @Override
    public void happened(Connection connection, Rulebook rulebook, Map<Long, List<Event>> events) throws SQLException {
        Set<String> counted = rulebook.vocabulary().reported().events();
        Set<Long> due = new TreeSet<>();
        events.forEach((customer, some) -> {
            if (some.stream().anyMatch(event -> counted.contains(event.type()))) {
                due.add(customer);
            }
        });
        mark(connection, due);
    }

    @Override
    public void move(Connection connection, long visitor, long customer) throws SQLException {
        mark(connection, new TreeSet<>(List.of(visitor, customer)));
    }

    /** In the order of keys, so that writers wait for each other and never in a circle. */
    private static void mark(Connection connection, Set<Long> customers) throws SQLException {
        Rows.insert(
                connection,
                "insert ignore into figures_due (customer_key)",
                customers.stream().map(customer -> new Object[] {customer}).toList(),
                "");
    }

    @Override
    public void erase(Connection connection, Profiles.Known known) throws SQLException {
        Set<Long> keys = new TreeSet<>(known.former());
        keys.add(known.key());
        for (String table : TABLES) {
            delete(connection, table, keys);
        }
    }

    static void delete(Connection connection, String table, Collection<Long> customers) throws SQLException {
        String keys = customers.stream().map(String::valueOf).collect(Collectors.joining(", "));
        try (PreparedStatement statement =
                connection.prepareStatement("delete from " + table + " where customer_key in (" + keys + ")")) {
            statement.executeUpdate();
        }
    }
}

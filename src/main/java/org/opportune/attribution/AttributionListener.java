package org.opportune.attribution;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opportune.profile.Event;
import org.opportune.profile.IdentityListener;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.Attribution;

/** Notes customers who have ordered, and visitors who turned out to be customers. */
@ApplicationScoped
public class AttributionListener implements IdentityListener {
    @Override
    public void move(Connection connection, long visitor, long customer) throws SQLException {
        Due.move(connection, visitor, customer);
    }

    @Override
    public void happened(Connection connection, Rulebook rulebook, Map<Long, List<Event>> events) throws SQLException {
        Attribution terms = rulebook.terms().attribution();
        if (terms == null) {
            return;
        }
        Map<Long, Long> due = new HashMap<>();
        events.forEach((customer, told) -> told.stream()
                .filter(event -> event.type().equals(terms.event()))
                .mapToLong(event -> event.at().toEpochMilli())
                .min()
                .ifPresent(at -> due.put(customer, at)));
        Due.add(connection, due);
    }
}

package org.opportune.profile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opportune.jdbc.Rows;
import org.opportune.vocabulary.ValueReader;

/** Writes what becomes known of customers. */
final class CustomerRows {
    private final IdentityRows identities;
    private final Clock clock;

    CustomerRows(IdentityRows identities, Clock clock) {
        this.identities = identities;
        this.clock = clock;
    }

    /** What was changed. */
    record Changed(Set<Long> keys, Attachment attachment) {}

    Changed change(Connection connection, List<CustomerChange> changes) throws SQLException {
        Attachment attachment = identities.attach(
                connection, changes.stream().map(CustomerChange::identities).toList(), true);
        SortedMap<Long, ObjectNode> attributes = new TreeMap<>();
        List<Object[]> consents = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            CustomerChange change = changes.get(i);
            long key = attachment.owner(i);
            ObjectNode set = attributes.computeIfAbsent(key, customer -> JsonNodeFactory.instance.objectNode());
            change.attributes().forEach((name, value) -> {
                if (value == null) {
                    set.putNull(name);
                } else {
                    set.set(name, ValueReader.write(value));
                }
            });
            for (Consent consent : change.consents()) {
                String channel = consent.channel() == null ? "" : consent.channel();
                consents.add(
                        new Object[] {key, consent.at().toEpochMilli(), consent.purpose(), channel, consent.granted()});
            }
        }
        identities.write(connection, attachment);
        List<Object[]> rows = new ArrayList<>();
        attributes.forEach((key, set) -> {
            if (!set.isEmpty()) {
                rows.add(new Object[] {key, clock.millis(), set.toString()});
            }
        });
        Rows.insert(
                connection,
                "INSERT INTO customer (customer_key, created, attributes)",
                rows,
                "ON DUPLICATE KEY UPDATE attributes = JSON_MERGE_PATCH(attributes, VALUES(attributes))");
        Rows.insert(
                connection,
                "INSERT INTO consent (customer_key, at, purpose, channel, granted)",
                consents,
                "ON DUPLICATE KEY UPDATE granted = VALUES(granted)");
        return new Changed(attributes.keySet(), attachment);
    }
}

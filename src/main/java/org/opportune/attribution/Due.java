package org.opportune.attribution;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opportune.jdbc.Rows;

/** Notes whose orders are to be attributed anew, in the transaction of whoever stores what changes that. */
public final class Due {
    private Due() {}

    /**
     * Orders from an instant on.
     *
     * @param owners by the key under which something of theirs is stored, each with the instant in milliseconds since 1970
     */
    public static void add(Connection connection, Map<Long, Long> owners) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        new TreeMap<>(owners).forEach((owner, since) -> rows.add(new Object[] {owner, since}));
        Rows.insert(
                connection,
                "insert into attribution_due (customer_key, since)",
                rows,
                "on duplicate key update since = least(since, values(since))");
    }

    /** What was noted of a visitor is the customer's whom they turned out to be, and everything may be otherwise. */
    static void move(Connection connection, long visitor, long customer) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update attribution set customer_key = ? where customer_key = ?")) {
            statement.setLong(1, customer);
            statement.setLong(2, visitor);
            statement.executeUpdate();
        }
        add(connection, Map.of(customer, 0L));
    }
}

package org.opportune.experiments;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.opportune.jdbc.Transactions;

/** What the arms of an experiment came to, from the database. */
public final class JdbcTallies {
    private static final int TIMES = 4;
    private static final int SQUARES = 6;

    private final Transactions transactions;

    public JdbcTallies(DataSource source) {
        this.transactions = new Transactions(source);
    }

    /** By arm, for those in which somebody is. */
    Map<String, Tally> of(String experiment, Instant now) {
        return transactions.read(connection -> {
            Map<String, Tally> tallies = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(
                    "select arm, count(*), sum(until_at <= ?), sum(until_at <= ? and conversions > 0),"
                            + " sum(if(until_at <= ?, value, 0)), sum(if(until_at <= ?, value * value, 0))"
                            + " from experiment_customer where experiment = ? group by arm")) {
                for (int i = 1; i <= TIMES; i++) {
                    statement.setLong(i, now.toEpochMilli());
                }
                statement.setString(TIMES + 1, experiment);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        tallies.put(
                                row.getString(1),
                                new Tally(
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getLong(4),
                                        row.getBigDecimal(5),
                                        row.getBigDecimal(SQUARES)));
                    }
                }
            }
            return tallies;
        });
    }
}

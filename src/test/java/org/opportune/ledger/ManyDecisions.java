package org.opportune.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/**
 * A ledger of many decisions over three months, three of them in the same millisecond: each answers help, every second one gift too (every sixth in two
 * placements), every 20,000th a voucher.
 */
public final class ManyDecisions {
    public static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    public static final Duration STEP = Duration.ofSeconds(90);
    public static final String USUAL = "9".repeat(64);
    /** Of every 1,000th. */
    public static final String RARE = "8".repeat(64);

    private ManyDecisions() {}

    public static void store(DataSource source, int count) throws SQLException {
        new Partitions(source, Duration.ofDays(400), Clock.fixed(BEGIN, ZoneOffset.UTC)).maintain();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            String rows = "(select seq, " + BEGIN.toEpochMilli() + " + seq div 3 * " + STEP.toMillis()
                    + " as at from seq_1_to_" + count + ") s";
            String id = "unhex(concat(lpad(hex(at), 12, '0'), '70008', lpad(hex(seq), 15, '0')))";
            statement.executeUpdate(
                    "insert into decision (id, at, customer_key, release_hash, channel, stage, record) select " + id
                            + ", at, 1 + seq % 5000, if(seq % 1000 = 0, '" + RARE + "', '" + USUAL
                            + "'), 'web', 'onboarding', repeat('x', 100) from " + rows);
            answer(statement, id, "help", "hero", 1, rows);
            answer(statement, id, "gift", "hero", 2, rows + " where seq % 2 = 0");
            answer(statement, id, "gift", "side", 0, rows + " where seq % 6 = 0");
            answer(statement, id, "voucher", "side", 1, rows + " where seq % 20000 = 0");
            statement.execute("analyze table decision, decision_offer");
        }
    }

    private static void answer(Statement statement, String id, String offer, String placement, int place, String rows)
            throws SQLException {
        statement.executeUpdate("insert into decision_offer (offer, at, id, placement, place, customer_key) select '"
                + offer + "', at, " + id + ", '" + placement + "', " + place + ", 1 + seq % 5000 from " + rows);
    }

    /** How many rows the database has read, or kept for a moment, since it began. */
    public static long read(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select sum(variable_value) from information_schema.global_status"
                                + " where variable_name like 'Handler_read%' or variable_name like 'Handler_tmp_write'")) {
            row.next();
            return row.getLong(1);
        }
    }
}

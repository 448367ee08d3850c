package org.opportune.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.opportune.jdbc.StoreFailure;

/** The months of the ledger (UTC): made before they begin, and dropped whole when all that is in them is older than the ledger keeps decisions. */
public final class Partitions {
    private static final Logger LOG = Logger.getLogger(Partitions.class.getName());
    private static final List<String> TABLES = List.of("decision", "decision_offer", "outcome");
    private static final int AHEAD = 2;
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'m'uuuuMM", Locale.ROOT);

    private final DataSource source;
    private final Duration kept;
    private final Clock clock;

    public Partitions(DataSource source, Duration kept, Clock clock) {
        this.source = source;
        this.kept = kept;
        this.clock = clock;
    }

    /** Called by a timer, on each node; what another has done already is not done again. */
    public void maintain() {
        Instant now = clock.instant();
        try (Connection connection = source.getConnection()) {
            for (String table : TABLES) {
                maintain(connection, table, now);
            }
        } catch (SQLException e) {
            throw StoreFailure.of(e);
        }
    }

    private void maintain(Connection connection, String table, Instant now) throws SQLException {
        NavigableMap<Long, String> months = months(connection, table);
        YearMonth current = YearMonth.from(now.atZone(ZoneOffset.UTC));
        for (int ahead = 0; ahead <= AHEAD; ahead++) {
            YearMonth month = current.plusMonths(ahead);
            if (months.isEmpty() || end(month) > months.lastKey()) {
                change(
                        connection,
                        "alter table " + table + " reorganize partition rest into (partition "
                                + NAME.format(month) + " values less than (" + end(month)
                                + "), partition rest values less than maxvalue)");
            }
        }
        long oldest = now.minus(kept).toEpochMilli();
        for (String name : months.headMap(oldest, true).values()) {
            change(connection, "alter table " + table + " drop partition " + name);
            LOG.info(() -> "The ledger keeps decisions for " + kept + ": " + table + " " + name + " is dropped");
        }
    }

    private static void change(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long end(YearMonth month) {
        return month.plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toEpochMilli();
    }

    /** Names by their ends. */
    private static NavigableMap<Long, String> months(Connection connection, String table) throws SQLException {
        NavigableMap<Long, String> months = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select partition_name, partition_description from information_schema.partitions"
                        + " where table_schema = database() and table_name = ?")) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String end = row.getString(2);
                    if (end != null && end.matches("[0-9]+")) {
                        months.put(Long.valueOf(end), row.getString(1));
                    }
                }
            }
        }
        return months;
    }
}

package org.opportune.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table {@code demo_load}, which has one row. */
public final class JdbcDemoLoads implements DemoLoads {
    private final DataSource source;

    public JdbcDemoLoads(DataSource source) {
        this.source = source;
    }

    @Override
    public @Nullable DemoLoad find() {
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select seed, anchor, customers, loaded, finished_at from demo_load where id = 1");
                ResultSet row = select.executeQuery()) {
            return row.next() ? load(row) : null;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static DemoLoad load(ResultSet row) throws SQLException {
        long finished = row.getLong("finished_at");
        Instant finishedAt = row.wasNull() ? null : Instant.ofEpochMilli(finished);
        return new DemoLoad(
                row.getLong("seed"),
                LocalDate.parse(row.getString("anchor")),
                row.getInt("customers"),
                row.getInt("loaded"),
                finishedAt);
    }

    @Override
    public DemoLoad begin(DemoLoad load) {
        write(
                "insert ignore into demo_load (seed, anchor, customers, loaded, finished_at, id) values (?, ?, ?, ?, ?, 1)",
                load);
        return Objects.requireNonNull(find(), "the load that was just begun");
    }

    @Override
    public void save(DemoLoad load) {
        write(
                "update demo_load set seed = ?, anchor = ?, customers = ?, loaded = ?, finished_at = ? where id = 1",
                load);
    }

    private void write(String sql, DemoLoad load) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, load.seed());
            statement.setString(2, load.anchor().toString());
            statement.setInt(3, load.customers());
            statement.setInt(4, load.loaded());
            if (load.finishedAt() == null) {
                statement.setNull(5, Types.BIGINT);
            } else {
                statement.setLong(5, load.finishedAt().toEpochMilli());
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static IllegalStateException failed(SQLException e) {
        return new IllegalStateException("The table demo_load cannot be used: " + e.getMessage(), e);
    }
}

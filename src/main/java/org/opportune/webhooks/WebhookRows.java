package org.opportune.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Json;

/** Webhooks in the database, in the transactions of those who ask. */
final class WebhookRows {
    private static final String COLUMNS = "id, name, url, filter, identities, paused, paused_because, created_at,"
            + " created_by, failing_since, held_until";

    private WebhookRows() {}

    /** In the order in which they were made; there are few. */
    static List<Webhook> all(Connection connection) throws SQLException {
        List<Webhook> all = new ArrayList<>();
        try (PreparedStatement statement =
                        connection.prepareStatement("select " + COLUMNS + " from webhook order by id");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                all.add(webhook(row));
            }
        }
        return all;
    }

    /** Locked until the transaction ends; null when there is none. */
    static @Nullable Webhook held(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select " + COLUMNS + " from webhook where id = ? for update")) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? webhook(row) : null;
            }
        }
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        String identities = row.getString(5);
        return new Webhook(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                filter(row.getString(4)),
                identities.isEmpty() ? List.of() : List.of(identities.split(",", -1)),
                row.getBoolean(6),
                row.getString(7),
                Instant.ofEpochMilli(row.getLong(8)),
                row.getString(9),
                instant(row, 10),
                instant(row, 11));
    }

    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        Long millis = row.getObject(column, Long.class);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static Filter filter(String json) {
        try {
            return Json.MAPPER.readValue(json, Filter.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored filter is not JSON", e);
        }
    }

    static long insert(Connection connection, Webhook webhook) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into webhook (name, url, filter, identities, paused, created_at, created_by) values (?, ?, ?, ?, ?, ?, ?)",
                Statement.RETURN_GENERATED_KEYS)) {
            set(statement, webhook);
            statement.setLong(6, webhook.createdAt().toEpochMilli());
            statement.setString(7, webhook.createdBy());
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    static void update(Connection connection, Webhook webhook) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update webhook set name = ?, url = ?, filter = ?, identities = ?, paused = ?, paused_because = ?,"
                        + " held_until = ? where id = ?")) {
            set(statement, webhook);
            statement.setString(6, webhook.pausedBecause());
            statement.setObject(7, millis(webhook.heldUntil()));
            statement.setLong(8, webhook.id());
            statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, Webhook webhook) throws SQLException {
        statement.setString(1, webhook.name());
        statement.setString(2, webhook.url());
        statement.setBytes(3, Json.bytes(webhook.filter()));
        statement.setString(4, String.join(",", webhook.identities()));
        statement.setBoolean(5, webhook.isPaused());
    }

    static void delete(Connection connection, long id) throws SQLException {
        for (String sql : List.of("delete from webhook where id = ?", "delete from webhook_secret where webhook = ?")) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, id);
                statement.executeUpdate();
            }
        }
    }

    static void write(Connection connection, long id, Secrets secrets) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "replace into webhook_secret (webhook, secret, previous, previous_until, authorization) values (?, ?, ?, ?, ?)")) {
            statement.setLong(1, id);
            statement.setBytes(2, secrets.secret());
            statement.setBytes(3, secrets.previous());
            statement.setObject(4, millis(secrets.previousUntil()));
            statement.setString(5, secrets.authorization());
            statement.executeUpdate();
        }
    }

    /** Null when the webhook is gone. */
    static @Nullable Secrets secrets(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select secret, previous, previous_until, authorization from webhook_secret where webhook = ?")) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new Secrets(row.getBytes(1), row.getBytes(2), instant(row, 3), row.getString(4))
                        : null;
            }
        }
    }
}

package org.opportune.webhooks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Rows;
import org.opportune.ledger.DecisionIds;
import org.opportune.webhooks.Delivery.Claimed;
import org.opportune.webhooks.Delivery.State;

/** Deliveries in the database, in the transactions of those who ask. */
final class DeliveryRows {
    private static final String RETRY = "update webhook_delivery set state = 'pending', claim = null, attempts = 0,"
            + " due_at = ?, ended_at = null where webhook = ?";

    private DeliveryRows() {}

    /**
     * Takes what is due of a webhook, the longest due first. Nobody else takes it until the lease is over; then whoever comes does, since this server may be gone.
     *
     * @param most how many
     */
    static List<Claimed> claim(Connection connection, long webhook, int most, Instant now, Instant leaseEnds)
            throws SQLException {
        long claim = ThreadLocalRandom.current().nextLong();
        List<Claimed> claimed = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select id, attempts, event, type, subject, at, customer_key, decision, data from webhook_delivery"
                        + " where webhook = ? and state = 'pending' and due_at <= ? order by due_at limit ? for update skip locked")) {
            statement.setLong(1, webhook);
            statement.setLong(2, now.toEpochMilli());
            statement.setInt(3, most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    byte[] decision = row.getBytes(8);
                    claimed.add(new Claimed(
                            row.getLong(1),
                            webhook,
                            claim,
                            row.getInt(2) + 1,
                            DecisionIds.of(row.getBytes(3)),
                            EventType.of(row.getString(4)),
                            row.getString(5),
                            Instant.ofEpochMilli(row.getLong(6)),
                            row.getLong(7),
                            decision == null ? null : DecisionIds.of(decision),
                            row.getString(9)));
                }
            }
        }
        for (Claimed each : claimed) {
            update(
                    connection,
                    "update webhook_delivery set claim = ?, due_at = ?, attempts = ? where id = ?",
                    claim,
                    leaseEnds.toEpochMilli(),
                    each.attempt(),
                    each.id());
        }
        return claimed;
    }

    /** It was delivered, whoever is at it now. */
    static void delivered(Connection connection, Claimed claimed, Result result, Instant now) throws SQLException {
        update(
                connection,
                "update webhook_delivery set state = 'delivered', claim = null, status = ?, failure = null, ended_at = ?"
                        + " where id = ? and state <> 'delivered'",
                result.status(),
                now.toEpochMilli(),
                claimed.id());
    }

    /**
     * The attempt failed; nothing when another has begun since.
     *
     * @param next null when there is none
     */
    static boolean failed(
            Connection connection, Claimed claimed, Result result, Failure why, Instant now, @Nullable Instant next)
            throws SQLException {
        return update(
                        connection,
                        "update webhook_delivery set state = ?, claim = null, status = ?, failure = ?, due_at = coalesce(?, due_at),"
                                + " ended_at = ? where id = ? and claim = ? and state = 'pending'",
                        (next == null ? State.DEAD : State.PENDING).id(),
                        result.status(),
                        why.name(),
                        WebhookRows.millis(next),
                        next == null ? now.toEpochMilli() : null,
                        claimed.id(),
                        claimed.claim())
                == 1;
    }

    /** Newest first. */
    static List<Delivery> list(Connection connection, long webhook, @Nullable State state, int most, long before)
            throws SQLException {
        List<Delivery> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select id, event, type, subject, at, state, attempts, status, failure, created_at, due_at, ended_at"
                        + " from webhook_delivery where webhook = ? and state in ("
                        + (state == null ? "'pending', 'delivered', 'dead'" : "'" + state.id() + "'")
                        + ") and id < ? order by id desc limit ?")) {
            statement.setLong(1, webhook);
            statement.setLong(2, before);
            statement.setInt(3, most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(delivery(row));
                }
            }
        }
        return found;
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        State state = State.of(row.getString(6));
        String failure = row.getString(9);
        return new Delivery(
                row.getLong(1),
                DecisionIds.of(row.getBytes(2)),
                EventType.of(row.getString(3)),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(5)),
                state,
                row.getInt(7),
                row.getObject(8, Integer.class),
                failure == null ? null : Failure.valueOf(failure),
                Instant.ofEpochMilli(row.getLong(10)),
                state == State.PENDING ? Instant.ofEpochMilli(row.getLong(11)) : null,
                WebhookRows.instant(row, 12));
    }

    /** The state in which it was; null when there is none. What was not delivered is due now, as if it were new. */
    static @Nullable State retry(Connection connection, long webhook, long id, Instant now) throws SQLException {
        State was;
        try (PreparedStatement statement = connection.prepareStatement(
                "select state from webhook_delivery where webhook = ? and id = ? for update")) {
            statement.setLong(1, webhook);
            statement.setLong(2, id);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                was = State.of(row.getString(1));
            }
        }
        update(connection, RETRY + " and id = ? and state in ('pending', 'dead')", now.toEpochMilli(), webhook, id);
        return was;
    }

    /** How many dead ones are due now, as if they were new. */
    static int retryDead(Connection connection, long webhook, int most, Instant now) throws SQLException {
        return update(connection, RETRY + " and state = 'dead' limit ?", now.toEpochMilli(), webhook, most);
    }

    /** What is not delivered yet goes to the customer whom the visitor became; not moves between stages that the customer's history has not taken over. */
    static void move(Connection connection, long visitor, long customer) throws SQLException {
        update(
                connection,
                "delete from webhook_delivery where customer_key = ? and type = ? and state <> 'delivered' and not exists"
                        + " (select 1 from stage_spell s where s.customer_key = ? and s.since = webhook_delivery.at)",
                visitor,
                EventType.STAGE.id(),
                customer);
        update(connection, "update webhook_delivery set customer_key = ? where customer_key = ?", customer, visitor);
    }

    /** Of these, nothing is sent any more, nor kept. */
    static void erase(Connection connection, Collection<Long> owners) throws SQLException {
        for (Long owner : owners) {
            update(connection, "delete from webhook_delivery where customer_key = ?", owner);
        }
    }

    /** What is kept of customers, the oldest first. */
    static List<HeldDelivery> of(Connection connection, Collection<Long> owners) throws SQLException {
        List<HeldDelivery> held = new ArrayList<>();
        Rows.select(
                connection,
                "select d.at, d.type, coalesce(w.name, ''), d.state from webhook_delivery d left join webhook w on w.id = d.webhook"
                        + " where d.customer_key",
                List.copyOf(owners),
                "order by d.at, d.id",
                row -> held.add(new HeldDelivery(
                        Instant.ofEpochMilli(row.getLong(1)), row.getString(2), row.getString(3), row.getString(4))));
        return held;
    }

    /** Deletes deliveries of a webhook that is gone; how many. */
    static int deleteOf(Connection connection, long webhook, int most) throws SQLException {
        return update(connection, "delete from webhook_delivery where webhook = ? limit ?", webhook, most);
    }

    static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            List<@Nullable Object> all = Arrays.asList(values);
            for (int i = 0; i < all.size(); i++) {
                statement.setObject(i + 1, all.get(i));
            }
            return statement.executeUpdate();
        }
    }
}

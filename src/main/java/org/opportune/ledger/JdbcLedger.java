package org.opportune.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Rows;
import org.opportune.jdbc.Transactions;
import org.opportune.ledger.LedgerEntry.Answered;
import org.opportune.ledger.LedgerEntry.Retry;
import org.opportune.reservation.Hold;

/** Decisions in the database. */
final class JdbcLedger {
    private static final String ONCE = "on duplicate key update id = id";
    /** A visitor who became a customer is that customer. */
    private static final String COLUMNS =
            "d.id, d.at, coalesce(m.to_key, d.customer_key), d.release_hash, d.channel, d.stage from decision d"
                    + " left join customer_merge m on m.from_key = d.customer_key";

    private static final int READ_AT_ONCE = 500;

    private final Transactions transactions;

    JdbcLedger(DataSource source) {
        this.transactions = new Transactions(source);
    }

    /**
     * Stores decisions; one that is there already stays as it is.
     *
     * @param customers the key of each one's customer
     */
    void store(List<LedgerEntry> entries, List<Long> customers) {
        List<Object[]> decisions = new ArrayList<>();
        List<Object[]> offers = new ArrayList<>();
        List<Object[]> retries = new ArrayList<>();
        transactions.write(connection -> {
            decisions.clear();
            offers.clear();
            retries.clear();
            Map<Long, byte[]> secrets = Secrets.findOrMake(connection, customers);
            for (int i = 0; i < entries.size(); i++) {
                rows(entries.get(i), customers.get(i), secrets, decisions, offers, retries);
            }
            Rows.insert(
                    connection,
                    "insert into decision (id, at, customer_key, release_hash, channel, stage, record)",
                    decisions,
                    ONCE);
            Rows.insert(
                    connection,
                    "insert into decision_offer (offer, at, id, placement, place, customer_key, channel, expires_at, cost)",
                    offers,
                    ONCE);
            Rows.insert(connection, "insert into decision_retry (retry_key, body, at, id)", retries, ONCE);
            return secrets;
        });
    }

    private static void rows(
            LedgerEntry entry,
            long customer,
            Map<Long, byte[]> secrets,
            List<Object[]> decisions,
            List<Object[]> offers,
            List<Object[]> retries) {
        byte[] id = DecisionIds.bytes(entry.id());
        long at = DecisionIds.time(entry.id());
        byte[] secret = Objects.requireNonNull(secrets.get(customer));
        decisions.add(new Object[] {
            id,
            at,
            customer,
            entry.release(),
            entry.channel(),
            entry.stage(),
            Records.pack(secret, entry.id(), entry.record())
        });
        for (Answered answered : entry.answered()) {
            Hold hold = entry.hold(answered.offer());
            offers.add(new Object[] {
                answered.offer(),
                at,
                id,
                answered.placement(),
                answered.place(),
                customer,
                hold.channel(),
                hold.expiresAt(),
                hold.cost()
            });
        }
        Retry retry = entry.retry();
        if (retry != null) {
            retries.add(new Object[] {retry.key(), retry.body(), at, id});
        }
    }

    /**
     * What is kept of a decision.
     *
     * @param record null when the customer was erased
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Found(byte @Nullable [] record) {}

    Optional<Found> find(UUID id) {
        return transactions.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select d.record, s.secret from decision d left join customer_secret s using (customer_key)"
                            + " where d.id = ? and d.at = ?")) {
                statement.setBytes(1, DecisionIds.bytes(id));
                statement.setLong(2, DecisionIds.time(id));
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    byte[] secret = row.getBytes(2);
                    return Optional.of(new Found(secret == null ? null : Records.unpack(secret, id, row.getBytes(1))));
                }
            }
        });
    }

    /** What was answered to a request of that key. */
    @SuppressWarnings("ArrayRecordComponent")
    record Retried(byte[] body, UUID id) {}

    Optional<Retried> retried(byte[] key) {
        return transactions.read(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("select body, id from decision_retry where retry_key = ?")) {
                statement.setBytes(1, key);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Retried(row.getBytes(1), DecisionIds.of(row.getBytes(2))))
                            : Optional.empty();
                }
            }
        });
    }

    boolean hasSecret(Set<Long> owners) {
        return transactions.read(connection -> !Secrets.find(connection, owners).isEmpty());
    }

    /** Each record, the oldest first. */
    void forEachOf(Set<Long> owners, Consumer<byte[]> each) {
        for (Long owner : owners) {
            long at = Long.MIN_VALUE;
            byte[] id = new byte[0];
            List<Placed> some = some(owner, at, id);
            while (!some.isEmpty()) {
                some.stream().map(Placed::record).filter(Objects::nonNull).forEach(each);
                Placed last = some.get(some.size() - 1);
                some = some(owner, last.at(), last.id());
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Placed(long at, byte[] id, byte @Nullable [] record) {}

    private List<Placed> some(long owner, long at, byte[] id) {
        return transactions.read(connection -> {
            List<Placed> some = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(
                    "select d.at, d.id, d.record, s.secret from decision d join customer_secret s using (customer_key)"
                            + " where d.customer_key = ? and (d.at > ? or (d.at = ? and d.id > ?))"
                            + " order by d.at, d.id limit " + READ_AT_ONCE)) {
                statement.setLong(1, owner);
                statement.setLong(2, at);
                statement.setLong(3, at);
                statement.setBytes(4, id);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        byte[] bytes = row.getBytes(2);
                        some.add(new Placed(
                                row.getLong(1),
                                bytes,
                                Records.unpack(row.getBytes(4), DecisionIds.of(bytes), row.getBytes(3))));
                    }
                }
            }
            return some;
        });
    }

    /** Nobody asks again by a key that is so old. */
    void forgetRetries(Instant until) {
        transactions.write(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("delete from decision_retry where at < ? limit 10000")) {
                statement.setLong(1, until.toEpochMilli());
                return statement.executeUpdate();
            }
        });
    }

    /** The newest first. */
    List<Kept> search(LedgerSearch search, int most) {
        StringBuilder where = new StringBuilder();
        List<Object> values = new ArrayList<>();
        Set<Long> owners = search.owners();
        if (owners != null) {
            where.append("d.customer_key in (")
                    .append(String.join(",", Collections.nCopies(owners.size(), "?")))
                    .append(')');
            values.addAll(owners);
        }
        and(where, values, "d.at >= ?", millis(search.from()));
        and(where, values, "d.at < ?", millis(search.until()));
        and(where, values, "d.release_hash = ?", search.release());
        UUID before = search.before();
        if (before != null) {
            and(where, values, "d.at <= ?", DecisionIds.time(before));
            and(where, values, "d.id < ?", DecisionIds.bytes(before)); // ids begin with the time
        }
        String offer = search.offer();
        String from = COLUMNS;
        if (offer != null) {
            // by the offer's own index, which has the time
            from +=
                    " join (select distinct at, id from decision_offer where offer = ?) o on o.id = d.id and o.at = d.at";
            values.add(0, offer);
        }
        String sql = "select " + from + (where.isEmpty() ? "" : " where " + where)
                + " order by d.at desc, d.id desc limit " + most;
        return transactions.read(connection -> {
            Map<UUID, Kept> found = new LinkedHashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.size(); i++) {
                    statement.setObject(i + 1, values.get(i));
                }
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        Kept kept = kept(row);
                        found.put(kept.id(), kept);
                    }
                }
            }
            return answered(connection, found);
        });
    }

    private static void and(StringBuilder where, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            where.append(where.isEmpty() ? "" : " and ").append(condition);
            values.add(value);
        }
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                DecisionIds.of(row.getBytes(1)),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                List.of());
    }

    private static List<Kept> answered(Connection connection, Map<UUID, Kept> found) throws SQLException {
        Map<UUID, List<Answered>> answered = new HashMap<>();
        Rows.select(
                connection,
                "select id, placement, place, offer from decision_offer where id",
                found.keySet().stream().map(DecisionIds::bytes).toList(),
                "order by id, placement, place",
                row -> answered.computeIfAbsent(DecisionIds.of(row.getBytes(1)), id -> new ArrayList<>())
                        .add(new Answered(row.getString(2), row.getInt(3), row.getString(4))));
        List<Kept> kept = new ArrayList<>();
        found.forEach((id, each) -> kept.add(new Kept(
                id,
                each.at(),
                each.customer(),
                each.release(),
                each.channel(),
                each.stage(),
                answered.getOrDefault(id, List.of()))));
        return kept;
    }
}

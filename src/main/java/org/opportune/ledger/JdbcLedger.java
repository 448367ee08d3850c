package org.opportune.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.experiments.HeldParticipation;
import org.opportune.experiments.ParticipationRows;
import org.opportune.experiments.ParticipationRows.Decided;
import org.opportune.jdbc.Rows;
import org.opportune.jdbc.Transactions;
import org.opportune.ledger.LedgerEntry.Answered;
import org.opportune.ledger.LedgerEntry.Retry;
import org.opportune.reservation.Hold;

/** Decisions in the database. */
final class JdbcLedger {
    private static final String ONCE = "on duplicate key update id = id";
    private static final int READ_AT_ONCE = 500;

    private final Transactions transactions;

    JdbcLedger(DataSource source) {
        this.transactions = new Transactions(source);
    }

    /**
     * Stores decisions; one that is there already stays as it is, and nothing is stored of customers who were erased meanwhile.
     *
     * @param customers the key of each one's customer
     */
    void store(List<LedgerEntry> entries, List<Long> customers) {
        List<@Nullable Object[]> decisions = new ArrayList<>();
        List<@Nullable Object[]> offers = new ArrayList<>();
        List<Object[]> retries = new ArrayList<>();
        transactions.write(connection -> {
            decisions.clear();
            offers.clear();
            retries.clear();
            Set<Long> gone = gone(connection, entries, customers);
            List<LedgerEntry> kept = new ArrayList<>();
            List<Long> owners = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                if (!gone.contains(customers.get(i))
                        && !gone.contains(entries.get(i).key())) {
                    kept.add(entries.get(i));
                    owners.add(customers.get(i));
                }
            }
            Map<Long, byte[]> secrets = Secrets.findOrMake(connection, owners);
            Set<UUID> before = stored(connection, kept);
            for (int i = 0; i < kept.size(); i++) {
                rows(kept.get(i), owners.get(i), secrets, decisions, offers, retries);
            }
            Rows.insert(
                    connection,
                    "insert into decision (id, at, customer_key, release_hash, channel, stage, record, trait_set)",
                    decisions,
                    ONCE);
            Rows.insert(
                    connection,
                    "insert into decision_offer (offer, at, id, placement, place, customer_key, channel, expires_at, cost, unit, day)",
                    offers,
                    ONCE);
            Rows.insert(connection, "insert into decision_retry (retry_key, body, at, id)", retries, ONCE);
            ParticipationRows.add(
                    connection,
                    kept.stream()
                            .map(entry -> new Decided(entry.counted().participation(), DecisionIds.time(entry.id())))
                            .toList());
            List<LedgerEntry> fresh =
                    kept.stream().filter(entry -> before.add(entry.id())).toList();
            TraitDays.keep(connection, fresh);
            OfferDays.answered(connection, fresh);
            TraitDays.answered(connection, fresh);
            ReasonDays.heldBack(connection, fresh);
            return secrets;
        });
    }

    /** The keys of customers who were erased since they were decided for. Those who are there stay until this is stored. */
    private static Set<Long> gone(Connection connection, List<LedgerEntry> entries, List<Long> customers)
            throws SQLException {
        Set<Long> gone = new TreeSet<>(customers);
        entries.forEach(entry -> gone.add(entry.key()));
        gone.removeIf(key -> key <= 0);
        Rows.select(
                connection,
                "select customer_key from customer where customer_key",
                List.copyOf(gone),
                "order by customer_key lock in share mode",
                row -> gone.remove(row.getLong(1)));
        Rows.select(
                connection,
                "select from_key from customer_merge where from_key",
                List.copyOf(gone),
                "",
                row -> gone.remove(row.getLong(1)));
        return gone;
    }

    private static Set<UUID> stored(Connection connection, List<LedgerEntry> entries) throws SQLException {
        Set<UUID> stored = new HashSet<>();
        Rows.select(
                connection,
                "select id from decision where id",
                entries.stream().map(entry -> DecisionIds.bytes(entry.id())).toList(),
                "",
                row -> stored.add(DecisionIds.of(row.getBytes(1))));
        return stored;
    }

    private static void rows(
            LedgerEntry entry,
            long customer,
            Map<Long, byte[]> secrets,
            List<@Nullable Object[]> decisions,
            List<@Nullable Object[]> offers,
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
            Records.pack(secret, entry.id(), entry.record()),
            TraitDays.id(entry.counted().traits())
        });
        long unit = entry.counted().participation().unit();
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
                hold.cost(),
                unit == 0 ? null : unit,
                entry.counted().day()
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

    /** The offers that a decision answered. */
    Set<String> offers(UUID id) {
        return transactions.read(connection -> {
            Set<String> offers = new TreeSet<>();
            try (PreparedStatement statement =
                    connection.prepareStatement("select offer from decision_offer where id = ? and at = ?")) {
                statement.setBytes(1, DecisionIds.bytes(id));
                statement.setLong(2, DecisionIds.time(id));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        offers.add(row.getString(1));
                    }
                }
            }
            return offers;
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

    List<HeldParticipation> participations(long key, Set<Long> owners) {
        return transactions.read(connection -> ParticipationRows.of(connection, key, owners));
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
}

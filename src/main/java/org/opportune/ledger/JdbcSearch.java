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
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Rows;
import org.opportune.jdbc.Transactions;
import org.opportune.ledger.LedgerEntry.Answered;

/**
 * Finds decisions in the database, the newest first. A page is read along an index that has this order, from where the page before ended, so that it costs what it
 * shows however many there are.
 */
final class JdbcSearch {
    /** A visitor who became a customer is that customer. */
    private static final String COLUMNS =
            "select d.id, d.at, coalesce(m.to_key, d.customer_key), d.release_hash, d.channel, d.stage from ";

    private static final String MERGED = " left join customer_merge m on m.from_key = d.customer_key";
    /** Along the offer's own index; the database would rather read and sort them all. A fallback may be the same offer as in another placement. */
    private static final String BY_OFFER = "decision_offer o straight_join decision d on d.id = o.id and d.at = o.at";

    private static final String FIRST_PLACEMENT =
            "o.offer = ? and not exists (select 1 from decision_offer e where e.offer = o.offer and e.at = o.at and e.id = o.id and"
                    + " e.placement < o.placement)";
    /** One customer's decisions are few. */
    private static final String HAS_OFFER =
            "exists (select 1 from decision_offer e where e.offer = ? and e.at = d.at and e.id = d.id)";

    private final Transactions transactions;

    JdbcSearch(DataSource source) {
        this.transactions = new Transactions(source);
    }

    List<Kept> search(LedgerSearch search, int most) {
        boolean isByOffer = search.offer() != null && search.owners() == null;
        String by = isByOffer ? "o" : "d";
        List<Object> values = new ArrayList<>();
        String sql = COLUMNS + (isByOffer ? BY_OFFER : "decision d") + MERGED + where(search, by, values) + " order by "
                + by + ".at desc, " + by + ".id desc limit " + most;
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

    boolean hasRelease(String release) {
        return transactions.read(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("select 1 from decision where release_hash = ? limit 1")) {
                statement.setString(1, release);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    /** @param by the table along which they are read */
    private static String where(LedgerSearch search, String by, List<Object> values) {
        List<String> conditions = new ArrayList<>();
        and(conditions, values, by.equals("o") ? FIRST_PLACEMENT : HAS_OFFER, search.offer());
        Set<Long> owners = search.owners();
        if (owners != null) {
            conditions.add("d.customer_key in (" + String.join(",", Collections.nCopies(owners.size(), "?")) + ")");
            values.addAll(owners);
        }
        and(conditions, values, by + ".at >= ?", millis(search.from()));
        and(conditions, values, by + ".at < ?", millis(search.until()));
        and(conditions, values, "d.release_hash = ?", search.release());
        UUID before = search.before();
        if (before != null) {
            and(conditions, values, by + ".at <= ?", DecisionIds.time(before));
            and(conditions, values, by + ".id < ?", DecisionIds.bytes(before)); // ids begin with the time
        }
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private static void and(List<String> conditions, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
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

    /** @param found the newest first */
    private static List<Kept> answered(Connection connection, Map<UUID, Kept> found) throws SQLException {
        Map<UUID, List<Answered>> answered = new HashMap<>();
        List<UUID> ids = List.copyOf(found.keySet());
        if (!ids.isEmpty()) {
            // the months that they are in, and no others
            long oldest = DecisionIds.time(ids.get(ids.size() - 1));
            long newest = DecisionIds.time(ids.get(0));
            Rows.select(
                    connection,
                    "select id, placement, place, offer from decision_offer where at between " + oldest + " and "
                            + newest + " and id",
                    ids.stream().map(DecisionIds::bytes).toList(),
                    "order by id, placement, place",
                    row -> answered.computeIfAbsent(DecisionIds.of(row.getBytes(1)), id -> new ArrayList<>())
                            .add(new Answered(row.getString(2), row.getInt(3), row.getString(4))));
        }
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

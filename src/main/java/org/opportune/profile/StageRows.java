package org.opportune.profile;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Rows;

/** Writes moves between stages, each only where it starts from what is recorded. */
final class StageRows {
    private StageRows() {}

    /** Gives the moves that were recorded, oldest first. */
    static List<StageChange> record(Connection connection, Collection<StageChange> changes) throws SQLException {
        Set<Long> locked = IdentityRows.hold(
                connection, changes.stream().map(StageChange::customer).toList(), true);
        Map<Long, StageSpell> recorded = new HashMap<>();
        Rows.select(
                connection,
                "SELECT customer_key, stage, since FROM stage_spell WHERE customer_key",
                List.copyOf(locked),
                "ORDER BY customer_key, since LOCK IN SHARE MODE",
                row -> recorded.put(
                        row.getLong(1), new StageSpell(row.getString(2), Instant.ofEpochMilli(row.getLong(3)))));
        List<StageChange> moves = new ArrayList<>();
        changes.stream().sorted(Comparator.comparing(StageChange::at)).forEach(change -> {
            StageSpell spell = spell(change);
            if (locked.contains(change.customer()) && startsFrom(recorded.get(change.customer()), change)) {
                recorded.put(change.customer(), spell);
                moves.add(change);
            }
        });
        Rows.insert(
                connection,
                "INSERT INTO stage_spell (customer_key, since, stage, release_hash, cause)",
                moves.stream().map(StageRows::values).toList(),
                "");
        return moves;
    }

    /** A move must leave the recorded stage, later than it was entered. */
    static boolean startsFrom(@Nullable StageSpell recorded, StageChange change) {
        if (change.to().equals(change.from())) {
            return false;
        }
        return recorded == null
                ? change.from() == null
                : Objects.equals(recorded.stage(), change.from())
                        && spell(change).since().isAfter(recorded.since());
    }

    static StageSpell spell(StageChange change) {
        return new StageSpell(change.to(), change.at().truncatedTo(ChronoUnit.MILLIS));
    }

    private static Object[] values(StageChange change) {
        return new Object[] {
            change.customer(),
            change.at().toEpochMilli(),
            change.to(),
            change.release(),
            change.cause().name()
        };
    }
}

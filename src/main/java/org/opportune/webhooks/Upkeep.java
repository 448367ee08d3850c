package org.opportune.webhooks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Transactions;
import org.opportune.jdbc.Transactions.Work;

/** Keeps the table of deliveries small, and counts what waits for those who watch. */
public final class Upkeep {
    private static final int AT_ONCE = 5_000;

    private final Transactions transactions;
    private final Duration kept;
    private final Clock clock;
    private volatile Figures figures = new Figures(0, 0, 0, null);

    /** @param kept how long what ended is kept, and what waits waits at most */
    public Upkeep(DataSource source, Duration kept, Clock clock) {
        this.transactions = new Transactions(source);
        this.kept = kept;
        this.clock = clock;
    }

    /**
     * How all webhooks fare.
     *
     * @param failing how many of them
     * @param failingSince of that which fails longest; null when none does
     */
    public record Figures(
            long pending, long dead, int failing, @Nullable Instant failingSince) {}

    /** As they were counted last. */
    public Figures figures() {
        return figures;
    }

    /** Called by a timer. */
    public void count() {
        figures = transactions.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                            "select (select count(*) from webhook_delivery d join webhook w on w.id = d.webhook where d.state = 'pending'),"
                                    + " (select count(*) from webhook_delivery d join webhook w on w.id = d.webhook where d.state = 'dead'),"
                                    + " count(failing_since), min(failing_since) from webhook where not paused");
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return new Figures(row.getLong(1), row.getLong(2), row.getInt(3), WebhookRows.instant(row, 4));
            }
        });
    }

    /** Called by a timer: what ended long ago goes, and what never got its turn is dead. */
    public void tidy() {
        Instant now = clock.instant();
        long before = now.minus(kept).toEpochMilli();
        for (long webhook : transactions.read(Upkeep::named)) {
            some(connection -> DeliveryRows.update(
                    connection,
                    "update webhook_delivery set state = 'dead', claim = null, failure = ?, ended_at = ? where webhook = ?"
                            + " and state = 'pending' and due_at < ? limit ?",
                    Failure.UNSENT.name(),
                    now.toEpochMilli(),
                    webhook,
                    before,
                    AT_ONCE));
            // written by a node that did not know yet that the webhook was deleted
            some(connection -> DeliveryRows.update(
                    connection,
                    "delete from webhook_delivery where webhook = ? and not exists (select 1 from webhook where id = ?) limit ?",
                    webhook,
                    webhook,
                    AT_ONCE));
        }
        some(connection -> DeliveryRows.update(
                connection, "delete from webhook_delivery where ended_at < ? limit ?", before, AT_ONCE));
    }

    private static List<Long> named(Connection connection) throws SQLException {
        List<Long> named = new ArrayList<>();
        try (PreparedStatement statement =
                        connection.prepareStatement("select distinct webhook from webhook_delivery");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                named.add(row.getLong(1));
            }
        }
        return named;
    }

    private void some(Work<Integer> work) {
        int changed;
        do {
            changed = transactions.write(work);
        } while (changed == AT_ONCE);
    }
}

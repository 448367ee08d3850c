package org.opportune.webhooks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Rows;
import org.opportune.ledger.DecisionIds;
import org.opportune.outcomes.OutcomeListener;
import org.opportune.outcomes.StoredOutcome;
import org.opportune.profile.IdentityListener;
import org.opportune.profile.StageChange;

/**
 * Writes what webhooks want of what happens, in the transaction that stores it, so that nothing is sent that did not happen and nothing that did is missed. What other
 * nodes change of webhooks is obeyed within a second.
 */
@ApplicationScoped
public class Outbox implements OutcomeListener, IdentityListener {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Clock clock;
    private volatile @Nullable Known known;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    Outbox() {
        this(null);
    }

    @Inject
    public Outbox(Clock clock) {
        this.clock = clock;
    }

    private record Known(List<Webhook> webhooks, Instant at) {}

    /** Something was changed here. */
    void lookAgain() {
        known = null;
    }

    private List<Webhook> webhooks(Connection connection) throws SQLException {
        Known seen = known;
        Instant now = clock.instant();
        if (seen == null || !now.isBefore(seen.at().plus(FRESH))) {
            seen = new Known(WebhookRows.all(connection), now);
            known = seen;
        }
        return seen.webhooks();
    }

    @Override
    public void stored(Connection connection, List<StoredOutcome> outcomes) throws SQLException {
        write(connection, outcomes, Occurrence::of);
    }

    @Override
    public void changedStage(Connection connection, List<StageChange> changes) throws SQLException {
        write(connection, changes, Occurrence::of);
    }

    private <T> void write(Connection connection, List<T> happened, Function<T, Occurrence> occurrence)
            throws SQLException {
        List<Webhook> webhooks = happened.isEmpty() ? List.of() : webhooks(connection);
        if (webhooks.isEmpty()) {
            return;
        }
        long now = clock.millis();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (T each : happened) {
            Occurrence event = occurrence.apply(each);
            for (Webhook webhook : webhooks) {
                if (webhook.filter().takes(event)) {
                    rows.add(row(webhook, event, now));
                }
            }
        }
        Rows.insert(
                connection,
                "insert into webhook_delivery (webhook, event, type, subject, at, customer_key, decision, data, state,"
                        + " created_at, due_at, attempts)",
                rows,
                "on duplicate key update webhook = webhook_delivery.webhook");
    }

    private static @Nullable Object[] row(Webhook webhook, Occurrence event, long now) {
        return new @Nullable Object[] {
            webhook.id(),
            DecisionIds.bytes(event.id()),
            event.type().id(),
            event.subject(),
            event.at().toEpochMilli(),
            event.customer(),
            event.decision() == null ? null : DecisionIds.bytes(event.decision()),
            event.data().toString(),
            Delivery.State.PENDING.id(),
            now,
            now,
            0
        };
    }

    /** Moves of the visitor that are not the customer's are sent no more. */
    @Override
    public void move(Connection connection, long visitor, long customer) throws SQLException {
        DeliveryRows.move(connection, visitor, customer);
    }
}

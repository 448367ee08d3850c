package org.opportune.webhooks;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Rows;
import org.opportune.jdbc.Transactions;
import org.opportune.kernel.Json;
import org.opportune.kernel.Problem;
import org.opportune.webhooks.Delivery.State;

/** What people do with webhooks, and who did it. Each method is one transaction, unless it says otherwise. */
public final class JdbcWebhooks {
    /** So long the secret before the last signs too. */
    static final Duration OVERLAP = Duration.ofHours(24);

    private static final int MOST = 50;
    private static final int AT_ONCE = 5_000;

    private final Transactions transactions;
    private final Outbox outbox;
    private final Clock clock;

    /** @param outbox that is to know at once */
    public JdbcWebhooks(DataSource source, Outbox outbox, Clock clock) {
        this.transactions = new Transactions(source);
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * A webhook and how it fares.
     *
     * @param previousUntil null when there was no secret before
     */
    record Standing(
            Webhook webhook,
            boolean hasAuthorization,
            @Nullable Instant previousUntil,
            long pending,
            long dead) {}

    /** One that was just made, or has just a new secret. */
    record Made(long id, Secrets secrets) {}

    List<Standing> all() {
        return transactions.read(connection -> standing(connection, WebhookRows.all(connection)));
    }

    /** Throws a 404 problem when there is none. */
    Standing one(long id) {
        return all().stream()
                .filter(standing -> standing.webhook().id() == id)
                .findFirst()
                .orElseThrow(() -> unknown(id));
    }

    private static Problem unknown(long id) {
        return Problem.notFound("There is no webhook " + id + "; GET /api/v1/webhooks lists them");
    }

    private static List<Standing> standing(Connection connection, List<Webhook> webhooks) throws SQLException {
        List<Long> ids = webhooks.stream().map(Webhook::id).toList();
        Map<String, Long> counts = new HashMap<>();
        Rows.select(
                connection,
                "select webhook, state, count(*) from webhook_delivery where state in ('pending', 'dead') and webhook",
                ids,
                "group by webhook, state",
                row -> counts.put(row.getLong(1) + row.getString(2), row.getLong(3)));
        List<Standing> all = new ArrayList<>();
        for (Webhook webhook : webhooks) {
            Secrets secrets = WebhookRows.secrets(connection, webhook.id());
            if (secrets != null) { // else it was deleted this moment
                all.add(new Standing(
                        webhook,
                        secrets.authorization() != null,
                        secrets.previousUntil(),
                        counts.getOrDefault(webhook.id() + State.PENDING.id(), 0L),
                        counts.getOrDefault(webhook.id() + State.DEAD.id(), 0L)));
            }
        }
        return all;
    }

    /** Throws a 409 problem when there are too many. */
    Made create(WebhookFields fields, String who) {
        Instant now = clock.instant();
        Webhook wanted = new Webhook(
                0,
                Objects.requireNonNull(fields.name()).strip(),
                Objects.requireNonNull(fields.url()),
                fields.filter() == null ? Filter.ALL : fields.filter(),
                fields.identities() == null ? List.of() : fields.identities(),
                fields.paused() != null && fields.paused(),
                null,
                now,
                who,
                null,
                null);
        Secrets secrets = new Secrets(Signature.secret(), null, null, given(fields.authorization(), null));
        long made = transactions.write(connection -> {
            if (WebhookRows.all(connection).size() >= MOST) {
                throw Problem.conflict(
                        "too-many-webhooks", "There are " + MOST + " webhooks already; delete those that nobody needs");
            }
            long id = WebhookRows.insert(connection, wanted);
            WebhookRows.write(connection, id, secrets);
            note(connection, who, "create", id, text(wanted));
            return id;
        });
        outbox.lookAgain();
        return new Made(made, secrets);
    }

    private static @Nullable String given(@Nullable String authorization, @Nullable String before) {
        if (authorization == null) {
            return before;
        }
        return authorization.isEmpty() ? null : authorization;
    }

    /** What is left out stays. */
    void change(long id, WebhookFields fields, String who) {
        transactions.write(connection -> {
            Webhook was = held(connection, id);
            Webhook is = was.with(
                    fields.name() == null ? was.name() : fields.name().strip(),
                    fields.url() == null ? was.url() : fields.url(),
                    fields.filter() == null ? was.filter() : fields.filter(),
                    fields.identities() == null ? was.identities() : fields.identities(),
                    fields.paused() == null ? was.isPaused() : fields.paused());
            WebhookRows.update(connection, is);
            if (fields.authorization() != null) {
                Secrets secrets = Objects.requireNonNull(WebhookRows.secrets(connection, id));
                WebhookRows.write(connection, id, secrets.with(given(fields.authorization(), null)));
            }
            note(connection, who, "change", id, text(is));
            return is;
        });
        outbox.lookAgain();
    }

    private static Webhook held(Connection connection, long id) throws SQLException {
        Webhook held = WebhookRows.held(connection, id);
        if (held == null) {
            throw unknown(id);
        }
        return held;
    }

    Made rotate(long id, String who) {
        Instant until = clock.instant().plus(OVERLAP);
        byte[] next = Signature.secret();
        return transactions.write(connection -> {
            held(connection, id);
            Secrets rotated =
                    Objects.requireNonNull(WebhookRows.secrets(connection, id)).rotated(next, until);
            WebhookRows.write(connection, id, rotated);
            note(connection, who, "rotate-secret", id, "");
            return new Made(id, rotated);
        });
    }

    /** With what it has not delivered. First the webhook; its deliveries by and by, in transactions of their own. */
    void delete(long id, String who) {
        transactions.write(connection -> {
            note(connection, who, "delete", id, text(held(connection, id)));
            WebhookRows.delete(connection, id);
            return id;
        });
        outbox.lookAgain();
        int gone;
        do {
            gone = transactions.write(connection -> DeliveryRows.deleteOf(connection, id, AT_ONCE));
        } while (gone == AT_ONCE);
    }

    /** What an attempt needs that is made at once. */
    record Target(Webhook webhook, Secrets secrets) {}

    Target target(long id) {
        return transactions.write(connection ->
                new Target(held(connection, id), Objects.requireNonNull(WebhookRows.secrets(connection, id))));
    }

    List<Delivery> deliveries(long id, @Nullable State state, int most, long before) {
        return transactions.read(connection -> {
            if (WebhookRows.secrets(connection, id) == null) {
                throw unknown(id);
            }
            return DeliveryRows.list(connection, id, state, most, before);
        });
    }

    /** Throws a 409 problem when it was delivered. */
    void retry(long id, long delivery, String who) {
        Instant now = clock.instant();
        transactions.write(connection -> {
            held(connection, id);
            State was = DeliveryRows.retry(connection, id, delivery, now);
            if (was == null) {
                throw Problem.notFound("The webhook " + id + " has no delivery " + delivery);
            }
            if (was == State.DELIVERED) {
                throw Problem.conflict("delivered", "The receiver has taken the delivery " + delivery + " already");
            }
            note(connection, who, "retry", id, Long.toString(delivery));
            return was;
        });
    }

    /** How many; in transactions of some thousand. */
    int retryDead(long id, String who) {
        Instant now = clock.instant();
        transactions.write(connection -> {
            note(connection, who, "retry-dead", held(connection, id).id(), "");
            return id;
        });
        int sum = 0;
        int some;
        do {
            some = transactions.write(connection -> DeliveryRows.retryDead(connection, id, AT_ONCE, now));
            sum += some;
        } while (some == AT_ONCE);
        return sum;
    }

    private static String text(Webhook webhook) {
        return new String(
                Json.bytes(new WebhookFields(
                        webhook.name(),
                        webhook.url(),
                        webhook.filter(),
                        webhook.identities(),
                        null,
                        webhook.isPaused())),
                StandardCharsets.UTF_8);
    }

    private void note(Connection connection, String who, String step, long webhook, String what) throws SQLException {
        DeliveryRows.update(
                connection,
                "insert into webhook_history (at, who, step, webhook, what) values (?, ?, ?, ?, ?)",
                clock.millis(),
                who,
                step,
                webhook,
                what);
    }

    /** Newest first. */
    List<WebhookStep> history(int most, long before) {
        return transactions.read(connection -> {
            List<WebhookStep> steps = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(
                    "select number, at, who, step, webhook, what from webhook_history where number < ? order by number desc limit ?")) {
                statement.setLong(1, before);
                statement.setInt(2, most);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        steps.add(new WebhookStep(
                                row.getLong(1),
                                Instant.ofEpochMilli(row.getLong(2)),
                                row.getString(3),
                                row.getString(4),
                                row.getLong(5),
                                row.getString(6)));
                    }
                }
            }
            return steps;
        });
    }

    /** What is to be sent of customers, or was, the oldest first. */
    public List<HeldDelivery> of(Set<Long> owners) {
        return transactions.read(connection -> DeliveryRows.of(connection, owners));
    }

    /** Nothing of these customers is sent any more, nor kept. */
    public void erase(Set<Long> owners) {
        transactions.write(connection -> {
            DeliveryRows.erase(connection, owners);
            return owners;
        });
    }
}

package org.opportune.webhooks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Transactions;
import org.opportune.webhooks.Delivery.Claimed;

/** Writes down what became of attempts: delivered, to be tried again, or dead; and how the webhook fares. */
final class Settling {
    private static final Logger LOG = Logger.getLogger(Settling.class.getName());

    private final Transactions transactions;
    private final Schedule schedule;
    private final Told told;
    private final Clock clock;

    Settling(DataSource source, Schedule schedule, Told told, Clock clock) {
        this.transactions = new Transactions(source);
        this.schedule = schedule;
        this.told = told;
        this.clock = clock;
    }

    /** Hears of each attempt: {@code delivered}, {@code failed} or {@code dead}. */
    @FunctionalInterface
    interface Told {
        void attempt(long webhook, String result);
    }

    /**
     * An attempt that is over.
     *
     * @param url where it went
     */
    record Done(Claimed claimed, String url, Result result) {}

    void settle(List<Done> done) {
        if (done.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<String> results = transactions.write(connection -> {
            List<String> each = new ArrayList<>();
            for (Done one : done) {
                each.add(settle(connection, one, now));
            }
            return each;
        });
        for (int i = 0; i < results.size(); i++) {
            told.attempt(done.get(i).claimed().webhook(), results.get(i));
        }
    }

    private String settle(Connection connection, Done done, Instant now) throws SQLException {
        Claimed claimed = done.claimed();
        Result result = done.result();
        long webhook = claimed.webhook();
        if (result.isDelivered()) {
            DeliveryRows.delivered(connection, claimed, result, now);
            DeliveryRows.update(
                    connection,
                    "update webhook set failing_since = null, held_until = null where id = ? and failing_since is not null",
                    webhook);
            return "delivered";
        }
        DeliveryRows.update(
                connection,
                "update webhook set failing_since = ? where id = ? and failing_since is null",
                now.toEpochMilli(),
                webhook);
        Duration wait =
                schedule.after(claimed.attempt(), ThreadLocalRandom.current().nextDouble());
        if (result.retryAfter() != null) {
            Instant until = now.plus(result.retryAfter());
            DeliveryRows.update(
                    connection, "update webhook set held_until = ? where id = ?", until.toEpochMilli(), webhook);
            wait = wait == null || wait.compareTo(result.retryAfter()) > 0 ? wait : result.retryAfter();
        }
        if (result.isGone()) {
            pause(connection, webhook, done.url());
            wait = Objects.requireNonNullElse(wait, Duration.ZERO); // somebody may resume it
        }
        return fail(connection, done, now, wait);
    }

    private static String fail(Connection connection, Done done, Instant now, @Nullable Duration wait)
            throws SQLException {
        Failure why = Objects.requireNonNull(done.result().failure());
        boolean isOurs = DeliveryRows.failed(
                connection, done.claimed(), done.result(), why, now, wait == null ? null : now.plus(wait));
        if (isOurs && wait == null) {
            LOG.warning(() -> "Webhook " + done.claimed().webhook() + ": the delivery "
                    + done.claimed().id() + " is given up after "
                    + done.claimed().attempt() + " attempts");
            return "dead";
        }
        return "failed";
    }

    private static void pause(Connection connection, long webhook, String url) throws SQLException {
        int paused = DeliveryRows.update(
                connection,
                "update webhook set paused = true, paused_because = ? where id = ? and url = ? and not paused",
                Webhook.GONE,
                webhook,
                url);
        if (paused == 1) {
            LOG.warning(() -> "Webhook " + webhook + " is paused: its receiver answered 410 Gone");
        }
    }
}

package org.opportune.webhooks;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Outage;
import org.opportune.jdbc.Transactions;
import org.opportune.profile.Identity;
import org.opportune.webhooks.Delivery.Claimed;
import org.opportune.webhooks.Settling.Done;

/**
 * Sends what waits in the database. One thread takes, sends without waiting and writes down results; so a receiver that is slow holds up nobody but itself. Several servers
 * share the work: what one has taken the others leave, until its lease is over.
 */
public final class Sender {
    /** Longer than an attempt takes, with what comes before and after it. */
    static final Duration LEASE = Duration.ofMinutes(2);

    /** To one receiver by one server. */
    static final int AT_ONCE = 8;

    private static final Logger LOG = Logger.getLogger(Sender.class.getName());
    private static final long LOOK_EVERY = 1_000;
    /** So that what is over at about the same time is written at once. */
    private static final long GATHER = 20;

    private final Transactions transactions;
    private final Names names;
    private final Poster poster;
    private final Settling settling;
    private final Clock clock;
    private final Map<Long, AtomicInteger> underWay = new HashMap<>();
    private final Queue<Done> done = new ConcurrentLinkedQueue<>();
    private final Semaphore news = new Semaphore(0);

    Sender(DataSource source, Names names, Poster poster, Settling settling, Clock clock) {
        this.transactions = new Transactions(source);
        this.names = names;
        this.poster = poster;
        this.settling = settling;
        this.clock = clock;
    }

    private record Taken(Webhook webhook, Secrets secrets, List<Claimed> claimed) {}

    /** Until its thread is interrupted. */
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                turn();
                if (news.tryAcquire(LOOK_EVERY, TimeUnit.MILLISECONDS)) {
                    TimeUnit.MILLISECONDS.sleep(GATHER);
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.log(
                        Outage.isIn(e) ? Level.FINE : Level.WARNING,
                        "Sending to webhooks failed, and will be tried again",
                        e);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes down what is over, and begins what is due. How many attempts were begun. */
    int turn() {
        settleNow();
        int begun = 0;
        for (Taken taken : transactions.write(this::take)) {
            for (Claimed claimed : taken.claimed()) {
                begin(taken, claimed);
                begun++;
            }
        }
        return begun;
    }

    /** Writes down what is over. */
    void settleNow() {
        List<Done> over = new ArrayList<>();
        for (Done each = done.poll(); each != null; each = done.poll()) {
            over.add(each);
        }
        try {
            settling.settle(over);
        } catch (RuntimeException e) {
            done.addAll(over); // or what was delivered would be sent again
            throw e;
        }
    }

    private List<Taken> take(Connection connection) throws SQLException {
        Instant now = clock.instant();
        List<Taken> all = new ArrayList<>();
        for (Webhook webhook : WebhookRows.all(connection)) {
            int room = room(webhook, now);
            List<Claimed> claimed =
                    room <= 0 ? List.of() : DeliveryRows.claim(connection, webhook.id(), room, now, now.plus(LEASE));
            Secrets secrets = claimed.isEmpty() ? null : WebhookRows.secrets(connection, webhook.id());
            if (secrets != null) {
                all.add(new Taken(webhook, secrets, claimed));
            }
        }
        return all;
    }

    /** One at a time to who does not answer well, so that one attempt finds out, and not eight. */
    private int room(Webhook webhook, Instant now) {
        boolean isHeld = webhook.heldUntil() != null && now.isBefore(webhook.heldUntil());
        if (webhook.isPaused() || isHeld) {
            return 0;
        }
        return (webhook.failingSince() == null ? AT_ONCE : 1)
                - underWay(webhook.id()).get();
    }

    private AtomicInteger underWay(long webhook) {
        return underWay.computeIfAbsent(webhook, id -> new AtomicInteger());
    }

    private void begin(Taken taken, Claimed claimed) {
        Webhook webhook = taken.webhook();
        byte[] body = Envelope.of(claimed, names(webhook, claimed));
        Message message = new Message(
                URI.create(webhook.url()),
                claimed.event().toString(),
                body,
                taken.secrets().at(clock.instant()),
                taken.secrets().authorization());
        AtomicInteger count = underWay(webhook.id());
        count.incrementAndGet();
        var unused = poster.post(message).whenComplete((result, thrown) -> {
            if (thrown == null) {
                done.add(new Done(claimed, webhook.url(), result));
            } else {
                LOG.log(
                        Level.WARNING,
                        "An attempt to send to a webhook failed here, and is made again when its lease is over",
                        thrown);
            }
            count.decrementAndGet();
            news.release();
        });
    }

    private @Nullable List<Identity> names(Webhook webhook, Claimed claimed) {
        if (webhook.identities().isEmpty()) {
            return null;
        }
        return names.of(claimed.customer(), claimed.decision()).stream()
                .filter(name -> webhook.identities().contains(name.namespace()))
                .toList();
    }
}

package org.opportune.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.opportune.ledger.Ledger;
import org.opportune.profile.Profiles;

/** What sends, made of its parts. */
public final class Webhooks {
    private final Poster poster;
    private final Sender sender;
    private final boolean isPrivateAllowed;
    private final Clock clock;

    /**
     * Nothing is sent before {@link Sender#run}.
     *
     * @param retried for how long a delivery is tried again
     * @param isPrivateAllowed whether http and addresses that are not public are allowed
     * @param version of the server
     */
    public Webhooks(
            DataSource source,
            Profiles profiles,
            Ledger ledger,
            Executor threads,
            Duration retried,
            boolean isPrivateAllowed,
            String version,
            WebhookMetrics metrics,
            Clock clock) {
        this.poster = new Poster(threads, isPrivateAllowed, version, clock);
        this.sender = new Sender(
                source,
                new Names(source, profiles, ledger),
                poster,
                new Settling(source, Schedule.of(retried), metrics::attempt, clock),
                clock);
        this.isPrivateAllowed = isPrivateAllowed;
        this.clock = clock;
    }

    public Sender sender() {
        return sender;
    }

    /** Throws a problem with all that is wrong. */
    void require(WebhookFields fields, boolean isNew) {
        new FieldsCheck(isPrivateAllowed).require(fields, isNew);
    }

    WebhookTrial tried(JdbcWebhooks.Target target) {
        return new WebhookTrials(poster, clock).send(target);
    }
}

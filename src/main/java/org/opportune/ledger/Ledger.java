package org.opportune.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.experiments.HeldParticipation;
import org.opportune.experiments.ParticipationRows;
import org.opportune.journal.Journal;
import org.opportune.journal.JournalRefused;
import org.opportune.journal.Shipment;
import org.opportune.kernel.Json;
import org.opportune.kernel.Problem;
import org.opportune.ledger.LedgerEntry.Retry;
import org.opportune.profile.Identity;
import org.opportune.profile.Profiles;
import org.opportune.reservation.Owners;

/** Every live decision, whole, for as long as it is kept. What was recorded is durable before it is answered, whether the database is there or not. */
public final class Ledger {
    /** By which its records are known in the journal. */
    public static final byte KIND = 1;

    private static final Logger LOG = Logger.getLogger(Ledger.class.getName());
    private static final Duration SAY_AGAIN = Duration.ofMinutes(1);
    /** How long asking again by the same key is answered the same. */
    private static final Duration RETRIES = Duration.ofHours(24);

    private static final int READ_AT_ONCE = 500;

    private final Journal journal;
    private final JdbcLedger rows;
    private final JdbcSearch search;
    private final Profiles profiles;
    private final Clock clock;
    private final AtomicLong notRecorded = new AtomicLong();
    private volatile Instant saidAt = Instant.MIN;

    public Ledger(Journal journal, DataSource source, Profiles profiles, Clock clock) {
        this.journal = journal;
        this.rows = new JdbcLedger(source);
        this.search = new JdbcSearch(source);
        this.profiles = profiles;
        this.clock = clock;
    }

    /** True when it is durable; false when the journal takes nothing now, which is counted and told. */
    public boolean record(LedgerEntry entry) {
        try {
            journal.append(KIND, EntryCodec.write(entry));
            return true;
        } catch (JournalRefused e) {
            long lost = notRecorded.incrementAndGet();
            Instant now = clock.instant();
            if (now.isAfter(saidAt.plus(SAY_AGAIN))) {
                saidAt = now;
                LOG.log(
                        Level.SEVERE,
                        e,
                        () -> "Decisions are answered and not recorded, " + lost + " since the start: "
                                + e.getMessage());
            }
            return false;
        }
    }

    /** How many decisions were answered and not recorded since the start. */
    public long notRecorded() {
        return notRecorded.get();
    }

    /** Brings records from the journal to the database. */
    public Shipment shipment() {
        return contents -> {
            List<LedgerEntry> entries = contents.stream().map(EntryCodec::read).toList();
            rows.store(
                    entries,
                    Owners.of(
                            profiles,
                            entries.stream().map(LedgerEntry::customer).toList()));
        };
    }

    /** The record of a decision. Throws a 404 problem when there is none, and a 410 problem when its customer was erased. */
    public byte[] find(UUID id) {
        JdbcLedger.Found found = rows.find(id)
                .orElseThrow(() -> new Problem(
                        404,
                        "unknown-decision",
                        "No such decision",
                        "There is no decision " + id
                                + "; GET /api/v1/decisions lists them. A preview is not kept, nor is a decision that is older than the"
                                + " ledger keeps them; one of this second may not be there yet",
                        List.of()));
        byte[] record = found.record();
        if (record == null) {
            throw new Problem(
                    410,
                    "erased",
                    "Erased",
                    "What was known of the customer of this decision was erased, and the decision with it",
                    List.of());
        }
        return record;
    }

    /** The offers that a decision answered. Throws what {@link #find} throws. */
    public Set<String> offers(UUID id) {
        find(id); // an erased decision says nothing
        return rows.offers(id);
    }

    /** By whom the decisions of a customer are found: by what they have as a customer, and by what they had under each of their names before. */
    public Set<Long> owners(Identity identity) {
        return Owners.of(profiles.known(identity));
    }

    /** Whether something is kept of one of them that can be read. */
    public boolean hasOf(Set<Long> owners) {
        return rows.hasSecret(owners);
    }

    /** The record of every decision that was made for one of them, the oldest first, as JSON. */
    public void forEachOf(Set<Long> owners, Consumer<JsonNode> each) {
        rows.forEachOf(owners, record -> {
            try {
                each.accept(Json.MAPPER.readTree(record));
            } catch (IOException e) {
                throw new UncheckedIOException("a record is not JSON", e);
            }
        });
    }

    /** In which experiments a customer takes part, and what came of it. */
    public List<HeldParticipation> participations(long key, Set<Long> owners) {
        return rows.participations(key, owners);
    }

    /** What was kept of them can be read by nobody any more once the transaction ends. */
    public void erase(Connection connection, Profiles.Known known) throws SQLException {
        ParticipationRows.erase(connection, known.key(), Owners.of(known));
        Secrets.forget(connection, Owners.of(known));
    }

    /** The newest first. */
    public List<Kept> search(LedgerSearch wanted, int most) {
        return search.search(wanted, most);
    }

    /** Whether a release has decided something that is kept. */
    public boolean hasRelease(String release) {
        return search.hasRelease(release);
    }

    /** All of them, the newest first, however many there are; not more than a page of them is in memory. */
    public void forEach(LedgerSearch wanted, Consumer<Kept> each) {
        LedgerSearch next = wanted;
        List<Kept> some = search.search(next, READ_AT_ONCE);
        while (!some.isEmpty()) {
            some.forEach(each);
            next = next.before(some.get(some.size() - 1).id());
            some = search.search(next, READ_AT_ONCE);
        }
    }

    /** The decision that was made for a request of that key; null when none is known. Throws a 422 problem when the request was another. */
    public @Nullable UUID retried(Retry retry) {
        JdbcLedger.Retried found = rows.retried(retry.key()).orElse(null);
        if (found == null) {
            return null;
        }
        retry.requireSame(found.body());
        return found.id();
    }

    /** Forgets what nobody will ask for again. Called by a timer. */
    public void forgetRetries() {
        rows.forgetRetries(clock.instant().minus(RETRIES));
    }
}

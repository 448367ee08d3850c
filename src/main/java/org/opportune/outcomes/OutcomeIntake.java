package org.opportune.outcomes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.decision.Decider;
import org.opportune.http.Outage;
import org.opportune.journal.Journal;
import org.opportune.journal.JournalRefused;
import org.opportune.journal.Shipment;
import org.opportune.kernel.Json;
import org.opportune.kernel.Problem;
import org.opportune.ledger.Ledger;
import org.opportune.profile.Intake;
import org.opportune.reservation.Reservations;
import org.opportune.rulebook.Rulebook;

/** Takes outcomes: durable in the journal and known to the reservations when the call returns, and stored as soon as the database takes them. */
public final class OutcomeIntake {
    /** By which its records are known in the journal. */
    public static final byte KIND = 3;

    private static final Logger LOG = Logger.getLogger(OutcomeIntake.class.getName());

    private static final int REMEMBERED = 100_000;

    private final Journal journal;
    private final Ledger ledger;
    private final Reservations reservations;
    private final JdbcOutcomes rows;
    private final Supplier<Decider> decider;
    private final Clock clock;
    /** Names of what is durable, and may not be stored yet. */
    private final Cache<UUID, Boolean> told =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    public OutcomeIntake(
            Journal journal,
            Ledger ledger,
            Reservations reservations,
            DataSource source,
            Supplier<Decider> decider,
            List<OutcomeListener> listeners,
            Clock clock) {
        this.journal = journal;
        this.ledger = ledger;
        this.reservations = reservations;
        this.rows = new JdbcOutcomes(source, listeners);
        this.decider = decider;
        this.clock = clock;
    }

    private Rulebook rulebook() {
        return decider.get().rulebook();
    }

    /**
     * The offers that a decision answered; null while nobody can know, so that outcomes are taken unseen. Throws a 404 problem when nothing is known of the
     * decision, and a 410 problem when its customer was erased.
     */
    @Nullable
    Set<String> offers(UUID decision) {
        Set<String> remembered = reservations.offers(decision);
        if (remembered != null) {
            return remembered;
        }
        try {
            return ledger.offers(decision);
        } catch (RuntimeException e) {
            boolean mayStillCome = e instanceof Problem problem && problem.status() == 404 && !reservations.knowsAll();
            if (!mayStillCome && !Outage.isIn(e)) {
                throw e;
            }
            LOG.log(Level.FINE, "the decision is not in memory, and cannot be found now", e);
            return null;
        }
    }

    /** Reads outcomes of a decision as they are sent. Throws a problem when none of them can be taken. */
    Intake<Outcome> read(UUID decision, JsonNode body, String who) {
        Set<String> answered = offers(decision);
        OutcomeReader reader =
                new OutcomeReader(decision, who, rulebook().terms().rates(), clock.instant());
        return Intake.of(body, "outcomes", (node, pointer, findings) -> {
            Outcome read = reader.read(node, pointer, findings);
            if (read != null && answered != null && !answered.contains(read.offer())) {
                findings.at(
                        pointer + "/offer",
                        "offer: the decision " + decision + " did not answer the offer '" + read.offer() + "'");
                return null;
            }
            return read;
        });
    }

    /** Takes outcomes as they are sent. */
    public void take(UUID decision, JsonNode body, String who) {
        take(decision, read(decision, body, who).read());
    }

    /**
     * What became of outcomes.
     *
     * @param accepted those that are new
     * @param duplicates how many were told before
     */
    record Taken(List<Outcome> accepted, int duplicates) {}

    /** Takes outcomes of one decision, each once. Throws a 503 problem when they cannot be made durable. */
    Taken take(UUID decision, List<Outcome> outcomes) {
        Set<UUID> stored = stored(decision, outcomes);
        Map<UUID, Outcome> accepted = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            UUID name = outcome.name();
            if (!stored.contains(name) && told.getIfPresent(name) == null && !accepted.containsKey(name)) {
                accepted.put(name, mark(outcome));
            }
        }
        List<Outcome> all = List.copyOf(accepted.values());
        if (!all.isEmpty()) {
            append(all);
        }
        // what is not marked may be dropped when it is stored, and must be taken when it comes again
        accepted.forEach((name, outcome) -> {
            if (outcome.isMarked()) {
                told.put(name, true);
            }
        });
        return new Taken(all, outcomes.size() - all.size());
    }

    /** None as long as the database is away: then those that come again are taken again, and change nothing when they are stored. */
    private Set<UUID> stored(UUID decision, List<Outcome> outcomes) {
        if (!reservations.knowsAll()) {
            return Set.of();
        }
        try {
            return rows.stored(decision, outcomes);
        } catch (RuntimeException e) {
            if (!Outage.isIn(e)) {
                throw e;
            }
            LOG.log(Level.FINE, "the database is away", e);
            return Set.of();
        }
    }

    /** With what the reservations say of it, or as it is when that is known once it is stored. */
    private Outcome mark(Outcome outcome) {
        try {
            Reservations.Marked marked = reservations.mark(
                    decider.get().bounds(outcome.offer()),
                    outcome.decision(),
                    outcome.offer(),
                    outcome.type(),
                    outcome.countsFrom());
            return marked == null ? outcome : outcome.marked(marked.isOverCap(), marked.isOverBudget());
        } catch (RuntimeException e) {
            if (!Outage.isIn(e)) {
                throw e;
            }
            LOG.log(Level.FINE, "the database is away, and the decision not in memory", e);
            return outcome;
        }
    }

    /** Throws a 503 problem when they cannot be made durable. */
    void append(List<Outcome> outcomes) {
        try {
            journal.append(KIND, Json.MAPPER.writeValueAsBytes(outcomes));
        } catch (JournalRefused e) {
            Problem problem =
                    Problem.unavailable("The outcomes cannot be kept now (" + e.getMessage() + "); send them again");
            problem.initCause(e);
            throw problem;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is kept of customers, the oldest decision first. */
    public List<HeldOutcome> of(Set<Long> owners) {
        return rows.of(owners);
    }

    /** Leaves nothing of what customers said. */
    public void erase(Set<Long> owners) {
        rows.erase(owners);
    }

    /** Brings outcomes from the journal to the database. What nobody could mark when it came is marked first: once it is stored it looks as if it had been. */
    public Shipment shipment() {
        return contents -> {
            List<Outcome> outcomes = new ArrayList<>();
            contents.forEach(content ->
                    read(content).forEach(outcome -> outcomes.add(outcome.isMarked() ? outcome : mark(outcome))));
            rows.store(outcomes, rulebook());
        };
    }

    private static List<Outcome> read(byte[] content) {
        try {
            return Json.MAPPER.readValue(content, new TypeReference<List<Outcome>>() {});
        } catch (IOException e) {
            throw new IllegalArgumentException("the outcomes are cut off", e);
        }
    }
}

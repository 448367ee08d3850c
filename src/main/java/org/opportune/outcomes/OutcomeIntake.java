package org.opportune.outcomes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
import org.opportune.reservation.Reservations;
import org.opportune.rulebook.Rulebook;

/** Takes outcomes: durable in the journal and known to the reservations when the call returns, and stored as soon as the database takes them. */
public final class OutcomeIntake {
    /** By which its records are known in the journal. */
    public static final byte KIND = 3;

    private static final Logger LOG = Logger.getLogger(OutcomeIntake.class.getName());

    private final Journal journal;
    private final Reservations reservations;
    private final JdbcOutcomes rows;
    private final Supplier<Decider> decider;
    private final Clock clock;

    public OutcomeIntake(
            Journal journal, Reservations reservations, DataSource source, Supplier<Decider> decider, Clock clock) {
        this.journal = journal;
        this.reservations = reservations;
        this.rows = new JdbcOutcomes(source);
        this.decider = decider;
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    Rulebook rulebook() {
        return decider.get().rulebook();
    }

    /** With what the reservations say of it, or as it is when that is known once it is stored; null when its decision did not answer its offer. */
    @Nullable
    Outcome mark(Outcome outcome) {
        try {
            Reservations.Marked marked = reservations.mark(
                    decider.get().bounds(), outcome.decision(), outcome.offer(), outcome.type(), outcome.countsFrom());
            if (marked != null) {
                return outcome.marked(marked.isOverCap(), marked.isOverBudget());
            }
            return reservations.knowsAll() ? null : outcome;
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
            contents.forEach(content -> read(content).forEach(outcome -> outcomes.add(markedOnce(outcome))));
            rows.store(outcomes, rulebook().terms().zone());
        };
    }

    private Outcome markedOnce(Outcome outcome) {
        Outcome marked = outcome.isMarked() ? outcome : mark(outcome);
        return marked == null ? outcome : marked;
    }

    private static List<Outcome> read(byte[] content) {
        try {
            return Json.MAPPER.readValue(content, new TypeReference<List<Outcome>>() {});
        } catch (IOException e) {
            throw new IllegalArgumentException("the outcomes are cut off", e);
        }
    }
}

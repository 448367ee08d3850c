package org.opportune.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.opportune.arbitration.Ranked;
import org.opportune.brakes.Brakes;
import org.opportune.brakes.Paused;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.http.Outage;
import org.opportune.kernel.Json;
import org.opportune.ledger.DecisionIds;
import org.opportune.ledger.Ledger;
import org.opportune.ledger.LedgerEntry;
import org.opportune.ledger.LedgerEntry.Answered;
import org.opportune.ledger.LedgerEntry.Retry;
import org.opportune.profile.Profile;
import org.opportune.profile.Profiles;
import org.opportune.profile.StageChange.Cause;
import org.opportune.reservation.Hold;
import org.opportune.reservation.Holding;
import org.opportune.reservation.Reservations;
import org.opportune.rulebook.Rulebook;

/** Decides with what is known now. A live decision is durable in the ledger when it is answered; a preview leaves no trace. */
public final class LiveDecisions {
    private static final Logger LOG = Logger.getLogger(LiveDecisions.class.getName());

    private final Supplier<Decider> deciders;
    private final Profiles profiles;
    private final StageRecorder stages;
    private final Brakes brakes;
    private final Reservations reservations;
    private final Ledger ledger;
    private final Clock clock;
    private final String engine;

    /**
     * With what it needs.
     *
     * @param engine the version, which is recorded
     */
    public LiveDecisions(
            Supplier<Decider> deciders,
            Profiles profiles,
            StageRecorder stages,
            Brakes brakes,
            Reservations reservations,
            Ledger ledger,
            Clock clock,
            String engine) {
        this.deciders = deciders;
        this.profiles = profiles;
        this.stages = stages;
        this.brakes = brakes;
        this.reservations = reservations;
        this.ledger = ledger;
        this.clock = clock;
        this.engine = engine;
    }

    String engine() {
        return engine;
    }

    /** Throws a problem with everything that is wrong with the request. */
    DecisionRequest read(Decider decider, JsonNode body) {
        return new DecisionRequestReader(decider.rulebook()).read(body);
    }

    /** What decides now. */
    Decider decider() {
        return deciders.get();
    }

    /**
     * A decision and what is answered.
     *
     * @param answer as JSON
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes that nobody changes
    record Made(Decision decision, byte[] answer) {}

    Made decide(Decider decider, JsonNode body, DecisionRequest request, @Nullable Retry retry) {
        Profile profile = null;
        boolean isUnread = false;
        try {
            profile = profiles.find(decider.rulebook(), request.customer());
        } catch (RuntimeException e) {
            if (request.mode() == Mode.PREVIEW || !Outage.isIn(e)) {
                throw e;
            }
            isUnread = true; // an answer always comes
            LOG.log(Level.FINE, "the database is away, and the customer not in memory", e);
        }
        Instant at = request.at() == null ? clock.instant() : request.at();
        Paused paused = brakes.paused();
        UUID id = DecisionIds.next(at);
        Holding holding = holding(decider.rulebook(), profile, request, id, at);
        Made made = null;
        try {
            Long seed = request.mode() == Mode.LIVE ? DecisionIds.seed(id) : null; // a preview shows what is best
            Decision decision = decider.decide(request, profile, at, paused, holding, seed);
            made = answer(decider, decision, body, request, retry, paused, isUnread, id, holding.answered());
        } finally {
            if (made == null) {
                holding.cancel();
            }
        }
        return made;
    }

    private Holding holding(
            Rulebook rulebook, @Nullable Profile profile, DecisionRequest request, UUID id, Instant at) {
        return request.mode() == Mode.LIVE
                ? reservations.reserve(rulebook, profile, request.customer(), id, at.toEpochMilli())
                : reservations.look(rulebook, profile, request.customer(), id, at.toEpochMilli());
    }

    private Made answer(
            Decider decider,
            Decision decision,
            JsonNode body,
            DecisionRequest request,
            @Nullable Retry retry,
            Paused paused,
            boolean isUnread,
            UUID id,
            List<Hold> held) {
        DecisionAnswer said = DecisionAnswer.of(id.toString(), request.mode(), decider.rulebook(), decision);
        if (isUnread) {
            said = said.ofUnread();
        }
        byte[] answer = Json.bytes(said);
        if (request.mode() == Mode.LIVE) {
            stages.note(decision.snapshot(), decision.classification(), decision.release(), Cause.DECISION);
            byte[] record = RecordWriter.write(engine, id, body, decision, paused, isUnread, answer);
            if (!ledger.record(entry(id, request, decision, held, retry, record))) {
                answer = Json.bytes(said.notRecorded());
            }
        }
        return new Made(decision, answer);
    }

    private static LedgerEntry entry(
            UUID id,
            DecisionRequest request,
            Decision decision,
            List<Hold> held,
            @Nullable Retry retry,
            byte[] record) {
        List<Answered> answered = new ArrayList<>();
        decision.ranking().forEach((placement, ranking) -> {
            int place = 0;
            for (Ranked ranked : ranking) {
                answered.add(new Answered(
                        placement, ++place, ranked.candidate().offer().id()));
            }
        });
        decision.fallbacks()
                .forEach((placement, fallback) ->
                        answered.add(new Answered(placement, 0, fallback.offer().id())));
        return new LedgerEntry(
                id,
                request.customer(),
                decision.release(),
                request.channel(),
                decision.classification().stage(),
                answered,
                held,
                retry,
                record);
    }
}

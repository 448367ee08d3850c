package org.opportune.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.opportune.arbitration.Ranked;
import org.opportune.brakes.Brakes;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.experiments.Participation;
import org.opportune.http.Outage;
import org.opportune.kernel.Json;
import org.opportune.learning.LearnedRates;
import org.opportune.ledger.Counted;
import org.opportune.ledger.DecisionIds;
import org.opportune.ledger.Ledger;
import org.opportune.ledger.LedgerEntry;
import org.opportune.ledger.LedgerEntry.Answered;
import org.opportune.ledger.LedgerEntry.Retry;
import org.opportune.profile.Assignment;
import org.opportune.profile.Identity;
import org.opportune.profile.Profile;
import org.opportune.profile.Profiles;
import org.opportune.profile.StageChange.Cause;
import org.opportune.reservation.Bounds;
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
    private final Supplier<LearnedRates> rates;
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
            Supplier<LearnedRates> rates,
            Reservations reservations,
            Ledger ledger,
            Clock clock,
            String engine) {
        this.deciders = deciders;
        this.profiles = profiles;
        this.stages = stages;
        this.brakes = brakes;
        this.rates = rates;
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

    /** What is answered to a request, as JSON. Throws a problem with everything that is wrong with it. */
    public byte[] decide(JsonNode body) {
        Decider decider = decider();
        return decide(decider, body, read(decider, body), null).answer();
    }

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
        Assignment arms = decider.assign(request, profile, at);
        Decider by = decider.by(arms);
        Asked asked = new Asked(
                by, body, request, retry, DecisionIds.next(at), new State(brakes.paused(), rates.get()), isUnread);
        Holding holding = holding(asked, profile, at);
        Made made = null;
        try {
            Decision decision = by.decide(request, profile, at, arms, asked.state(), holding, asked.seed());
            Participation participation = isUnread
                    ? Participation.NONE // since it may be another customer's lot
                    : by.flow().arms().participation(Decider.unit(request, profile), arms, at);
            made = answer(asked, decision, participation, holding.answered());
        } finally {
            if (made == null) {
                holding.cancel();
            }
        }
        return made;
    }

    /** All that is decided of, but for the customer. */
    private record Asked(
            Decider decider,
            JsonNode body,
            DecisionRequest request,
            @Nullable Retry retry,
            UUID id,
            State state,
            boolean isUnread) {
        boolean isLive() {
            return request.mode() == Mode.LIVE;
        }

        /** A preview shows what is best. */
        @Nullable
        Long seed() {
            return isLive() ? DecisionIds.seed(id) : null;
        }
    }

    private Holding holding(Asked asked, @Nullable Profile profile, Instant at) {
        Bounds bounds = asked.decider().bounds();
        List<Identity> customer = asked.request().customer();
        return asked.isLive()
                ? reservations.reserve(bounds, profile, customer, asked.id(), at.toEpochMilli())
                : reservations.look(bounds, profile, customer, asked.id(), at.toEpochMilli());
    }

    private Made answer(Asked asked, Decision decision, Participation participation, List<Hold> held) {
        DecisionRequest request = asked.request();
        DecisionAnswer said = DecisionAnswer.of(
                asked.id().toString(), request.mode(), asked.decider().rulebook(), decision);
        if (asked.isUnread()) {
            said = said.ofUnread();
        }
        byte[] answer = Json.bytes(said);
        if (asked.isLive()) {
            stages.note(decision.snapshot(), decision.classification(), decision.release(), Cause.DECISION);
            byte[] record = RecordWriter.write(
                    engine, asked.id(), asked.body(), decision, asked.state(), asked.isUnread(), answer);
            if (!ledger.record(entry(asked, decision, participation, held, record))) {
                answer = Json.bytes(said.notRecorded());
            }
        }
        return new Made(decision, answer);
    }

    private static LedgerEntry entry(
            Asked asked, Decision decision, Participation participation, List<Hold> held, byte[] record) {
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
                asked.id(),
                asked.request().customer(),
                decision.snapshot().key(),
                decision.release(),
                asked.request().channel(),
                decision.classification().stage(),
                answered,
                held,
                asked.retry(),
                record,
                counted(asked, decision, participation));
    }

    private static Counted counted(Asked asked, Decision decision, Participation participation) {
        Rulebook rulebook = asked.decider().rulebook();
        return new Counted(
                participation,
                LocalDate.ofInstant(decision.snapshot().at(), rulebook.terms().zone()),
                Traits.of(rulebook, asked.request(), decision, participation),
                asked.decider().flow().heldBack(asked.request(), decision, asked.state()));
    }
}

package org.opportune.decision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.arbitration.Arbitration;
import org.opportune.arbitration.Learned;
import org.opportune.arbitration.Ranked;
import org.opportune.brakes.Paused;
import org.opportune.classification.Classification;
import org.opportune.classification.Classifier;
import org.opportune.eligibility.Candidate;
import org.opportune.eligibility.Eligibility;
import org.opportune.eligibility.OfferFacts;
import org.opportune.eligibility.Proposed;
import org.opportune.experiments.Arms;
import org.opportune.learning.LearnedRates;
import org.opportune.ledger.HeldBack;
import org.opportune.model.Condition;
import org.opportune.model.Row;
import org.opportune.model.Step;
import org.opportune.policy.Invariants;
import org.opportune.policy.Screening;
import org.opportune.policy.Suppressed;
import org.opportune.policy.Verdict;
import org.opportune.profile.Snapshot;
import org.opportune.reservation.Holds;
import org.opportune.rulebook.RuleSession;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.FactValues;

/**
 * The way of a decision, one direction, a line a step. It is a pure function of the rulebook, the snapshot, the request, the state, what could be held
 * and the seed; the instant is the snapshot's.
 */
public final class DecisionFlow {
    private final Rulebook rulebook;
    private final ContextFacts contexts;
    private final Classifier classifier;
    private final Eligibility eligibility;
    private final OfferFacts offers;
    private final Screening screening;
    private final Invariants invariants;
    private final Arms arms;
    private final Arbitration arbitration;
    private final Fallbacks fallbacks;
    private final boolean isClassifiedByChannel;
    private final String drawnBy;

    public DecisionFlow(Rulebook rulebook) {
        this(rulebook, rulebook);
    }

    /**
     * By one rulebook for customers of an arm of another.
     *
     * @param drawing whose experiments, holdout and exploration hold; those of the one that decides do not
     */
    DecisionFlow(Rulebook rulebook, Rulebook drawing) {
        this.rulebook = rulebook;
        this.drawnBy = drawing.hash();
        this.contexts = new ContextFacts(rulebook);
        this.classifier = new Classifier(rulebook);
        this.eligibility = new Eligibility(rulebook);
        this.offers = new OfferFacts(rulebook);
        this.screening = new Screening(rulebook, offers);
        this.invariants = new Invariants(rulebook);
        this.arms = new Arms(drawing.experiments(), rulebook.catalogue());
        this.arbitration = new Arbitration(rulebook, offers, drawing.exploration());
        this.fallbacks = new Fallbacks(rulebook);
        this.isClassifiedByChannel = rulebook.rules().stream()
                .filter(rule -> rule.step() == Step.CLASSIFICATION)
                .flatMap(rule -> Condition.tests(rule.when()))
                .flatMap(test -> Condition.reads(test).stream())
                .anyMatch(ContextFacts::isChannel);
    }

    /** What is best, as if everything could be held and whatever chance would say. */
    public Decision decide(DecisionRequest request, Snapshot snapshot, State state) {
        return decide(request, snapshot, state, Holds.NONE, null);
    }

    /**
     * The decision.
     *
     * @param holds asked whether what would be answered can be held
     * @param seed by which chance decides whether it explores, and what; null to take what is best
     */
    public Decision decide(DecisionRequest request, Snapshot snapshot, State state, Holds holds, @Nullable Long seed) {
        List<String> locales = locales(request, snapshot);
        FactValues context = contexts.of(request.channel(), locales.get(0), request.context(), snapshot);
        try (RuleSession session = rulebook.open()) {
            Classification classification = classifier.classify(session, snapshot.customer(), context);
            Proposed proposed = eligibility.propose(session);
            List<Candidate> candidates =
                    eligibility.find(proposed, request.placements().keySet(), snapshot);
            List<Verdict> verdicts = screen(session, candidates, snapshot, state.paused());
            List<Ranked> scored = arbitration.score(
                    session,
                    kept(verdicts),
                    Learned.of(state.rates(), classification.stage(), request.channel()),
                    arms.factors(snapshot.assignment()));
            boolean explores = seed != null && arbitration.explores(seed);
            Held held = new Held(holds);
            Map<String, List<Ranked>> ranking = arbitration.rank(
                    scored, request.placements(), ranked -> held.take(ranked.candidate()), explores ? seed : null);
            Map<String, Candidate> fallbacks = this.fallbacks.of(
                    ranking, snapshot, unranked -> held.of(kept(screen(session, unranked, snapshot, state.paused()))));
            return new Decision(
                    rulebook.hash(),
                    drawnBy,
                    snapshot,
                    classification,
                    locales,
                    candidates,
                    ranking,
                    fallbacks,
                    Suppressed.of(held.after(verdicts)),
                    held.refused(),
                    fired(classification, proposed, verdicts, scored),
                    seed,
                    explores);
        }
    }

    private List<Verdict> screen(RuleSession session, List<Candidate> candidates, Snapshot snapshot, Paused paused) {
        List<Verdict> verdicts = invariants.screen(screening.screen(session, candidates), snapshot);
        verdicts = paused.screen(verdicts, rulebook.vocabulary().campaigns());
        return arms.screen(verdicts, snapshot.assignment());
    }

    /**
     * All that policy lets a customer have, the best first, for a look at the rules rather than for the customer: each placement by itself, so that an offer
     * may stand in several, and what is paused, or would be sent in quiet hours, is not left out.
     *
     * @param classification of the customer by these rules, as {@link #classify} has it
     * @param placements by the channel that asks for them
     */
    public Map<String, List<Ranked>> prospects(
            Snapshot snapshot,
            Classification classification,
            Map<String, List<String>> placements,
            LearnedRates rates) {
        String locale = locale(snapshot);
        Map<String, List<Ranked>> ranking = new LinkedHashMap<>();
        placements.forEach((channel, asked) -> {
            FactValues context = contexts.of(channel, locale, Map.of(), snapshot);
            try (RuleSession session = rulebook.open()) {
                if (isClassifiedByChannel) {
                    classifier.classify(session, snapshot.customer(), context);
                } else {
                    classifier.tell(session, snapshot.customer(), context, classification);
                }
                Proposed proposed = eligibility.propose(session);
                List<Verdict> verdicts = invariants.screenAtAnyHour(
                        screening.screen(session, eligibility.find(proposed, asked, snapshot)), snapshot);
                List<Ranked> scored = arbitration.score(
                        session, kept(verdicts), Learned.of(rates, classification.stage(), channel), List.of());
                for (String placement : asked) {
                    ranking.put(placement, Arbitration.all(scored, placement));
                }
            }
        });
        return ranking;
    }

    /** What is tried out, and on whom. */
    Arms arms() {
        return arms;
    }

    /** What rules of eligibility see. */
    Row row(DecisionRequest request, Snapshot snapshot) {
        FactValues context =
                contexts.of(request.channel(), locales(request, snapshot).get(0), request.context(), snapshot);
        try (RuleSession session = rulebook.open()) {
            Classification classification = classifier.classify(session, snapshot.customer(), context);
            return new Row(snapshot.customer(), context, classifier.fact(classification));
        }
    }

    /** What rules of policy see of a candidate. */
    FactValues offer(Candidate candidate) {
        return offers.of(candidate);
    }

    /** The scores of all that policy and brakes keep, whether it is answered or not. */
    List<Ranked> scored(DecisionRequest request, Decision decision, State state) {
        Snapshot snapshot = decision.snapshot();
        FactValues context = contexts.of(request.channel(), decision.locales().get(0), request.context(), snapshot);
        try (RuleSession session = rulebook.open()) {
            classifier.tell(session, snapshot.customer(), context, decision.classification());
            List<Verdict> verdicts = screen(session, decision.candidates(), snapshot, state.paused());
            return arbitration.score(
                    session,
                    kept(verdicts),
                    Learned.of(state.rates(), decision.classification().stage(), request.channel()),
                    arms.factors(snapshot.assignment()));
        }
    }

    /** What was held back, and what that is expected to cost. */
    List<HeldBack> heldBack(DecisionRequest request, Decision decision, State state) {
        Learned learned = Learned.of(state.rates(), decision.classification().stage(), request.channel());
        return new Forgone(request.placements(), decision, candidate -> arbitration.expected(candidate, learned)).all();
    }

    /** Only the first steps: where the customer stands, whoever asks and through whichever channel. */
    public Classification classify(Snapshot snapshot) {
        FactValues context = contexts.of(null, locale(snapshot), Map.of(), snapshot);
        try (RuleSession session = rulebook.open()) {
            return classifier.classify(session, snapshot.customer(), context);
        }
    }

    private String locale(Snapshot snapshot) {
        return snapshot.language() == null ? rulebook.terms().defaultLocale() : snapshot.language();
    }

    /** Requested, then the customer's own, then the rulebook's default. */
    private List<String> locales(DecisionRequest request, Snapshot snapshot) {
        List<String> locales = new ArrayList<>(3);
        if (request.locale() != null) {
            locales.add(request.locale());
        }
        if (snapshot.language() != null) {
            locales.add(snapshot.language());
        }
        locales.add(rulebook.terms().defaultLocale());
        return locales;
    }

    private static List<Candidate> kept(List<Verdict> verdicts) {
        return verdicts.stream().filter(Verdict::isKept).map(Verdict::candidate).toList();
    }

    private static List<String> fired(
            Classification classification, Proposed proposed, List<Verdict> verdicts, List<Ranked> scored) {
        Set<String> rules = classification.fired();
        rules.addAll(proposed.fired());
        verdicts.forEach(verdict -> rules.addAll(verdict.fired()));
        scored.forEach(ranked -> rules.addAll(ranked.fired()));
        return List.copyOf(rules);
    }
}

package org.opportune.decision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.arbitration.Arbitration;
import org.opportune.arbitration.Ranked;
import org.opportune.brakes.Paused;
import org.opportune.classification.Classification;
import org.opportune.classification.Classifier;
import org.opportune.eligibility.Candidate;
import org.opportune.eligibility.Eligibility;
import org.opportune.eligibility.OfferFacts;
import org.opportune.kernel.Reason;
import org.opportune.model.Condition;
import org.opportune.model.Step;
import org.opportune.policy.Screening;
import org.opportune.policy.Suppressed;
import org.opportune.policy.Verdict;
import org.opportune.profile.Snapshot;
import org.opportune.rulebook.RuleSession;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.FactValues;

/**
 * The way of a decision, one direction, a line a step. It is a pure function of the rulebook, the snapshot, the request, what is paused and the seed; the
 * instant is the snapshot's. Reservation and ledger stand after arbitration, when they come.
 */
public final class DecisionFlow {
    private final Rulebook rulebook;
    private final ContextFacts contexts;
    private final Classifier classifier;
    private final Eligibility eligibility;
    private final Screening screening;
    private final Arbitration arbitration;
    private final Fallbacks fallbacks;
    private final boolean isClassifiedByChannel;

    public DecisionFlow(Rulebook rulebook) {
        this.rulebook = rulebook;
        this.contexts = new ContextFacts(rulebook);
        this.classifier = new Classifier(rulebook);
        this.eligibility = new Eligibility(rulebook);
        OfferFacts offers = new OfferFacts(rulebook);
        this.screening = new Screening(rulebook, offers);
        this.arbitration = new Arbitration(rulebook, offers);
        this.fallbacks = new Fallbacks(rulebook);
        this.isClassifiedByChannel = rulebook.rules().stream()
                .filter(rule -> rule.step() == Step.CLASSIFICATION)
                .flatMap(rule -> Condition.tests(rule.when()))
                .flatMap(test -> Condition.reads(test).stream())
                .anyMatch(ContextFacts::isChannel);
    }

    /** What is best, whatever chance would say. */
    public Decision decide(DecisionRequest request, Snapshot snapshot, Paused paused) {
        return decide(request, snapshot, paused, null);
    }

    /**
     * The decision.
     *
     * @param seed by which chance decides whether it explores, and what; null to take what is best
     */
    public Decision decide(DecisionRequest request, Snapshot snapshot, Paused paused, @Nullable Long seed) {
        List<String> locales = locales(request, snapshot);
        FactValues context = contexts.of(request.channel(), locales.get(0), request.context(), snapshot);
        try (RuleSession session = rulebook.open()) {
            Classification classification = classifier.classify(session, snapshot.customer(), context);
            Map<String, List<Reason>> proposed = eligibility.propose(session);
            List<Candidate> candidates =
                    eligibility.find(proposed, request.placements().keySet(), snapshot);
            List<Verdict> verdicts = paused.screen(screening.screen(session, candidates));
            List<Ranked> scored = arbitration.score(session, kept(verdicts));
            boolean explores = seed != null && arbitration.explores(seed);
            Map<String, List<Ranked>> ranking = arbitration.rank(scored, request.placements(), explores ? seed : null);
            return new Decision(
                    rulebook.hash(),
                    snapshot,
                    classification,
                    locales,
                    candidates,
                    ranking,
                    fallbacks.of(
                            ranking, snapshot, unranked -> kept(paused.screen(screening.screen(session, unranked)))),
                    Suppressed.of(verdicts),
                    fired(classification, proposed, verdicts, scored),
                    seed,
                    explores);
        }
    }

    /**
     * All that policy lets a customer have, the best first, for a look at the rules rather than for the customer: each placement by itself, so that an offer
     * may stand in several, and what is paused is not left out.
     *
     * @param classification of the customer by these rules, as {@link #classify} has it
     * @param placements by the channel that asks for them
     */
    public Map<String, List<Ranked>> prospects(
            Snapshot snapshot, Classification classification, Map<String, List<String>> placements) {
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
                Map<String, List<Reason>> proposed = eligibility.propose(session);
                List<Verdict> verdicts = screening.screen(session, eligibility.find(proposed, asked, snapshot));
                List<Ranked> scored = arbitration.score(session, kept(verdicts));
                for (String placement : asked) {
                    ranking.put(placement, Arbitration.all(scored, placement));
                }
            }
        });
        return ranking;
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
            Classification classification,
            Map<String, List<Reason>> proposed,
            List<Verdict> verdicts,
            List<Ranked> scored) {
        Set<String> rules = classification.fired();
        proposed.values().forEach(reasons -> reasons.forEach(reason -> rules.add(reason.code())));
        verdicts.forEach(verdict -> rules.addAll(verdict.fired()));
        scored.forEach(ranked -> rules.addAll(ranked.fired()));
        return List.copyOf(rules);
    }
}

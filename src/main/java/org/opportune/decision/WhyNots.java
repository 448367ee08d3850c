package org.opportune.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Catalogue;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.eligibility.Candidate;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;
import org.opportune.model.Fact;
import org.opportune.model.Interpreter;
import org.opportune.model.Question;
import org.opportune.model.Row;
import org.opportune.model.Rule;
import org.opportune.model.Term.Ref;
import org.opportune.vocabulary.FactValues;
import org.opportune.wording.Reader;

/** Answers why a decision did not answer an offer, from its record alone: it is made again, and looked at step by step. */
final class WhyNots {
    private static final int MOST_RULES = 20;

    private final RecordReader record;
    private final Decider decider;
    private final State state;
    private final boolean seesPersonal;

    private WhyNots(RecordReader record, Decider decider, State state, boolean seesPersonal) {
        this.record = record;
        this.decider = decider;
        this.state = state;
        this.seesPersonal = seesPersonal;
    }

    /**
     * By the release that decided. Throws a 404 problem when it has no such offer, and a 409 problem when the decision cannot be made again.
     *
     * @param languages as {@code Accept-Language} lists them; null for the rulebook's default
     * @param seesPersonal whether the reader may see what the vocabulary calls personal
     */
    static WhyNot of(
            byte[] bytes,
            String offer,
            PastDeciders deciders,
            PastRates rates,
            @Nullable String languages,
            boolean seesPersonal) {
        RecordReader record = new RecordReader(bytes);
        State state = record.state(rates);
        return record.with(deciders, decider -> new WhyNots(record, decider, state, seesPersonal)
                .of(offer, Reader.locale(decider.rulebook().terms(), languages)));
    }

    private WhyNot of(String id, String locale) {
        Catalogue catalogue = decider.rulebook().catalogue();
        Offer offer = catalogue.offers().get(id);
        if (offer == null) {
            throw Problem.notFound(
                    Nearest.unknown("offer", id, catalogue.offers().keySet()));
        }
        DecisionRequest request = Replay.request(record, decider);
        Decision decision = Replay.decide(record, decider, state);
        Teller teller = new Teller(
                decider.rulebook(), locale, seesPersonal, decision.snapshot().zone());
        OfferRules rules = OfferRules.of(decider.rulebook(), id);
        Row row = decider.flow().row(request, decision.snapshot());
        Set<Question> passed = rules.passed(decider.rulebook(), row);
        Question failed = rules.byQuestion().keySet().stream()
                .filter(question -> !passed.contains(question))
                .findFirst()
                .orElse(null);
        WhereLost lost = new WhereLost(decider, state, offer, teller);
        List<WhyNot.Placement> placements = lost.of(request, decision, failed);
        String none = none(lost, decision, rules, placements, teller);
        SmallestChange.Found found = none != null ? null : change(rules, request, decision);
        return new WhyNot(
                record.id().toString(),
                decision.release(),
                decision.snapshot().at(),
                locale,
                id,
                offer.label(),
                placements.stream().anyMatch(placement -> placement.step().equals("answered")),
                placements,
                questions(rules, row, passed, teller),
                heldBackBy(rules.candidates(decision), row, teller),
                found == null ? null : smallest(found, row, lost, teller),
                found != null
                        ? null
                        : none != null
                                ? none
                                : teller.phrases().say("none.not-found", Map.of("most", SmallestChange.MOST_CHANGES)));
    }

    private SmallestChange.@Nullable Found change(OfferRules rules, DecisionRequest request, Decision decision) {
        Altered start = Altered.nothing(decider.rulebook().vocabulary(), request, decision.snapshot());
        SmallestChange smallest = new SmallestChange(decider, state, record.holds(), record.seed(), rules);
        List<FactValues> held =
                rules.candidates(decision).stream().map(decider.flow()::offer).toList();
        return held.isEmpty() ? smallest.of(start) : smallest.ofHeldBack(start, held);
    }

    private List<WhyNot.HeldBack> heldBackBy(List<Candidate> candidates, Row row, Teller teller) {
        PolicyRules policy = new PolicyRules(decider.rulebook());
        Map<Rule, List<Candidate>> held = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            for (Rule rule : policy.against(decider.flow().offer(candidate), row)) {
                held.computeIfAbsent(rule, one -> new ArrayList<>()).add(candidate);
            }
        }
        return held.entrySet().stream()
                .map(each -> heldBack(
                        each.getKey(),
                        each.getValue(),
                        PolicyRules.with(decider.flow().offer(each.getValue().get(0)), row),
                        teller))
                .toList();
    }

    private static WhyNot.HeldBack heldBack(Rule rule, List<Candidate> held, Row row, Teller teller) {
        return new WhyNot.HeldBack(
                rule.name(),
                rule.place().file(),
                rule.place().line(),
                rule.place().cell(),
                held.stream()
                        .map(candidate -> candidate.treatment().placement())
                        .distinct()
                        .toList(),
                PolicyRules.holding(rule, row).stream()
                        .map(part -> teller.condition(part, row))
                        .toList());
    }

    /** Why no change of facts is looked for; null when one is. */
    private static @Nullable String none(
            WhereLost lost, Decision decision, OfferRules rules, List<WhyNot.Placement> placements, Teller teller) {
        String key = null;
        if (rules.isCandidate(decision)) {
            key = rules.isKeptByRules(decision) ? "candidate" : null;
        } else if (placements.stream().allMatch(placement -> placement.step().equals("no-treatment"))) {
            key = "no-treatment";
        } else if (!lost.isValid(decision)) {
            key = "not-valid";
        } else if (rules.isNobodys()) {
            key = "not-proposed";
        }
        return key == null ? null : teller.phrases().say("none." + key);
    }

    private static List<WhyNot.Asked> questions(OfferRules rules, Row row, Set<Question> passed, Teller teller) {
        List<WhyNot.Asked> questions = new ArrayList<>();
        rules.byQuestion().forEach((question, answers) -> {
            boolean isPassed = passed.contains(question);
            List<WhyNot.Failing> failing = isPassed
                    ? List.of()
                    : answers.stream()
                            .sorted(Comparator.comparingLong(rule -> SmallestChange.missing(rule, row)))
                            .limit(MOST_RULES)
                            .map(rule -> failing(rule, row, teller))
                            .toList();
            questions.add(new WhyNot.Asked(
                    question.word(), isPassed, failing, isPassed ? 0 : answers.size() - failing.size()));
        });
        return questions;
    }

    private static WhyNot.Failing failing(Rule rule, Row row, Teller teller) {
        return new WhyNot.Failing(
                rule.name(),
                rule.place().file(),
                rule.place().line(),
                rule.place().cell(),
                OfferRules.parts(rule).stream()
                        .filter(part -> !Interpreter.holds(part, row))
                        .map(part -> teller.condition(part, row))
                        .toList(),
                Interpreter.holds(rule, row) ? rule.group() : null);
    }

    private static WhyNot.Smallest smallest(SmallestChange.Found found, Row row, WhereLost lost, Teller teller) {
        Altered altered = found.altered();
        List<WhyNot.Fact> along = altered.along().entrySet().stream()
                .map(moved -> teller.fact(
                        new Ref(
                                Fact.CUSTOMER,
                                moved.getKey(),
                                altered.snapshot().customer().shape().type(moved.getKey())),
                        moved.getValue()))
                .toList();
        return new WhyNot.Smallest(
                true,
                altered.changes().stream()
                        .map(change -> teller.changed(change, row))
                        .toList(),
                along,
                lost.of(altered.request(), found.decision(), null));
    }
}

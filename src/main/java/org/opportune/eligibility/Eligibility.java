package org.opportune.eligibility;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.opportune.catalogue.Catalogue;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.kernel.Reason;
import org.opportune.model.Question;
import org.opportune.model.Rule;
import org.opportune.model.Said;
import org.opportune.model.Say;
import org.opportune.model.Step;
import org.opportune.profile.Snapshot;
import org.opportune.rulebook.RuleSession;
import org.opportune.rulebook.Rulebook;

/** Finds what a classified customer may have: what rules propose and the catalogue holds valid at the instant. */
public final class Eligibility {
    private static final Set<Question> ALWAYS = Set.of(Question.ELIGIBLE);

    private final Rulebook rulebook;
    /** By the names of the rules that answer another question than the first. */
    private final Map<String, Question> questions = new HashMap<>();
    /** By offer, for those of which more than the first is asked. */
    private final Map<String, Set<Question>> asked = new HashMap<>();

    public Eligibility(Rulebook rulebook) {
        this.rulebook = rulebook;
        for (Rule rule : rulebook.rules()) {
            if (rule.step() == Step.ELIGIBILITY && rule.question() != Question.ELIGIBLE) {
                questions.put(rule.name(), rule.question());
                for (Say say : rule.then()) {
                    if (say instanceof Say.Propose propose) {
                        asked.computeIfAbsent(propose.offer(), offer -> EnumSet.of(Question.ELIGIBLE))
                                .add(rule.question());
                    }
                }
            }
        }
    }

    /** The questions that rules answer for an offer; the first is always one of them. */
    public Set<Question> asked(String offer) {
        return asked.getOrDefault(offer, ALWAYS);
    }

    /** What rules say. The session knows customer, context and classification already. */
    public Proposed propose(RuleSession session) {
        Map<String, List<Because>> proposed = new TreeMap<>();
        Set<String> fired = new TreeSet<>();
        for (Said said : session.fire(Step.ELIGIBILITY)) {
            if (said instanceof Said.Proposal proposal) {
                Question question = questions.getOrDefault(said.rule(), Question.ELIGIBLE);
                Reason reason = rulebook.reason(said.rule());
                fired.add(reason.code());
                proposed.computeIfAbsent(proposal.offer(), offer -> new ArrayList<>(2))
                        .add(new Because(question, reason));
            }
        }
        proposed.entrySet().removeIf(entry -> !passes(entry.getKey(), entry.getValue()));
        return new Proposed(proposed, fired);
    }

    private boolean passes(String offer, List<Because> because) {
        because.sort(Comparator.comparing(Because::question));
        Set<Question> open = EnumSet.copyOf(asked(offer));
        because.forEach(answer -> open.remove(answer.question()));
        return open.isEmpty();
    }

    /** The candidates of the placements, by placement, in the order of the catalogue. */
    public List<Candidate> find(Proposed proposed, Collection<String> placements, Snapshot snapshot) {
        LocalDate day = LocalDate.ofInstant(snapshot.at(), rulebook.terms().zone());
        Catalogue catalogue = rulebook.catalogue();
        List<Candidate> candidates = new ArrayList<>();
        for (String placement : placements) {
            for (Treatment treatment : catalogue.treatmentsIn(placement)) {
                List<Because> because = proposed.offers().get(treatment.offer());
                Offer offer = catalogue.offers().get(treatment.offer());
                if (because != null && offer != null && offer.isValidAt(snapshot.at(), snapshot.zone())) {
                    double value = offer.worth(rulebook.terms().rates(), day);
                    candidates.add(new Candidate(offer, treatment, because, value));
                }
            }
        }
        return candidates;
    }
}

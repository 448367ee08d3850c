package org.opportune.eligibility;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opportune.catalogue.Catalogue;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.kernel.Reason;
import org.opportune.model.Said;
import org.opportune.model.Step;
import org.opportune.profile.Snapshot;
import org.opportune.rulebook.RuleSession;
import org.opportune.rulebook.Rulebook;

/** Finds what a classified customer may have: what rules propose and the catalogue holds valid at the instant. */
public final class Eligibility {
    private final Rulebook rulebook;

    public Eligibility(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    /** The proposed offers by id, with reasons. The session knows customer, context and classification already. */
    public Map<String, List<Reason>> propose(RuleSession session) {
        Map<String, List<Reason>> proposed = new TreeMap<>();
        for (Said said : session.fire(Step.ELIGIBILITY)) {
            if (said instanceof Said.Proposal proposal) {
                proposed.computeIfAbsent(proposal.offer(), offer -> new ArrayList<>(2))
                        .add(rulebook.reason(said.rule()));
            }
        }
        return proposed;
    }

    /** The candidates of the placements, by placement, in the order of the catalogue. */
    public List<Candidate> find(Map<String, List<Reason>> proposed, Collection<String> placements, Snapshot snapshot) {
        LocalDate day = LocalDate.ofInstant(snapshot.at(), rulebook.terms().zone());
        Catalogue catalogue = rulebook.catalogue();
        List<Candidate> candidates = new ArrayList<>();
        for (String placement : placements) {
            for (Treatment treatment : catalogue.treatmentsIn(placement)) {
                List<Reason> because = proposed.get(treatment.offer());
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

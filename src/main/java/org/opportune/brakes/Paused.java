package org.opportune.brakes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.kernel.Label;
import org.opportune.policy.Verdict;
import org.opportune.wording.Objection;

/** Everything that is paused at a moment; immutable, so that a decision sees one state of it and waits for nobody. */
public final class Paused {
    public static final Paused NOTHING = new Paused(List.of());

    private final List<Brake> brakes;
    private final Set<String> offers;
    private final Set<String> campaigns;

    public Paused(Collection<Brake> brakes) {
        this.brakes = brakes.stream().sorted().toList();
        this.offers = ids(this.brakes, BrakeKind.OFFER);
        this.campaigns = ids(this.brakes, BrakeKind.CAMPAIGN);
    }

    private static Set<String> ids(List<Brake> brakes, BrakeKind kind) {
        return brakes.stream()
                .filter(brake -> brake.kind() == kind)
                .map(Brake::id)
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(TreeSet::new), Collections::unmodifiableSet));
    }

    /** The brakes, by kind and id. */
    public List<Brake> brakes() {
        return brakes;
    }

    @Nullable
    Brake of(BrakeKind kind, String id) {
        return brakes.stream()
                .filter(brake -> brake.kind() == kind && brake.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    public Set<String> ids(BrakeKind kind) {
        return kind == BrakeKind.OFFER ? offers : campaigns;
    }

    /**
     * The verdicts with the reasons against every candidate whose offer or campaign is paused.
     *
     * @param labels of campaigns, by their ids
     */
    public List<Verdict> screen(List<Verdict> verdicts, Map<String, Label> labels) {
        if (brakes.isEmpty()) {
            return verdicts;
        }
        List<Verdict> screened = new ArrayList<>(verdicts.size());
        for (Verdict verdict : verdicts) {
            List<Objection> because = because(verdict.candidate().offer(), labels);
            screened.add(because.isEmpty() ? verdict : verdict.and(because));
        }
        return screened;
    }

    private List<Objection> because(Offer offer, Map<String, Label> labels) {
        boolean isOffer = offers.contains(offer.id());
        boolean isCampaign = campaigns.contains(offer.campaign());
        if (!isOffer && !isCampaign) {
            return List.of();
        }
        List<Objection> because = new ArrayList<>(2);
        if (isOffer) {
            because.add(new Objection.Own("offer-paused", "held.offer-paused"));
        }
        if (isCampaign) {
            Label campaign = labels.getOrDefault(offer.campaign(), Label.of(offer.campaign()));
            because.add(new Objection.Own("campaign-paused", "held.campaign-paused", Map.of("campaign", campaign)));
        }
        return because;
    }
}

package org.opportune.arbitration;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.opportune.catalogue.Catalogue.Offer;

/** What one answer may hold together: an offer once, one offer of an exclusion group, and only so many of a campaign. */
final class Together {
    private final int mostOfCampaign;
    private final Set<String> offers = new HashSet<>();
    private final Set<String> groups = new HashSet<>();
    private final Map<String, Integer> campaigns = new HashMap<>();

    Together(int mostOfCampaign) {
        this.mostOfCampaign = mostOfCampaign;
    }

    /** Whether an offer goes with those that were taken before. */
    boolean allows(Offer offer) {
        String group = offer.exclusionGroup();
        return campaigns.getOrDefault(offer.campaign(), 0) < mostOfCampaign
                && (group == null || !groups.contains(group))
                && !offers.contains(offer.id());
    }

    void take(Offer offer) {
        offers.add(offer.id());
        campaigns.merge(offer.campaign(), 1, Integer::sum);
        if (offer.exclusionGroup() != null) {
            groups.add(offer.exclusionGroup());
        }
    }
}

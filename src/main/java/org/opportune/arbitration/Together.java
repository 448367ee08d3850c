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

    /** Takes an offer when it goes with those that were taken before. */
    boolean take(Offer offer) {
        String group = offer.exclusionGroup();
        int ofCampaign = campaigns.getOrDefault(offer.campaign(), 0);
        if (ofCampaign >= mostOfCampaign || (group != null && groups.contains(group)) || !offers.add(offer.id())) {
            return false;
        }
        campaigns.put(offer.campaign(), ofCampaign + 1);
        if (group != null) {
            groups.add(group);
        }
        return true;
    }
}

package org.opportune.vocabulary;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code rulebook.yaml} says: the terms on which everything else is read.
 *
 * @param zone for customers whose own zone is unknown
 * @param mostPlacements how many placements one request may ask for
 * @param mostOffers how many offers one placement may be asked for
 * @param mostOfCampaign how many offers of one campaign one answer holds at most
 * @param propensity the prior: how likely an offer that is shown is accepted, where no rule states it; from 0 to 1
 * @param learning null when nothing is learned
 * @param attribution null when orders are not attributed
 * @param majority the age in years from which a customer is no minor
 */
public record Terms(
        String name,
        ZoneId zone,
        List<String> locales,
        String defaultLocale,
        Rates rates,
        int mostPlacements,
        int mostOffers,
        int mostOfCampaign,
        double propensity,
        @Nullable Learning learning,
        @Nullable Attribution attribution,
        int majority) {

    /**
     * How it is learned how likely offers are accepted.
     *
     * @param every how often a table of rates is published
     * @param halfLife after which what was observed counts for half
     * @param weight how many trials the prior counts for
     */
    public record Learning(Duration every, Duration halfLife, double weight) {}
}

package org.opportune.reports;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.opportune.reports.DaySums.Group;
import org.opportune.reports.OfferFigures.Sums;
import org.opportune.statistics.Interval;
import org.opportune.statistics.Shares;

/**
 * What came of offers.
 *
 * @param every {@code day}, {@code week}, {@code month} or {@code all}
 * @param zone in which days begin
 * @param by what rows tell apart; left out when nothing
 * @param currency of values
 */
@Schema(name = "OfferReport")
public record OfferReport(
        LocalDate from,
        LocalDate until,
        String every,
        String zone,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String by,

        String currency,
        List<Row> rows,
        Row total) {

    /**
     * Figures of a period.
     *
     * @param begins the first day of the period; left out of the total
     * @param of the offer, campaign, segment or whatever rows tell apart; left out when nothing is told apart
     * @param answered how often it was answered
     * @param orders that came later and are attributed to it, in shares of orders
     * @param orderValue of them, in base currency
     * @param clickThrough clicks of impressions; left out when there were none
     * @param clickThroughWithin the bounds between which it is in 95 of 100 cases
     * @param acceptance accepts of impressions; left out when there were none
     * @param acceptanceWithin as {@code clickThroughWithin}
     * @param conversion conversions of impressions; left out when there were none
     */
    @Schema(name = "OfferFigures")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(
            @Nullable LocalDate begins,
            @Nullable String of,
            long answered,
            long impressions,
            long clicks,
            long accepts,
            long declines,
            long conversions,
            BigDecimal value,
            BigDecimal orders,
            BigDecimal orderValue,
            @Nullable Double clickThrough,
            @Nullable List<Double> clickThroughWithin,
            @Nullable Double acceptance,
            @Nullable List<Double> acceptanceWithin,
            @Nullable Double conversion) {
        static Row of(@Nullable Group group, Sums sums) {
            return new Row(
                    group == null ? null : group.period(),
                    group == null || group.value().isEmpty() ? null : group.value(),
                    sums.answered(),
                    sums.impressions(),
                    sums.clicks(),
                    sums.accepts(),
                    sums.declines(),
                    sums.conversions(),
                    sums.value(),
                    sums.orders(),
                    sums.orderValue(),
                    share(sums.clicks(), sums.impressions()),
                    within(sums.clicks(), sums.impressions()),
                    share(sums.accepts(), sums.impressions()),
                    within(sums.accepts(), sums.impressions()),
                    share(sums.conversions(), sums.impressions()));
        }

        private static @Nullable List<Double> within(long part, long whole) {
            if (whole == 0) {
                return null;
            }
            Interval interval = Shares.share(part, whole);
            return List.of(interval.lower(), interval.upper());
        }

        private static @Nullable Double share(long part, long whole) {
            return whole == 0 ? null : (double) part / whole;
        }
    }

    static OfferReport of(Span span, @Nullable String by, String currency, Map<Group, Sums> sums) {
        return new OfferReport(
                span.from(),
                span.until(),
                span.every().word(),
                span.zone().getId(),
                by,
                currency,
                sums.entrySet().stream()
                        .map(each -> Row.of(each.getKey(), each.getValue()))
                        .toList(),
                Row.of(null, sums.values().stream().reduce(Sums.NONE, Sums::plus)));
    }
}

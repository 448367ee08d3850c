package org.opportune.reports;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.opportune.reports.DaySums.Group;
import org.opportune.reports.ReasonFigures.Sums;

/**
 * Why offers were held back, and what that is expected to have cost.
 *
 * @param every {@code day}, {@code week}, {@code month} or {@code all}
 * @param zone in which days begin
 * @param by what rows tell apart; left out when nothing
 * @param currency of values
 * @param total counts an offer that several reasons held back for each of them
 */
@Schema(name = "ReasonReport")
public record ReasonReport(
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
     * @param of the reason, offer, campaign or channel; left out when nothing is told apart
     * @param held how often an offer that the customer could have had was held back
     * @param alone how often by one reason only
     * @param forgone what decisions would have been expected to bring more if the one reason had not been, in base currency
     */
    @Schema(name = "ReasonFigures")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(@Nullable LocalDate begins, @Nullable String of, long held, long alone, BigDecimal forgone) {
        static Row of(@Nullable Group group, Sums sums) {
            return new Row(
                    group == null ? null : group.period(),
                    group == null || group.value().isEmpty() ? null : group.value(),
                    sums.held(),
                    sums.alone(),
                    sums.forgone());
        }
    }

    static ReasonReport of(Span span, @Nullable String by, String currency, Map<Group, Sums> sums) {
        return new ReasonReport(
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

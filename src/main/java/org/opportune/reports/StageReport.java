package org.opportune.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How customers went through the stages.
 *
 * @param every {@code day}, {@code week}, {@code month} or {@code all}
 * @param zone in which days begin
 * @param stays of those who left a stage in that time
 */
@Schema(name = "StageReport")
public record StageReport(
        LocalDate from, LocalDate until, String every, String zone, List<Period> periods, List<Stay> stays) {

    /**
     * A day, week or month, or what of it lies in the report.
     *
     * @param opening how many customers were in each stage when it began
     */
    @Schema(name = "StagePeriod")
    public record Period(LocalDate begins, Map<String, Long> opening, List<Move> moves) {
        /** How many of those who were in another stage when it began, or came in it, went into a stage. */
        Churn into(String stage) {
            long others = opening.entrySet().stream()
                    .filter(each -> !each.getKey().equals(stage))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            long lost = moves.stream()
                    .filter(move -> move.from() != null && stage.equals(move.to()))
                    .mapToLong(Move::customers)
                    .sum();
            return new Churn(begins, others, lost, others == 0 ? null : (double) lost / others);
        }
    }

    /**
     * Customers who went from one stage to another.
     *
     * @param from null for those who were in none before
     * @param to null for those who were erased, or turned out to be customers who were counted already
     */
    @Schema(name = "StageMove")
    public record Move(@Nullable String from, @Nullable String to, long customers) {}

    /**
     * How long customers had been in a stage that they left.
     *
     * @param customers how many left it
     */
    @Schema(name = "StageStay")
    public record Stay(String stage, long customers, double meanDays) {}

    /**
     * How many customers were lost in a period.
     *
     * @param customers who could be lost: in another stage when it began
     * @param rate lost of customers; null when there were none
     */
    @Schema(name = "ChurnPeriod")
    public record Churn(
            LocalDate begins,
            long customers,
            long lost,
            @Nullable Double rate) {}

    static StageReport of(Span span, StageMoves.Found found) {
        Map<String, Long> standing = new TreeMap<>(found.opening());
        List<Period> periods = new ArrayList<>();
        for (LocalDate begins : span.periods()) {
            Map<String, Long> opening = new TreeMap<>(standing);
            List<Move> moves = new ArrayList<>();
            for (StageMoves.Move move : found.moves()) {
                if (move.period().equals(begins)) {
                    moves.add(new Move(move.from(), move.to(), move.customers()));
                    if (move.to() != null) {
                        standing.merge(move.to(), move.customers(), Long::sum);
                    }
                    if (move.from() != null) {
                        standing.merge(move.from(), -move.customers(), Long::sum);
                    }
                }
            }
            standing.values().removeIf(customers -> customers == 0);
            periods.add(new Period(begins, opening, moves));
        }
        return new StageReport(
                span.from(),
                span.until(),
                span.every().word(),
                span.zone().getId(),
                periods,
                found.stays().stream()
                        .map(stay -> new Stay(stay.stage(), stay.customers(), stay.meanDays()))
                        .toList());
    }
}

package org.opportune.reports;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.opportune.profile.Identity;

/**
 * How many friends customers brought along.
 *
 * @param periods each day, week or month; the first may begin before the report does
 * @param referrers how many customers did so
 */
@Schema(name = "ReferralReport")
public record ReferralReport(
        LocalDate from,
        LocalDate until,
        String every,
        String zone,
        List<Period> periods,
        Referrals total,
        long referrers) {

    /** Of a day, week or month. */
    @Schema(name = "ReferralPeriod")
    public record Period(LocalDate begins, Referrals referrals) {}

    /**
     * Friends.
     *
     * @param converted of them, who bought
     * @param conversion converted of referrals; null when there were none
     */
    @Schema(name = "Referrals")
    public record Referrals(
            long referrals, long converted, @Nullable Double conversion) {
        static Referrals of(long referrals, long converted) {
            return new Referrals(referrals, converted, referrals == 0 ? null : (double) converted / referrals);
        }
    }

    /** Those who brought most friends who bought, and then most friends. */
    @Schema(name = "Referrers")
    public record Top(LocalDate from, LocalDate until, List<Referrer> referrers) {}

    /** A customer by all their names. */
    @Schema(name = "Referrer")
    public record Referrer(List<Identity> customer, Referrals referrals) {}
}

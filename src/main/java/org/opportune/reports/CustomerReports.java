package org.opportune.reports;

import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.reports.ReferralReport.Referrer;
import org.opportune.reports.SurveyReport.Told;

/** Makes reports of customers, as few at a time as any. */
public final class CustomerReports {
    private final Reports reports;
    private final CountedFigures counted;
    private final DayFigures days;

    public CustomerReports(Reports reports, DataSource source) {
        this.reports = reports;
        this.counted = new CountedFigures(source);
        this.days = new DayFigures(source);
    }

    RetentionReport retention(Span span) {
        return reports.made(() -> counted.retention(span));
    }

    LifetimeReport lifetime(int weeks, ZoneId zone) {
        return reports.made(() -> counted.lifetime(weeks, zone));
    }

    List<Told> answers(String survey, Span span, @Nullable String channel) {
        return reports.made(() -> days.answers(survey, span, channel));
    }

    ReferralReport referrals(Span span) {
        return reports.made(() -> days.referrals(span));
    }

    List<Referrer> referrers(Span span, int most) {
        return reports.made(() -> days.top(span, most));
    }

    ScoreReport scores() {
        return reports.made(days::scores);
    }
}

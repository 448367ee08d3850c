package org.opportune.reports;

import java.time.ZoneId;
import javax.sql.DataSource;

/** Makes reports of customers, as few at a time as any. */
public final class CustomerReports {
    private final Reports reports;
    private final CountedFigures counted;

    public CustomerReports(Reports reports, DataSource source) {
        this.reports = reports;
        this.counted = new CountedFigures(source);
    }

    RetentionReport retention(Span span) {
        return reports.made(() -> counted.retention(span));
    }

    LifetimeReport lifetime(int weeks, ZoneId zone) {
        return reports.made(() -> counted.lifetime(weeks, zone));
    }
}

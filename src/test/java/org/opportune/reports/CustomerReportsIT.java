package org.opportune.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.opportune.decision.Decider;
import org.opportune.decision.StageRecorder;
import org.opportune.demo.DemoLoader;
import org.opportune.demo.JdbcDemoLoads;
import org.opportune.it.TestDatabase;
import org.opportune.profile.CustomerData;
import org.opportune.profile.Identity;
import org.opportune.profile.JdbcProfiles;
import org.opportune.reports.ReferralReport.Referrer;
import org.opportune.reports.Span.Every;
import org.opportune.reports.SurveyReport.Answers;
import org.opportune.reports.SurveyReport.Scale;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;
import org.opportune.status.StageSweep;

/** Figures of the demo shop's customers, against the queries that docs/reports.md gives to reconcile with. */
class CustomerReportsIT {
    private static final ZoneId HELSINKI = ZoneId.of("Europe/Helsinki");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T06:00:00Z"), ZoneOffset.UTC);
    private static final Rulebook RULEBOOK = new SmallShop()
            .change("vocabulary.yaml", "features:", """
                      npsSurvey: {label: {en: N}, properties: {score: {type: integer, minimum: 0, maximum: 10, label: {en: S}}}}
                      csatSurvey: {label: {en: C}, properties: {score: {type: integer, minimum: 1, maximum: 5, label: {en: S}}}}
                      referral: {label: {en: R}, properties: {ordered: {type: boolean, label: {en: B}}}}
                    features:""")
            .change("vocabulary.yaml", "purposes:", """
                    reports:
                      purchase: {event: order, value: amount}
                      nps: {event: npsSurvey, score: score}
                      csat: {event: csatSurvey, score: score, satisfied: 4}
                      referral: {event: referral, converted: ordered}
                    purposes:""")
            .rulebook();
    private static final Span SPAN =
            new Span(LocalDate.of(2025, 3, 1), LocalDate.of(2026, 3, 3), Every.MONTH, HELSINKI);

    private static TestDatabase database;
    private static MariaDbPoolDataSource source;
    private static JdbcProfiles profiles;
    private static CustomerReports reports;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start();
        source = database.pool(4);
        profiles = new JdbcProfiles(source, 1_000, CLOCK, List.of(new FiguresDue()));
        new DemoLoader(new JdbcDemoLoads(source), profiles, CLOCK, 1, 800).load(RULEBOOK);
        new FiguresTask(source, source, () -> RULEBOOK, CLOCK).run();
        reports = new CustomerReports(new Reports(source), source);
    }

    @AfterAll
    static void stop() throws Exception {
        source.close();
        database.stop();
    }

    private static String one(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private static String within(LocalDate from, LocalDate until) {
        return " and at >= " + from.atStartOfDay(HELSINKI).toInstant().toEpochMilli() + " and at < "
                + until.atStartOfDay(HELSINKI).toInstant().toEpochMilli();
    }

    private static void reconcile(String type, Answers answers, int satisfied, int not, LocalDate from, LocalDate until)
            throws SQLException {
        String score = "json_value(properties, '$.score')";
        assertThat(answers.answers() + " " + answers.satisfied() + " " + answers.dissatisfied())
                .as(type + " " + from)
                .isEqualTo(one("select concat_ws(' ', count(*), coalesce(sum(" + score + " >= " + satisfied + "), 0), "
                        + (not < 0 ? "'null'" : "coalesce(sum(" + score + " <= " + not + "), 0)")
                        + ") from event where type = '" + type + "'" + within(from, until)));
    }

    @Test
    void answersAreThoseOfTheEvents() throws SQLException {
        SurveyReport nps = SurveyReport.of(SPAN, new Scale(9, 6), false, reports.answers("nps", SPAN, null));
        SurveyReport csat = SurveyReport.of(SPAN, new Scale(4, null), false, reports.answers("csat", SPAN, null));
        assertThat(nps.rows()).hasSizeGreaterThan(9);
        for (SurveyReport.Row row : nps.rows()) {
            LocalDate until = row.begins().plusMonths(1).isBefore(SPAN.until())
                    ? row.begins().plusMonths(1)
                    : SPAN.until();
            reconcile("npsSurvey", row.answers(), 9, 6, row.begins(), until);
        }
        reconcile("npsSurvey", nps.total(), 9, 6, SPAN.from(), SPAN.until());
        reconcile("csatSurvey", csat.total(), 4, -1, SPAN.from(), SPAN.until());
        assertThat(nps.total().answers()).isGreaterThan(100);
        assertThat(csat.total().answers()).isGreaterThan(20);
        assertThat(nps.total().score())
                .isBetween(nps.total().lower(), nps.total().upper());
        assertThat(reports.answers("nps", SPAN, "nowhere")).isEmpty();
    }

    @Test
    void friendsAreThoseOfTheEventsAndWhoBroughtMostComesFirst() throws SQLException {
        ReferralReport report = reports.referrals(SPAN);
        String events = " from event where type = 'referral'" + within(SPAN.from(), SPAN.until());
        assertThat(report.total().referrals() + " " + report.total().converted() + " " + report.referrers())
                .isEqualTo(one("select concat_ws(' ', count(*), sum(json_value(properties, '$.ordered') = 1),"
                        + " count(distinct customer_key))" + events));
        assertThat(report.periods().stream()
                        .mapToLong(period -> period.referrals().referrals())
                        .sum())
                .isEqualTo(report.total().referrals());
        List<Referrer> top = reports.referrers(SPAN, 5);
        assertThat(top).hasSize(5);
        assertThat(top.get(0).referrals().converted() + "")
                .isEqualTo(one("select max(bought) from (select sum(json_value(properties, '$.ordered') = 1) bought"
                        + events + " group by customer_key) c"));
        Identity first = top.get(0).customer().get(0);
        new CustomerData(source).erase(first, new FiguresDue());
        assertThat(reports.referrers(SPAN, 500))
                .noneSatisfy(each -> assertThat(each.customer()).contains(first));
        assertThat(reports.referrals(SPAN).referrers()).isEqualTo(report.referrers() - 1);
    }

    @Test
    void everyCustomerIsInOneBandOfEachScore() throws SQLException {
        Decider decider = Decider.of(RULEBOOK);
        assertThat(reports.scores().counted()).isNull();
        StageSweep sweep =
                new StageSweep(() -> decider, profiles, new StageRecorder(profiles), new ScoreRows(source), CLOCK);
        sweep.run();
        sweep.run();

        ScoreReport report = reports.scores();
        assertThat(report.counted()).isEqualTo(CLOCK.instant());
        assertThat(report.scores()).singleElement().satisfies(score -> {
            assertThat(score.score()).isEqualTo("loyalty");
            assertThat(score.customers() + "").isEqualTo(one("select count(*) from customer"));
            assertThat(score.bands()).extracting(ScoreReport.Band::level).containsExactly("bronze", "gold");
            assertThat(score.bands().get(1).stages().keySet()).contains("engagement");
            for (ScoreReport.Band band : score.bands()) {
                assertThat(band.stages().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .isEqualTo(band.customers());
            }
        });
    }

    @Test
    void modelsAreFittedToTheShopAndWhatTheyExpectAddsUp() {
        LifetimeReport year = reports.lifetime(52, HELSINKI);
        LifetimeReport quarter = reports.lifetime(13, HELSINKI);
        LifetimeModel model = java.util.Objects.requireNonNull(year.model());
        assertThat(model.state()).isEqualTo("fitted");
        assertThat(model.fittedOn())
                .isEqualTo(model.customers())
                .isEqualTo(year.total().customers());
        assertThat(model.correlation()).isBetween(-1.0, 1.0);
        assertThat(year.total().alive()).isBetween(1.0, (double) model.customers());
        assertThat(year.total().expectedPurchases())
                .isGreaterThan(java.util.Objects.requireNonNull(quarter.total().expectedPurchases()));
        assertThat(year.cohorts().stream()
                        .mapToLong(cohort -> cohort.figures().customers())
                        .sum())
                .isEqualTo(year.total().customers());
    }
}

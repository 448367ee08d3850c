package org.opportune.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opportune.it.Http;
import org.opportune.it.Http.Answer;

/** Reports of customers over HTTP, from the events that a shop sends to what analysts read. */
@ExtendWith(ArquillianExtension.class)
class ReportsIT {
    private static final String REPORTS = "/api/v1/reports/";

    @BeforeEach
    void rulesAreLoaded() throws InterruptedException {
        for (int i = 0; i < 600 && Http.asAdmin().post("/api/v1/events", "[]").status() == 503; i++) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static String event(String id, String type, String properties) {
        return "{\"id\": \"reports-it-" + id + "\", \"type\": \"" + type + "\", \"at\": \"" + Instant.now()
                + "\", \"customer\": {\"namespace\": \"customer\", \"id\": \"REPORTS-IT\"}, \"properties\": "
                + properties
                + "}";
    }

    @Test
    void whatAShopSendsIsInItsReports() throws InterruptedException {
        String events = String.join(
                ", ",
                event("1", "order", "{\"amount\": 25}"),
                event("2", "npsSurvey", "{\"score\": 10}"),
                event("3", "csatSurvey", "{\"score\": 4}"),
                event("4", "referral", "{\"ordered\": true}"));
        Answer sent = Http.asAdmin().post("/api/v1/events", "{\"events\": [" + events + "]}");
        assertThat(sent.json().path("accepted").asInt()).as(sent.toString()).isEqualTo(4);

        Http agent = Http.asRole("agent");
        for (int i = 0;
                i < 300 && !agent.get(REPORTS + "referrers?limit=500").body().contains("REPORTS-IT");
                i++) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        assertThat(agent.get(REPORTS + "referrers?limit=500").body()).contains("REPORTS-IT");
        Http analyst = Http.asRole("analyst");
        assertThat(analyst.get(REPORTS + "referrers").status()).isEqualTo(403);
        for (String survey : List.of("nps", "csat")) {
            Answer answer = analyst.get(REPORTS + survey + "?every=day");
            assertThat(answer.json().at("/total/answers").asLong())
                    .as(answer.toString())
                    .isPositive();
        }
        assertThat(analyst.get(REPORTS + "referrals")
                        .json()
                        .at("/total/converted")
                        .asLong())
                .isPositive();
        for (int i = 0;
                i < 600
                        && analyst.get(REPORTS + "lifetime")
                                        .json()
                                        .at("/total/customers")
                                        .asLong()
                                == 0;
                i++) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        Answer lifetime = analyst.get(REPORTS + "lifetime?horizon=13");
        assertThat(lifetime.json().at("/total/customers").asLong())
                .as(lifetime.toString())
                .isPositive();
        assertThat(lifetime.json().at("/currency").asText()).isEqualTo("EUR");
        Answer retention = analyst.get(REPORTS + "retention?every=week");
        assertThat(retention.json().at("/cohorts/0/ages/0/share").asDouble())
                .as(retention.toString())
                .isEqualTo(1);
        assertThat(analyst.get(REPORTS + "scores").status()).isEqualTo(200);
    }

    @Test
    void whatCannotBeAskedIsToldByItsParameter() {
        Http analyst = Http.asRole("analyst");
        assertThat(analyst.get(REPORTS + "retention?every=day").body()).contains("?every");
        assertThat(analyst.get(REPORTS + "lifetime?horizon=7").body()).contains("13, 26 or 52");
        assertThat(analyst.get(REPORTS + "nps?channel=moon").body()).contains("?channel");
        assertThat(analyst.get(REPORTS + "csat?by=moon").status()).isEqualTo(400);
        assertThat(analyst.get(REPORTS + "referrals?from=2020-01-01").body()).contains("800");
        assertThat(Http.asRole("website").get(REPORTS + "nps").status()).isEqualTo(403);
    }
}

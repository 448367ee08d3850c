package org.opportune.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The data that lifetime value is published on: 2,357 customers of a music shop who first bought in the first quarter of 1997. Models are fitted to the first 39 weeks; the next 39 are known. */
class CdnowTest {
    private static final Path FILE = Path.of(System.getProperty("opportune.data.shared", "../shared/data"))
            .resolve("cdnow-sample.txt");
    private static final LocalDate UNTIL = LocalDate.of(1997, 9, 30);

    private static final Map<String, NavigableMap<LocalDate, BigDecimal>> CUSTOMERS = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        Assumptions.assumeTrue(
                Files.exists(FILE),
                "SKIPPED: " + FILE
                        + " is not there; fetch it (docs/statistics.md) or say -Dopportune.data.shared=FOLDER");
        for (String line : Files.readAllLines(FILE)) {
            List<String> cells = List.of(line.strip().split(" +"));
            CUSTOMERS
                    .computeIfAbsent(cells.get(1), id -> new TreeMap<>())
                    .merge(
                            LocalDate.parse(cells.get(2), DateTimeFormatter.BASIC_ISO_DATE),
                            new BigDecimal(cells.get(4)),
                            BigDecimal::add);
        }
    }

    private static Map<History, Long> histories() {
        Map<History, Long> histories = new HashMap<>();
        CUSTOMERS.values().forEach(worth -> histories.merge(History.of(worth.navigableKeySet(), UNTIL), 1L, Long::sum));
        return histories;
    }

    /** Table 2 of Fader, Hardie and Lee, 2005. */
    @Test
    void theModelOfPurchasesIsTheOneThatWasPublished() {
        BgNbdFit fit = BgNbdFit.of(histories());

        assertThat(fit.customers()).isEqualTo(2_357);
        assertThat(fit.settled()).isTrue();
        assertThat(fit.model().r()).isCloseTo(0.243, within(0.0005));
        assertThat(fit.model().alpha()).isCloseTo(4.414, within(0.0005));
        assertThat(fit.model().a()).isCloseTo(0.793, within(0.0005));
        assertThat(fit.model().b()).isCloseTo(2.426, within(0.0005));
        assertThat(fit.logLikelihood()).isCloseTo(-9_582.4, within(0.05));
    }

    /** Fader and Hardie, 2013. */
    @Test
    void theModelOfSpendingIsTheOneThatWasPublished() {
        GammaGammaFit fit = GammaGammaFit.of(
                CUSTOMERS.values().stream().map(worth -> Spend.of(worth, UNTIL)).toList());

        assertThat(fit.customers()).isEqualTo(946);
        assertThat(fit.settled()).isTrue();
        assertThat(fit.model().p()).isCloseTo(6.25, within(0.005));
        assertThat(fit.model().q()).isCloseTo(3.74, within(0.005));
        assertThat(fit.model().gamma()).isCloseTo(15.44, within(0.005));
    }

    /** Hardie, <i>Implementing the BG/NBD Model for Customer Base Analysis in Excel</i>, 2005: what a new customer has bought by the end of some weeks. */
    @Test
    void whatANewCustomerBuysIsWhatWasPublished() {
        BgNbd model = BgNbdFit.of(histories()).model();

        Map.of(0.1429, 0.0078, 1.0, 0.0532, 3.0, 0.1506, 31.8571, 1.0405, 32.0, 1.0437, 78.0, 1.8576)
                .forEach((weeks, purchases) ->
                        assertThat(model.purchases(weeks)).as("week %s", weeks).isCloseTo(purchases, within(0.0005)));
    }

    /** These customers bought more at the end of 1997 than they had before: the model says an eighth less than they did. */
    @Test
    void theNextNineMonthsComeOutAnEighthTooLow() {
        BgNbd model = BgNbdFit.of(histories()).model();
        double expected = 0;
        int made = 0;
        for (NavigableMap<LocalDate, BigDecimal> worth : CUSTOMERS.values()) {
            expected += model.purchases(History.of(worth.navigableKeySet(), UNTIL), 39);
            made += worth.tailMap(UNTIL, false)
                    .headMap(UNTIL.plusDays(273), true)
                    .size();
        }
        assertThat(made).isEqualTo(1_882);
        assertThat(expected / made).isCloseTo(0.879, within(0.001));
    }
}

package org.opportune.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.decision.Decider;
import org.opportune.decision.Decision;
import org.opportune.decision.DecisionRequest;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.decision.State;
import org.opportune.imports.Progress.Totals;
import org.opportune.profile.Event;
import org.opportune.profile.Identity;
import org.opportune.vocabulary.Money;

/** A year of a real shop, 541,909 lines, read by the mapping that {@code docs/tutorial.md} explains. */
class OnlineRetailTest {
    private static final Path FILE = Path.of(System.getProperty("opportune.data.shared", "../shared/data"))
            .resolve("online-retail.csv.gz");

    @TempDir
    static Path folder;

    private static Trial trial;
    private static Totals totals;

    @BeforeAll
    static void importTheYear() throws IOException {
        Assumptions.assumeTrue(
                Files.exists(FILE),
                "SKIPPED: " + FILE
                        + " is not there; fetch it (docs/tutorial.md) or say -Dopportune.data.shared=FOLDER");
        trial = new Trial(folder, Files.readString(Path.of("docs/examples/online-retail.mapping.yaml")), FILE);
        totals = trial.run();
    }

    @Test
    void everyLineIsInAStoredEventOrInTheReport() {
        assertThat(totals.lines()).isEqualTo(541_909);
        assertThat(totals.kept()).isEqualTo(397_924 + 8_905);
        assertThat(totals.rejected()).isEqualTo(135_080);
        assertThat(totals.kept() + totals.rejected()).isEqualTo(totals.lines());
        assertThat(trial.rejected()).hasSize(135_080);
    }

    @Test
    void theReportNamesLinesWithoutACustomerAndTheThreeBadDebts() {
        assertThat(totals.reasons()).isEqualTo(Map.of("no-customer", 135_077L, "bad-debt", 3L));
        assertThat(trial.rejected())
                .filteredOn(line -> line.contains("bad-debt"))
                .hasSize(3);
    }

    @Test
    void everyInvoiceWithACustomerIsOneOrderOrOneReturn() {
        assertThat(totals.events()).isEqualTo(18_536 + 3_654);
        assertThat(totals.duplicates()).isZero();
        assertThat(trial.profiles.events.values().stream()
                        .filter(event -> event.type().equals("order")))
                .hasSize(18_536);
        assertThat(trial.profiles.events.values().stream()
                        .filter(event -> event.type().equals("orderReturned")))
                .hasSize(3_654);
    }

    @Test
    void everyCustomerIsThereOnceWithTheCountryOfTheirLastLine() {
        assertThat(trial.profiles.customers).hasSize(4_372);
        assertThat(trial.profiles.customers.get(new Identity("customer", "17850")))
                .containsEntry("country", "GB");
    }

    @Test
    void anInvoiceWhoseLinesAreNotAdjacentIsOneOrder() {
        assertThat(items(trial.profiles.event("order:542806"))).isEqualTo(linesOf("542806"));
    }

    @Test
    void theFirstOfDifferingTimesHoldsAndIsLondonTime() {
        Event order = trial.profiles.event("order:536365");
        assertThat(order.at()).isEqualTo(Instant.parse("2010-12-01T08:26:00Z"));
        assertThat(order.properties()).containsEntry("amount", new Money(new BigDecimal("139.12"), "GBP"));
    }

    @Test
    void aReturnIsWorthWhatWentBack() {
        Event returned = trial.profiles.event("orderReturned:C536379");
        assertThat(returned.properties()).containsEntry("amount", new Money(new BigDecimal("27.5"), "GBP"));
    }

    @Test
    void everyCustomerIsInOneStageTheDayAfterAndGetsAnOfferAsTheTutorialShows() throws IOException {
        Decider decider = Decider.of(Shop.RULEBOOK);
        Instant dayAfter = Instant.parse("2011-12-10T00:00:00Z");
        Map<String, Integer> stages = new TreeMap<>();
        trial.profiles.forEach(Shop.RULEBOOK, customer -> {
            DecisionRequest request = new DecisionRequest(
                    customer.identities(), Map.of("homepage-hero", 1), "site", null, Map.of(), Mode.PREVIEW, dayAfter);
            Decision decision = decider.decide(request, customer, dayAfter, State.NONE);
            stages.merge(decision.classification().stage(), 1, Integer::sum);
            assertThat(decision.ranking().get("homepage-hero")).hasSize(1);
        });

        assertThat(Shop.RULEBOOK.vocabulary().stageIds()).containsAll(stages.keySet());
        assertThat(stages.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(4_372);
        String tutorial = Files.readString(Path.of("docs/tutorial.md"));
        stages.forEach((stage, customers) ->
                assertThat(tutorial).contains(String.format(Locale.ROOT, "| `%s` | %,d |", stage, customers)));
    }

    @Test
    void nothingIsLeftOnTheDisk() {
        assertThat(trial.leftovers()).isEmpty();
    }

    private static int items(Event event) {
        return ((List<?>) event.properties().getOrDefault("items", List.of())).size();
    }

    private static int linesOf(String invoice) {
        try (var reader =
                new CsvFile(FILE, "file", new Mapping.Layout(',', '"', StandardCharsets.UTF_8, null), Long.MAX_VALUE)) {
            int lines = 0;
            for (Row row = reader.next(); row != null; row = reader.next()) {
                if (row instanceof Row.Line line && line.cell("InvoiceNo").equals(invoice)) {
                    lines++;
                }
            }
            return lines;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

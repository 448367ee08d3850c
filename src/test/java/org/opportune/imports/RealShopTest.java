package org.opportune.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
import org.opportune.profile.InMemoryProfiles;

/** Every customer of a real year is placed and gets an answer, as {@code docs/tutorial.md} shows. */
class RealShopTest {
    private static final Path FILE = Path.of(System.getProperty("opportune.data.shared", "../shared/data"))
            .resolve("online-retail.csv.gz");
    private static final Instant THE_DAY_AFTER = Instant.parse("2011-12-10T00:00:00Z");
    private static final DecisionRequest HOME_PAGE = new DecisionRequest(
            List.of(), Map.of("homepage-hero", 1), "site", null, Map.of(), Mode.PREVIEW, THE_DAY_AFTER);

    @TempDir
    static Path folder;

    private static final Map<String, Integer> STAGES = new TreeMap<>();
    private static int offers;

    @BeforeAll
    static void importTheYearAndDecideForEverybody() throws IOException {
        Assumptions.assumeTrue(
                Files.exists(FILE),
                "SKIPPED: " + FILE
                        + " is not there; fetch it (docs/tutorial.md) or say -Dopportune.data.shared=FOLDER");
        InMemoryProfiles profiles = new InMemoryProfiles();
        new Trial(folder, Files.readString(Path.of("docs/examples/online-retail.mapping.yaml")), FILE).run(profiles);
        Decider decider = Decider.of(Shop.RULEBOOK);
        profiles.forEach(Shop.RULEBOOK, profile -> {
            Decision decision = decider.decide(HOME_PAGE, profile, THE_DAY_AFTER);
            STAGES.merge(decision.classification().stage(), 1, Integer::sum);
            offers +=
                    decision.ranking().getOrDefault("homepage-hero", List.of()).size();
        });
    }

    @Test
    void everyCustomerIsInExactlyOneStage() {
        assertThat(STAGES.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(4_372);
        assertThat(STAGES.keySet()).isSubsetOf(Shop.RULEBOOK.vocabulary().stageIds());
    }

    @Test
    void everyCustomerGetsAnOffer() {
        assertThat(offers).isEqualTo(4_372);
    }

    @Test
    void theTutorialShowsThisDistribution() throws IOException {
        String tutorial = Files.readString(Path.of("docs/tutorial.md"));

        STAGES.forEach((stage, customers) -> assertThat(tutorial)
                .contains(String.format(java.util.Locale.ROOT, "| `%s` | %,d |", stage, customers)));
    }
}

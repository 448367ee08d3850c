package org.opportune.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.kernel.Json;
import org.opportune.rulebook.SmallShop;

/** The program that ships, started as a script starts it, with nothing but its own file. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CheckIT {
    @TempDir
    Path root;

    private record Ended(int code, String out) {
        JsonNode json() throws Exception {
            return Json.MAPPER.readTree(out);
        }
    }

    @Test
    void theDemoShopIsClean() throws Exception {
        Ended ended = check("rules", "--json");

        assertThat(ended.code()).as(ended.out()).isEqualTo(ExitCodes.DONE);
        assertThat(ended.json().path("ok").asBoolean()).isTrue();
        assertThat(ended.json().path("release").asText()).matches("[0-9a-f]{64}");
        assertThat(ended.json().path("cases").asInt()).isGreaterThan(50);
        assertThat(ended.json().path("errors")).isEmpty();
        assertThat(ended.json().path("warnings")).isEmpty();
    }

    @Test
    void everyMistakeOfABrokenFolderHasItsPlaceAndKind() throws Exception {
        SmallShop shop = new SmallShop()
                .change("classification/stages.drl", "orders90d > 0", "ordres90d > 0")
                .change("offers/treatments.csv", "gift,hero,", "gift,heroo,");

        Ended ended = check(shop.saveTo(root).toString(), "--json");

        assertThat(ended.code()).as(ended.out()).isEqualTo(ExitCodes.NOT_ALL_GOOD);
        assertThat(ended.json().path("ok").asBoolean(true)).isFalse();
        assertThat(ended.json().has("release")).isFalse();
        assertThat(ended.json().path("errors"))
                .extracting(
                        error -> error.path("file").asText(),
                        error -> error.path("line").asInt(),
                        error -> error.path("kind").asText())
                .containsExactlyInAnyOrder(
                        tuple("classification/stages.drl", 16, "unknown-name"),
                        tuple("offers/treatments.csv", 3, "table-cell"));
    }

    @Test
    void aCaseThatFailsForbidsToPublish() throws Exception {
        SmallShop shop = new SmallShop()
                .with(
                        "classification/stages.cases.csv",
                        "case,rules,customer.orders90d,expect.stage\nBuys,Ordered in 90 days,1,lapsed\n");

        Ended ended = check(shop.saveTo(root).toString());

        assertThat(ended.code()).as(ended.out()).isEqualTo(ExitCodes.NOT_ALL_GOOD);
        assertThat(ended.out())
                .contains(":2:4: error: case 'Buys': expected stage lapsed, got engagement [case-failed]")
                .contains("\n9 files, 1 case: 1 error; docs/messages/");
    }

    @Test
    void aFolderThatIsNotThereIsWrongUse() throws Exception {
        assertThat(check("no-such-folder")).isEqualTo(new Ended(ExitCodes.WRONG_USE, ""));
    }

    @Test
    void theCasesOfTheDemoShopPassAndItDiffersFromItselfInNothing() throws Exception {
        Ended tested = run("test", "rules", "--json");
        assertThat(tested.code()).as(tested.out()).isEqualTo(ExitCodes.DONE);
        assertThat(tested.json().path("passed").asInt()).isGreaterThan(50);

        Ended compared = run("diff", "rules", "rules", "--json");
        assertThat(compared.code()).as(compared.out()).isEqualTo(ExitCodes.DONE);
        assertThat(compared.json().at("/diff/changes").isArray()).isTrue();
        assertThat(compared.json().at("/diff/changes")).isEmpty();
    }

    private static Ended check(String... words) throws Exception {
        return run("check", words);
    }

    private static Ended run(String subcommand, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Objects.requireNonNull(System.getProperty("opportune.cli"), "opportune.cli"),
                subcommand));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out);
    }
}

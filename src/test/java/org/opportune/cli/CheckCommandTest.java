package org.opportune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Json;
import org.opportune.releases.CheckLimits;
import org.opportune.releases.CheckResult;
import org.opportune.rulebook.SmallShop;
import picocli.CommandLine;

class CheckCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine commands =
            Main.commands().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @TempDir
    Path root;

    @Test
    void theDemoShopIsClean() {
        assertThat(commands.execute("check", "rules")).as(out + "" + err).isEqualTo(ExitCodes.DONE);

        assertThat(out.toString()).contains(" 0 errors, 0 warnings, ").doesNotContain(": error: ");
    }

    @Test
    void whatForbidsToPublishIsShownWhereItStandsWithItsKind() throws Exception {
        new SmallShop()
                .change("classification/stages.drl", "orders90d > 0", "ordres90d > 0")
                .saveTo(root);

        assertThat(commands.execute("check", root.toString())).isEqualTo(ExitCodes.NOT_ALL_GOOD);

        assertThat(out.toString().lines())
                .containsExactly(
                        root.resolve("classification/stages.drl")
                                + ":16:14: error: unknown property of Customer 'ordres90d'; did you mean 'orders90d'? [unknown-name]",
                        "8 files: 1 error; docs/messages/<kind>.md explains a [kind]");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void warningsForbidNothing() throws Exception {
        new SmallShop().saveTo(root);

        assertThat(commands.execute("check", root.toString(), "--json")).isEqualTo(ExitCodes.DONE);

        JsonNode result = Json.MAPPER.readTree(out.toString());
        assertThat(result.path("ok").asBoolean()).isTrue();
        assertThat(result.path("release").asText())
                .isEqualTo(new SmallShop().rulebook().hash());
        assertThat(result.path("errors")).isEmpty();
        assertThat(result.path("warnings").findValuesAsText("kind")).contains("rule-without-case");
        assertThat(result.path("notes").isArray()).isTrue();
        assertThat(result.path("rules").asInt()).isEqualTo(6);
        assertThat(result.path("cases").asInt()).isZero();
    }

    @Test
    void aCheckThatIsStoppedForbidsToPublish() throws Exception {
        assertThat(commands.execute("check", "rules", "--heap", "64", "--time", "1", "--json"))
                .isEqualTo(ExitCodes.NOT_ALL_GOOD);

        JsonNode result = Json.MAPPER.readTree(out.toString());
        assertThat(result.path("ok").asBoolean(true)).isFalse();
        assertThat(result.at("/errors/0/kind").asText()).isEqualTo("check-stopped");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check",
                "check no-such-folder",
                "check rules rules",
                "check /dev/null",
                "check rules --wrong",
                "check rules --heap 1",
                "check rules --heap much",
                "check rules --time 0"
            })
    void wrongUseIsSaidWithoutACheck(String words) {
        assertThat(commands.execute(words.split(" "))).isEqualTo(ExitCodes.WRONG_USE);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isNotEmpty();
    }

    @Test
    void helpNamesTheExitCodesAndTheLimits() {
        assertThat(commands.execute("check", "--help")).isZero();

        assertThat(out.toString()).contains("Exit codes", "0   ", "1   ", "2   ", "--heap", "1024", "--time", "120");
    }

    @Test
    void aTerminalIsNotSentWhatItWouldObey() {
        CheckResult result = new CheckResult(
                false,
                null,
                1,
                0,
                0,
                List.of(Finding.in("a\u001b[2J.drl", 1, 2, "red\u202Eder"), Finding.in("b.drl", 3, 4, "שלום")),
                List.of(),
                List.of(),
                List.of());

        assertThat(CheckReport.lines(Path.of("no-folder.zip"), result))
                .startsWith("a\uFFFD[2J.drl:1:2: error: red\uFFFDder", "b.drl:3:4: error: שלום");
    }

    @Test
    void aPersonIsToldEveryFewSecondsThatALongCheckRuns() {
        StillChecking still = new StillChecking(new PrintWriter(err, true), true, CheckLimits.STANDARD);
        for (int second : new int[] {1, 4, 5, 6, 9, 10}) {
            still.accept(Duration.ofSeconds(second));
        }

        assertThat(err.toString().lines())
                .containsExactly("checking for 5 s; stopped at 120 s", "checking for 10 s; stopped at 120 s");
    }

    @Test
    void aScriptIsToldNothingMeanwhile() {
        new StillChecking(new PrintWriter(err, true), false, CheckLimits.STANDARD).accept(Duration.ofMinutes(1));

        assertThat(err.toString()).isEmpty();
    }
}

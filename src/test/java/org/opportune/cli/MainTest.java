package org.opportune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.opportune.kernel.Json;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine commands =
            Main.commands().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @Test
    void aServerThatIsNotThereIsSaidWithoutTheKey() {
        int code = commands.execute(
                "import",
                "--key",
                "opp_secret",
                "--server",
                "http://127.0.0.1:1",
                "--mapping",
                "docs/examples/online-retail.mapping.yaml",
                "pom.xml");
        assertThat(code).isEqualTo(ExitCodes.SERVER_TROUBLE);
        assertThat(err.toString())
                .contains("http://127.0.0.1:1 cannot be reached")
                .doesNotContain("secret");
    }

    @Test
    void aCommandThatIsMistypedIsToldTheOneThatWasMeant() {
        assertThat(commands.execute("imprt")).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("import");
    }

    @Test
    void whoGivesNoCommandIsToldAllOfThem() {
        assertThat(commands.execute()).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("check, test, diff, compare, publish, import");
    }

    @Test
    void anImportNeedsAMappingAndAFile() {
        assertThat(commands.execute("import", "--key", "k", "pom.xml")).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("--mapping");
    }

    @Test
    void helpNamesTheExitCodes() {
        assertThat(commands.execute("import", "--help")).isZero();
        assertThat(out.toString()).contains("Exit codes").contains("--strict");
    }

    @Test
    void progressIsOneSentence() throws JsonProcessingException {
        String line = ProgressLine.sentence(Json.MAPPER.readTree("""
                {"state": "running", "phase": "storing", "lines": 541909, "events": 4000, "rejected": 135080,
                 "linesPerSecond": 44815, "remainingSeconds": 6}"""));
        assertThat(line)
                .isEqualTo("storing: 541,909 lines, 4,000 events, 135,080 rejected, 44,815 lines/s, about 6 s left");
    }

    @Test
    void aFileThatIsWrongIsCalledByItsNameAndNotGoneOnWith() throws Exception {
        var job = Json.MAPPER.readTree("""
                {"state": "failed", "findings": [{"file": "upload", "line": 3, "column": 1, "message": "not CSV"}]}
                """);
        var finding = job.path("findings").get(0);

        assertThat(ImportCommand.place(finding, Path.of("orders.csv"))).isEqualTo("orders.csv:3:1: ");
        assertThat(ImportCommand.place(finding, null)).isEqualTo("upload:3:1: ");
        assertThat(ImportCommand.mayGoOn(job)).isFalse();
    }

    @Test
    void anImportThatBrokeOffForAnotherReasonMayGoOn() throws Exception {
        assertThat(ImportCommand.mayGoOn(
                        Json.MAPPER.readTree("{\"state\": \"failed\", \"findings\": [{\"message\": \"x\"}]}")))
                .isTrue();
        assertThat(ImportCommand.mayGoOn(Json.MAPPER.readTree("{\"state\": \"done\", \"findings\": []}")))
                .isFalse();
        assertThat(ProgressLine.sentence(Json.MAPPER.readTree("{\"state\": \"queued\"}")))
                .isEqualTo("waiting for its turn …");
    }
}

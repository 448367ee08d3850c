package org.opportune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.kernel.Json;
import org.opportune.rulebook.SmallShop;
import picocli.CommandLine;

class TestCommandTest {
    private static final String CASES = "classification/stages.cases.csv";
    private static final String TABLE = """
            case,rules,customer.orders90d,customer.country,expect.stage
            Buys,Ordered in 90 days,1,,engagement
            Is far away,none,0,,lapsed
            Lives there,Lives in the North,1,FI,engagement
            """;

    private final StringWriter out = new StringWriter();
    private final CommandLine commands =
            Main.commands().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(new StringWriter()));

    @TempDir
    Path root;

    @Test
    void eachCaseIsToldWithTheRulesThatItHitAndWhatItMissed() throws Exception {
        new SmallShop().with(CASES, TABLE).saveTo(root);

        assertThat(commands.execute("test", root.toString())).isEqualTo(ExitCodes.NOT_ALL_GOOD);

        Path file = root.resolve(CASES);
        assertThat(out.toString().lines())
                .containsExactly(
                        file + ":2: passed: Buys (Ordered in 90 days)",
                        file + ":3:5: failed: case 'Is far away': expected stage lapsed, got awareness [case-failed]",
                        file + ":4: passed: Lives there (Ordered in 90 days | Lives in the North)",
                        "3 cases: 2 passed, 1 failed");
    }

    @Test
    void onlyWhatFailedIsShownWhenThatIsAskedFor() throws Exception {
        new SmallShop().with(CASES, TABLE).saveTo(root);

        commands.execute("test", "--failed", root.toString());

        assertThat(out.toString().lines()).hasSize(2).last().isEqualTo("3 cases: 2 passed, 1 failed");
    }

    @Test
    void programsReadTheSame() throws Exception {
        new SmallShop().with(CASES, TABLE.replace("lapsed", "awareness")).saveTo(root);

        assertThat(commands.execute("test", "--json", root.toString())).isEqualTo(ExitCodes.DONE);

        JsonNode result = Json.MAPPER.readTree(out.toString());
        assertThat(result.path("ok").asBoolean()).isTrue();
        assertThat(result.path("passed").asInt()).isEqualTo(3);
        assertThat(result.at("/cases/2").toString())
                .isEqualTo(
                        "{\"case\":\"Lives there\",\"file\":\"" + CASES
                                + "\",\"line\":4,\"passed\":true,\"rules\":[\"Ordered in 90 days\",\"Lives in the North\"],\"failures\":[]}");
    }

    @Test
    void whatCannotBeReadIsNotTested() throws Exception {
        new SmallShop()
                .with(CASES, TABLE)
                .change("classification/stages.drl", "orders90d", "ordres90d")
                .saveTo(root);

        assertThat(commands.execute("test", root.toString())).isEqualTo(ExitCodes.NOT_ALL_GOOD);

        assertThat(out.toString())
                .contains("error: unknown property of Customer 'ordres90d'")
                .endsWith("0 cases: 0 passed, 0 failed; 1 error\n");
    }
}

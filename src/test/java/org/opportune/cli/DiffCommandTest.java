package org.opportune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.kernel.Json;
import org.opportune.rulebook.SmallShop;
import picocli.CommandLine;

class DiffCommandTest {
    private static final String STAGES = "classification/stages.drl";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine commands =
            Main.commands().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @TempDir
    Path root;

    private Path saved(String name, SmallShop shop) throws Exception {
        return shop.saveTo(root.resolve(name));
    }

    @Test
    void changesAreToldWithTheirPlace() throws Exception {
        Path earlier = saved("a", new SmallShop());
        Path later = saved(
                "b",
                new SmallShop()
                        .change(STAGES, "> 180", "> 90")
                        .change("offers/offers.csv", "gift,engagement,10", "gift,engagement,12")
                        .change("offers/offers.csv", "help,", "help ,"));

        assertThat(commands.execute("diff", earlier.toString(), later.toString()))
                .as(err.toString())
                .isEqualTo(ExitCodes.DONE);

        assertThat(out.toString().lines().toList().subList(0, 4))
                .containsExactly(
                        "rule changed: Has not ordered for 180 days (classification/stages.drl:7)",
                        "    condition: Days since the last order > 180  \u2192  Days since the last order > 90",
                        "offer changed: gift (offers/offers.csv:3)",
                        "    value: 10  \u2192  12");
        assertThat(out.toString()).containsPattern("2 changes from [0-9a-f]{12} to [0-9a-f]{12}\n$");
    }

    @Test
    void aLanguageTagMayBeWrittenInAnyCase() throws Exception {
        String fi = Files.readString(Path.of("rules/language/fi.dsl"));
        Path earlier = saved("a", new SmallShop().with("language/fi.dsl", fi));
        Path later = saved("b", new SmallShop().with("language/fi.dsl", fi).change(STAGES, "> 180", "> 90"));

        commands.execute("diff", "--locale", "FI_fi", earlier.toString(), later.toString());

        assertThat(out.toString()).contains(" on yli 180  \u2192 ");
    }

    @Test
    void nothingChangedIsDoneToo() throws Exception {
        Path folder = saved("a", new SmallShop());

        assertThat(commands.execute("diff", "--json", folder.toString(), folder.toString()))
                .isEqualTo(ExitCodes.DONE);

        JsonNode result = Json.MAPPER.readTree(out.toString());
        assertThat(result.at("/diff/changes").isArray()).isTrue();
        assertThat(result.at("/diff/changes")).isEmpty();
    }

    @Test
    void whatIsNotUnderstoodIsNotCompared() throws Exception {
        Path earlier = saved("a", new SmallShop());
        Path later = saved("b", new SmallShop().change(STAGES, "orders90d", "ordres90d"));

        assertThat(commands.execute("diff", earlier.toString(), later.toString()))
                .isEqualTo(ExitCodes.NOT_ALL_GOOD);

        assertThat(out.toString())
                .contains(later.resolve(STAGES) + ":16:14: error: unknown property")
                .contains("not compared: 0 errors in " + earlier + ", 1 error in " + later);
    }

    @Test
    void aFolderThatIsNotThereAndALanguageThatIsNoneAreWrongUse() throws Exception {
        Path folder = saved("a", new SmallShop());

        assertThat(commands.execute("diff", folder.toString(), "no-such-folder"))
                .isEqualTo(ExitCodes.WRONG_USE);
        assertThat(commands.execute("diff", folder.toString(), folder.toString(), "--locale", "not a tag"))
                .isEqualTo(ExitCodes.WRONG_USE);
        assertThat(commands.execute("diff", folder.toString())).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("there is no folder no-such-folder").contains("is no language tag");
    }
}

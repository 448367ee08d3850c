package org.opportune.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.opportune.kernel.Label;
import org.opportune.kernel.Nearest;
import org.opportune.releases.DiffResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code diff EARLIER LATER}: what changed between two folders of rule files, in words, without a server. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Says in words what changed between two folders of rule files: rules with their conditions, offers, content, features, cases.",
            "Rules are compared by what they mean, whether they are written as DRL, in tables or in sentences. It needs no server. The files are read in a"
                    + " process of its own, which is stopped at the limits below."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The two were compared, whether they differ or not.",
            "1:One of them has errors, or the comparison was stopped at a limit.",
            "2:The command is wrong, or there is no such folder.",
            "3:The comparison could not be started."
        },
        footer = {"", "Example:", "  java -jar opportune-cli.jar diff live.zip rules --locale fi"})
final class DiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "EARLIER", description = "The folder of a rulebook, or a zip of it.")
    private Path earlier;

    @Parameters(index = "1", paramLabel = "LATER", description = "The folder to compare with it, or a zip of it.")
    private Path later;

    @Option(
            names = "--locale",
            paramLabel = "TAG",
            description = "The language in which rules are said, of those that the rulebook has. Else en.")
    private String locale = "en";

    @Mixin
    private CheckOptions options;

    @SuppressWarnings("NullAway") // picocli sets the fields
    DiffCommand() {}

    @Override
    public Integer call() throws IOException {
        String tag = Label.canonicalTag(locale);
        if (tag == null) {
            throw Refusal.wrongUse("--locale " + Nearest.shorten(locale) + " is no language tag such as en or pt-BR");
        }
        DiffResult result =
                options.run(List.of(earlier, later), (process, still) -> process.diff(earlier, later, tag, still));
        options.tell(result, DiffReport.lines(earlier, later, result));
        return result.diff() == null ? ExitCodes.NOT_ALL_GOOD : ExitCodes.DONE;
    }
}

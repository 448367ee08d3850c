package org.opportune.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.opportune.releases.CheckResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code check DIR}: what is wrong with a folder of rule files, without a server. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Checks the rule files of a folder, as a server does before it takes them: reads and compiles them, runs their cases, and looks"
                    + " for what their author most likely did not mean.",
            "It needs no server. The check runs in a process of its own, which is stopped at the limits below."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Nothing forbids to publish the rules. There may be warnings.",
            "1:Something forbids it, or the check was stopped at a limit.",
            "2:The command is wrong, or there is no such folder.",
            "3:The check could not be started."
        },
        footer = {
            "",
            "Each finding is a line FILE:LINE:COLUMN: error|warning|note: MESSAGE [KIND], with the cell instead of line and column in workbooks."
                    + " docs/messages explains each kind.",
            "",
            "Example:",
            "  java -jar opportune-cli.jar check rules"
        })
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The folder of the rulebook, or a zip of it.")
    private Path folder;

    @Mixin
    private CheckOptions options;

    @SuppressWarnings("NullAway") // picocli sets the fields
    CheckCommand() {}

    @Override
    public Integer call() throws IOException {
        CheckResult result = options.run(List.of(folder), (process, still) -> process.check(folder, still));
        options.tell(result, CheckReport.lines(folder, result));
        return result.ok() ? ExitCodes.DONE : ExitCodes.NOT_ALL_GOOD;
    }
}

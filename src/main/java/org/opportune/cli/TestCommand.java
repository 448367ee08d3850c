package org.opportune.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.opportune.releases.TestResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code test DIR}: what became of each case of a folder of rule files, without a server. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Runs the cases of a folder of rule files, and says of each whether it passed and which rules it hit.",
            "It needs no server. The files are read in a process of its own, which is stopped at the limits below."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All cases passed.",
            "1:A case failed, the files have errors, or the run was stopped at a limit.",
            "2:The command is wrong, or there is no such folder.",
            "3:The run could not be started."
        },
        footer = {"", "Example:", "  java -jar opportune-cli.jar test rules"})
final class TestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The folder of the rulebook, or a zip of it.")
    private Path folder;

    @Option(names = "--failed", description = "Show only the cases that failed.")
    private boolean onlyFailed;

    @Mixin
    private CheckOptions options;

    @SuppressWarnings("NullAway") // picocli sets the fields
    TestCommand() {}

    @Override
    public Integer call() throws IOException {
        TestResult result = options.run(List.of(folder), (process, still) -> process.test(folder, still));
        options.tell(result, TestReport.lines(folder, result, onlyFailed));
        return result.ok() ? ExitCodes.DONE : ExitCodes.NOT_ALL_GOOD;
    }
}

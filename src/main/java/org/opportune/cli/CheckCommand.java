package org.opportune.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.opportune.kernel.Json;
import org.opportune.releases.CheckLimits;
import org.opportune.releases.CheckProcess;
import org.opportune.releases.CheckResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
    private static final int LEAST_HEAP = 64;
    private static final int MOST_HEAP = 65_536;
    private static final int MOST_TIME = 86_400;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder of the rulebook, or a zip of it.")
    private Path folder;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Option(
            names = "--heap",
            paramLabel = "MB",
            description = "The memory that the check may use, in megabytes. Else 1024.")
    private int heap = CheckLimits.STANDARD.heap();

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            description = "How long the check may take, and how long it may keep processors busy. Else 120.")
    private int time = (int) CheckLimits.STANDARD.clock().toSeconds();

    @SuppressWarnings("NullAway") // picocli sets the fields
    CheckCommand() {}

    @Override
    public Integer call() throws IOException {
        within("--heap", heap, LEAST_HEAP, MOST_HEAP);
        within("--time", time, 1, MOST_TIME);
        if (!Files.exists(folder)) {
            throw Refusal.wrongUse("there is no folder " + folder);
        }
        CheckResult result = check(new CheckLimits(heap, Duration.ofSeconds(time), Duration.ofSeconds(time)));
        tell(result);
        return result.ok() ? ExitCodes.DONE : ExitCodes.NOT_ALL_GOOD;
    }

    private void within(String option, int given, int least, int most) {
        if (given < least || given > most) {
            throw new ParameterException(
                    spec.commandLine(), option + " " + given + " is not a number from " + least + " to " + most);
        }
    }

    private CheckResult check(CheckLimits limits) throws IOException {
        StillChecking still = new StillChecking(spec.commandLine().getErr(), Terminal.isThere(), limits);
        try {
            return new CheckProcess(CheckProcess.ownClassPath(), limits).check(folder, still);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.serverTrouble("interrupted");
        }
    }

    private void tell(CheckResult result) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.MAPPER.writeValueAsString(result));
        } else {
            CheckReport.lines(folder, result).forEach(out::println);
        }
        out.flush();
    }
}

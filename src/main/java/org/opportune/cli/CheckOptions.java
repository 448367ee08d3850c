package org.opportune.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.opportune.kernel.Json;
import org.opportune.releases.CheckLimits;
import org.opportune.releases.CheckProcess;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands have in common that read folders of rule files in a process of its own. */
final class CheckOptions {
    private static final int LEAST_HEAP = 64;
    private static final int MOST_HEAP = 65_536;
    private static final int MOST_TIME = 86_400;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

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
    CheckOptions() {}

    /** What is done in the other process. */
    @FunctionalInterface
    interface Work<T> {
        T in(CheckProcess process, StillChecking still) throws IOException, InterruptedException;
    }

    <T> T run(List<Path> folders, Work<T> work) throws IOException {
        within("--heap", heap, LEAST_HEAP, MOST_HEAP);
        within("--time", time, 1, MOST_TIME);
        for (Path folder : folders) {
            if (!Files.exists(folder)) {
                throw Refusal.wrongUse("there is no folder " + folder);
            }
            if (!Files.isDirectory(folder) && !Files.isRegularFile(folder)) {
                throw Refusal.wrongUse(folder + " is neither a folder nor a zip of one");
            }
        }
        CheckLimits limits = new CheckLimits(heap, Duration.ofSeconds(time), Duration.ofSeconds(time));
        StillChecking still = new StillChecking(spec.commandLine().getErr(), Terminal.isThere(), limits);
        try {
            return work.in(new CheckProcess(CheckProcess.ownClassPath(), limits), still);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.serverTrouble("interrupted");
        }
    }

    private void within(String option, int given, int least, int most) {
        if (given < least || given > most) {
            throw new ParameterException(
                    spec.commandLine(), option + " " + given + " is not a number from " + least + " to " + most);
        }
    }

    /** The result for programs, or its lines for people. */
    void tell(Object result, List<String> lines) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.MAPPER.writeValueAsString(result));
        } else {
            lines.forEach(out::println);
        }
        out.flush();
    }
}

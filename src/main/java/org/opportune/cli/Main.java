package org.opportune.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of an Opportune server. */
@Command(
        name = "opportune",
        description =
                "Checks, tests, compares and publishes rule files, and works on an Opportune server, from the command line.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CheckCommand.class,
            TestCommand.class,
            DiffCommand.class,
            CompareCommand.class,
            PublishCommand.class,
            ImportCommand.class
        },
        footer = {"", "opportune COMMAND --help tells more of a command."})
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway") // picocli sets the fields
    Main() {}

    public static void main(String[] args) {
        System.exit(commands().execute(args));
    }

    static CommandLine commands() {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((e, command, parsed) -> told(e, command.getErr()))
                .setParameterExceptionHandler((e, args) -> wrongUse(e));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say which command: "
                        + String.join(", ", spec.commandLine().getSubcommands().keySet()));
    }

    private static int told(Exception e, PrintWriter err) {
        if (e instanceof Refusal refusal) {
            refusal.lines().forEach(err::println);
            return refusal.exitCode();
        }
        err.println("This should not happen; please report it with what follows.");
        e.printStackTrace(err);
        return ExitCodes.SERVER_TROUBLE;
    }

    private static int wrongUse(ParameterException e) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println(e.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("See " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help.");
        }
        return ExitCodes.WRONG_USE;
    }
}

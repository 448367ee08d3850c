package org.opportune.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands have in common that work on a server. */
final class ServerOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:OPPORTUNE_SERVER:-http://localhost:8080}",
            description = "The server. Else OPPORTUNE_SERVER, else http://localhost:8080.")
    private String server;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "The API key. Better in OPPORTUNE_KEY: other users of this machine see what stands in a command.")
    private @Nullable String key;

    @SuppressWarnings("NullAway") // picocli sets the fields
    ServerOptions() {}

    Server server() {
        String given = key != null ? key : System.getenv("OPPORTUNE_KEY");
        if (given == null || given.isBlank()) {
            throw new ParameterException(spec.commandLine(), "an API key is missing: put it in OPPORTUNE_KEY");
        }
        return new Server(server, given.strip());
    }
}

package org.opportune.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import --mapping shop.mapping.yaml export.csv}: uploads a file, follows its import, and tells what came of it. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Imports customers and events from a CSV file, plain or gzip.",
            "The mapping says what the file's columns mean; docs/import.md explains it. The same file imported again changes nothing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The import is done.",
            "1:The import failed, or with --strict it is done and lines were rejected.",
            "2:The command, the mapping or the key is wrong.",
            "3:The server cannot be reached or does not work."
        },
        footer = {
            "",
            "Example:",
            "  OPPORTUNE_KEY=... java -jar opportune-cli.jar import --mapping shop.mapping.yaml orders.csv.gz"
        })
final class ImportCommand implements Callable<Integer> {
    private static final long LOOK_EVERY = 500_000_000L;
    private static final long WAIT = 2_000_000_000L;
    private static final int TRIES = 30;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The CSV file, plain or gzip.")
    private @Nullable Path file;

    @Option(names = "--mapping", paramLabel = "FILE", description = "The mapping file. It must be given with FILE.")
    private @Nullable Path mapping;

    @Mixin
    private ServerOptions at;

    @Option(
            names = "--rejected",
            paramLabel = "FILE",
            description = "Where rejected lines are saved. Else FILE.rejected.csv in this folder.")
    private @Nullable Path rejected;

    @Option(
            names = "--resume",
            paramLabel = "ID",
            description = "Go on with import ID, which failed or was interrupted.")
    private @Nullable Long resume;

    @Option(names = "--strict", description = "Exit with 1 when lines were rejected.")
    private boolean strict;

    @Option(names = "--json", description = "Print the result as JSON, and no progress.")
    private boolean json;

    @SuppressWarnings("NullAway") // picocli sets the fields
    ImportCommand() {}

    @Override
    public Integer call() {
        Server api = at.server();
        JsonNode job = resume == null ? begin(api) : api.post("imports/" + resume + "/resume", "application/json", "");
        long id = job.path("id").asLong();
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), Terminal.isThere(), json);
        while (isUnderWay(job)) {
            progress.show(job);
            LockSupport.parkNanos(LOOK_EVERY);
            job = look(api, id);
        }
        progress.end();
        Path report = job.path("rejected").asLong() > 0 ? save(api, id) : null;
        tell(job, report);
        boolean isBad = !job.path("state").asText().equals("done") || (strict && report != null);
        return isBad ? ExitCodes.NOT_ALL_GOOD : ExitCodes.DONE;
    }

    /** The import goes on at the server, so a server that is away for a while is waited for. */
    private static JsonNode look(Server api, long id) {
        for (int tries = 1; ; tries++) {
            try {
                return api.get("imports/" + id);
            } catch (Refusal e) {
                if (e.exitCode() != ExitCodes.SERVER_TROUBLE || tries == TRIES) {
                    throw e.and("Import " + id + " goes on when the server does; see GET /api/v1/imports/" + id + ".");
                }
                LockSupport.parkNanos(WAIT);
            }
        }
    }

    private JsonNode begin(Server api) {
        if (file == null || mapping == null) {
            throw new ParameterException(spec.commandLine(), "say --mapping FILE and the CSV file");
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw Refusal.wrongUse(file + " is not a file that can be read");
        }
        String name = URLEncoder.encode(mapping.toString(), StandardCharsets.UTF_8);
        JsonNode job = api.post("imports?mapping=" + name, "application/yaml", text(mapping));
        return api.upload("imports/" + job.path("id").asLong() + "/file", file);
    }

    private static String text(Path mapping) {
        try {
            return Files.readString(mapping);
        } catch (IOException e) {
            throw Refusal.wrongUse(mapping + " cannot be read as UTF-8: " + e.getMessage());
        }
    }

    private static boolean isUnderWay(JsonNode job) {
        String state = job.path("state").asText();
        return state.equals("queued") || state.equals("running");
    }

    private Path save(Server api, long id) {
        Path to = rejected;
        if (to == null) {
            Path from = file == null ? null : file.getFileName();
            to = Path.of((from == null ? "import-" + id : from) + ".rejected.csv");
        }
        api.download("imports/" + id + "/rejected", to);
        return to;
    }

    private void tell(JsonNode job, @Nullable Path report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(job.toString());
            return;
        }
        out.printf(
                "Import %d is %s: %,d lines.%n",
                job.path("id").asLong(),
                job.path("state").asText(),
                job.path("lines").asLong());
        for (JsonNode finding : job.path("findings")) {
            out.println("  " + place(finding, file) + finding.path("message").asText());
        }
        out.printf(
                "  %,d lines are in events or customers: %,d new events, %,d known before, %,d changes of customers.%n",
                job.path("kept").asLong(),
                job.path("events").asLong(),
                job.path("duplicates").asLong(),
                job.path("customers").asLong());
        out.printf("  %,d lines were rejected.%n", job.path("rejected").asLong());
        job.path("reasons")
                .properties()
                .forEach(reason -> out.printf("    %,9d %s%n", reason.getValue().asLong(), reason.getKey()));
        if (report != null) {
            out.println("  Each of them, and why: " + report);
        }
        if (mayGoOn(job)) {
            out.println("  Go on with: import --resume " + job.path("id").asLong());
        }
        out.flush();
    }

    /** What is wrong in a file stays wrong, however often it is read. */
    static boolean mayGoOn(JsonNode job) {
        boolean isOfFile = job.path("findings").findValue("file") != null;
        return job.path("state").asText().equals("failed") && !isOfFile;
    }

    /** The server does not know the file's name and calls it {@code upload}. */
    static String place(JsonNode finding, @Nullable Path file) {
        String told = finding.path("file").asText();
        return finding.hasNonNull("file")
                ? (told.equals("upload") && file != null ? file.toString() : told) + ":"
                        + finding.path("line").asInt() + ":"
                        + finding.path("column").asInt() + ": "
                : "";
    }
}

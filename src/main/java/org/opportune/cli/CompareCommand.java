package org.opportune.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Json;
import org.opportune.releases.CheckResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare DIR}: what a folder of rule files would change for the customers of a server. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Says what the rule files of a folder would change for a server's customers: who changes stage, who gains or loses which offers, where another"
                    + " offer comes first.",
            "The server decides for them by these rules and by those that are live. Nothing goes live by it; the draft that it needs is discarded at the end.",
            "The key is one of an analyst or admin."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The two were compared, whether anything would change or not.",
            "1:The rules have errors, or the comparison failed.",
            "2:The command or the key is wrong, or there is no such folder.",
            "3:The server cannot be reached or does not work."
        },
        footer = {"", "Example:", "  OPPORTUNE_KEY=... java -jar opportune-cli.jar compare rules --sample 10000"})
final class CompareCommand implements Callable<Integer> {
    private static final long LOOK_EVERY = 500_000_000L;
    private static final int SHOWN = 20;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder of the rulebook, or a zip of it.")
    private Path folder;

    @Option(
            names = "--sample",
            paramLabel = "NUMBER",
            description = "For how many customers, chosen at random but the same each time. Else all.")
    private @Nullable Integer sample;

    @Option(names = "--json", description = "Print the result as one JSON object, and no progress.")
    private boolean json;

    @Mixin
    private ServerOptions at;

    @SuppressWarnings("NullAway") // picocli sets the fields
    CompareCommand() {}

    @Override
    public Integer call() {
        Server server = at.server();
        RemoteDraft draft = RemoteDraft.of(server, folder, "Compared from the command line", null);
        Thread stop = new Thread(draft::abandon);
        Runtime.getRuntime().addShutdownHook(stop); // Ctrl-C
        try {
            CheckResult check = draft.check();
            if (!check.ok()) {
                tell(check);
                return ExitCodes.NOT_ALL_GOOD;
            }
            JsonNode found = compare(server, draft);
            tell(found);
            return found.path("state").asText().equals("done") ? ExitCodes.DONE : ExitCodes.NOT_ALL_GOOD;
        } finally {
            if (isGoingOn(stop)) {
                draft.step("discard", "It was only compared");
            }
        }
    }

    /** When this program is told to end, the hook discards the draft. */
    private static boolean isGoingOn(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private JsonNode compare(Server server, RemoteDraft draft) {
        ObjectNode wanted = Json.MAPPER.createObjectNode();
        if (sample != null) {
            wanted.put("sample", sample);
        }
        String path = draft.path() + "/compare";
        byte[] body = wanted.toString().getBytes(StandardCharsets.UTF_8);
        JsonNode found =
                server.change("POST", path, null, "application/json", body).body();
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), Terminal.isThere(), json);
        while (found.path("state").asText().equals("running")) {
            progress.show(
                    found.path("of").asLong() == 0
                            ? "finding the customers \u2026"
                            : String.format(
                                    Locale.ROOT,
                                    "%,d of %,d customers, %,d would see a change",
                                    found.path("done").asLong(),
                                    found.path("of").asLong(),
                                    found.path("changed").asLong()));
            LockSupport.parkNanos(LOOK_EVERY);
            found = server.get(path);
        }
        progress.end();
        return found;
    }

    private void tell(CheckResult check) {
        CheckReport.tell(spec.commandLine().getOut(), folder, check, json);
    }

    private void tell(JsonNode found) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(found);
            out.flush();
            return;
        }
        out.printf(
                Locale.ROOT,
                "%,d of %,d customers (%s): %,d would see a change.%n",
                found.path("done").asLong(),
                found.path("of").asLong(),
                found.path("state").asText(),
                found.path("changed").asLong());
        lines(
                out,
                "Stages",
                found.path("stages"),
                move -> number(move, "customers") + "  " + move.path("from").asText() + " \u2192 "
                        + move.path("to").asText() + examples(move.path("examples")));
        lines(
                out,
                "Offers",
                found.path("offers"),
                offer -> String.format(
                        Locale.ROOT,
                        "%,9d gain, %,d lose  %s",
                        offer.path("gained").asLong(),
                        offer.path("lost").asLong(),
                        offer.path("offer").asText()));
        lines(
                out,
                "First offers",
                found.path("topOffers"),
                top -> number(top, "customers") + "  "
                        + top.path("placement").asText() + ": "
                        + top.path("from").asText("none") + " \u2192 "
                        + top.path("to").asText("none") + examples(top.path("examples")));
        out.flush();
    }

    private static String number(JsonNode node, String name) {
        return String.format(Locale.ROOT, "%,9d", node.path(name).asLong());
    }

    private static String examples(JsonNode examples) {
        return examples.isEmpty()
                ? ""
                : ", such as "
                        + CheckReport.printable(examples.path(0).path("id").asText());
    }

    private interface Line {
        String of(JsonNode node);
    }

    private static void lines(PrintWriter out, String title, JsonNode nodes, Line line) {
        if (nodes.isEmpty()) {
            return;
        }
        out.println(title);
        int shown = 0;
        for (JsonNode node : nodes) {
            if (shown++ == SHOWN) {
                out.println("          and " + (nodes.size() - SHOWN) + " more; --json has them all");
                break;
            }
            out.println(line.of(node));
        }
    }
}

package org.opportune.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.opportune.releases.CheckResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish DIR}: brings a folder of rule files to a server, where somebody else approves them. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Brings the rule files of a folder to a server as a draft, lets it be checked there, and submits it. Somebody else approves it; with --wait it is"
                    + " published as soon as that has happened.",
            "When the same files decide already, nothing is done.",
            "The key is one of an analyst, with --wait of an admin: who publishes needs that role, and never approves what they have written."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The draft is submitted, with --wait published; or these files decide already.",
            "1:The rules have errors, the draft was rejected, or nobody approved it in time.",
            "2:The command or the key is wrong, or there is no such folder.",
            "3:The server cannot be reached or does not work."
        },
        footer = {
            "",
            "Example:",
            "  OPPORTUNE_KEY=... java -jar opportune-cli.jar publish rules --why 'The spring campaign'"
        })
final class PublishCommand implements Callable<Integer> {
    private static final long LOOK_EVERY = 1_000_000_000L;
    private static final int LONGEST_WHY = 1_000;
    private static final int SHOWN = 80;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder of the rulebook, or a zip of it.")
    private Path folder;

    @Option(
            names = "--title",
            paramLabel = "TEXT",
            description = "What the draft is called. Else the first words of --why.")
    private String title = "";

    @Option(
            names = "--why",
            required = true,
            paramLabel = "TEXT",
            description = "Why the rules change, for those who approve it and for the history.")
    private String why;

    @Option(
            names = "--from",
            paramLabel = "HASH",
            description =
                    "The release that these files were changed from. When another decides, whose changes they do not have, nothing is submitted.")
    private @Nullable String from;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "Wait so long for somebody to approve it, and publish it then.")
    private int wait;

    @Option(names = "--json", description = "Print the draft as one JSON object.")
    private boolean json;

    @Mixin
    private ServerOptions at;

    @SuppressWarnings("NullAway") // picocli sets the fields
    PublishCommand() {}

    @Override
    public Integer call() {
        if (wait < 0) {
            throw Refusal.wrongUse("--wait " + wait + " is not a number of seconds");
        }
        if (why.isBlank() || why.length() > LONGEST_WHY) {
            throw Refusal.wrongUse("--why needs 1 to " + LONGEST_WHY + " characters");
        }
        Server server = at.server();
        String called = title.isEmpty() ? firstWords(why) : title;
        RemoteDraft draft = RemoteDraft.of(server, folder, called, from);
        CheckResult check = draft.check();
        if (!check.ok()) {
            tell(check);
            draft.step("discard", "It did not pass the check");
            return ExitCodes.NOT_ALL_GOOD;
        }
        if (server.get("releases/current").path("release").asText().equals(check.release())) {
            draft.step("discard", "The same files decide already");
            tell(draft.look(), "These files decide already: release " + check.release());
            return ExitCodes.DONE;
        }
        String replaced = draft.look().path("replaces").asText();
        if (!replaced.isEmpty()) {
            draft.step("discard", "Another release decides than the one that it was changed from");
            throw new Refusal(
                    ExitCodes.NOT_ALL_GOOD,
                    List.of("Release " + replaced
                            + " decides, and these files were changed from another; get its changes into them first,"
                            + " or call again with --from " + replaced + " to take them back."));
        }
        draft.step("submit", why);
        if (wait == 0) {
            tell(
                    draft.look(),
                    "Draft " + draft.id() + " is submitted; somebody else looks at it, approves and publishes it.");
            return ExitCodes.DONE;
        }
        return publish(draft);
    }

    private static String firstWords(String text) {
        int[] signs = text.codePoints().limit(SHOWN).toArray();
        return new String(signs, 0, signs.length);
    }

    private int publish(RemoteDraft draft) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(wait);
        JsonNode now = draft.look();
        while (now.path("state").asText().equals("submitted") && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_EVERY);
            now = draft.look();
        }
        String state = now.path("state").asText();
        if (state.equals("approved")) {
            draft.step("publish", why);
            tell(
                    draft.look(),
                    "Draft " + draft.id() + " is published: release "
                            + now.path("release").asText());
            return ExitCodes.DONE;
        }
        boolean isDone = state.equals("published") || state.equals("scheduled");
        tell(
                now,
                "Draft " + draft.id() + " is " + state
                        + (state.equals("submitted") ? " still: nobody approved it within " + wait + " s." : "."));
        return isDone ? ExitCodes.DONE : ExitCodes.NOT_ALL_GOOD;
    }

    private void tell(CheckResult check) {
        CheckReport.tell(spec.commandLine().getOut(), folder, check, json);
    }

    private void tell(JsonNode draft, String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? draft.toString() : line);
        out.flush();
    }
}

package org.opportune.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.cli.Server.Versioned;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.releases.CheckResult;

/** A draft on a server that has the files of a folder. */
final class RemoteDraft {
    private static final String JSON = "application/json";

    private final Server server;
    private final String path;
    private Versioned last;

    private RemoteDraft(Server server, Versioned made) {
        this.server = server;
        this.path = "drafts/" + made.body().path("id").asLong();
        this.last = made;
    }

    /**
     * Makes one.
     *
     * @param from the release that the files were changed from; null for the one that decides now
     */
    static RemoteDraft of(Server server, Path folderOrZip, String title, @Nullable String from) {
        byte[] zip = zip(folderOrZip);
        RemoteDraft draft = new RemoteDraft(
                server,
                server.change(
                        "POST",
                        "drafts",
                        null,
                        JSON,
                        json(from == null ? Map.of("title", title) : Map.of("title", title, "from", from))));
        draft.last = server.change("PUT", draft.path + "/files", draft.last.etag(), "application/zip", zip);
        return draft;
    }

    private static byte[] zip(Path folderOrZip) {
        if (!Files.exists(folderOrZip)) {
            throw Refusal.wrongUse("there is no folder " + folderOrZip);
        }
        Findings findings = Findings.ofRulebook();
        RulebookFolder folder = RulebookFolder.open(folderOrZip, findings);
        if (folder.paths().isEmpty()) {
            throw new Refusal(
                    ExitCodes.WRONG_USE,
                    findings.isEmpty()
                            ? List.of(folderOrZip + " has no file of a rulebook")
                            : findings.list().stream().map(Object::toString).toList());
        }
        return folder.zip();
    }

    private static byte[] json(Map<String, ?> values) {
        try {
            return Json.MAPPER.writeValueAsString(values).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written", e);
        }
    }

    long id() {
        return last.body().path("id").asLong();
    }

    String path() {
        return path;
    }

    /** What the server's check says. */
    CheckResult check() {
        Versioned checked = server.change("POST", path + "/check", last.etag(), JSON, json(Map.of()));
        last = server.look(path);
        try {
            return Json.MAPPER.treeToValue(checked.body(), CheckResult.class);
        } catch (JsonProcessingException e) {
            throw Refusal.serverTrouble(
                    "the server's answer to the check is not one that this program knows; do their versions differ?");
        }
    }

    /** {@code submit}, {@code publish} or {@code discard}. */
    void step(String step, String why) {
        last = server.change("POST", path + "/" + step, last.etag(), JSON, json(Map.of("why", why)));
    }

    /** When this program is told to end. */
    void abandon() {
        try {
            server.delete(path + "/compare");
        } catch (Refusal e) {
            // it is not being compared
        }
        try {
            look();
            step("discard", "Its comparison was stopped");
        } catch (Refusal e) {
            // it is gone, or the server is: nobody is left who could be told
        }
    }

    /** As it is now. */
    JsonNode look() {
        last = server.look(path);
        return last.body();
    }
}

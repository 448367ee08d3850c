package org.opportune.releases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Hashes;

/** Offers the folder of rules when its files have changed and come to rest: an editor that writes several files is waited for. */
public final class RulesFolder {
    private final Path root;
    private final CurrentRulebook current;
    private String offered = "";
    private String seen = "";

    public RulesFolder(Path root, CurrentRulebook current) {
        this.root = root;
        this.current = current;
    }

    /** Reads the folder and lets it decide; true when it does. */
    public synchronized boolean load() {
        String mark = mark();
        offered = mark;
        seen = mark;
        Findings findings = Findings.ofRulebook();
        RulebookFolder folder = RulebookFolder.read(root, findings);
        if (findings.isEmpty() && current.isLive(folder.hashes())) {
            current.accept();
            return true;
        }
        List<Finding> errors = new ArrayList<>();
        CurrentRulebook.Live built = current.build(folder, findings, errors);
        if (built == null) {
            current.refuse(null, errors);
            return false;
        }
        current.swap(built, CurrentRulebook.Origin.FOLDER);
        return true;
    }

    /** Called by a timer: loads when the files differ from those offered last and have not changed since the call before. */
    public synchronized void look() {
        String mark = mark();
        boolean atRest = mark.equals(seen);
        seen = mark;
        if (atRest && !mark.equals(offered)) {
            load();
        }
    }

    /** Names, sizes and times of the files: changes whenever one of them is saved. */
    private String mark() {
        StringBuilder mark = new StringBuilder();
        if (!Files.isDirectory(root)) {
            return "missing";
        }
        try (Stream<Path> walk = Files.walk(root, 5)) {
            for (Path path : walk.filter(Files::isRegularFile).sorted().toList()) {
                mark.append(path)
                        .append(' ')
                        .append(Files.size(path))
                        .append(' ')
                        .append(Files.getLastModifiedTime(path))
                        .append('\n');
            }
        } catch (IOException | UncheckedIOException e) {
            return "unreadable: " + e.getMessage(); // a file went while we looked; the next look sees what is left
        }
        return Hashes.hex(mark.toString());
    }
}

package org.opportune.releases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Outage;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Hashes;
import org.opportune.kernel.Kind;
import org.opportune.rulebook.Rulebook;

/** Offers the folder of rules when its files have changed and come to rest: an editor that writes several files is waited for. */
public final class RulesFolder {
    private static final Logger LOG = Logger.getLogger(RulesFolder.class.getName());

    /** Each of them builds the rules anew. */
    private static final int LOOKS_BETWEEN_TRIES = 20;

    private final Path root;
    private final CurrentRulebook current;
    private final Keeping keeping;
    private String offered = "";
    private String seen = "";
    private int looksUntilRetry;
    private @Nullable Runnable unkept;

    /** @param keeping done with what decides, so that what it decided can be made again when it does no longer */
    public RulesFolder(Path root, CurrentRulebook current, Keeping keeping) {
        this.root = root;
        this.current = current;
        this.keeping = keeping;
    }

    /** Keeps the files of a rulebook. */
    @FunctionalInterface
    public interface Keeping {
        void keep(RulebookFolder files, Rulebook rulebook);
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
        CurrentRulebook.Live built = build(folder, findings, errors);
        if (built == null) {
            current.refuse(null, errors);
            return false;
        }
        current.swap(built, CurrentRulebook.Origin.FOLDER);
        unkept = () -> keeping.keep(folder, built.decider().rulebook());
        keep();
        return true;
    }

    private CurrentRulebook.@Nullable Live build(RulebookFolder folder, Findings findings, List<Finding> errors) {
        looksUntilRetry = 0;
        try {
            return current.build(folder, findings, errors);
        } catch (RuntimeException e) {
            if (!Outage.isIn(e)) {
                throw e;
            }
            LOG.log(Level.FINE, "an arm's release cannot be read now", e);
            looksUntilRetry = LOOKS_BETWEEN_TRIES;
            errors.add(Finding.of(
                    Kind.ARM_RELEASE,
                    "the database is away, and with it a release by which an arm decides; it is asked again"));
            return null;
        }
    }

    /** Again at the next look, while the database is away. */
    private void keep() {
        Runnable keep = unkept;
        if (keep != null) {
            try {
                keep.run();
                unkept = null;
            } catch (RuntimeException e) {
                if (Outage.isIn(e)) {
                    LOG.log(Level.FINE, "the rules decide and are not kept yet", e);
                    return;
                }
                unkept = null; // that must not keep changed rules from being loaded
                LOG.log(
                        Level.WARNING,
                        "The rules decide and could not be kept: once they are changed, their decisions cannot be made again",
                        e);
            }
        }
    }

    /** Called by a timer: loads when the files differ from those offered last and have not changed since the call before. */
    public synchronized void look() {
        keep();
        String mark = mark();
        boolean atRest = mark.equals(seen);
        seen = mark;
        boolean isRetried = looksUntilRetry > 0 && --looksUntilRetry == 0;
        if (isRetried || (atRest && !mark.equals(offered))) {
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

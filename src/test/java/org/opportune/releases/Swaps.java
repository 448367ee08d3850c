package org.opportune.releases;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;

/** Lets one folder decide after the other as a published draft does: checked and compiled by the program, loaded, tested, warmed up and swapped in here. */
public final class Swaps {
    private final CurrentRulebook current;
    private final DraftChecks checks;

    public Swaps(CurrentRulebook current, Path program) {
        this.current = current;
        this.checks = new DraftChecks(Optional.of(program));
    }

    /** As the check of a draft does; what is checked is published without being compiled again. */
    public RulebookFolder check(Path folder) {
        RulebookFolder files = RulebookFolder.read(folder, Findings.ofRulebook());
        CheckResult result = checks.check(files);
        if (!result.ok()) {
            throw new IllegalStateException(result.errors().toString());
        }
        return files;
    }

    /** As publishing does. */
    public void swap(RulebookFolder files) {
        List<Finding> errors = new ArrayList<>();
        CurrentRulebook.Live next = current.build(files, checks.compiled(files), errors);
        if (next == null) {
            throw new IllegalStateException(errors.toString());
        }
        current.swap(next, CurrentRulebook.Origin.FOLDER);
    }
}

package org.opportune.releases;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.opportune.decision.Decider;
import org.opportune.decision.PastDeciders;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Problem;
import org.opportune.rulebook.Rulebook;

/** Releases that do not decide any more, built again to look at what they decided. The last few are kept. */
public final class PastReleases implements PastDeciders {
    private static final int MOST_KEPT = 4;

    private final Releases releases;
    private final DraftChecks checks;
    private final ArmReleases arms;
    private final Supplier<Decider> live;
    private final Clock clock;
    private final Map<String, Decider> kept = new LinkedHashMap<>();

    public PastReleases(Releases releases, DraftChecks checks, ArmReleases arms, Supplier<Decider> live, Clock clock) {
        this.releases = releases;
        this.checks = checks;
        this.arms = arms;
        this.live = live;
        this.clock = clock;
    }

    @Override
    public <T> T with(String release, Function<Decider, T> work) {
        Decider now = live.get();
        return now.rulebook().hash().equals(release) ? work.apply(now) : past(release, work);
    }

    /** One at a time, so that none is closed while it is used. */
    private synchronized <T> T past(String release, Function<Decider, T> work) {
        Decider decider = kept.remove(release);
        if (decider == null) {
            decider = build(release);
        }
        kept.put(release, decider); // the last
        while (kept.size() > MOST_KEPT) {
            Decider oldest = kept.remove(kept.keySet().iterator().next());
            if (oldest != null) {
                oldest.rulebook().close();
            }
        }
        return work.apply(decider);
    }

    private Decider build(String release) {
        RulebookFolder folder = releases.folder(release);
        RulebookCheck check = RulebookCheck.of(folder, Findings.ofRulebook(), checks.compiled(folder), null, clock);
        List<Finding> errors = new ArrayList<>(check.errors());
        Rulebook alone = check.rulebook();
        Rulebook built = alone == null ? null : arms.complete(alone, hash -> null, true, errors);
        if (built == null) {
            throw Problem.unpublishable(errors);
        }
        return Decider.of(built);
    }

    /** Before the server ends. */
    public synchronized void stop() {
        kept.values().forEach(decider -> decider.rulebook().close());
        kept.clear();
    }
}

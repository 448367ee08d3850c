package org.opportune.releases;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.opportune.comparison.Comparison;
import org.opportune.comparison.ComparisonRun;
import org.opportune.decision.Decider;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Problem;
import org.opportune.learning.LearnedRates;
import org.opportune.profile.Profiles;
import org.opportune.profile.Profiles.Selection;
import org.opportune.rulebook.Rulebook;

/** What drafts would change for customers. One comparison runs at a time; the last of each draft is kept in memory, for as long as the server runs. */
public final class Comparisons {
    private static final int MOST_KEPT = 100;

    private final JpaReleases store;
    private final DraftChecks checks;
    private final Supplier<Decider> live;
    private final Supplier<LearnedRates> rates;
    private final Profiles profiles;
    private final Clock clock;
    private final Executor runs;
    private final Executor helpers;
    private final Map<Long, ComparisonRun> last = new LinkedHashMap<>();

    /**
     * With what it needs.
     *
     * @param runs where a comparison runs
     * @param helpers where its decisions are made; as many threads as may be taken from other decisions
     */
    public Comparisons(
            JpaReleases store,
            DraftChecks checks,
            Supplier<Decider> live,
            Supplier<LearnedRates> rates,
            Profiles profiles,
            Clock clock,
            Executor runs,
            Executor helpers) {
        this.store = store;
        this.checks = checks;
        this.live = live;
        this.rates = rates;
        this.profiles = profiles;
        this.clock = clock;
        this.runs = runs;
        this.helpers = helpers;
    }

    /** Begins one. The draft must have passed the check, which is where rule files are held to be hostile. */
    Comparison start(long draft, Selection selection) {
        DraftRow row = store.draft(draft);
        if (row.release() == null) {
            throw Problem.conflict("draft-state", "The draft is not checked; check it, and compare what passes");
        }
        requireIdle();
        Decider now = live.get();
        Decider next = Decider.of(build(draft, row.release(), now.rulebook()));
        ComparisonRun run = new ComparisonRun(now, next, rates.get(), selection, clock);
        boolean isTaken = false;
        try {
            take(draft, run);
            isTaken = true;
        } finally {
            if (!isTaken) {
                next.rulebook().close();
            }
        }
        runs.execute(() -> {
            try {
                run.run(profiles, helpers);
            } finally {
                next.rulebook().close();
            }
        });
        return run.look();
    }

    /** What was checked, and nothing that was changed since. */
    private Rulebook build(long draft, String release, Rulebook before) {
        RulebookFolder folder = store.folder(draft);
        RulebookCheck check = RulebookCheck.of(folder, Findings.ofRulebook(), checks.compiled(folder), before, clock);
        Rulebook built = check.rulebook();
        if (built == null) {
            throw Problem.unpublishable(check.errors());
        }
        if (!built.hash().equals(release)) {
            built.close();
            throw Problem.conflict("draft-state", "The draft was changed in the meantime; check it again");
        }
        return built;
    }

    private synchronized void requireIdle() {
        if (last.values().stream().anyMatch(ComparisonRun::isRunning)) {
            throw Problem.conflict(
                    "comparison-running", "Another comparison is running; cancel it or wait until it is done");
        }
    }

    private synchronized void take(long draft, ComparisonRun run) {
        requireIdle();
        last.remove(draft);
        last.put(draft, run);
        if (last.size() > MOST_KEPT) {
            last.remove(last.keySet().iterator().next());
        }
    }

    /** As far as it is. */
    Comparison look(long draft) {
        return find(draft).look();
    }

    /** What was found so far is kept. */
    Comparison cancel(long draft) {
        ComparisonRun run = find(draft);
        run.cancel();
        return run.look();
    }

    /** Before the server ends. */
    public synchronized void stop() {
        last.values().forEach(ComparisonRun::cancel);
    }

    private synchronized ComparisonRun find(long draft) {
        ComparisonRun run = last.get(draft);
        if (run == null) {
            store.draft(draft);
            throw Problem.notFound("The draft " + draft
                    + " was not compared since this server started; POST /api/v1/drafts/" + draft + "/compare does");
        }
        return run;
    }
}

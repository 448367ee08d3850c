package org.opportune.releases;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.opportune.decision.Decider;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Problem;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.RulebookReader;

/**
 * The rulebook that decides now. A folder that is offered is built beside it and swapped in by one reference; one that is broken changes nothing but
 * what is known to be wrong.
 */
public final class CurrentRulebook {
    private static final Logger LOG = Logger.getLogger(CurrentRulebook.class.getName());

    private final Clock clock;
    private final List<Consumer<Decider>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Live live;
    private volatile @Nullable Refused refused;

    public CurrentRulebook(Clock clock) {
        this.clock = clock;
    }

    /**
     * What decides.
     *
     * @param warnings what its author most likely did not mean
     * @param notes what is allowed and good to know
     * @param cases how many cases passed
     */
    public record Live(Decider decider, Instant since, List<Finding> warnings, List<Finding> notes, int cases) {}

    /** The last folder that was offered and could not go live. */
    public record Refused(String release, Instant at, List<Finding> errors) {}

    /** Called with each rulebook before it goes live, so that it can be warmed up. */
    public void beforeSwap(Consumer<Decider> listener) {
        listeners.add(listener);
    }

    /** True when it went live, or is live already. One at a time. */
    public synchronized boolean offer(RulebookFolder folder, List<Finding> unreadable) {
        Live before = live;
        String hash = folder.hash();
        if (unreadable.isEmpty()
                && before != null
                && before.decider().rulebook().hash().equals(hash)) {
            refused = null;
            return true;
        }
        RulebookCheck check =
                unreadable.isEmpty() ? RulebookCheck.of(folder, clock) : RulebookCheck.refused(unreadable, List.of());
        Rulebook rulebook = check.rulebook();
        if (rulebook == null) {
            refused = new Refused(hash, clock.instant(), check.errors());
            LOG.warning(() -> "The rules were not loaded; "
                    + (before == null ? "there are none yet. " : "the last good ones stay live. ")
                    + summary(check.errors()));
            return false;
        }
        Decider decider = Decider.of(rulebook);
        RulebookReader.compileInOneThread(); // the first had nobody to disturb
        listeners.forEach(listener -> listener.accept(decider));
        live = new Live(decider, clock.instant(), check.warnings(), check.notes(), check.cases());
        refused = null;
        LOG.info(() -> "Rules " + hash.substring(0, 12) + " are live: "
                + rulebook.rules().size() + " rules, "
                + rulebook.catalogue().offers().size() + " offers, " + check.cases() + " cases passed, "
                + check.warnings().size() + " warnings");
        if (before != null) {
            before.decider().rulebook().close();
        }
        return true;
    }

    private static String summary(List<Finding> errors) {
        List<String> first = errors.stream().limit(20).map(Finding::toString).toList();
        return errors.size()
                + (errors.size() == 1 ? " error: " : " errors: ")
                + String.join(" | ", first)
                + (errors.size() > first.size() ? " | …" : "");
    }

    /** What decides now. Throws a 503 problem when no rules have been loaded yet. */
    public Decider get() {
        Live now = live;
        if (now == null) {
            throw Problem.unavailable("no rules are loaded; /health/ready says what is wrong with them");
        }
        return now.decider();
    }

    public @Nullable Live live() {
        return live;
    }

    public @Nullable Refused refused() {
        return refused;
    }
}

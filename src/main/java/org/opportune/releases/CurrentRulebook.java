package org.opportune.releases;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opportune.decision.Decider;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Problem;
import org.opportune.profile.Profiles.Progress;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.RulebookReader;

/**
 * The rulebook that decides now. What is to decide next is built beside it and swapped in by one reference; what is broken changes nothing but what is
 * known to be wrong. The one before is kept as it was, so that going back to it takes no longer than a swap.
 */
public final class CurrentRulebook {
    private static final Logger LOG = Logger.getLogger(CurrentRulebook.class.getName());

    private final Clock clock;
    private final Readying readying;
    private final ArmReleases arms;
    private volatile @Nullable Live live;
    private volatile @Nullable Refused refused;
    private volatile @Nullable Preparing preparing;
    private @Nullable Live before;

    public CurrentRulebook(Clock clock) {
        this(clock, (decider, backfill) -> {});
    }

    public CurrentRulebook(Clock clock, Readying readying) {
        this(clock, readying, ArmReleases.none());
    }

    /**
     * With what it needs.
     *
     * @param readying done with each rulebook before it goes live
     * @param arms by which arms of experiments may decide
     */
    public CurrentRulebook(Clock clock, Readying readying, ArmReleases arms) {
        this.clock = clock;
        this.readying = readying;
        this.arms = arms;
    }

    /** Gets a rulebook ready for real customers; when it throws, the rulebook does not go live. */
    @FunctionalInterface
    public interface Readying {
        void of(Decider decider, Progress backfill);
    }

    /**
     * What is about to go live, while figures whose definition it changes are computed from the events of the customers in memory.
     *
     * @param done for how many customers they are
     */
    public record Preparing(String release, int done, int of) {}

    /** Where what decides was read from. */
    public enum Origin {
        DATABASE,
        COPY,
        FOLDER;

        /** As it is written in answers. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What decides.
     *
     * @param warnings what its author most likely did not mean
     * @param notes what is allowed and good to know
     * @param cases how many cases passed
     */
    public record Live(
            Decider decider, Instant since, Origin origin, List<Finding> warnings, List<Finding> notes, int cases) {
        public String release() {
            return decider.rulebook().hash();
        }

        /** Not only the same release, but the same building of it. */
        @SuppressWarnings("ReferenceEquality")
        private boolean isSameAs(Live other) {
            return decider == other.decider;
        }

        private Live read(Origin from, Instant begins) {
            return new Live(decider, begins, from, warnings, notes, cases);
        }
    }

    /** The last rules that were offered and could not go live; without a name where they are no release. */
    public record Refused(@Nullable String release, Instant at, List<Finding> errors) {}

    /**
     * Builds, tests and warms up what may go live next; null with findings when something forbids it. What decides is not disturbed.
     *
     * @param made what another process made of it; null to compile it in this one
     */
    @Nullable
    Live build(RulebookFolder folder, @Nullable Compilation made, List<Finding> errors) {
        return build(folder, Findings.ofRulebook(), made, errors);
    }

    /**
     * The same of what was just read.
     *
     * @param found when its files were read
     */
    @Nullable
    Live build(RulebookFolder folder, Findings found, List<Finding> errors) {
        return build(folder, found, null, errors);
    }

    private @Nullable Live build(
            RulebookFolder folder, Findings found, @Nullable Compilation made, List<Finding> errors) {
        Live now = live;
        Rulebook before = now == null ? null : now.decider().rulebook();
        RulebookCheck check = RulebookCheck.of(folder, found, made, before, clock);
        Rulebook alone = check.rulebook();
        if (alone == null) {
            errors.addAll(check.errors());
            return null;
        }
        Rulebook rulebook = arms.complete(alone, this::known, now != null, errors);
        if (rulebook == null) {
            return null;
        }
        boolean isReady = false;
        try {
            Decider decider = Decider.of(rulebook);
            ready(decider);
            isReady = true;
            return new Live(decider, clock.instant(), Origin.FOLDER, check.warnings(), check.notes(), check.cases());
        } finally {
            if (!isReady) {
                rulebook.close();
            }
        }
    }

    /** A rulebook that decides or did so before, for all or for an arm; null when it must be built. */
    private @Nullable Rulebook known(String release) {
        return Stream.of(Optional.ofNullable(live), Optional.ofNullable(before()))
                .flatMap(Optional::stream)
                .map(each -> each.decider().rulebook())
                .flatMap(each -> Stream.concat(Stream.of(each), each.others().values().stream()))
                .filter(each -> each.hash().equals(release))
                .findFirst()
                .orElse(null);
    }

    private void ready(Decider decider) {
        String release = decider.rulebook().hash();
        try {
            readying.of(decider, (done, of) -> preparing = new Preparing(release, done, of));
        } finally {
            preparing = null;
        }
    }

    /** The release as it was built, when it decides or was the one before; null when it must be built anew. */
    @Nullable
    Live built(String release) {
        Live now = live;
        if (now != null && now.release().equals(release)) {
            return now;
        }
        Live old = before();
        if (old != null && old.release().equals(release)) {
            ready(old.decider());
            return old;
        }
        return null;
    }

    private synchronized @Nullable Live before() {
        return before;
    }

    /** From the next decision on. */
    synchronized void swap(Live next, Origin from) {
        RulebookReader.compileInOneThread(); // the first had nobody to disturb
        Live now = live;
        refused = null;
        if (now != null && now.isSameAs(next)) {
            live = now.read(from, now.since());
            return;
        }
        live = next.read(from, clock.instant());
        Live old = before;
        before = now;
        if (old != null && !old.isSameAs(next)) {
            old.decider().rulebook().close();
        }
        LOG.info(() -> "Rules " + next.release().substring(0, 12) + " are live"
                + (from == Origin.COPY ? ", from the copy in the data folder: " : ": ")
                + next.decider().rulebook().rules().size() + " rules, "
                + next.decider().rulebook().catalogue().offers().size() + " offers, " + next.cases() + " cases passed, "
                + next.warnings().size() + " warnings");
    }

    /** Keeps what decides, and says why what was offered does not. */
    void refuse(@Nullable String release, List<Finding> errors) {
        refused = new Refused(release, clock.instant(), List.copyOf(errors));
        LOG.warning(() -> "The rules were not loaded; "
                + (live == null ? "there are none yet. " : "the last good ones stay live. ")
                + summary(errors));
    }

    /** Nothing is refused any more. */
    void accept() {
        refused = null;
    }

    /** True when exactly these files decide. */
    boolean isLive(SortedMap<String, String> files) {
        Live now = live;
        return now != null && now.decider().rulebook().manifest().files().equals(files);
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

    public @Nullable Preparing preparing() {
        return preparing;
    }

    public @Nullable Refused refused() {
        return refused;
    }
}

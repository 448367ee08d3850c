package org.opportune.releases;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Outage;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Problem;
import org.opportune.releases.CurrentRulebook.Origin;
import org.opportune.rulebook.Manifest;
import org.opportune.rulebook.Rulebook;

/**
 * Lets releases of the database decide: one that is published here, one that another node published, and at the start the last one, or the best there is.
 * What decides changes only when its successor was read back whole, built, tested and warmed up.
 */
public final class Publisher {
    private static final Logger LOG = Logger.getLogger(Publisher.class.getName());
    private static final int TRIED_BACK = 5;
    /** Of a reason, beside a note. */
    private static final int LONGEST_NOTED = 800;

    private final JpaReleases store;
    private final CurrentRulebook current;
    private final DraftChecks checks;
    private final ArmReleases arms;
    private final ReleaseCopies copies;
    private final Path seed;
    private final boolean publishes;
    private final Clock clock;
    /** The number of the last publication that was followed, whatever came of it. */
    private long followed;

    private @Nullable SortedMap<String, String> refusedSeed;

    /**
     * With what it needs.
     *
     * @param copies the folder for copies of releases
     * @param seed the folder of rules that an empty database begins with
     * @param publishes false when this server serves that folder, and nothing else
     */
    public Publisher(
            JpaReleases store,
            CurrentRulebook current,
            DraftChecks checks,
            ArmReleases arms,
            Path copies,
            Path seed,
            boolean publishes,
            Clock clock) {
        this.store = store;
        this.current = current;
        this.checks = checks;
        this.arms = arms;
        this.copies = new ReleaseCopies(copies);
        this.seed = seed;
        this.publishes = publishes;
        this.clock = clock;
    }

    /** Whether the folder has a release to decide by when the database is away. */
    public static boolean hasCopies(Path copies) {
        return new ReleaseCopies(copies).isFilled();
    }

    /** Lets the last release decide; when the database is away, the best copy of one. */
    public synchronized void start() {
        try {
            follow();
        } catch (RuntimeException e) {
            if (!Outage.isIn(e)) {
                throw e;
            }
            LOG.log(Level.FINE, "the database does not answer", e);
        }
        if (current.live() == null && current.refused() == null) {
            List<Finding> wrong = new ArrayList<>();
            if (copy(release -> true, 0, wrong)) {
                LOG.warning(
                        "The database is away: the last whole release of the data folder decides, until it is back.");
            }
            tell(null, wrong);
        }
    }

    /** Called by a timer: publishes what is due, and takes over what was published last, by whichever node. While the database is away nothing changes. */
    public void look() {
        try {
            publishDue();
            follow();
        } catch (RuntimeException e) {
            if (!Outage.isIn(e)) {
                throw e;
            }
            LOG.log(Level.FINE, "the database does not answer", e);
        }
    }

    private synchronized void follow() {
        PublicationRow last = store.live();
        if (last == null) {
            seed();
        } else if (last.id() != followed) {
            long before = followed;
            followed = last.id();
            try {
                take(last);
            } catch (RuntimeException e) {
                if (Outage.isIn(e)) {
                    followed = before; // nothing came of it yet
                }
                throw e;
            }
        }
    }

    private void take(PublicationRow last) {
        CurrentRulebook.Live built = current.built(last.release());
        if (built != null) {
            current.swap(built, built.origin()); // at once; whether it is still whole where it is kept can wait
        }
        List<Finding> wrong = new ArrayList<>();
        boolean isLive = attempt(last.release(), Origin.DATABASE, () -> store.sealed(last.release()), last.id(), wrong)
                || copy(release -> release.hash().equals(last.release()), last.id(), wrong);
        if (!isLive && current.live() == null) {
            isLive = copy(release -> !release.hash().equals(last.release()), 0, wrong) || earlier(last, wrong);
        }
        tell(last.release(), wrong);
    }

    /** What could not go live stands beside what did. */
    private void tell(@Nullable String release, List<Finding> wrong) {
        if (!wrong.isEmpty()) {
            current.refuse(release, wrong);
        }
    }

    private boolean earlier(PublicationRow last, List<Finding> wrong) {
        Set<String> hashes = new LinkedHashSet<>();
        store.publications(TRIED_BACK, last.id()).forEach(publication -> hashes.add(publication.release()));
        return hashes.stream().anyMatch(hash -> attempt(hash, Origin.DATABASE, () -> store.sealed(hash), 0, wrong));
    }

    private boolean copy(Function<SealedRelease, Boolean> wanted, long publication, List<Finding> wrong) {
        List<SealedRelease> whole = copies.read((release, what) -> {
            Finding damage = Finding.of(Kind.RELEASE_DAMAGED, what);
            if (!wrong.contains(damage)) {
                wrong.add(damage);
            }
        });
        return whole.stream()
                .filter(wanted::apply)
                .anyMatch(release -> attempt(release.hash(), Origin.COPY, () -> release, publication, wrong));
    }

    /**
     * Lets a release decide.
     *
     * @param publication under whose number a copy is kept; 0 for what decides in place of another and is not to be taken for it at the next start
     * @return true when it decides now
     */
    private boolean attempt(
            String hash, Origin origin, Supplier<SealedRelease> read, long publication, List<Finding> wrong) {
        try {
            SealedRelease release = read.get();
            CurrentRulebook.Live built = current.built(hash);
            if (built == null) {
                built = build(release, wrong);
            }
            if (built == null) {
                return false;
            }
            current.swap(built, origin);
            if (publication != 0) {
                keep(release, arms.of(built.decider().rulebook()), publication);
            }
            return true;
        } catch (DamagedRelease e) {
            wrong.add(Finding.of(
                    Kind.RELEASE_DAMAGED,
                    "the release " + hash.substring(0, 12) + " does not go live: " + e.getMessage()));
            return false;
        } catch (RuntimeException e) {
            if (origin != Origin.COPY || !Outage.isIn(e)) {
                throw e;
            }
            LOG.log(Level.FINE, "the database does not answer", e);
            wrong.add(Finding.of(
                    Kind.ARM_RELEASE,
                    "the release " + hash.substring(0, 12)
                            + " does not go live: the database is away, and the data folder has no whole copy of a release"
                            + " that an arm of it names"));
            return false;
        }
    }

    private CurrentRulebook.@Nullable Live build(SealedRelease release, List<Finding> wrong) {
        CurrentRulebook.Live built = build(release.folder(), wrong);
        if (built == null) {
            return null;
        }
        try {
            release.requireSame(built.decider().rulebook().manifest());
            return built;
        } catch (DamagedRelease e) {
            built.decider().rulebook().close();
            throw e;
        }
    }

    /** Compiled elsewhere, unless nobody decides yet who could be disturbed. */
    private CurrentRulebook.@Nullable Live build(RulebookFolder folder, List<Finding> wrong) {
        return current.build(folder, current.live() == null ? null : checks.compiled(folder), wrong);
    }

    /** A copy that cannot be written is one less to start from, and takes nothing from what decides. */
    private void keep(SealedRelease release, List<SealedRelease> named, long publication) {
        try {
            copies.keep(release, named, publication);
        } catch (IOException e) {
            LOG.warning(() -> "The copy of the release " + release.hash().substring(0, 12)
                    + " could not be written to the data folder: " + e);
        }
    }

    /** Keeps what arms of a rulebook name that decides from a folder, for a start without the database. */
    public void keepArms(Rulebook rulebook) {
        try {
            copies.keepArms(arms.of(rulebook));
        } catch (IOException e) {
            LOG.warning(() -> "The releases that arms name could not be copied to the data folder: " + e);
        }
    }

    private void seed() {
        Findings findings = Findings.ofRulebook();
        RulebookFolder folder = RulebookFolder.read(seed, findings);
        if (folder.hashes().equals(refusedSeed)) {
            return;
        }
        List<Finding> errors = new ArrayList<>();
        CurrentRulebook.Live built = current.build(folder, findings, errors);
        if (built == null) {
            refusedSeed = folder.hashes();
            current.refuse(null, errors);
            return;
        }
        Manifest manifest = built.decider().rulebook().manifest();
        String title = built.decider().rulebook().terms().name();
        if (store.seed(folder, built.release(), manifest.text(), title, clock.instant())) {
            current.swap(built, Origin.DATABASE);
            followed = Objects.requireNonNull(store.live()).id();
            keep(store.sealed(built.release()), arms.of(built.decider().rulebook()), followed);
        } else {
            built.decider().rulebook().close(); // another node was faster, and is followed
        }
    }

    /**
     * Publishes a draft now. What forbids it is a problem, and changes nothing.
     *
     * @param replaces the release whose place it takes, when that is not the one that it was begun from
     */
    synchronized DraftRow publish(long id, int version, @Nullable String replaces, Actor who, String why) {
        requirePublishing();
        DraftRow draft = store.draft(id);
        JpaReleases.requireVersion(draft, version);
        DraftStep.PUBLISH.after(draft.state());
        if (!who.isServer()) {
            DraftStep.PUBLISH.require(who, store.changedBy(id));
        }
        PublicationRow live = store.live();
        if (live != null && live.release().equals(draft.release())) {
            throw Problem.conflict("already-live", "This release decides already");
        }
        draft.requireReplaces(live == null ? null : live.release(), replaces);
        RulebookFolder folder = store.folder(id);
        List<Finding> errors = new ArrayList<>();
        CurrentRulebook.Live built = build(folder, errors);
        if (built == null) {
            throw Problem.unpublishable(errors);
        }
        boolean isLive = false;
        try {
            SealedRelease release =
                    store.sealed(draft, folder, built.decider().rulebook().manifest());
            List<SealedRelease> named = arms.of(built.decider().rulebook());
            PublicationRow publication = store.publish(
                    id, version, release, named, replaces, who, reason(why, draft, live), clock.instant());
            current.swap(built, Origin.DATABASE);
            isLive = true;
            followed = publication.id();
            keep(release, named, followed);
        } catch (DamagedRelease e) {
            throw Problem.conflict("not-approved", "The draft cannot be published: " + e.getMessage());
        } finally {
            if (!isLive) {
                built.decider().rulebook().close();
            }
        }
        return store.draft(id);
    }

    /** With a word of what it replaces when that is not what the draft was begun from. */
    private static String reason(String why, DraftRow draft, @Nullable PublicationRow live) {
        String base = draft.base();
        if (live == null || base == null || live.release().equals(base)) {
            return why;
        }
        String note = " (It replaces " + live.release().substring(0, 12) + ", and was begun from "
                + base.substring(0, 12) + ".)";
        return why.substring(0, why.offsetByCodePoints(0, Math.min(why.codePointCount(0, why.length()), LONGEST_NOTED)))
                + note;
    }

    /**
     * Lets an earlier release decide again.
     *
     * @param seen which release the caller takes to decide now
     * @param to null for the one that decided before it
     */
    synchronized String rollBack(String seen, @Nullable String to, Actor who, String why) {
        requirePublishing();
        store.requireLive(seen);
        String target = to == null ? before(seen) : to;
        if (store.publications(Integer.MAX_VALUE, Long.MAX_VALUE).stream()
                .noneMatch(publication -> publication.release().equals(target))) {
            throw Problem.notFound("No release " + target + " was ever published; GET /api/v1/releases lists them");
        }
        if (target.equals(seen)) {
            throw Problem.conflict("already-live", "This release decides already");
        }
        CurrentRulebook.Live built = current.built(target);
        List<Finding> wrong = new ArrayList<>();
        SealedRelease release = store.sealed(target);
        boolean isNew = built == null;
        if (isNew) {
            built = build(release.folder(), wrong);
        }
        if (built == null) {
            throw Problem.unpublishable(wrong);
        }
        boolean isLive = false;
        try {
            release.requireSame(built.decider().rulebook().manifest());
            PublicationRow publication = store.rollBack(seen, target, who, why, clock.instant());
            current.swap(built, Origin.DATABASE);
            isLive = true;
            followed = publication.id();
        } finally {
            if (isNew && !isLive) {
                built.decider().rulebook().close();
            }
        }
        keep(release, arms.of(built.decider().rulebook()), followed);
        return target;
    }

    void requirePublishing() {
        if (!publishes) {
            throw Problem.conflict(
                    "serves-a-folder",
                    "This server serves the folder " + seed + ", so its rules change with the files there; set"
                            + " opportune.rules.from to database to publish drafts");
        }
    }

    /** What decided before this release was published, and was another. */
    private String before(String seen) {
        boolean isFound = false;
        for (PublicationRow publication : store.publications(Integer.MAX_VALUE, Long.MAX_VALUE)) {
            boolean isIt = publication.release().equals(seen);
            isFound |= isIt && publication.cause() != ReleaseView.Cause.ROLLBACK;
            if (isFound && !isIt) {
                return publication.release();
            }
        }
        throw Problem.conflict("no-earlier-release", "No release decided here before this one; name another with 'to'");
    }

    /** The drafts whose time has come. One that cannot be published goes back to those who approved it. */
    private synchronized void publishDue() {
        for (DraftRow draft : store.due(clock.instant())) {
            try {
                publish(draft.id(), draft.version(), draft.publishReplaces(), Actor.SERVER, "Its time had come");
            } catch (RuntimeException e) {
                if (Outage.isIn(e)) {
                    throw e;
                }
                String what = e instanceof Problem ? e.getMessage() : "the log says why";
                LOG.log(
                        Level.WARNING,
                        e instanceof Problem ? null : e,
                        () -> "The draft " + draft.id() + " was to be published now and could not be: " + what);
                store.fail(draft.id(), draft.version(), "Could not be published: " + what, clock.instant());
            }
        }
    }
}

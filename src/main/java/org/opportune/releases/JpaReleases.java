package org.opportune.releases;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Hashes;
import org.opportune.kernel.Problem;
import org.opportune.releases.ReleaseView.Cause;
import org.opportune.rulebook.Manifest;

/** Drafts, releases and publications in the database. Each method is one transaction. */
@ApplicationScoped
@Transactional
public class JpaReleases {
    @PersistenceContext(unitName = "opportune")
    private EntityManager db;

    /** A draft with the files of a release, or with none. */
    DraftRow add(String title, @Nullable String base, Actor who, String why, Instant now) {
        DraftRow draft = new DraftRow(title, base, who.name(), utc(now));
        db.persist(draft);
        db.flush();
        if (base != null) {
            manifestFiles(base).forEach((path, hash) -> {
                int bytes = required(RuleFileRow.class, hash).content().length;
                db.persist(new DraftFileRow(draft.id(), path, hash, bytes));
            });
        }
        db.persist(new DraftHistoryRow(draft, DraftStep.CHANGE, who.name(), why, utc(now)));
        return draft;
    }

    DraftRow draft(long id) {
        DraftRow draft = db.find(DraftRow.class, id);
        if (draft == null) {
            throw Problem.notFound("There is no draft " + id + "; GET /api/v1/drafts lists them");
        }
        return draft;
    }

    /** The newest first. */
    List<DraftRow> drafts(int most, long before, @Nullable DraftState state) {
        return db.createQuery(
                        "select d from DraftRow d where d.id < :before and (:any = true or d.state = :state) order by d.id desc",
                        DraftRow.class)
                .setParameter("before", before)
                .setParameter("any", state == null)
                .setParameter("state", state == null ? DraftState.DRAFT : state)
                .setMaxResults(most)
                .getResultList();
    }

    List<DraftFileRow> files(long draft) {
        return db.createQuery("select f from DraftFileRow f where f.draft = :draft order by f.path", DraftFileRow.class)
                .setParameter("draft", draft)
                .getResultList();
    }

    /** The draft's files with their content. */
    RulebookFolder folder(long draft) {
        NavigableMap<String, byte[]> content = new TreeMap<>();
        files(draft).forEach(file -> content.put(file.path(), content(file.hash())));
        return new RulebookFolder(content);
    }

    List<DraftHistoryRow> history(long draft) {
        return db.createQuery(
                        "select h from DraftHistoryRow h where h.draft = :draft order by h.id", DraftHistoryRow.class)
                .setParameter("draft", draft)
                .getResultList();
    }

    /** Everybody who has ever changed something in it, whatever became of the change. */
    Set<String> changedBy(long draft) {
        Set<String> names = new TreeSet<>();
        history(draft).stream()
                .filter(entry -> entry.step() == DraftStep.CHANGE)
                .forEach(entry -> names.add(entry.who()));
        return names;
    }

    /**
     * Takes a step with a draft that is still as the caller saw it. Throws a 412 problem when it is not.
     *
     * @param change what else becomes of the draft with this step
     */
    DraftRow step(long id, int version, DraftStep step, Actor who, String why, Instant now, Consumer<DraftRow> change) {
        DraftRow draft = locked(id);
        requireVersion(draft, version);
        DraftState after = step.after(draft.state());
        step.require(who, changedBy(id));
        take(draft, step, after, who.name(), why, now, change);
        return draft;
    }

    /**
     * Keeps what a check says.
     *
     * @param release null when something forbids to publish it; then it is a draft as before
     */
    DraftRow checked(
            long id, int version, @Nullable String release, String result, Actor who, String why, Instant now) {
        DraftRow draft = locked(id);
        requireVersion(draft, version);
        DraftState passed = DraftStep.CHECK.after(draft.state());
        take(draft, DraftStep.CHECK, release == null ? DraftState.DRAFT : passed, who.name(), why, now, row -> {
            row.checked(release, result);
        });
        return draft;
    }

    private void take(
            DraftRow draft,
            DraftStep step,
            DraftState after,
            String who,
            String why,
            Instant now,
            Consumer<DraftRow> change) {
        draft.step(after, utc(now));
        change.accept(draft);
        db.persist(new DraftHistoryRow(draft, step, who, why, utc(now)));
        db.flush();
    }

    static void requireVersion(DraftRow draft, int version) {
        if (draft.version() != version) {
            throw new Problem(
                    412,
                    "stale",
                    "Changed in the meantime",
                    "The draft is at version " + draft.version() + ", and you have seen version " + version
                            + "; GET it anew and look at what was changed",
                    List.of());
        }
    }

    DraftRow rename(long id, int version, String title, Actor who, Instant now) {
        return step(id, version, DraftStep.CHANGE, who, "Called it '" + title + "'", now, draft -> {
            draft.uncheck();
            draft.rename(title);
        });
    }

    DraftRow put(long id, int version, String path, byte[] content, Actor who, Instant now) {
        return step(id, version, DraftStep.CHANGE, who, "Wrote " + path, now, draft -> {
            draft.uncheck();
            write(id, path, content);
        });
    }

    DraftRow remove(long id, int version, String path, Actor who, Instant now) {
        return step(id, version, DraftStep.CHANGE, who, "Removed " + path, now, draft -> {
            draft.uncheck();
            DraftFileRow file = db.find(DraftFileRow.class, new DraftFileRow.Key(id, path));
            if (file == null) {
                throw Problem.notFound("The draft has no file of this name; GET it to see its files");
            }
            db.remove(file);
        });
    }

    /** All files of a draft by those of an upload. */
    DraftRow replace(long id, int version, RulebookFolder folder, Actor who, Instant now) {
        return step(id, version, DraftStep.CHANGE, who, "Uploaded all files", now, draft -> {
            draft.uncheck();
            Set<String> paths = new HashSet<>(folder.paths());
            files(id).stream().filter(file -> !paths.contains(file.path())).forEach(db::remove);
            folder.paths().forEach(path -> write(id, path, folder.bytes(path)));
        });
    }

    private void write(long id, String path, byte[] content) {
        String hash = store(content);
        DraftFileRow file = db.find(DraftFileRow.class, new DraftFileRow.Key(id, path));
        if (file == null) {
            db.persist(new DraftFileRow(id, path, hash, content.length));
        } else {
            file.write(hash, content.length);
        }
    }

    /** Once: the same content is the same row. */
    private String store(byte[] content) {
        String hash = Hashes.hex(content);
        db.createNativeQuery("insert ignore into rule_files (hash, content) values (?, ?)")
                .setParameter(1, hash)
                .setParameter(2, content)
                .executeUpdate();
        return hash;
    }

    byte[] content(String hash) {
        return required(RuleFileRow.class, hash).content();
    }

    private <T> T required(Class<T> type, String hash) {
        T row = db.find(type, hash);
        if (row == null) {
            throw new DamagedRelease(
                    "the database has no " + (type == RuleFileRow.class ? "file " : "release ") + hash);
        }
        return row;
    }

    private NavigableMap<String, String> manifestFiles(String release) {
        return new TreeMap<>(SealedRelease.manifest(
                        release, required(ReleaseRow.class, release).manifest())
                .files());
    }

    /** What decides, or decided; the last one decides now. */
    List<PublicationRow> publications(int most, long before) {
        return db.createQuery(
                        "select p from PublicationRow p where p.id < :before order by p.id desc", PublicationRow.class)
                .setParameter("before", before)
                .setMaxResults(most)
                .getResultList();
    }

    @Nullable
    PublicationRow live() {
        return publications(1, Long.MAX_VALUE).stream().findFirst().orElse(null);
    }

    /** What decides, as the first thing that a transaction asks: whoever else wants to change that, on whichever node, waits until it ends. */
    private @Nullable PublicationRow liveForChange() {
        db.createNativeQuery("select id from publications order by id limit 1 for update")
                .getResultList();
        return live();
    }

    @Nullable
    ReleaseRow release(String hash) {
        return db.find(ReleaseRow.class, hash);
    }

    Map<String, ReleaseRow> releases(Collection<String> hashes) {
        Map<String, ReleaseRow> found = new LinkedHashMap<>();
        if (!hashes.isEmpty()) {
            db.createQuery("select r from ReleaseRow r where r.hash in :hashes", ReleaseRow.class)
                    .setParameter("hashes", hashes)
                    .getResultList()
                    .forEach(row -> found.put(row.hash(), row));
        }
        return found;
    }

    /** With its files and who approved it, as it may go live. Throws {@link DamagedRelease} when that cannot be shown. */
    SealedRelease sealed(String hash) {
        ReleaseRow row = required(ReleaseRow.class, hash);
        NavigableMap<String, byte[]> files = new TreeMap<>();
        SealedRelease.manifest(hash, row.manifest()).files().forEach((path, file) -> files.put(path, content(file)));
        SealedRelease.Approval approval = row.draft() == null
                ? SealedRelease.Approval.seed(instant(row.createdAt()))
                : approval(row.draft(), hash);
        return new SealedRelease(hash, row.manifest(), row.title(), approval, files).verified();
    }

    /** Of a draft that may go live. Throws {@link DamagedRelease} when that cannot be shown. */
    SealedRelease sealed(DraftRow draft, RulebookFolder folder, Manifest manifest) {
        NavigableMap<String, byte[]> files = new TreeMap<>();
        folder.paths().forEach(path -> files.put(path, folder.bytes(path)));
        SealedRelease.Approval approval = approval(draft.id(), manifest.hash());
        return new SealedRelease(manifest.hash(), manifest.text(), draft.title(), approval, files).verified();
    }

    /** Whether a release is of a draft that was approved, or decided here without one, as the first did. */
    boolean mayDecide(String hash) {
        return required(ReleaseRow.class, hash).draft() != null || isPublished(hash);
    }

    /** The draft that will be this release, and may be published now; null when there is none. */
    @Nullable
    DraftRow approved(String release) {
        return db
                .createQuery(
                        "select d from DraftRow d where d.release = :release and d.state in :approved order by d.id",
                        DraftRow.class)
                .setParameter("release", release)
                .setParameter("approved", List.of(DraftState.APPROVED, DraftState.SCHEDULED))
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst()
                .orElse(null);
    }

    private SealedRelease.Approval approval(long draft, String release) {
        Set<String> authors = new TreeSet<>(); // until then: the draft may have been written on since
        SealedRelease.Approval approval = null;
        for (DraftHistoryRow entry : history(draft)) {
            if (entry.step() == DraftStep.CHANGE) {
                authors.add(entry.who());
            } else if (entry.step() == DraftStep.APPROVE
                    && release.equals(entry.release())
                    && !authors.contains(entry.who())) {
                approval = new SealedRelease.Approval(entry.who(), instant(entry.at()), List.copyOf(authors));
            }
        }
        if (approval == null) {
            throw new DamagedRelease("nobody but its authors has approved the release " + release);
        }
        return approval;
    }

    /** The rulebook of a server that had none. False when there is one already. */
    boolean seed(RulebookFolder folder, String hash, String manifest, String title, Instant now) {
        if (live() != null) {
            return false;
        }
        keep(folder, hash, manifest, title, now);
        String who = Actor.SERVER.name();
        db.persist(new PublicationRow(hash, Cause.SEED, who, "The rulebook that this server began with", utc(now)));
        return true;
    }

    /** What decides without being published here is kept too, so that what it decided can be looked at. */
    void keep(RulebookFolder folder, String hash, String manifest, String title, Instant now) {
        if (db.find(ReleaseRow.class, hash) == null) {
            folder.paths().forEach(path -> store(folder.bytes(path)));
            db.persist(new ReleaseRow(hash, manifest, title, null, Actor.SERVER.name(), utc(now)));
            db.flush();
        }
    }

    /**
     * Makes a draft what decides.
     *
     * @param arms the releases that its arms name
     */
    PublicationRow publish(
            long id,
            int version,
            SealedRelease release,
            List<SealedRelease> arms,
            @Nullable String replaces,
            Actor who,
            String why,
            Instant now) {
        PublicationRow live = liveForChange();
        DraftRow draft = locked(id);
        requireVersion(draft, version);
        DraftState after = DraftStep.PUBLISH.after(draft.state());
        if (!who.isServer()) {
            DraftStep.PUBLISH.require(who, changedBy(id));
        }
        if (!release.hash().equals(draft.release())) {
            throw Problem.conflict("draft-state", "The draft is no longer what was approved; check it anew");
        }
        draft.requireReplaces(live == null ? null : live.release(), replaces);
        if (db.find(ReleaseRow.class, release.hash()) == null) {
            db.persist(new ReleaseRow(release.hash(), release.manifest(), draft.title(), id, who.name(), utc(now)));
            db.flush();
        }
        arms.forEach(arm -> keepApproved(arm, who, now));
        leave(DraftStep.SUPERSEDE, who, "'" + draft.title() + "' was published", now);
        take(draft, DraftStep.PUBLISH, after, who.name(), why, now, row -> {});
        return live(release.hash(), Cause.PUBLISH, who, why, now);
    }

    /** What decides for an arm is a release from now on, whatever becomes of its draft. */
    private void keepApproved(SealedRelease release, Actor who, Instant now) {
        if (db.find(ReleaseRow.class, release.hash()) != null) {
            return;
        }
        DraftRow seen = approved(release.hash());
        DraftRow draft = seen == null ? null : locked(seen.id());
        if (draft == null || !release.hash().equals(draft.release()) || !DraftStep.PUBLISH.leadsFrom(draft.state())) {
            throw Problem.conflict(
                    "not-approved",
                    "The draft cannot be published: the release " + release.hash()
                            + ", which one of its arms names, is approved no longer; check the draft anew");
        }
        db.persist(
                new ReleaseRow(release.hash(), release.manifest(), release.title(), draft.id(), who.name(), utc(now)));
        db.flush();
    }

    /** Makes an earlier release what decides. Throws a 412 problem when another decides than the caller saw. */
    PublicationRow rollBack(String seen, String to, Actor who, String why, Instant now) {
        requireIs(seen, liveForChange());
        requirePublished(to);
        leave(DraftStep.ROLL_BACK, who, why, now);
        ReleaseRow release = required(ReleaseRow.class, to);
        Long id = release.draft();
        if (id != null) {
            DraftRow draft = locked(id);
            take(draft, DraftStep.RESTORE, DraftStep.RESTORE.after(draft.state()), who.name(), why, now, row -> {});
        }
        return live(to, Cause.ROLLBACK, who, why, now);
    }

    /** What decided from a folder alone was approved by nobody here. */
    private void requirePublished(String release) {
        if (!isPublished(release)) {
            throw Problem.conflict(
                    "never-published",
                    "The release was never published here; GET /api/v1/releases lists those that were");
        }
    }

    private boolean isPublished(String release) {
        return !db.createQuery("select p from PublicationRow p where p.release = :release", PublicationRow.class)
                .setParameter("release", release)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Throws a 412 problem when another release decides. */
    void requireLive(String seen) {
        requireIs(seen, live());
    }

    private static void requireIs(String seen, @Nullable PublicationRow live) {
        if (live == null || !live.release().equals(seen)) {
            throw new Problem(
                    412,
                    "stale",
                    "Changed in the meantime",
                    "Another release decides than the one that you have seen; GET /api/v1/releases/current anew",
                    List.of());
        }
    }

    /** What decided until now does so no longer. */
    private void leave(DraftStep step, Actor who, String why, Instant now) {
        db.createQuery("select d from DraftRow d where d.state = :published", DraftRow.class)
                .setParameter("published", DraftState.PUBLISHED)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .forEach(draft -> take(draft, step, step.after(draft.state()), who.name(), why, now, row -> {}));
    }

    private PublicationRow live(String hash, Cause cause, Actor who, String why, Instant now) {
        PublicationRow publication = new PublicationRow(hash, cause, who.name(), why, utc(now));
        db.persist(publication);
        db.flush();
        return publication;
    }

    /** Those whose time has come. */
    List<DraftRow> due(Instant now) {
        return db.createQuery(
                        "select d from DraftRow d where d.state = :scheduled and d.publishAt <= :now order by d.publishAt",
                        DraftRow.class)
                .setParameter("scheduled", DraftState.SCHEDULED)
                .setParameter("now", utc(now))
                .getResultList();
    }

    /** A scheduled draft that could not be published; what somebody did with it meanwhile stands. */
    void fail(long id, int version, String why, Instant now) {
        DraftRow draft = locked(id);
        if (draft.version() == version && DraftStep.FAIL.leadsFrom(draft.state())) {
            take(draft, DraftStep.FAIL, DraftStep.FAIL.to(), Actor.SERVER.name(), why, now, row -> {
                row.unschedule();
            });
        }
    }

    private DraftRow locked(long id) {
        DraftRow draft = draft(id);
        db.refresh(draft, LockModeType.PESSIMISTIC_WRITE);
        return draft;
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }
}

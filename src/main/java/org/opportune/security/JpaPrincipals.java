package org.opportune.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Page;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;

/** Principals and the hashes of their keys in the database. */
@ApplicationScoped
@Transactional
public class JpaPrincipals {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,38}[a-z0-9]");
    private static final int MOST_KEYS = 50;

    @PersistenceContext(unitName = "opportune")
    private EntityManager db;

    /** Every key that somebody may use: of a principal that is there, not revoked, not expired. */
    List<KeyRing.Entry> validKeys(Instant now) {
        return db.createQuery(
                        "select k, p from ApiKeyRow k join PrincipalRow p on p.name = k.principal where p.removedAt is null"
                                + " and k.revokedAt is null and (k.expiresAt is null or k.expiresAt > :now)",
                        Object[].class)
                .setParameter("now", utc(now))
                .getResultStream()
                .map(pair -> entry((ApiKeyRow) pair[0], (PrincipalRow) pair[1]))
                .toList();
    }

    private static KeyRing.Entry entry(ApiKeyRow key, PrincipalRow owner) {
        return new KeyRing.Entry(
                key.id(), key.hash(), new Caller(owner.name(), owner.role()), instant(key.expiresAt()));
    }

    /** Once: a bootstrap key that was revoked stays revoked. */
    void addBootstrap(Caller caller, String hash, Instant now) {
        if (db.find(PrincipalRow.class, caller.name()) == null) {
            db.persist(new PrincipalRow(caller.name(), caller.role(), utc(now)));
        }
        boolean known = db.createQuery("select count(k) from ApiKeyRow k where k.hash = :hash", Long.class)
                        .setParameter("hash", hash)
                        .getSingleResult()
                > 0;
        if (!known) {
            db.persist(new ApiKeyRow(caller.name(), hash, "opportune.bootstrap.key", utc(now), null));
        }
    }

    void noteUse(Map<Long, Instant> uses) {
        uses.forEach((id, at) -> {
            ApiKeyRow key = db.find(ApiKeyRow.class, id);
            if (key != null) {
                key.usedAt(utc(at));
            }
        });
    }

    List<PrincipalRow> list(Page page) {
        return db.createQuery(
                        "select p from PrincipalRow p where p.removedAt is null and p.name > :after order by p.name",
                        PrincipalRow.class)
                .setParameter("after", page.after())
                .setMaxResults(page.limit() + 1)
                .getResultList();
    }

    PrincipalRow add(String name, Role role, Instant now) {
        PrincipalRow known = db.find(PrincipalRow.class, name);
        if (known != null) {
            throw Problem.conflict(
                    "name-taken",
                    known.isRemoved()
                            ? "A principal '" + name + "' was removed; names are not given twice, so take another one"
                            : "There is a principal '" + name + "' already; take another name");
        }
        PrincipalRow added = new PrincipalRow(name, role, utc(now));
        db.persist(added);
        return added;
    }

    void remove(String name, Instant now) {
        present(name).remove(utc(now));
        keys(name).forEach(key -> key.revoke(utc(now)));
    }

    ApiKeyRow addKey(String name, String hash, String label, Instant now, @Nullable Instant expiresAt) {
        PrincipalRow owner = present(name);
        long inUse = keys(name).stream().filter(key -> key.revokedAt() == null).count();
        if (inUse >= MOST_KEYS) {
            throw Problem.conflict(
                    "too-many-keys", "'" + name + "' has " + inUse + " keys; revoke those that nobody uses");
        }
        ApiKeyRow added = new ApiKeyRow(owner.name(), hash, label, utc(now), expiresAt == null ? null : utc(expiresAt));
        db.persist(added);
        db.flush();
        return added;
    }

    List<ApiKeyRow> keysOf(String name) {
        present(name);
        return keys(name);
    }

    void revoke(String name, long id, Instant now) {
        present(name);
        ApiKeyRow key = db.find(ApiKeyRow.class, id);
        if (key == null || !key.principal().equals(name)) {
            throw Problem.notFound("'" + name + "' has no key " + id + "; GET the keys to see their ids");
        }
        key.revoke(utc(now));
    }

    private List<ApiKeyRow> keys(String name) {
        return db.createQuery("select k from ApiKeyRow k where k.principal = :name order by k.id", ApiKeyRow.class)
                .setParameter("name", name)
                .getResultList();
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Locked, so that a key is not added to a principal that is being removed. */
    private PrincipalRow present(String name) {
        // The column is ASCII, and a database asked for other letters answers with an exception.
        PrincipalRow row = isName(name) ? db.find(PrincipalRow.class, name, LockModeType.PESSIMISTIC_WRITE) : null;
        if (row == null || row.isRemoved()) {
            throw Problem.notFound(
                    "There is no principal '" + Nearest.shorten(name) + "'; GET /api/v1/principals lists them");
        }
        return row;
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    static @Nullable Instant instant(@Nullable LocalDateTime utc) {
        return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
    }
}

package org.opportune.releases;

import java.lang.reflect.Field;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was published, without a database; it may be away, and what it holds be damaged. */
final class InMemoryReleases extends JpaReleases {
    private final List<PublicationRow> newestFirst = new ArrayList<>();
    private final Map<String, SealedRelease> releases = new HashMap<>();
    private final Set<String> damagedFiles = new HashSet<>();
    boolean isAway;
    boolean goesAwayBeforeReading;

    void published(SealedRelease release) {
        PublicationRow row = new PublicationRow(
                release.hash(), ReleaseView.Cause.PUBLISH, "olli", "", utc(Instant.parse("2026-03-01T10:00:00Z")));
        try {
            Field id = PublicationRow.class.getDeclaredField("id");
            id.setAccessible(true);
            id.set(row, newestFirst.size() + 1L);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
        newestFirst.add(0, row);
        releases.put(release.hash(), release);
    }

    /** Known here, and published by nobody. */
    void stored(SealedRelease release) {
        releases.put(release.hash(), release);
    }

    /** Its row is there, and a file of it is not what it was. */
    void isDamaged(SealedRelease release) {
        damagedFiles.add(release.hash());
    }

    void damaged(SealedRelease release) {
        releases.remove(release.hash());
    }

    void mended(SealedRelease release) {
        releases.put(release.hash(), release);
    }

    @Override
    List<PublicationRow> publications(int most, long before) {
        requirePresent();
        return newestFirst.stream().filter(row -> row.id() < before).limit(most).toList();
    }

    @Override
    @Nullable
    PublicationRow live() {
        return publications(1, Long.MAX_VALUE).stream().findFirst().orElse(null);
    }

    @Override
    SealedRelease sealed(String hash) {
        if (isAway || goesAwayBeforeReading) {
            throw away();
        }
        SealedRelease release = releases.get(hash);
        if (release == null || damagedFiles.contains(hash)) {
            throw new DamagedRelease("the file offers/offers.csv of the release " + hash + " is not what was sealed");
        }
        return release;
    }

    @Override
    @Nullable
    ReleaseRow release(String hash) {
        requirePresent();
        SealedRelease release = releases.get(hash);
        return release == null
                ? null
                : new ReleaseRow(hash, release.manifest(), release.title(), null, "olli", LocalDateTime.MIN);
    }

    @Override
    boolean mayDecide(String hash) {
        requirePresent();
        return newestFirst.stream().anyMatch(row -> row.release().equals(hash));
    }

    @Override
    @Nullable
    DraftRow approved(String release) {
        requirePresent();
        return null;
    }

    @Override
    List<DraftRow> due(Instant now) {
        requirePresent();
        return List.of();
    }

    private void requirePresent() {
        if (isAway) {
            throw away();
        }
    }

    private static RuntimeException away() {
        return new IllegalStateException(new SQLTransientConnectionException("the database is away"));
    }
}

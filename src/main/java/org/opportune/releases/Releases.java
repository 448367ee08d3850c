package org.opportune.releases;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Label;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;
import org.opportune.kernel.Sentence;
import org.opportune.rulebook.Manifest;
import org.opportune.rulebook.Rulebook;

/** What can be done with releases: they are looked at, compared, and one is let decide again. */
public final class Releases {
    static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern DRAFT = Pattern.compile("draft-([0-9]{1,18})");

    private final JpaReleases store;
    private final CurrentRulebook current;
    private final DraftChecks checks;
    private final Publisher publisher;
    private final Clock clock;

    public Releases(JpaReleases store, CurrentRulebook current, DraftChecks checks, Publisher publisher, Clock clock) {
        this.store = store;
        this.current = current;
        this.checks = checks;
        this.publisher = publisher;
        this.clock = clock;
    }

    List<ReleaseView.Publication> publications(int most, long before) {
        List<PublicationRow> rows = store.publications(most, before);
        Map<String, ReleaseRow> releases = store.releases(
                rows.stream().map(row -> row.release()).distinct().toList());
        return rows.stream()
                .map(row -> new ReleaseView.Publication(
                        row.id(),
                        row.release(),
                        Objects.requireNonNull(releases.get(row.release())).title(),
                        JpaReleases.instant(row.at()),
                        row.who(),
                        row.cause(),
                        row.why()))
                .toList();
    }

    ReleaseView view(String hash) {
        ReleaseRow row = row(hash);
        SealedRelease release = sealed(hash);
        Manifest manifest = SealedRelease.manifest(hash, row.manifest());
        return new ReleaseView(
                hash,
                row.title(),
                manifest.model(),
                row.draft(),
                JpaReleases.instant(row.createdAt()),
                row.createdBy(),
                release.approval().by(),
                release.approval().at(),
                release.approval().authors(),
                manifest.files().entrySet().stream()
                        .map(file -> new DraftView.File(file.getKey(), file.getValue(), null))
                        .toList());
    }

    /** Whether it is stored here, or decides. */
    public boolean has(String hash) {
        return current.get().rulebook().hash().equals(hash) || store.release(hash) != null;
    }

    /** Keeps what decides without being published here. */
    public void keep(RulebookFolder files, Rulebook rulebook) {
        store.keep(
                files,
                rulebook.hash(),
                rulebook.manifest().text(),
                rulebook.terms().name(),
                clock.instant());
    }

    private ReleaseRow row(String hash) {
        ReleaseRow row = HASH.matcher(hash).matches() ? store.release(hash) : null;
        if (row == null) {
            throw Problem.notFound(
                    "There is no release '" + Nearest.shorten(hash) + "'; GET /api/v1/releases lists them");
        }
        return row;
    }

    private SealedRelease sealed(String hash) {
        row(hash);
        try {
            return store.sealed(hash);
        } catch (DamagedRelease e) {
            throw Problem.conflict("release-damaged", "The release is damaged: " + e.getMessage());
        }
    }

    RulebookFolder folder(String hash) {
        return sealed(hash).folder();
    }

    byte[] file(String hash, String path) {
        RulebookFolder folder = folder(hash);
        if (!folder.has(path)) {
            throw Problem.notFound("The release has no file of this name; GET it to see its files");
        }
        return folder.bytes(path);
    }

    DiffResult diff(@Nullable String from, @Nullable String to, @Nullable String locale) {
        RulebookFolder earlier = side("?from", from);
        RulebookFolder later = side("?to", to);
        return checks.diff(earlier, later, tag(locale));
    }

    private String tag(@Nullable String locale) {
        if (locale == null) {
            return current.get().rulebook().terms().defaultLocale();
        }
        String tag = Label.canonicalTag(locale);
        if (tag == null) {
            throw Problem.invalid(
                    "?locale", "'" + Nearest.shorten(locale) + "' is not a language tag such as en or pt-BR");
        }
        return tag;
    }

    private RulebookFolder side(String pointer, @Nullable String name) {
        Matcher draft = DRAFT.matcher(name == null ? "" : name);
        if (draft.matches()) {
            return store.folder(store.draft(Long.parseLong(draft.group(1))).id());
        }
        if (name == null || !(name.equals("current") || HASH.matcher(name).matches())) {
            throw Problem.invalid(pointer, "name a release by its hash of 64 digits, a draft as draft-7, or current");
        }
        return folder(name.equals("current") ? current.get().rulebook().hash() : name);
    }

    void rollBack(@Nullable String seen, @Nullable String to, @Nullable String why, Actor who) {
        if (seen == null) {
            throw new Problem(
                    428,
                    "precondition-required",
                    "If-Match is needed",
                    "Send the ETag of GET /api/v1/releases/current as If-Match, so that nothing else is taken back than you mean",
                    List.of());
        }
        String reason = Sentence.of("/why", why, Drafts.LONGEST_WHY);
        if (to != null) {
            row(to);
        }
        try {
            publisher.rollBack(seen.strip().replace("\"", ""), to, who, reason);
        } catch (DamagedRelease e) {
            throw Problem.conflict("release-damaged", "The release is damaged: " + e.getMessage());
        }
    }
}

package org.opportune.releases;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;
import org.opportune.kernel.Sentence;

/** What can be done with drafts: they are written, checked, and led from hand to hand until they are published. */
public final class Drafts {
    private static final int LONGEST_TITLE = 200;
    static final int LONGEST_WHY = 1_000;
    private static final Duration FARTHEST = Duration.ofDays(366);

    private final JpaReleases store;
    private final DraftChecks checks;
    private final ArmReleases arms;
    private final Publisher publisher;
    private final Clock clock;

    public Drafts(JpaReleases store, DraftChecks checks, ArmReleases arms, Publisher publisher, Clock clock) {
        this.store = store;
        this.checks = checks;
        this.arms = arms;
        this.publisher = publisher;
        this.clock = clock;
    }

    DraftView add(@Nullable String title, @Nullable String from, Actor who) {
        String base = from == null ? liveRelease() : from;
        if (base != null && store.release(base) == null) {
            throw Problem.invalid(
                    "/from", "there is no release '" + Nearest.shorten(base) + "'; GET /api/v1/releases lists them");
        }
        String why = base == null ? "Began empty" : "Began with the files of " + base.substring(0, 12);
        return view(store.add(Sentence.of("/title", title, LONGEST_TITLE), base, who, why, clock.instant()), who);
    }

    private @Nullable String liveRelease() {
        PublicationRow live = store.live();
        return live == null ? null : live.release();
    }

    DraftView view(long id, Actor caller) {
        return view(store.draft(id), caller);
    }

    private DraftView view(DraftRow row, Actor caller) {
        String live = liveRelease();
        boolean isOver = row.state().isOver();
        return DraftView.of(
                row,
                isOver || live == null || live.equals(row.base()) ? null : live,
                store.files(row.id()),
                store.changedBy(row.id()),
                caller);
    }

    DraftView rename(long id, int version, @Nullable String title, Actor who) {
        return view(store.rename(id, version, Sentence.of("/title", title, LONGEST_TITLE), who, clock.instant()), who);
    }

    /** The content as a release would have it; a name that no file of a rulebook may have is refused. */
    DraftView put(long id, int version, String path, byte[] content, Actor who) {
        RulebookFolder folder = new RulebookFolder(new TreeMap<>(Map.of(path, content)));
        Findings findings = new Findings();
        folder.check(findings);
        if (!folder.has(path)) {
            throw Problem.invalid(
                    "", "'" + Nearest.shorten(path) + "' is no file of a rulebook, and releases do not keep it");
        }
        requireStorable(findings);
        store.files(id).stream()
                .map(DraftFileRow::path)
                .filter(other -> other.equalsIgnoreCase(path) && !other.equals(path))
                .findFirst()
                .ifPresent(other -> {
                    throw Problem.invalid(
                            "",
                            "the draft has a file '" + other
                                    + "', which differs from it in capitals only, and is the same file on other systems");
                });
        return view(store.put(id, version, path, folder.bytes(path), who, clock.instant()), who);
    }

    DraftView remove(long id, int version, String path, Actor who) {
        return view(store.remove(id, version, path, who, clock.instant()), who);
    }

    /** All files by those of an archive. What is wrong within them is for the check to say; what is no archive of a rulebook is refused. */
    DraftView upload(long id, int version, byte[] zip, Actor who) {
        Findings findings = new Findings();
        RulebookFolder folder = RulebookFolder.unzip(zip, findings);
        requireStorable(findings);
        if (folder.paths().isEmpty()) {
            throw Problem.invalid("", "the archive holds no file of a rulebook");
        }
        return view(store.replace(id, version, folder, who, clock.instant()), who);
    }

    /** What is wrong within a text is for the check to say, so that work in progress can be kept. */
    private static void requireStorable(Findings findings) {
        List<Finding> wrong = findings.list().stream()
                .filter(finding -> !Kind.HIDDEN_CHARACTER.slug().equals(finding.kind()))
                .toList();
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
    }

    /**
     * What a check said of a draft.
     *
     * @param draft as it is after it
     */
    record Checked(DraftView draft, CheckResult result) {}

    /** Whatever it says is kept with the draft; only what nothing forbids becomes checked. */
    Checked check(long id, int version, Actor who) {
        DraftRow draft = store.draft(id);
        JpaReleases.requireVersion(draft, version);
        DraftStep.CHECK.after(draft.state());
        DraftStep.CHECK.require(who, List.of());
        RulebookFolder folder = store.folder(id);
        CheckResult result = arms.check(folder, checks.check(folder));
        String why = result.ok()
                ? result.rules() + " rules, " + result.cases() + " cases passed, "
                        + result.warnings().size() + " warnings"
                : result.errors().size() + (result.errors().size() == 1 ? " error" : " errors");
        DraftRow after = store.checked(id, version, result.release(), json(result), who, why, clock.instant());
        return new Checked(view(after, who), result);
    }

    private static String json(CheckResult result) {
        try {
            return Json.MAPPER.writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result can be written", e);
        }
    }

    /** What the last check said; a 404 problem when the draft was changed since, or never checked. */
    CheckResult lastCheck(long id) {
        String json = store.draft(id).checkResult();
        if (json == null) {
            throw Problem.notFound("The draft was not checked since it was changed; POST …/check checks it");
        }
        try {
            return Json.MAPPER.readValue(json, CheckResult.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written can be read", e);
        }
    }

    DraftView step(long id, int version, DraftStep step, @Nullable String why, Actor who) {
        return view(
                store.step(id, version, step, who, Sentence.of("/why", why, LONGEST_WHY), clock.instant(), draft -> {
                    if (step.to() == DraftState.DRAFT || step == DraftStep.UNSCHEDULE) {
                        draft.unschedule();
                    }
                }),
                who);
    }

    /** Now, or when the time has come that is given. */
    DraftView publish(long id, int version, DraftResource.Publishing wanted, Actor who) {
        String reason = Sentence.of("/why", wanted.why(), LONGEST_WHY);
        String at = wanted.at();
        String zone = wanted.zone();
        String replaces = wanted.replaces();
        if (replaces != null && !Releases.HASH.matcher(replaces).matches()) {
            throw Problem.invalid(
                    "/replaces",
                    "name the release whose place it takes by its hash of 64 digits, as in GET /api/v1/releases");
        }
        if (at == null) {
            if (zone != null) {
                throw Problem.invalid(
                        "/at", "'zone' says in which time zone 'at' is; without 'at' it is published now");
            }
            return view(publisher.publish(id, version, replaces, who, reason), who);
        }
        publisher.requirePublishing();
        ZonedDateTime moment = moment(at, zone);
        DraftRow seen = store.draft(id);
        if (replaces == null && seen.version() == version) {
            seen.requireReplaces(liveRelease(), null); // told now, and not at night
        }
        return view(
                store.step(id, version, DraftStep.SCHEDULE, who, reason, clock.instant(), draft -> {
                    draft.schedule(
                            JpaReleases.utc(moment.toInstant()),
                            moment.getZone().getId(),
                            replaces);
                }),
                who);
    }

    private ZonedDateTime moment(String at, @Nullable String zone) {
        ZoneId place;
        LocalDateTime local;
        try {
            place = ZoneId.of(zone == null ? "" : zone);
        } catch (DateTimeException e) {
            throw Problem.invalid(
                    "/zone",
                    zone == null
                            ? "'zone' is missing: say in which time zone 'at' is, as in Europe/Helsinki"
                            : Nearest.unknown("time zone", zone, ZoneId.getAvailableZoneIds()));
        }
        try {
            local = LocalDateTime.parse(at);
        } catch (DateTimeException e) {
            throw Problem.invalid(
                    "/at",
                    "'" + Nearest.shorten(at) + "' is not a local time such as 2026-03-01T08:00, without an offset");
        }
        if (place.getRules().getValidOffsets(local).isEmpty()) {
            throw Problem.invalid("/at", "the clocks of " + place + " skip " + local + "; choose another time");
        }
        ZonedDateTime moment = local.atZone(place);
        Instant now = clock.instant();
        if (!moment.toInstant().isAfter(now) || moment.toInstant().isAfter(now.plus(FARTHEST))) {
            throw Problem.invalid(
                    "/at", moment + " is not within the year from now on; without 'at' it is published now");
        }
        return moment;
    }
}

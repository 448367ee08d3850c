package org.opportune.releases;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Experiment.OtherRelease;
import org.opportune.catalogue.Experiments;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.RulebookContent;
import org.opportune.rulebook.RulebookReader;

/**
 * Other releases, by which arms of experiments decide: found by the hashes that a rulebook names, held against it, and built to stand beside it. Each must
 * have been published or approved as the rulebook itself is, and read the same customers and requests.
 */
public final class ArmReleases {
    private final Source source;
    private final DraftChecks checks;
    private final Clock clock;

    ArmReleases(Source source, DraftChecks checks, Clock clock) {
        this.source = source;
        this.checks = checks;
        this.clock = clock;
    }

    /** Of which there are none. */
    static ArmReleases none() {
        return new ArmReleases(hash -> null, new DraftChecks(Optional.empty()), Clock.systemUTC());
    }

    /**
     * Those of the database, and while that is away of the data folder.
     *
     * @param copies the folder for copies of releases
     * @param publishes false when what decides is a folder of rules: then whatever decided from it before may decide for an arm
     */
    public static ArmReleases of(JpaReleases store, DraftChecks checks, Path copies, boolean publishes, Clock clock) {
        return new ArmReleases(new ApprovedReleases(store, new ReleaseCopies(copies), publishes), checks, clock);
    }

    /** Where they are found. */
    @FunctionalInterface
    interface Source {
        /** One that may decide; null when there is none of that hash, or nobody approved it. Throws {@link DamagedRelease} when it is not what was sealed. */
        @Nullable
        SealedRelease find(String hash);
    }

    /** What a check says of a draft, with what it says of the releases that its arms name. */
    CheckResult check(RulebookFolder folder, CheckResult result) {
        RulebookContent content = result.ok() ? RulebookReader.content(folder, Findings.ofRulebook()) : null;
        if (content == null || content.experiments().releases().isEmpty()) {
            return result;
        }
        List<Finding> errors = new ArrayList<>();
        Map<String, Found> found = find(content.experiments(), CommonGround.of(content), hash -> null, errors);
        found.values().forEach(each -> {
            Compilation made = checks.compiled(each.release.folder());
            if (made != null && !made.result().ok()) {
                errors.add(unbuilt(each, made.result().errors()));
            }
        });
        return errors.isEmpty() ? result : CheckResult.refused(result.files(), result.results(), errors);
    }

    /** A release that is there, where it is named first, and what was built of it before. */
    private record Found(
            SealedRelease release,
            OtherRelease named,
            @Nullable Rulebook built) {}

    private Map<String, Found> find(
            Experiments experiments,
            CommonGround ground,
            Function<String, @Nullable Rulebook> built,
            List<Finding> errors) {
        Map<String, Found> all = new LinkedHashMap<>();
        for (OtherRelease named : experiments.releases()) {
            Found found = all.containsKey(named.hash()) ? null : find(named, ground, built, errors);
            if (found != null) {
                all.put(named.hash(), found);
            }
        }
        return all;
    }

    private @Nullable Found find(
            OtherRelease named, CommonGround ground, Function<String, @Nullable Rulebook> built, List<Finding> errors) {
        SealedRelease release;
        try {
            release = source.find(named.hash());
        } catch (DamagedRelease e) {
            errors.add(wrong(named, "is damaged: " + e.getMessage()));
            return null;
        }
        if (release == null) {
            errors.add(wrong(
                    named,
                    "was not approved or published here; approve its draft first, or take the hash of one that"
                            + " GET /api/v1/releases lists"));
            return null;
        }
        Rulebook known = built.apply(named.hash());
        CommonGround theirs = known == null ? read(release, named, errors) : CommonGround.of(known);
        if (theirs == null) {
            return null;
        }
        List<String> differences = ground.differences(theirs);
        if (!differences.isEmpty()) {
            errors.add(wrong(
                    named,
                    "declares otherwise than this rulebook: " + String.join(", ", differences)
                            + "; both read the same customers and requests, so let both declare the same"));
            return null;
        }
        return new Found(release, named, known);
    }

    private static @Nullable CommonGround read(SealedRelease release, OtherRelease named, List<Finding> errors) {
        Findings unread = Findings.ofRulebook();
        RulebookContent read = RulebookReader.content(release.folder(), unread);
        if (read == null) {
            errors.add(wrong(named, "cannot be read any more: " + unread.list().get(0)));
            return null;
        }
        return CommonGround.of(read);
    }

    private static Finding unbuilt(Found found, List<Finding> errors) {
        return wrong(found.named, "cannot be built any more: " + errors.get(0));
    }

    private static Finding wrong(OtherRelease named, String what) {
        return Finding.in(
                Kind.ARM_RELEASE,
                named.place(),
                "the release " + named.hash().substring(0, 12) + " cannot decide for an arm: it " + what);
    }

    /** What a rulebook's arms name, as it was sealed. What is not found is left out. */
    List<SealedRelease> of(Rulebook rulebook) {
        return rulebook.others().keySet().stream()
                .sorted()
                .map(source::find)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /**
     * The same rulebook beside those that its arms name; null with errors when one of these cannot decide. What is given is closed, but where it is given back.
     *
     * @param built one that was built already, by its hash, or null
     * @param isElsewhere whether they are compiled by another process
     */
    @Nullable
    Rulebook complete(
            Rulebook alone, Function<String, @Nullable Rulebook> built, boolean isElsewhere, List<Finding> errors) {
        if (alone.experiments().releases().isEmpty()) {
            return alone;
        }
        Map<String, Rulebook> others = new LinkedHashMap<>();
        boolean isWhole = false;
        try (alone) {
            List<Finding> wrong = new ArrayList<>();
            find(alone.experiments(), CommonGround.of(alone), built, wrong).forEach((hash, found) -> {
                Rulebook other =
                        found.built == null ? build(found, alone, isElsewhere, wrong) : found.built.with(Map.of());
                if (other != null) {
                    others.put(hash, other);
                }
            });
            errors.addAll(wrong);
            isWhole = wrong.isEmpty();
            return isWhole ? alone.with(others) : null;
        } finally {
            if (!isWhole) {
                others.values().forEach(Rulebook::close);
            }
        }
    }

    private @Nullable Rulebook build(Found found, Rulebook beside, boolean isElsewhere, List<Finding> errors) {
        RulebookFolder folder = found.release.folder();
        Compilation made = isElsewhere ? checks.compiled(folder) : null;
        RulebookCheck check = RulebookCheck.of(folder, Findings.ofRulebook(), made, beside, clock);
        Rulebook built = check.rulebook();
        if (built == null) {
            errors.add(unbuilt(found, check.errors()));
            return null;
        }
        try {
            found.release.requireSame(built.manifest());
            return built;
        } catch (DamagedRelease e) {
            built.close();
            errors.add(wrong(found.named, "is damaged: " + e.getMessage()));
            return null;
        }
    }
}

package org.opportune.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.classification.Classification;
import org.opportune.decision.Explained;
import org.opportune.kernel.Reason;
import org.opportune.profile.Consent;
import org.opportune.profile.Snapshot;
import org.opportune.profile.StageSpell;
import org.opportune.vocabulary.Feature;
import org.opportune.vocabulary.Vocabulary;

/**
 * Where a customer stands, in words.
 *
 * @param stage by the rules that are live, now
 * @param since when that stage was recorded; left out while it is not recorded yet
 * @param previousStages recorded stages before it, newest first
 * @param avoid what not to do with this customer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CustomerStatus(
        String release,
        Instant at,
        String locale,
        Explained.Named stage,
        @Nullable Instant since,
        List<Spell> previousStages,
        List<Explained.Named> segments,
        List<Explained.Points> scores,
        List<FeatureValue> features,
        List<Reason> avoid) {

    public record Spell(String id, String label, Instant since, Instant until) {}

    /**
     * A feature.
     *
     * @param value null when it is unknown
     */
    public record FeatureValue(
            String id,
            String label,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Object value) {}

    static CustomerStatus of(
            String release, Vocabulary vocabulary, Snapshot snapshot, Classification classification, String locale) {
        Explained explained = Explained.of(vocabulary, classification, locale);
        StageSpell recorded = snapshot.stage();
        boolean isRecorded = recorded != null && recorded.stage().equals(classification.stage());
        return new CustomerStatus(
                release,
                snapshot.at(),
                locale,
                explained.stage(),
                isRecorded && recorded != null ? recorded.since() : null,
                previous(vocabulary, snapshot, isRecorded, locale),
                explained.segments(),
                explained.scores(),
                vocabulary.features().values().stream()
                        .map(feature -> value(feature, snapshot, locale))
                        .toList(),
                avoid(vocabulary, snapshot, classification, locale));
    }

    private static FeatureValue value(Feature feature, Snapshot snapshot, String locale) {
        return new FeatureValue(
                feature.name(), feature.label().in(locale), snapshot.customer().get(feature.name()));
    }

    private static List<Spell> previous(Vocabulary vocabulary, Snapshot snapshot, boolean isRecorded, String locale) {
        List<StageSpell> spells = snapshot.stages();
        List<Spell> previous = new ArrayList<>();
        for (int i = spells.size() - 1; i >= 0; i--) {
            StageSpell spell = spells.get(i);
            boolean last = i == spells.size() - 1;
            if (!(last && isRecorded)) {
                Instant until = last ? snapshot.at() : spells.get(i + 1).since();
                previous.add(new Spell(spell.stage(), label(vocabulary, spell.stage(), locale), spell.since(), until));
            }
        }
        return previous;
    }

    /** A stage of an earlier rulebook may be gone from this one. */
    private static String label(Vocabulary vocabulary, String stage, String locale) {
        return vocabulary.stageIds().contains(stage)
                ? vocabulary.stage(stage).label().in(locale)
                : stage;
    }

    private static List<Reason> avoid(
            Vocabulary vocabulary, Snapshot snapshot, Classification classification, String locale) {
        List<Reason> avoid = new ArrayList<>();
        classification.segments().keySet().forEach(id -> {
            Vocabulary.Segment segment = vocabulary.segments().get(id);
            if (segment != null && segment.avoid() != null) {
                avoid.add(new Reason(id, segment.avoid().in(locale)));
            }
        });
        for (Consent consent : snapshot.consents()) {
            if (!consent.granted()) {
                String channel = consent.channel();
                avoid.add(new Reason(
                        "no-consent-" + consent.purpose() + (channel == null ? "" : "-" + channel),
                        "No consent: "
                                + (vocabulary.purposes().containsKey(consent.purpose())
                                        ? vocabulary
                                                .purposes()
                                                .get(consent.purpose())
                                                .label()
                                                .in(locale)
                                        : consent.purpose())
                                + (channel == null
                                        ? ""
                                        : ", "
                                                + (vocabulary.channels().containsKey(channel)
                                                        ? vocabulary
                                                                .channels()
                                                                .get(channel)
                                                                .label()
                                                                .in(locale)
                                                        : channel))));
            }
        }
        return avoid;
    }
}

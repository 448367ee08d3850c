package org.opportune.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.classification.Classification;
import org.opportune.decision.Explained;
import org.opportune.kernel.Label;
import org.opportune.kernel.Reason;
import org.opportune.profile.Consent;
import org.opportune.profile.Snapshot;
import org.opportune.profile.StageSpell;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.Feature;
import org.opportune.vocabulary.Vocabulary;
import org.opportune.vocabulary.Vocabulary.Channel;
import org.opportune.vocabulary.Vocabulary.Purpose;
import org.opportune.wording.Objection;
import org.opportune.wording.Phrases;

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

    static CustomerStatus of(Rulebook rulebook, Snapshot snapshot, Classification classification, String locale) {
        Vocabulary vocabulary = rulebook.vocabulary();
        Explained explained = Explained.of(vocabulary, classification, locale);
        StageSpell recorded = snapshot.stage();
        boolean isRecorded = recorded != null && recorded.stage().equals(classification.stage());
        return new CustomerStatus(
                rulebook.hash(),
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
                avoid(rulebook, snapshot, classification, locale));
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
            Rulebook rulebook, Snapshot snapshot, Classification classification, String locale) {
        Vocabulary vocabulary = rulebook.vocabulary();
        Phrases phrases = rulebook.phrases(locale);
        List<Reason> avoid = new ArrayList<>();
        classification.segments().keySet().forEach(id -> {
            Vocabulary.Segment segment = vocabulary.segments().get(id);
            if (segment != null && segment.avoid() != null) {
                avoid.add(new Reason(id, segment.avoid().in(locale)));
            }
        });
        for (Consent consent : snapshot.consents()) {
            if (!consent.granted()) {
                avoid.add(refusal(consent, vocabulary, phrases));
            }
        }
        return avoid;
    }

    private static Reason refusal(Consent consent, Vocabulary vocabulary, Phrases phrases) {
        String code = "no-consent-" + consent.purpose();
        Purpose purpose = vocabulary.purposes().get(consent.purpose());
        Label what = purpose == null ? Label.of(consent.purpose()) : purpose.label();
        if (consent.channel() == null) {
            return phrases.reason(new Objection.Own(code, "consent.all", Map.of("purpose", what)));
        }
        Channel channel = vocabulary.channels().get(consent.channel());
        Label where = channel == null ? Label.of(consent.channel()) : channel.label();
        return phrases.reason(new Objection.Own(
                code + "-" + consent.channel(), "consent.channel", Map.of("purpose", what, "channel", where)));
    }
}

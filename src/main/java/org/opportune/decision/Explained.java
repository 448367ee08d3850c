package org.opportune.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.classification.Classification;
import org.opportune.kernel.Label;
import org.opportune.kernel.Reason;
import org.opportune.vocabulary.Vocabulary;

/** A classification in a reader's words: labels in their locale, and the reasons. */
public record Explained(Named stage, List<Named> segments, List<Points> scores) {

    /** Something of the vocabulary, and why the customer is there. */
    public record Named(String id, String label, List<Reason> because) {}

    /**
     * A score.
     *
     * @param level left out for a score without levels
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Points(
            String id,
            String label,
            int points,
            @Nullable String level,
            @Nullable String levelLabel,
            List<Part> because) {}

    public record Part(int points, String code, String sentence) {}

    public static Explained of(Vocabulary vocabulary, Classification classification, String locale) {
        return new Explained(
                new Named(
                        classification.stage(),
                        vocabulary.stage(classification.stage()).label().in(locale),
                        classification.because()),
                classification.segments().entrySet().stream()
                        .map(segment -> new Named(
                                segment.getKey(),
                                label(vocabulary, segment.getKey()).in(locale),
                                segment.getValue()))
                        .toList(),
                classification.scores().entrySet().stream()
                        .map(score -> points(vocabulary, score.getKey(), score.getValue(), locale))
                        .toList());
    }

    private static Label label(Vocabulary vocabulary, String segment) {
        Vocabulary.Segment known = vocabulary.segments().get(segment);
        return known == null ? Label.of(segment) : known.label();
    }

    private static Points points(Vocabulary vocabulary, String id, Classification.Score score, String locale) {
        Vocabulary.Score known = vocabulary.scores().get(id);
        Label level = known == null || score.level() == null
                ? null
                : known.levelLabels().get(score.level());
        return new Points(
                id,
                known == null ? id : known.label().in(locale),
                score.points(),
                score.level(),
                level == null ? score.level() : level.in(locale),
                score.parts().stream()
                        .map(part -> new Part(
                                part.points(),
                                part.because().code(),
                                part.because().sentence()))
                        .toList());
    }
}

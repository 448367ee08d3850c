package org.opportune.classification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opportune.classification.Classification.Part;
import org.opportune.classification.Classification.Score;
import org.opportune.kernel.Reason;
import org.opportune.model.Said;
import org.opportune.model.Step;
import org.opportune.rulebook.RuleSession;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Vocabulary;

/** Places a customer: the first stage of the vocabulary's order whose rules match, else the default; every segment; every score's sum. */
public final class Classifier {
    private final Rulebook rulebook;

    public Classifier(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    /** Makes the customer and the context known to the session, and then the classification itself, for the steps that follow. */
    public Classification classify(RuleSession session, FactValues customer, FactValues context) {
        session.customer(customer);
        session.context(context);
        Classification classification = derive(session.fire(Step.CLASSIFICATION));
        session.classification(fact(classification));
        return classification;
    }

    /** The same when it is known already what the classification is. */
    public void tell(RuleSession session, FactValues customer, FactValues context, Classification classification) {
        session.customer(customer);
        session.context(context);
        session.classification(fact(classification));
    }

    private Classification derive(List<Said> said) {
        Map<String, List<Reason>> stages = new TreeMap<>();
        Map<String, List<Reason>> segments = new TreeMap<>();
        Map<String, List<Part>> parts = new HashMap<>();
        for (Said each : said) {
            Reason reason = rulebook.reason(each.rule());
            if (each instanceof Said.Stage stage) {
                stages.computeIfAbsent(stage.id(), id -> new ArrayList<>(2)).add(reason);
            } else if (each instanceof Said.Segment segment) {
                segments.computeIfAbsent(segment.id(), id -> new ArrayList<>(2)).add(reason);
            } else if (each instanceof Said.Score score) {
                parts.computeIfAbsent(score.id(), id -> new ArrayList<>(4))
                        .add(new Part(score.points(), new Reason(reason.code(), score.because())));
            }
        }
        Map<String, Score> scores = new LinkedHashMap<>();
        rulebook.vocabulary()
                .scores()
                .forEach((id, score) -> scores.put(id, sum(score, parts.getOrDefault(id, List.of()))));
        String stage = first(stages);
        List<Reason> because = stage == null ? null : stages.remove(stage);
        return new Classification(
                stage == null ? rulebook.vocabulary().defaultStage().id() : stage,
                because == null ? List.of() : because,
                stages,
                segments,
                scores);
    }

    private @Nullable String first(Map<String, List<Reason>> matched) {
        for (Vocabulary.Stage stage : rulebook.vocabulary().stages()) {
            if (matched.containsKey(stage.id())) {
                return stage.id();
            }
        }
        return null;
    }

    private static Score sum(Vocabulary.Score score, List<Part> parts) {
        int points = score.within(parts.stream().mapToInt(Part::points).sum());
        return new Score(points, score.level(points), parts);
    }

    /** The classification as the rules of later steps see it. */
    public FactValues fact(Classification classification) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("stage", classification.stage());
        values.put("segments", new TreeSet<>(classification.segments().keySet()));
        classification.scores().forEach((id, score) -> {
            values.put(id, score.points());
            if (score.level() != null) {
                values.put(id + "Level", score.level());
            }
        });
        return FactValues.of(rulebook.facts().classification(), values);
    }
}

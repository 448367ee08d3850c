package org.opportune.vocabulary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Label;
import org.opportune.vocabulary.Vocabulary.Score;
import org.opportune.vocabulary.Vocabulary.Stage;

/** The shapes of the facts that rules match on, made from a vocabulary and, for candidates, a catalogue of offers. */
public record Facts(FactShape customer, FactShape context, FactShape classification, FactShape offer) {
    /** What every context holds beside the declared context attributes: {@code at} is the instant in UTC, the others are the customer's local time. */
    static final Map<String, Type> CONTEXT = Map.of(
            "channel", Type.TEXT,
            "locale", Type.TEXT,
            "hour", Type.INTEGER,
            "dayOfWeek", Type.INTEGER,
            "date", Type.DATE,
            "at", Type.DATE_TIME,
            "known", Type.BOOLEAN);

    /** What every candidate has, and what its labels are called in the vocabulary's {@code facts}: a fact of the same name must not be meant. */
    static final Map<String, String> OFFER_LABELS = Map.of(
            "id", "offerId",
            "campaign", "offerCampaign",
            "value", "offerValue",
            "placement", "offerPlacement",
            "channel", "offerChannel",
            "variant", "offerVariant");

    public static Facts of(Vocabulary vocabulary) {
        return of(vocabulary, null);
    }

    /**
     * With the offers of a catalogue.
     *
     * @param offers what they are called, by id; null when not all of them are known
     */
    public static Facts of(Vocabulary vocabulary, @Nullable Map<String, Label> offers) {
        return new Facts(
                new FactShape("Customer", customer(vocabulary)),
                new FactShape("Context", context(vocabulary)),
                new FactShape("Classification", classification(vocabulary)),
                new FactShape("Offer", offer(vocabulary, offers)));
    }

    private static List<FactProperty> customer(Vocabulary vocabulary) {
        List<FactProperty> properties = new ArrayList<>();
        vocabulary.attributes().values().forEach(attribute -> properties.add(declared(attribute)));
        vocabulary.features().values().forEach(feature -> properties.add(feature(vocabulary, feature)));
        return properties;
    }

    private static FactProperty declared(Property property) {
        return new FactProperty(
                property.name(),
                property.type(),
                property.label(),
                property.choices().isEmpty() ? null : property.choices(),
                null,
                null,
                false);
    }

    private static FactProperty feature(Vocabulary vocabulary, Feature feature) {
        Map<String, Label> choices = null;
        if (feature.kind() == Feature.Kind.PREVIOUS_STAGE) {
            choices = stages(vocabulary);
        } else if (feature.kind() == Feature.Kind.LAST) {
            EventType event = vocabulary.events().get(String.valueOf(feature.event()));
            Property property = event == null ? null : event.properties().get(String.valueOf(feature.property()));
            choices = property == null || property.choices().isEmpty() ? null : property.choices();
        }
        boolean counts = feature.kind() == Feature.Kind.COUNT || feature.kind() == Feature.Kind.DISTINCT;
        boolean time = feature.kind() == Feature.Kind.DAYS_SINCE_FIRST
                || feature.kind() == Feature.Kind.DAYS_SINCE_LAST
                || feature.kind() == Feature.Kind.TIME_IN_STAGE;
        return new FactProperty(
                feature.name(),
                feature.type(),
                feature.label(),
                choices,
                counts || time ? 0.0 : null,
                null,
                feature.kind().isNeverUnknown());
    }

    private static List<FactProperty> context(Vocabulary vocabulary) {
        Map<String, Label> channels = vocabulary.channelLabels();
        List<FactProperty> properties = new ArrayList<>();
        properties.add(always(vocabulary, "channel", Type.TEXT, channels, null, null, false));
        properties.add(always(vocabulary, "locale", Type.TEXT, null, null, null, true));
        properties.add(always(vocabulary, "hour", Type.INTEGER, null, 0.0, 23.0, true));
        properties.add(always(vocabulary, "dayOfWeek", Type.INTEGER, null, 1.0, 7.0, true));
        properties.add(always(vocabulary, "date", Type.DATE, null, null, null, true));
        properties.add(always(vocabulary, "at", Type.DATE_TIME, null, null, null, true));
        properties.add(always(vocabulary, "known", Type.BOOLEAN, null, null, null, true));
        vocabulary.context().values().forEach(attribute -> properties.add(declared(attribute)));
        return properties;
    }

    private static List<FactProperty> classification(Vocabulary vocabulary) {
        List<FactProperty> properties = new ArrayList<>();
        properties.add(always(vocabulary, "stage", Type.TEXT, stages(vocabulary), null, null, true));
        Map<String, Label> segments = new LinkedHashMap<>();
        vocabulary.segments().forEach((id, segment) -> segments.put(id, segment.label()));
        properties.add(always(vocabulary, "segments", Type.CHOICES, segments, null, null, true));
        for (Score score : vocabulary.scores().values()) {
            properties.add(new FactProperty(
                    score.id(),
                    Type.INTEGER,
                    score.label(),
                    null,
                    number(score.minimum()),
                    number(score.maximum()),
                    true));
            if (!score.levels().isEmpty()) {
                Map<String, Label> levels = new LinkedHashMap<>();
                score.levels()
                        .keySet()
                        .forEach(id -> levels.put(id, score.levelLabels().getOrDefault(id, Label.of(id))));
                properties.add(always(vocabulary, score.id() + "Level", Type.TEXT, levels, null, null, true));
            }
        }
        return properties;
    }

    /** A variant is empty for the plain one, and never unknown. */
    private static List<FactProperty> offer(Vocabulary vocabulary, @Nullable Map<String, Label> offers) {
        Map<String, Label> campaigns = new LinkedHashMap<>();
        vocabulary.campaigns().forEach(campaigns::put);
        Map<String, Label> placements = new LinkedHashMap<>();
        vocabulary.placements().forEach((id, placement) -> placements.put(id, placement.label()));
        return List.of(
                ofOffer(vocabulary, "id", Type.TEXT, offers),
                ofOffer(vocabulary, "campaign", Type.TEXT, campaigns),
                ofOffer(vocabulary, "value", Type.MONEY, null),
                ofOffer(vocabulary, "placement", Type.TEXT, placements),
                ofOffer(vocabulary, "channel", Type.TEXT, vocabulary.channelLabels()),
                ofOffer(vocabulary, "variant", Type.TEXT, null));
    }

    private static FactProperty ofOffer(
            Vocabulary vocabulary, String name, Type type, @Nullable Map<String, Label> choices) {
        String called = OFFER_LABELS.getOrDefault(name, name);
        Label label = vocabulary.facts().getOrDefault(called, Label.of(called));
        return new FactProperty(name, type, label, choices, type == Type.MONEY ? 0.0 : null, null, true);
    }

    private static FactProperty always(
            Vocabulary vocabulary,
            String name,
            Type type,
            @Nullable Map<String, Label> choices,
            @Nullable Double minimum,
            @Nullable Double maximum,
            boolean alwaysKnown) {
        Label label = vocabulary.facts().getOrDefault(name, Label.of(name));
        return new FactProperty(name, type, label, choices, minimum, maximum, alwaysKnown);
    }

    private static Map<String, Label> stages(Vocabulary vocabulary) {
        Map<String, Label> stages = new LinkedHashMap<>();
        for (Stage stage : vocabulary.stages()) {
            stages.put(stage.id(), stage.label());
        }
        return stages;
    }

    private static @Nullable Double number(@Nullable Integer bound) {
        return bound == null ? null : Double.valueOf(bound);
    }
}

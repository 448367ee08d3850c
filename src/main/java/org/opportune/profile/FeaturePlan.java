package org.opportune.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Hashes;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.EventType;
import org.opportune.vocabulary.Feature;
import org.opportune.vocabulary.Feature.Filter;
import org.opportune.vocabulary.Property;
import org.opportune.vocabulary.Rates;
import org.opportune.vocabulary.Vocabulary;

/**
 * What a customer's history must keep so that every feature of a vocabulary can be answered: features over the same events share a track.
 * Two rulebooks that keep the same have the same {@link #mark}, whatever else differs in them.
 */
final class FeaturePlan {
    private final Vocabulary vocabulary;
    private final Rates rates;
    private final List<TrackPlan> tracks = new ArrayList<>();
    private final Map<String, Integer> trackOf = new HashMap<>();
    private final Map<String, int[]> tracksOfType = new HashMap<>();
    private final Map<String, Map<String, Property>> usedOfType = new HashMap<>();
    private final String mark;

    FeaturePlan(Vocabulary vocabulary, Rates rates) {
        this.vocabulary = vocabulary;
        this.rates = rates;
        Map<Basis, List<Feature>> groups = new LinkedHashMap<>();
        vocabulary.features().values().stream()
                .filter(feature -> feature.event() != null)
                .forEach(feature -> groups.computeIfAbsent(Basis.of(feature), basis -> new ArrayList<>())
                        .add(feature));
        groups.forEach(this::addTrack);
        vocabulary.events().keySet().forEach(this::addType);
        this.mark = describe();
    }

    static FeaturePlan of(Rulebook rulebook) {
        return new FeaturePlan(rulebook.vocabulary(), rulebook.terms().rates());
    }

    private void addTrack(Basis basis, List<Feature> features) {
        EventType event = vocabulary.events().get(basis.event);
        if (event == null) {
            throw new IllegalArgumentException("the feature '" + features.get(0).name() + "' looks at the event '"
                    + basis.event + "', which is not declared");
        }
        Property property = basis.property == null ? null : event.properties().get(basis.property);
        boolean isDistinct = features.stream().anyMatch(feature -> feature.kind() == Feature.Kind.DISTINCT);
        features.forEach(feature -> trackOf.put(feature.name(), tracks.size()));
        tracks.add(new TrackPlan(event, basis.where, property, isDistinct));
    }

    private void addType(String type) {
        int[] indexes = IntStream.range(0, tracks.size())
                .filter(i -> tracks.get(i).event().name().equals(type))
                .toArray();
        Map<String, Property> used = new LinkedHashMap<>();
        for (int index : indexes) {
            tracks.get(index).addUsed(used);
        }
        tracksOfType.put(type, indexes);
        usedOfType.put(type, used);
    }

    private String describe() {
        StringBuilder text = new StringBuilder();
        tracks.forEach(track -> text.append(track.description()).append('\n'));
        vocabulary.attributes().forEach((name, attribute) -> text.append(name)
                .append(':')
                .append(attribute.type())
                .append(attribute.choices().keySet())
                .append('\n'));
        return Hashes.hex(text.append(rates).toString());
    }

    /** Equal for plans under which the same profile can be used. */
    String mark() {
        return mark;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    Rates rates() {
        return rates;
    }

    List<TrackPlan> tracks() {
        return tracks;
    }

    /** On which track the feature's events stand. */
    int track(Feature feature) {
        Integer track = trackOf.get(feature.name());
        if (track == null) {
            throw new IllegalArgumentException("'" + feature.name() + "' is not taken of events");
        }
        return track;
    }

    /** On which tracks events of a type may stand. */
    int[] tracks(String type) {
        return tracksOfType.getOrDefault(type, new int[0]);
    }

    /** For each of its tracks the one of another plan that keeps the same of the same events, or -1. */
    int[] alike(FeaturePlan other) {
        boolean isSameMoney = rates.toString().equals(other.rates.toString());
        List<String> theirs = other.tracks.stream().map(TrackPlan::description).toList();
        return tracks.stream()
                .mapToInt(track -> isSameMoney
                                && used(track.event().name())
                                        .equals(other.used(track.event().name()))
                        ? theirs.indexOf(track.description())
                        : -1)
                .toArray();
    }

    /** The properties of a type's events that features look at. */
    Map<String, Property> used(String type) {
        return usedOfType.getOrDefault(type, Map.of());
    }

    private record Basis(
            @Nullable String event,
            List<Filter> where,
            @Nullable String property) {
        static Basis of(Feature feature) {
            return new Basis(feature.event(), feature.where(), feature.property());
        }
    }
}

package org.opportune.vocabulary;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Label;
import org.opportune.kernel.Place;

/**
 * Every name that rules, events, imports and requests may use, in the order of the file.
 *
 * @param stages in the order in which they are tried
 * @param facts the labels of what every context and classification holds
 * @param dimensions names of attributes, context attributes and features by whose values reports tell decisions apart
 */
public record Vocabulary(
        Map<String, Property> attributes,
        Map<String, Property> context,
        Map<String, EventType> events,
        Map<String, Feature> features,
        List<Stage> stages,
        Map<String, Segment> segments,
        Map<String, Score> scores,
        Map<String, Channel> channels,
        Map<String, Placement> placements,
        Map<String, Label> campaigns,
        Map<String, Purpose> purposes,
        Map<String, Label> facts,
        List<String> dimensions,
        Reported reported) {

    /** How long a place is kept for an offer that was answered in a placement, until an impression confirms it. */
    public Duration lifetime(String placement) {
        Placement found = placements.get(placement);
        Channel channel = found == null ? null : channels.get(found.channel());
        return channel == null ? Channel.USUAL_LIFETIME : channel.lifetime();
    }

    /**
     * A stage of the customer's life.
     *
     * @param isDefault the stage of a customer whom no rule places
     * @param place where it is declared
     */
    public record Stage(String id, Label label, String colour, boolean isDefault, Place place) {}

    /**
     * A group of customers; one customer may be in many.
     *
     * @param avoid what not to do with a customer of this segment; null when it forbids nothing
     */
    public record Segment(String id, Label label, @Nullable Label avoid) {}

    /**
     * A number of points with bounds.
     *
     * @param levels the least points of each level, lowest first; empty for a score without levels
     */
    public record Score(
            String id,
            Label label,
            @Nullable Integer minimum,
            @Nullable Integer maximum,
            Map<String, Integer> levels,
            Map<String, Label> levelLabels) {
        /** The points, held within the declared bounds. */
        public int within(int points) {
            int atLeast = minimum == null ? points : Math.max(minimum, points);
            return maximum == null ? atLeast : Math.min(maximum, atLeast);
        }

        /** The highest level that the points reach; null for a score without levels. */
        public @Nullable String level(int points) {
            String reached = null;
            for (Map.Entry<String, Integer> level : levels.entrySet()) {
                if (reached == null || points >= level.getValue()) {
                    reached = level.getKey();
                }
            }
            return reached;
        }
    }

    /**
     * A way on which offers reach customers.
     *
     * @param outbound the purpose of what is sent on it, beside that of the offer; null when customers come by themselves
     * @param quietHours in which nothing is sent on it; null for none
     * @param lifetime how long a place is kept for an offer that was answered on it, until an impression confirms it
     * @param success the least that a customer does when an offer succeeds
     * @param respondWithin how long after an offer was seen a success may come; silence until then is none
     */
    public record Channel(
            String id,
            Label label,
            @Nullable String outbound,
            @Nullable QuietHours quietHours,
            Duration lifetime,
            Success success,
            Duration respondWithin) {
        static final Duration USUAL_LIFETIME = Duration.ofMinutes(30);
        public static final Duration USUAL_RESPONSE = Duration.ofDays(7);
        static final Duration LONGEST_LIFETIME = Duration.ofDays(100);
    }

    /** What customers do with an offer, from the least on: each is a success where a lesser one is. */
    public enum Success {
        CLICK,
        ACCEPT,
        CONVERSION;

        /** As rulebooks write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What personal data may be used for.
     *
     * @param allowsMinors whether minors may be answered what serves it
     */
    public record Purpose(String id, Label label, boolean needsConsent, boolean allowsMinors) {}

    /**
     * A place in a channel that shows offers.
     *
     * @param offers how many offers the placement shows unless the request says otherwise
     * @param fallback what it shows when nothing is ranked for it; null for nothing
     */
    public record Placement(
            String id,
            String channel,
            Label label,
            int offers,
            @Nullable Fallback fallback) {}

    /**
     * The offer that a placement shows to anybody for whom it has no other.
     *
     * @param place where it is declared
     */
    public record Fallback(String offer, Place place) {}

    /** Whether an attribute of the customer is personal, or a feature tells of what is. */
    public boolean isPersonal(String fact) {
        Property attribute = attributes.get(fact);
        if (attribute != null) {
            return attribute.personal();
        }
        Feature feature = features.get(fact);
        if (feature == null || feature.property() == null) {
            return false;
        }
        EventType event = feature.event() == null ? null : events.get(feature.event());
        Property told = event == null
                ? attributes.get(feature.property())
                : event.properties().get(feature.property());
        return told != null && told.personal();
    }

    public Stage defaultStage() {
        return stages.stream().filter(Stage::isDefault).findFirst().orElseThrow();
    }

    public Stage stage(String id) {
        return stages.stream()
                .filter(stage -> stage.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** What channels are called, by id. */
    public Map<String, Label> channelLabels() {
        Map<String, Label> labels = new LinkedHashMap<>();
        channels.forEach((id, channel) -> labels.put(id, channel.label()));
        return labels;
    }

    public List<String> stageIds() {
        return stages.stream().map(Stage::id).toList();
    }
}

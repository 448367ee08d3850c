package org.opportune.profile;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;
import org.opportune.vocabulary.Feature;

/** Takes one feature of a customer at one instant. */
interface FeatureValue {
    /** Null when it is unknown. */
    @Nullable
    Object at(Moment moment);

    static FeatureValue of(Feature feature, FeaturePlan plan) {
        return switch (feature.kind()) {
            case YEARS_SINCE -> moment -> yearsSince(feature, moment);
            case TIME_IN_STAGE -> FeatureValue::timeInStage;
            case PREVIOUS_STAGE -> FeatureValue::previousStage;
            default -> ofEvents(feature, plan.track(feature));
        };
    }

    private static FeatureValue ofEvents(Feature feature, int track) {
        Duration window = feature.window();
        long length = window == null ? 0 : window.toMillis();
        Object nothing =
                switch (feature.kind()) {
                    case COUNT, DISTINCT -> 0;
                    case SUM -> 0.0;
                    default -> null;
                };
        return moment -> {
            History history = moment.history();
            if (history == null) {
                return nothing;
            }
            long now = moment.at().toEpochMilli();
            long after = window == null ? Long.MIN_VALUE : now - length;
            return history.track(track).window(after, now).value(feature.kind(), now);
        };
    }

    private static @Nullable Object yearsSince(Feature feature, Moment moment) {
        String attribute = feature.property();
        if (attribute == null || !(moment.attributes().get(attribute) instanceof LocalDate date)) {
            return null;
        }
        LocalDate today = LocalDate.ofInstant(moment.at(), moment.zone());
        return date.isAfter(today) ? null : Period.between(date, today).getYears();
    }

    private static @Nullable Object timeInStage(Moment moment) {
        int stages = moment.stages().size();
        if (stages == 0) {
            return null;
        }
        return Math.toIntExact(Duration.between(moment.stages().get(stages - 1).since(), moment.at())
                .toDays());
    }

    private static @Nullable Object previousStage(Moment moment) {
        int stages = moment.stages().size();
        return stages < 2 ? null : moment.stages().get(stages - 2).stage();
    }
}

package org.opportune.vocabulary;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Label;

/**
 * A declared figure of a customer, right at the instant of the decision.
 *
 * @param event the event type it looks at; null for what does not come from events
 * @param property the event's property, or the attribute of {@link Kind#YEARS_SINCE}; null where none is needed
 * @param window how far back it looks; null for the whole history
 * @param where conditions on the event's properties, all of which must hold
 * @param type of its value on the fact
 */
public record Feature(
        String name,
        Kind kind,
        @Nullable String event,
        @Nullable String property,
        @Nullable Duration window,
        List<Filter> where,
        Type type,
        Label label) {

    /** Whether each event that the other one looks at is surely one that this looks at, windows aside. */
    public boolean takesAllOf(Feature other) {
        return isOfTheSameEvent(other)
                && where.stream().allMatch(mine -> other.where().stream().anyMatch(mine::followsFrom));
    }

    /** Whether no event that the other one looks at can be one that this looks at. */
    public boolean takesNoneOf(Feature other) {
        return !isOfTheSameEvent(other)
                || where.stream().anyMatch(mine -> other.where().stream().anyMatch(mine::excludes));
    }

    private boolean isOfTheSameEvent(Feature other) {
        return event != null && event.equals(other.event());
    }

    public enum Kind {
        COUNT("count"),
        SUM("sum"),
        AVERAGE("average"),
        MINIMUM("minimum"),
        MAXIMUM("maximum"),
        LAST("last"),
        DISTINCT("distinct"),
        DAYS_SINCE_FIRST("daysSinceFirst"),
        DAYS_SINCE_LAST("daysSinceLast"),
        YEARS_SINCE("yearsSince"),
        TIME_IN_STAGE("timeInStage"),
        PREVIOUS_STAGE("previousStage");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /** Whether it is zero, not unknown, for a customer without events. */
        public boolean isNeverUnknown() {
            return this == COUNT || this == SUM || this == DISTINCT;
        }

        boolean takesEvent() {
            return this != YEARS_SINCE && this != TIME_IN_STAGE && this != PREVIOUS_STAGE;
        }

        boolean takesProperty() {
            return this == SUM
                    || this == AVERAGE
                    || this == MINIMUM
                    || this == MAXIMUM
                    || this == LAST
                    || this == DISTINCT;
        }

        boolean takesNumber() {
            return this == SUM || this == AVERAGE || this == MINIMUM || this == MAXIMUM;
        }

        static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word.equals(word))
                    .findFirst();
        }
    }

    /**
     * A condition on a property of the event.
     *
     * @param values one value, except for {@link Test#IN}; numbers are {@link BigDecimal}, everything else is text as the event holds it
     */
    public record Filter(String property, Test test, List<Object> values) {
        public enum Test {
            EQUAL,
            AT_LEAST,
            AT_MOST,
            IN
        }

        /** Whether each value that the other one lets through passes this. */
        boolean followsFrom(Filter other) {
            return property.equals(other.property)
                    && (other.namesValues() || test == other.test)
                    && other.values.stream().allMatch(this::passes);
        }

        /** Whether no value passes both. */
        boolean excludes(Filter other) {
            if (!property.equals(other.property) || (!namesValues() && test == other.test)) {
                return false;
            }
            return namesValues()
                    ? values.stream().noneMatch(other::passes)
                    : other.values.stream().noneMatch(this::passes);
        }

        private boolean namesValues() {
            return test == Test.EQUAL || test == Test.IN;
        }

        private boolean passes(Object value) {
            return values.stream().anyMatch(mine -> passes(value, mine));
        }

        private boolean passes(Object value, Object mine) {
            if (!(value instanceof BigDecimal number) || !(mine instanceof BigDecimal bound)) {
                return value.equals(mine);
            }
            int order = number.compareTo(bound);
            return switch (test) {
                case EQUAL, IN -> order == 0;
                case AT_LEAST -> order >= 0;
                case AT_MOST -> order <= 0;
            };
        }
    }
}

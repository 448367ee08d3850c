package org.opportune.vocabulary;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Place;

/**
 * How orders are attributed to what was offered before.
 *
 * @param event the type of event that is an order
 * @param value its property that says how much it was worth; null when only orders are counted
 * @param touch the least that a customer did with an offer that is credited
 * @param within how long before the order it may have been
 * @param place where it is declared
 */
public record Attribution(String event, @Nullable String value, Touch touch, Duration within, Rule rule, Place place) {

    /** What customers do with offers, from the least on. */
    public enum Touch {
        IMPRESSION,
        CLICK,
        ACCEPT;

        /** Each of which is such a touch. */
        public List<String> outcomes() {
            return switch (this) {
                case IMPRESSION -> List.of("impression", "click", "accept", "conversion");
                case CLICK -> List.of("click", "accept", "conversion");
                case ACCEPT -> List.of("accept", "conversion");
            };
        }
    }

    /** Which of the touches is credited. */
    public enum Rule {
        /** The last before the order. */
        LAST,
        /** The first within the time. */
        FIRST,
        /** All of them, alike. */
        LINEAR
    }

    /** All of it in a line, by which other terms are recognised. */
    public String text() {
        return String.join(" ", event, value == null ? "-" : value, word(touch), within.toString(), word(rule));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

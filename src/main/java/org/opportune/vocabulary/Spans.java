package org.opportune.vocabulary;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.YamlNode;

/** Lengths of time as rulebooks write them, such as 30m, 24h or 7d. */
final class Spans {
    private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,4})([mhd])");

    private Spans() {}

    /**
     * A length of time; {@code most} where it is none.
     *
     * @param what it is, with its article
     */
    static Duration read(YamlNode node, String what, Duration least, Duration most) {
        Matcher said = SPAN.matcher(node.text());
        Duration span = said.matches()
                ? Duration.of(
                        Long.parseLong(said.group(1)),
                        switch (said.group(2)) {
                            case "m" -> ChronoUnit.MINUTES;
                            case "h" -> ChronoUnit.HOURS;
                            default -> ChronoUnit.DAYS;
                        })
                : Duration.ZERO;
        if (span.compareTo(least) < 0 || span.compareTo(most) > 0) {
            node.fail("'" + Nearest.shorten(node.text()) + "' is no " + what + " such as 30m, 24h or 7d; "
                    + (least.toMinutes() <= 1 ? "" : "at least " + written(least) + " and ") + "at most "
                    + written(most));
            return most;
        }
        return span;
    }

    private static String written(Duration span) {
        return span.toDays() > 0 ? span.toDays() + "d" : span.toMinutes() + "m";
    }
}

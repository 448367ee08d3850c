package org.opportune.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;

/**
 * How lists are asked for: {@code ?limit=50&after=<the last id of the page before>}. An answer is a {@link Of}, whose {@code next} is what to
 * send as {@code after} for the page that follows; without it there is none.
 *
 * @param after empty for the first page
 */
public record Page(int limit, String after) {
    private static final int USUAL = 50;
    private static final int MOST = 500;

    /** One page of a list. */
    public record Of<T>(List<T> items, @Nullable String next) {}

    public static Page of(@Nullable String limit, @Nullable String after) {
        String from = after == null ? "" : after;
        if (from.length() > 200) {
            throw Problem.invalid("?after", "too long: send what the page before gave as next");
        }
        if (limit == null) {
            return new Page(USUAL, from);
        }
        try {
            int wanted = Integer.parseInt(limit);
            boolean isPlain =
                    limit.chars().allMatch(letter -> letter < 128); // parseInt takes the digits of all scripts
            if (isPlain && wanted >= 1 && wanted <= MOST) {
                return new Page(wanted, from);
            }
        } catch (NumberFormatException e) {
            // said below, with the bounds
        }
        throw Problem.invalid("?limit", "'" + Nearest.shorten(limit) + "' is not a whole number from 1 to " + MOST);
    }

    /** Where the page begins in a list of numbered rows, the newest first: below this number. */
    public long before() {
        if (after.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!after.matches("[0-9]{1,18}")) {
            throw Problem.invalid("?after", "send what the page before gave as next");
        }
        return Long.parseLong(after);
    }

    /** Makes the answer of {@code limit + 1} found rows, the last of which only says that there are more. */
    public <T> Of<T> cut(List<T> found, Function<T, String> id) {
        if (found.size() <= limit) {
            return new Of<>(List.copyOf(found), null);
        }
        List<T> items = List.copyOf(found.subList(0, limit));
        return new Of<>(items, id.apply(items.get(limit - 1)));
    }
}

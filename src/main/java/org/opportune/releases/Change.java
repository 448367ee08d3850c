package org.opportune.releases;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two releases.
 *
 * @param part what has changed: {@code rule}, {@code offer}, {@code feature}, …
 * @param id its name
 * @param file where it stands in the later release; of what was removed, in the earlier
 * @param cell in workbooks, in place of the line
 * @param details what it consists of, or what of it has changed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Change(
        String part,
        Action action,
        String id,
        String file,
        int line,
        @Nullable String cell,
        List<Detail> details) {
    public Change {
        details = List.copyOf(details);
    }

    public enum Action {
        @JsonProperty("added")
        ADDED,
        @JsonProperty("removed")
        REMOVED,
        @JsonProperty("changed")
        CHANGED,
        /** Another name, and nothing else. */
        @JsonProperty("renamed")
        RENAMED
    }

    /**
     * One thing that is said of it.
     *
     * @param of what it is, such as {@code condition}, {@code window} or the column of a table
     * @param from null when nothing was said
     * @param to null when nothing is said any more
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Detail(
            String of, @Nullable String from, @Nullable String to) {}
}

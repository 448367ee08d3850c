package org.opportune.imports;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Nearest;
import org.opportune.vocabulary.Property;

/**
 * What the columns of a file mean: a mapping file, read.
 *
 * @param name the source of the events that it makes, so that the same file imported again changes nothing
 * @param formats how a column's text is read; a column that is not here is plain text
 * @param uses where the mapping names each column, for the message when the file does not have it
 */
record Mapping(
        String name,
        Layout layout,
        ZoneId zone,
        Map<String, ColumnFormat> formats,
        List<RejectRule> rejects,
        CustomerColumns customer,
        List<EventPattern> events,
        Map<String, Finding> uses) {

    /**
     * How the file is written.
     *
     * @param header the names of the columns when the file has no line of names; null when its first line is that
     */
    record Layout(
            char separator,
            char quote,
            Charset charset,
            @Nullable List<String> header) {}

    /** Lines that are left out on purpose, and why. */
    record RejectRule(String reason, Condition when, String because) {}

    /** From which columns the customer is known: identities by namespace, and attributes. */
    record CustomerColumns(Map<String, String> identities, Map<String, MappedValue> attributes) {}

    /** A value of the vocabulary and where it comes from. */
    record MappedValue(Property property, Term term) {}

    /**
     * A kind of event that lines make.
     *
     * @param idPrefix begins the id of each event, and tells the patterns of a mapping apart
     * @param groupBy lines that agree in these columns are one event; empty when each line is its own
     */
    record EventPattern(
            String type,
            String idPrefix,
            Condition when,
            List<String> groupBy,
            String at,
            Map<String, MappedValue> properties,
            ColumnNeeds needs) {}

    ColumnFormat format(String column) {
        return formats.getOrDefault(column, ColumnFormat.PLAIN);
    }

    /** What the mapping says of columns that the file does not have, or has twice. */
    List<Finding> missing(Columns columns) {
        List<Finding> missing = new ArrayList<>();
        uses.forEach((name, place) -> {
            if (columns.isTwice(name)) {
                missing.add(at(place, "the file has two columns '" + name + "'; rename one of them"));
            } else if (!columns.has(name)) {
                missing.add(at(place, Nearest.unknown("column", name, columns.names())));
            }
        });
        return missing;
    }

    private static Finding at(Finding place, String message) {
        return new Finding(null, null, place.file(), place.line(), place.column(), null, message);
    }
}

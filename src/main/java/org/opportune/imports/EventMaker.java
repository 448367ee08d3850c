package org.opportune.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.imports.CellReader.Refused;
import org.opportune.imports.Mapping.EventPattern;
import org.opportune.imports.Row.Line;
import org.opportune.imports.Row.Rejection;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.profile.Event;
import org.opportune.profile.EventReader;

/** Makes one event of the lines that belong to it, or says of each line why not. */
final class EventMaker {
    private static final Pattern ITEM = Pattern.compile("/properties/[^/]+/(\\d+)(/.*)?");

    private final Mapping mapping;
    private final Columns columns;
    private final EventReader reader;
    private final CellReader cells;
    private final Shapes shapes;

    EventMaker(Mapping mapping, Columns columns, EventReader reader) {
        this.mapping = mapping;
        this.columns = columns;
        this.reader = reader;
        this.cells = new CellReader(mapping);
        this.shapes = new Shapes(mapping);
    }

    /**
     * An event, or for each of its lines why it is refused.
     */
    record Made(@Nullable Event event, List<Rejection> rejections) {}

    /** Takes the lines in the order of the file. One bad line spoils the event: without it, its sums would be wrong. */
    Made make(List<Entry> lines) {
        EventPattern pattern = mapping.events().get(lines.get(0).pattern());
        Map<Long, Rejection> flaws = new TreeMap<>();
        List<Cells> read = new ArrayList<>(lines.size());
        Map<String, String> identities = Map.of();
        for (Entry entry : lines) {
            if (entry.flaw() != null) {
                flaws.put(entry.line(), entry.flaw());
                continue;
            }
            Line line = new Line(entry.line(), columns, entry.cells());
            try {
                Map<String, String> here = cells.identities(line);
                if (!read.isEmpty() && !here.equals(identities)) {
                    flaws.put(
                            line.number(),
                            customersDiffer(line.number(), read.get(0).line()));
                    continue;
                }
                identities = here;
                read.add(cells.read(line, pattern.needs()));
            } catch (Refused e) {
                flaws.put(line.number(), e.rejection());
            }
        }
        if (!flaws.isEmpty()) {
            return refused(lines, flaws);
        }
        String id = pattern.idPrefix() + ":" + lines.get(0).key();
        ObjectNode shape = shapes.event(pattern, id, identities, read);
        Findings findings = new Findings();
        Event event = reader.read(shape, "", findings);
        if (event != null) {
            return new Made(event, List.of());
        }
        for (Finding finding : findings.list()) {
            long line = lines.get(item(finding.pointer(), lines.size())).line();
            flaws.putIfAbsent(line, new Rejection(line, Reasons.INVALID, finding.message()));
        }
        return refused(lines, flaws);
    }

    private static Rejection customersDiffer(long line, long first) {
        return new Rejection(
                line,
                Reasons.CUSTOMERS_DIFFER,
                "line " + first + " of the same event names another customer; add the customer's column to 'groupBy'");
    }

    /** The line that a finding speaks of; the first when it speaks of the whole event. */
    private static int item(@Nullable String pointer, int lines) {
        Matcher item = ITEM.matcher(pointer == null ? "" : pointer);
        if (!item.matches() || item.group(1).length() > 6) {
            return 0;
        }
        return Math.min(Integer.parseInt(item.group(1)), lines - 1);
    }

    private static Made refused(List<Entry> lines, Map<Long, Rejection> flaws) {
        long first = flaws.keySet().iterator().next();
        List<Rejection> rejections = new ArrayList<>();
        for (Entry line : lines) {
            Rejection flaw = flaws.get(line.line());
            rejections.add(
                    flaw != null
                            ? flaw
                            : new Rejection(
                                    line.line(),
                                    Reasons.INCOMPLETE,
                                    "line " + first
                                            + " of the same event was refused; without it the event would be wrong"));
        }
        return new Made(null, rejections);
    }
}

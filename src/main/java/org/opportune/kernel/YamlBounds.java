package org.opportune.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;

/** Finds where a YAML file is nested too deeply, refers too often to what stands above, or to what it stands in. */
final class YamlBounds {
    static final int DEEPEST = 30;
    static final int MOST_REFERENCES = 50;

    private final Deque<String> open = new ArrayDeque<>();
    private final Set<String> collections = new HashSet<>();
    private int references;

    private YamlBounds() {}

    /** The first place; null when all is within the bounds. */
    static @Nullable Finding beyond(String file, Iterable<Event> events) {
        YamlBounds bounds = new YamlBounds();
        for (Event event : events) {
            String message = bounds.beyond(event);
            if (message != null) {
                Mark mark = event.getStartMark();
                return Finding.in(Kind.YAML, Place.of(file, mark.getLine() + 1, mark.getColumn() + 1), message);
            }
        }
        return null;
    }

    private @Nullable String beyond(Event event) {
        if (event instanceof CollectionStartEvent start) {
            String anchor = start.getAnchor() == null ? "" : start.getAnchor();
            open.push(anchor);
            collections.add(anchor);
            return open.size() > DEEPEST ? "nested more than " + DEEPEST + " deep; write it flatter" : null;
        } else if (event instanceof CollectionEndEvent) {
            open.pop();
        } else if (event instanceof AliasEvent alias && collections.contains(alias.getAnchor())) {
            String shown = "'*" + Nearest.shorten(alias.getAnchor()) + "'";
            if (open.contains(alias.getAnchor())) {
                return shown + " stands inside of what it refers to; write it out";
            }
            return ++references > MOST_REFERENCES
                    ? shown + " refers to something above, as " + MOST_REFERENCES
                            + " places before it do; more are not read, write it out"
                    : null;
        }
        return null;
    }
}

package org.opportune.profile;

import java.util.Map;

/** An event as the features see it: its place in time, its type and the values that they may look at. */
record Happening(long time, long mark, String type, Map<String, Object> properties) implements Keys.Keyed {
    static Happening of(Event event) {
        return new Happening(event.at().toEpochMilli(), EventKey.of(event).mark(), event.type(), event.properties());
    }
}

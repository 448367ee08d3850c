package org.opportune.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.opportune.profile.Consent;
import org.opportune.profile.Event;
import org.opportune.profile.Identity;

/** What happens to one customer, written down in any order. What would come at the anchor or later has not happened yet. */
final class Diary {
    private record Entry(Instant at, String type, Map<String, Object> properties) {}

    private final Instant end;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Consent> consents = new ArrayList<>();

    Diary(Instant end) {
        this.end = end;
    }

    /** False when it has not happened yet. */
    boolean event(Instant at, String type, Fields properties) {
        if (!at.isBefore(end)) {
            return false;
        }
        entries.add(new Entry(at, type, properties.map()));
        return true;
    }

    void consent(Consent consent) {
        if (consent.at().isBefore(end)) {
            consents.add(consent);
        }
    }

    List<Consent> consents() {
        return List.copyOf(consents);
    }

    /** Oldest first, named by their place in the customer's life. */
    List<Event> events(String source, String customer, Identity identity) {
        entries.sort(Comparator.comparing(Entry::at));
        List<Identity> who = List.of(identity);
        List<Event> events = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            String id = customer + "-" + (events.size() + 1);
            events.add(new Event(source, id, who, entry.type(), entry.at(), entry.properties()));
        }
        return events;
    }
}

package org.opportune.webhooks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is sent. */
enum EventType {
    IMPRESSION("outcome.impression"),
    CLICK("outcome.click"),
    ACCEPT("outcome.accept"),
    DECLINE("outcome.decline"),
    CONVERSION("outcome.conversion"),
    STAGE("stage.changed"),
    /** Only when somebody tries a webhook. */
    PING("ping");

    private static final String PREFIX = "org.opportune.";

    private final String name;

    EventType(String name) {
        this.name = name;
    }

    /** The {@code type} of the CloudEvent. */
    String id() {
        return PREFIX + name;
    }

    static EventType ofOutcome(String type) {
        return valueOf(type.toUpperCase(Locale.ROOT));
    }

    static EventType of(String id) {
        return Arrays.stream(values())
                .filter(type -> type.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Those that a filter may name. */
    static List<String> ids() {
        return Arrays.stream(values())
                .filter(type -> type != PING)
                .map(EventType::id)
                .toList();
    }
}

package org.opportune.launcher;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What is printed when the server is ready, and not before. */
record Banner(String version, Duration took, String base, Optional<String> demoKey) {
    /** Instead of a key that somebody chose, which is not printed. */
    static final String YOURS = "<your bootstrap key>";

    private static final String QUESTION = "{\"customer\":[{\"namespace\":\"customer\",\"id\":\"C00001\"}],"
            + "\"placements\":[{\"id\":\"homepage-hero\"}],\"channel\":\"site\"}";

    String text() {
        StringBuilder text = new StringBuilder("\n")
                .append(String.format(
                        Locale.ROOT, "Opportune %s is ready (%.1f s).%n", version, took.toMillis() / 1000.0))
                .append("  Start page         ")
                .append(base)
                .append("/\n  API documentation  ")
                .append(base)
                .append("/api-docs/\n");
        demoKey.ifPresent(key -> text.append("  Demo API key       ")
                .append(key)
                .append("\n  Try it:\n    ")
                .append(curl(key))
                .append('\n'));
        return text.append("  Stop it with Ctrl-C.\n").toString();
    }

    private String curl(String key) {
        return "curl -s " + base + "/api/v1/decisions -H 'Authorization: Bearer " + key
                + "' -H 'Content-Type: application/json' -d '" + QUESTION + "'";
    }
}

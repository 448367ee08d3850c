package org.opportune.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;

/** How far long work is: one line that is written over on a terminal, a line every few seconds otherwise. */
final class ProgressLine {
    private static final int PIPED_EVERY = 10;

    private final PrintWriter out;
    private final boolean isTerminal;
    private final boolean isSilent;
    private int shown;

    ProgressLine(PrintWriter out, boolean isTerminal, boolean isSilent) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.isSilent = isSilent;
    }

    void show(JsonNode job) {
        show(sentence(job));
    }

    void show(String line) {
        if (isSilent || (!isTerminal && shown++ % PIPED_EVERY != 0)) {
            return;
        }
        if (isTerminal) {
            shown = 1;
            out.print("\r" + line + " ".repeat(Math.max(0, 79 - line.length())));
            out.flush();
        } else {
            out.println(line);
        }
    }

    void end() {
        if (isTerminal && shown > 0 && !isSilent) {
            out.print("\r" + " ".repeat(79) + "\r");
            out.flush();
        }
    }

    static String sentence(JsonNode job) {
        if (job.path("state").asText().equals("queued")) {
            return "waiting for its turn …";
        }
        String left = job.hasNonNull("remainingSeconds")
                ? ", about " + job.path("remainingSeconds").asLong() + " s left"
                : "";
        return String.format(
                Locale.ROOT,
                "%s: %,d lines, %,d events, %,d rejected, %,d lines/s%s",
                job.path("phase").asText("starting"),
                job.path("lines").asLong(),
                job.path("events").asLong(),
                job.path("rejected").asLong(),
                job.path("linesPerSecond").asLong(),
                left);
    }
}

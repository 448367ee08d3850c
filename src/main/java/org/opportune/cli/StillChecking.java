package org.opportune.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Consumer;
import org.opportune.releases.CheckLimits;

/** Tells a person at a terminal every few seconds that a long check has not died. */
final class StillChecking implements Consumer<Duration> {
    private static final int EVERY_SECONDS = 5;

    private final PrintWriter out;
    private final boolean isTerminal;
    private final CheckLimits limits;
    private long next = EVERY_SECONDS;

    StillChecking(PrintWriter out, boolean isTerminal, CheckLimits limits) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.limits = limits;
    }

    @Override
    public void accept(Duration since) {
        if (isTerminal && since.toSeconds() >= next) {
            next = since.toSeconds() + EVERY_SECONDS;
            out.println("checking for " + since.toSeconds() + " s; stopped at "
                    + limits.clock().toSeconds() + " s");
            out.flush();
        }
    }
}

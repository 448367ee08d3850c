package org.opportune.cli;

import java.util.ArrayList;
import java.util.List;

/** A command ends with lines for the person who gave it. */
final class Refusal extends RuntimeException {
    private final int exitCode;
    private final transient List<String> lines;

    Refusal(int exitCode, List<String> lines) {
        super(String.join("; ", lines));
        this.exitCode = exitCode;
        this.lines = List.copyOf(lines);
    }

    static Refusal wrongUse(String line) {
        return new Refusal(ExitCodes.WRONG_USE, List.of(line));
    }

    static Refusal serverTrouble(String line) {
        return new Refusal(ExitCodes.SERVER_TROUBLE, List.of(line));
    }

    Refusal and(String line) {
        List<String> more = new ArrayList<>(lines);
        more.add(line);
        return new Refusal(exitCode, more);
    }

    int exitCode() {
        return exitCode;
    }

    List<String> lines() {
        return lines;
    }
}

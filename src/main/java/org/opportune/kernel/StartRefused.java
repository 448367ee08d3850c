package org.opportune.kernel;

/** A start that cannot be. Its message is one line for the operator: what is wrong, the value, and what to do. */
public final class StartRefused extends RuntimeException {
    public StartRefused(String line) {
        super(line);
    }

    public StartRefused(String line, Throwable cause) {
        super(line, cause);
    }
}

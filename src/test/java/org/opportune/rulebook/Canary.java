package org.opportune.rulebook;

import java.io.File;

/**
 * Shows that code of a rule file ran. Attacks touch it instead of doing damage: by name, by a system property, or by a file; those that end the server end
 * the process of a test with a number of their own.
 */
public final class Canary {
    static final String PROPERTY = "opportune.canary";
    static final String FILE = "opportune.canary.file";
    static final int EXIT = 77;

    private static volatile boolean touched;

    private Canary() {}

    /** What attacks call. */
    public static boolean touch() {
        touched = true;
        return true;
    }

    /** Whether it was touched since it was last asked. */
    static boolean wasTouched() {
        boolean file = System.getProperty(FILE) != null && new File(System.getProperty(FILE)).delete();
        boolean property = System.clearProperty(PROPERTY) != null;
        boolean result = touched || file || property;
        touched = false;
        return result;
    }
}

package org.opportune.cli;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Whether a person looks at what is printed. */
final class Terminal {
    private Terminal() {}

    @SuppressWarnings(
            "SystemConsoleNull") // from Java 22 on there always is a console, which says itself whether it is a
    // terminal
    static boolean isThere() {
        @Nullable Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true; // before Java 22 a console is a terminal
        }
    }
}

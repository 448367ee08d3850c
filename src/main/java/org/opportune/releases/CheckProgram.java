package org.opportune.releases;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.opportune.kernel.Json;

/** What runs in the process of a {@link CheckProcess}: does what it is told with the folders that it is given, and writes the result to its standard output. */
final class CheckProgram {
    static final String CHECK = "check";
    static final String TEST = "test";
    static final String DIFF = "diff";

    /** As the virtual machine itself ends when its memory is exhausted. */
    static final int OUT_OF_MEMORY = 3;

    static final int OUT_OF_STACK = 4;
    static final int ALONE = 5;

    private CheckProgram() {}

    public static void main(String[] args) throws IOException {
        endWithParent();
        tell(() -> result(args));
    }

    private static Object result(String[] args) {
        Path folder = Path.of(args[1]);
        return switch (args[0]) {
            case CHECK -> CheckResult.of(folder, args.length < 3 ? null : Path.of(args[2]), Clock.systemUTC());
            case TEST -> TestResult.of(folder, Clock.systemUTC());
            case DIFF -> DiffResult.of(folder, Path.of(args[2]), args[3]);
            default -> throw new IllegalArgumentException("no command: " + args[0]);
        };
    }

    static void tell(Supplier<?> check) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err); // the result stands alone
        try {
            out.write(Json.MAPPER.writeValueAsBytes(check.get()));
            out.flush();
            Runtime.getRuntime().halt(0);
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        } catch (StackOverflowError e) {
            Runtime.getRuntime().halt(OUT_OF_STACK);
        }
    }

    /** The parent says nothing; that its end of the pipe closes says that it has gone, and nobody would stop this process any more. */
    static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {}
                    } catch (IOException e) {
                        // as good as the end
                    }
                    Runtime.getRuntime().halt(ALONE);
                },
                "parent");
        watch.setDaemon(true);
        watch.start();
    }
}

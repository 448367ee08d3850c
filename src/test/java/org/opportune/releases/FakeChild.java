package org.opportune.releases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Json;
import org.opportune.kernel.Kind;

/** A process that does what a check must never do; the name of the last folder that it is given says what. */
final class FakeChild {
    private FakeChild() {}

    public static void main(String[] args) throws Exception {
        switch (String.valueOf(Path.of(args[args.length - 1]).getFileName())) {
            case "hangs" -> Thread.sleep(Long.MAX_VALUE);
            case "spins" -> spin();
            case "eats-the-heap" -> CheckProgram.tell(FakeChild::eat);
            case "overflows-the-stack" -> CheckProgram.tell(() -> deeper(1));
            case "prints-garbage" -> System.out.print("<html>all is well</html>");
            case "contradicts-itself" ->
                System.out.print(Json.MAPPER
                        .writeValueAsString(CheckResult.refused(1, List.of(), List.of(Finding.of(Kind.YAML, "no"))))
                        .replace("\"ok\":false", "\"ok\":true"));
            case "prints-a-gigabyte" -> gigabyte(false);
            case "complains-a-gigabyte" -> {
                gigabyte(true);
                CheckProgram.tell(() -> result("done"));
            }
            case "exits-with-7" -> {
                System.err.println("no \u001b[31mluck");
                System.exit(7);
            }
            case "looks-around" -> CheckProgram.tell(FakeChild::seen);
            case "checks-what-hangs" -> {
                CheckLimits limits = new CheckLimits(64, Duration.ofMinutes(10), Duration.ofMinutes(10));
                new CheckProcess(CheckProcess.ownClassPath(), limits, FakeChild.class.getName())
                        .check(Path.of("hangs"), since -> System.out.println("checks"));
            }
            case "waits-for-its-parent" -> {
                CheckProgram.endWithParent();
                Thread.sleep(Long.MAX_VALUE);
            }
            default -> throw new IllegalArgumentException(List.of(args).toString());
        }
    }

    private static void spin() {
        long turns = 0;
        while (turns >= 0) {
            turns = (turns + 1) % 1_000;
        }
    }

    private static CheckResult eat() {
        List<byte[]> eaten = new ArrayList<>();
        while (eaten.size() < 1_000_000) {
            eaten.add(new byte[1_000_000]);
        }
        return result(String.valueOf(eaten.size()));
    }

    private static CheckResult deeper(int level) {
        if (level == Integer.MAX_VALUE) {
            return result("the bottom");
        }
        CheckResult below = deeper(level + 1);
        return result(below + " " + level);
    }

    private static void gigabyte(boolean complains) {
        byte[] megabyte = new byte[1_000_000];
        for (int i = 0; i < 1_000; i++) {
            (complains ? System.err : System.out).write(megabyte, 0, megabyte.length);
        }
    }

    /** The names of its environment, and where it works. */
    private static CheckResult seen() {
        Path here = Path.of("").toAbsolutePath();
        try (Stream<Path> files = Files.list(here)) {
            long count = files.count();
            Files.writeString(here.resolve("left behind"), "x");
            return result(System.getenv().keySet(), here, count, System.getProperty("java.io.tmpdir"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CheckResult result(Object... said) {
        return CheckResult.refused(
                1,
                List.of(),
                Stream.of(said)
                        .map(one -> Finding.of(Kind.YAML, one.toString()))
                        .toList());
    }
}

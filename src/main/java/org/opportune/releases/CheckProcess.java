package org.opportune.releases;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Json;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.rulebook.RuleClasses;

/**
 * Checks and compares folders in a virtual machine of its own: what hangs or exhausts a parser or the compiler dies there, and the result says which limit it reached.
 * The child has no environment, and a working folder of its own that is removed afterwards. It bounds what files can use up; it is no sandbox for code, which
 * the model of rules and the checks after it keep out.
 */
public final class CheckProcess {
    /** How names of files are written, and what Windows cannot do without. */
    private static final Set<String> KEPT = Set.of("LC_ALL", "LC_CTYPE", "LANG", "SystemRoot");

    private static final Path NICE = Path.of("/usr/bin/nice");
    /** What decides meanwhile gets the processor when it asks for it. */
    private static final List<String> AFTER_OTHERS = List.of(NICE.toString(), "-n", "10");

    private static final int CLASSES = 256;
    private static final int STACK = 1;

    private static final String TOO_MUCH_TIME =
            ", which is its limit; take out what was added last and check again, or allow it more";
    private static final String NOT_A_RESULT =
            " and gave no result; take out what was added last and check again, and please report this";

    private final List<Path> classPath;
    private final CheckLimits limits;
    private final String program;

    /**
     * With what to run it.
     *
     * @param classPath where the classes of the check and its libraries are
     */
    public CheckProcess(List<Path> classPath, CheckLimits limits) {
        this(classPath, limits, CheckProgram.class.getName());
    }

    CheckProcess(List<Path> classPath, CheckLimits limits, String program) {
        this.classPath = List.copyOf(classPath);
        this.limits = limits;
        this.program = program;
    }

    /** The class path of this process, for a child that runs the same program. */
    public static List<Path> ownClassPath() {
        return Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
    }

    /**
     * Checks a folder, or the archive of one.
     *
     * @param watcher told every now and then how long it has run
     */
    public CheckResult check(Path folderOrZip, Consumer<Duration> watcher) throws IOException, InterruptedException {
        return run(
                List.of(CheckProgram.CHECK, absolute(folderOrZip)), CheckResult.class, CheckProcess::refused, watcher);
    }

    /** Checks it, and keeps what was compiled in a file that may be there afterwards. */
    Compilation compile(Path folderOrZip, Path classes) throws IOException, InterruptedException {
        CheckResult result = run(
                List.of(CheckProgram.CHECK, absolute(folderOrZip), absolute(classes)),
                CheckResult.class,
                CheckProcess::refused,
                passed -> {});
        return new Compilation(result, result.ok() ? RuleClasses.read(classes) : null);
    }

    private static CheckResult refused(Finding why) {
        return CheckResult.refused(0, List.of(), List.of(why));
    }

    /** Runs the cases of a folder, or of the archive of one. */
    public TestResult test(Path folderOrZip, Consumer<Duration> watcher) throws IOException, InterruptedException {
        return run(
                List.of(CheckProgram.TEST, absolute(folderOrZip)),
                TestResult.class,
                why -> TestResult.refused(List.of(why)),
                watcher);
    }

    /**
     * Compares two folders, or archives of them.
     *
     * @param locale in which rules are said
     */
    public DiffResult diff(Path earlier, Path later, String locale, Consumer<Duration> watcher)
            throws IOException, InterruptedException {
        return run(
                List.of(CheckProgram.DIFF, absolute(earlier), absolute(later), locale),
                DiffResult.class,
                why -> DiffResult.refused(List.of(), List.of(why)),
                watcher);
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().toString();
    }

    private <T> T run(List<String> words, Class<T> type, Function<Finding, T> refused, Consumer<Duration> watcher)
            throws IOException, InterruptedException {
        WorkFolder work = WorkFolder.make();
        try {
            List<String> command = new ArrayList<>(Files.isExecutable(NICE) ? AFTER_OTHERS : List.of());
            command.addAll(machine(work.path()));
            command.addAll(words);
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(work.path().toFile());
            builder.environment().keySet().retainAll(KEPT);
            return result(Child.run(work.start(builder), limits, watcher), type, refused);
        } finally {
            work.remove();
        }
    }

    private List<String> machine(Path work) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + limits.heap() + "m",
                "-Xss" + STACK + "m",
                "-XX:MaxMetaspaceSize=" + CLASSES + "m",
                "-XX:MaxDirectMemorySize=16m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+DisplayVMOutputToStderr",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ErrorFile=" + work.resolve("error.log"),
                "-Djava.io.tmpdir=" + work,
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.timezone=UTC",
                "-cp",
                classPath.stream()
                        .map(path -> path.toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator)),
                program);
    }

    private <T> T result(Child.Left left, Class<T> type, Function<Finding, T> refused) {
        if (left.ending() == Child.Ending.ITSELF && left.exitCode() == 0) {
            try {
                return Json.MAPPER.readValue(left.out(), type);
            } catch (IOException e) {
                return refused.apply(stopped("it wrote something that is no result" + said(left) + NOT_A_RESULT));
            }
        }
        return refused.apply(stopped(why(left)));
    }

    private String why(Child.Left left) {
        return switch (left.ending()) {
            case CLOCK -> "it took longer than " + seconds(limits.clock()) + TOO_MUCH_TIME;
            case PROCESSOR -> "it kept processors busy for more than " + seconds(limits.processor()) + TOO_MUCH_TIME;
            case OUTPUT -> "it wrote more than " + Child.MOST_OUTPUT + " bytes" + NOT_A_RESULT;
            case ITSELF ->
                switch (left.exitCode()) {
                    case CheckProgram.OUT_OF_MEMORY ->
                        "it needed more than " + limits.heap() + " MB of memory (and " + CLASSES
                                + " MB for classes), which is its limit; take out what was added last and check"
                                + " again, or split large files, or allow it more";
                    case CheckProgram.OUT_OF_STACK ->
                        "something in the files is nested deeper than a stack of " + STACK
                                + " MB can hold, which is its limit; take out what was added last and check again";
                    default -> "it ended with exit code " + left.exitCode() + said(left) + NOT_A_RESULT;
                };
        };
    }

    private static Finding stopped(String why) {
        return Finding.of(Kind.CHECK_STOPPED, "the check of the files was stopped: " + why);
    }

    private static String said(Child.Left left) {
        String err = left.err().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return err.isEmpty() ? "" : ", said '" + Nearest.shorten(err) + "'";
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + (duration.toSeconds() == 1 ? " second" : " seconds");
    }
}

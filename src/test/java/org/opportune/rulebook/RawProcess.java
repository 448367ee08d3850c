package org.opportune.rulebook;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Gives sources to the engine in a process of their own, which may die or be ended; the next source gets a new one. */
final class RawProcess implements AutoCloseable {
    private static final String DIED = "died with ";
    private static final String ENDED = "ended after its time";

    private final String words;
    private final Layers layers;
    private @Nullable Process process;
    private @Nullable BufferedReader answers;

    /** What came of a source, in words, and whether any code of it ran. */
    record Outcome(String words, boolean ran) {
        boolean isEnd() {
            return words.startsWith(DIED) || words.equals(ENDED);
        }
    }

    /** @param words {@code small} for those of {@link SmallShop}, {@code wide} for those of {@link WideShop} */
    RawProcess(String words, Layers layers) {
        this.words = words;
        this.layers = layers;
    }

    Outcome run(RawSource source, int seconds) {
        try {
            Process child = running();
            BufferedReader from = java.util.Objects.requireNonNull(answers);
            CompletableFuture<@Nullable String> answer = CompletableFuture.supplyAsync(() -> ask(child, from, source));
            String line = answer.get(seconds, TimeUnit.SECONDS);
            if (line != null && line.startsWith(RawRunner.TOUCHED)) {
                return new Outcome(line.substring(RawRunner.TOUCHED.length()), true);
            } else if (line != null && line.startsWith(RawRunner.UNTOUCHED)) {
                return new Outcome(line.substring(RawRunner.UNTOUCHED.length()), false);
            }
            // the end, which a JVM without memory announces
            int code = child.waitFor();
            end();
            return new Outcome(DIED + code, code == Canary.EXIT);
        } catch (TimeoutException e) {
            end();
            return new Outcome(ENDED, false);
        } catch (InterruptedException | ExecutionException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Null when the process is no more. */
    private static @Nullable String ask(Process child, BufferedReader from, RawSource source) {
        try {
            child.getOutputStream().write((source.line() + "\n").getBytes(StandardCharsets.UTF_8));
            child.getOutputStream().flush();
            return from.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    private Process running() throws IOException {
        Process running = process;
        if (running == null || !running.isAlive()) {
            running = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx400m",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Duser.timezone=UTC",
                            "-D" + Canary.FILE + "=" + canary(),
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            RawRunner.class.getName(),
                            words,
                            String.valueOf(layers.filtered()),
                            String.valueOf(layers.checked()))
                    .redirectError(Redirect.DISCARD)
                    .start();
            process = running;
            BufferedReader from =
                    new BufferedReader(new InputStreamReader(running.getInputStream(), StandardCharsets.UTF_8));
            if (!RawRunner.READY.equals(from.readLine())) {
                throw new IllegalStateException("the child process does not begin");
            }
            answers = from;
        }
        return running;
    }

    private Path canary() {
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "opportune-canary-" + ProcessHandle.current().pid() + "-" + words + layers.filtered()
                        + layers.checked());
    }

    private void end() {
        if (process != null) {
            process.destroyForcibly();
            process = null;
        }
    }

    @Override
    public void close() {
        end();
    }
}

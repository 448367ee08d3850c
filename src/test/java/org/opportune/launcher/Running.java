package org.opportune.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A launcher in a process of its own, as somebody at a terminal would have it, with what it said. */
public record Running(Process process, Path said) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    public static Running start(Path data, int port, Map<String, String> properties) {
        try {
            Path said = Files.createTempFile("launcher", ".txt");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            Files.readAllLines(Path.of(".mvn/jvm.config")).stream()
                    .filter(line -> !line.contains("jdk.compiler"))
                    .flatMap(line -> List.of(line.split(" ")).stream())
                    .forEach(command::add);
            command.add("-Xmx1g");
            command.add("-Dlauncher.path=" + System.getProperty("java.class.path"));
            command.add("-Dopportune.data=" + data);
            command.add("-Dopportune.http.port=" + port);
            command.add("-Dopportune.demo.customers=50");
            command.add("-Dpayara.microJar=" + System.getProperty("payara.microJar"));
            command.add("-Dopportune.war=" + System.getProperty("opportune.war"));
            properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
            command.addAll(List.of("-cp", "target/test-classes", "org.opportune.launcher.LikeMaven", "--serve"));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("OPPORTUNE_"));
            return new Running(builder.start(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Running untilReady() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!output().contains("Stop it with Ctrl-C.")) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("It did not become ready. It said:\n" + output());
            }
            pause();
        }
        return this;
    }

    int exit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("It did not end. It said:\n" + output());
        }
        return process.exitValue();
    }

    int terminated() throws InterruptedException {
        process.destroy();
        return exit();
    }

    void killed() throws InterruptedException {
        process.destroyForcibly();
        exit();
    }

    public String output() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one line of a start that was refused. */
    List<String> lines() {
        return output().lines().filter(line -> !line.isBlank()).toList();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

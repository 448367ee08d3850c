package org.opportune.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.it.Wire;

/** Starts Opportune as somebody at a terminal does, and stops it as they might. */
class LauncherE2E {
    @TempDir
    private Path folder;

    @Test
    void theCurlLineThatItPrintsWorksAndNothingIsLeftWhenItStops() throws Exception {
        Path data = folder.resolve("data");
        String firstKey;
        try (Running first = Running.start(data, Running.freePort(), Map.of()).untilReady()) {
            firstKey = keyOf(first);
            assertThat(answerOf(curlLineOf(first))).contains("\"stage\"");
            assertThat(first.output()).doesNotContain("WARNING").doesNotContain("SEVERE");
            first.terminated();
        }
        assertThat(Orphans.of(programsOf(data))).isEmpty();
        try (Running second = Running.start(data, Running.freePort(), Map.of()).untilReady()) {
            assertThat(keyOf(second)).isEqualTo(firstKey);
            assertThat(answerOf(curlLineOf(second))).contains("\"stage\"");
            sendNonsense(after(second, "Start page").strip());
            assertThat(second.output()).doesNotContain("WARNING", "SEVERE", "Exception");
        }
        assertThat(Orphans.of(programsOf(data))).isEmpty();
    }

    @Test
    void theMariaDbOfAKilledLauncherIsStoppedByTheNextOneAndItsRowsAreKept() throws Exception {
        Path data = folder.resolve("data");
        try (Running killed = Running.start(data, Running.freePort(), Map.of()).untilReady()) {
            killed.killed();
        }
        assertThat(Orphans.of(programsOf(data))).hasSize(1);
        long orphan = Orphans.of(programsOf(data)).get(0).pid();
        try (Running next = Running.start(data, Running.freePort(), Map.of()).untilReady()) {
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(next.output()).doesNotContain("Installing the embedded MariaDB");
        }
        assertThat(Orphans.of(programsOf(data))).isEmpty();
    }

    @Test
    void aPortThatIsTakenIsOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                Running refused = Running.start(folder.resolve("data"), taken.getLocalPort(), Map.of())) {
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.lines())
                    .singleElement()
                    .asString()
                    .startsWith("Opportune did not start. Port " + taken.getLocalPort())
                    .contains("OPPORTUNE_HTTP_PORT");
        }
    }

    @Test
    void aDataFolderThatIsAFileIsOneLine() throws Exception {
        Path file = Files.createFile(folder.resolve("data"));
        try (Running refused = Running.start(file, Running.freePort(), Map.of())) {
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.lines())
                    .singleElement()
                    .asString()
                    .startsWith("Opportune did not start. The data folder " + file);
        }
    }

    @Test
    void aWarThatDoesNotDeployIsOneLineAndNothingIsLeft() throws Exception {
        Path war = Files.writeString(folder.resolve("broken.war"), "this is no archive");
        Path data = folder.resolve("data");
        try (Running refused = Running.start(data, Running.freePort(), Map.of("opportune.war", war.toString()))) {
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.lines().stream().filter(line -> !line.startsWith("Installing the embedded MariaDB")))
                    .singleElement()
                    .asString()
                    .startsWith("Opportune did not start. The application broken.war could not be deployed");
        }
        assertThat(Orphans.of(programsOf(data))).isEmpty();
    }

    private static void sendNonsense(String server) {
        Wire.send(server, "GET /%zz HTTP/1.1", "Host: x", "", "");
        Wire.send(server, "GET / HTTP/1.1", "Host: x:zz", "", "");
        assertThat(Wire.send(
                        server, "POST / HTTP/1.1", "Host: x", "Transfer-Encoding: chunked", "", "zz", "{}", "0", ""))
                .startsWith("HTTP/1.1 400 ")
                .doesNotContain("Payara");
        Wire.sendAndLeave(
                server,
                "GET / HTTP/1.1",
                "Host: x",
                "Connection: Upgrade, HTTP2-Settings",
                "Upgrade: h2c",
                "HTTP2-Settings: !",
                "",
                "");
        Wire.sendAndLeave(server, "GET /api-docs/swagger-ui/swagger-ui-bundle.js HTTP/1.1", "Host: x", "", "");
    }

    private static Path programsOf(Path data) throws IOException {
        return data.toRealPath().resolve("mariadb").resolve("base");
    }

    private static String keyOf(Running running) {
        return after(running, "Demo API key").strip();
    }

    private static String curlLineOf(Running running) {
        return running.output()
                .lines()
                .filter(line -> line.strip().startsWith("curl "))
                .findFirst()
                .orElseThrow();
    }

    private static String after(Running running, String label) {
        return running.output()
                .lines()
                .filter(line -> line.strip().startsWith(label))
                .map(line -> line.substring(line.indexOf(label) + label.length()))
                .findFirst()
                .orElseThrow();
    }

    private static String answerOf(String line) throws IOException, InterruptedException {
        Process bash =
                new ProcessBuilder("bash", "-c", line).redirectErrorStream(true).start();
        String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return answer;
    }
}

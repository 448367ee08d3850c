package org.opportune.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.opportune.kernel.StartRefused;

/** A MariaDB of our own under the data folder: unpacked and installed once, reachable from this machine only. */
final class EmbeddedDatabase {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String USER = "opportune";
    /** Without TLS: it would make itself a key at each start, seconds of work, for connections that do not leave this machine. */
    private static final List<String> ARGUMENTS = List.of(
            "--bind-address=127.0.0.1",
            "--skip-ssl",
            "--skip-name-resolve",
            "--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_uca1400_ai_ci",
            "--default-time-zone=+00:00",
            "--innodb-flush-log-at-trx-commit=1",
            "--innodb-buffer-pool-size=256M",
            "--innodb-immediate-scrub-data-uncompressed=ON", // what is erased leaves its page
            "--max-connections=200",
            "--skip-log-bin",
            "--performance-schema=OFF");

    private final String url;
    private final String password;

    private EmbeddedDatabase(String url, String password) {
        this.url = url;
        this.password = password;
    }

    static EmbeddedDatabase start(DataFolder data) {
        Path folder = data.path().resolve("mariadb");
        Path firstWords = folder.resolve("first-words.sql");
        String password = data.secret("mariadb/password", "");
        Orphans.stop(programs(data));
        try {
            MariaDbPrograms programs = new MariaDbPrograms(programs(data), freshLog(folder));
            DataFolder.writePrivately(firstWords, firstWords(password));
            install(programs, folder);
            Path temporary = Files.createDirectories(folder.resolve("tmp"));
            List<String> arguments = new ArrayList<>(ARGUMENTS);
            arguments.add("--init-file=" + firstWords);
            awaitReady(programs.serve(folder.resolve("rows"), temporary, arguments), programs.port());
            return new EmbeddedDatabase("jdbc:mariadb://127.0.0.1:" + programs.port() + "/" + USER, password);
        } catch (IOException e) {
            Orphans.stop(programs(data));
            throw new StartRefused(
                    "The embedded MariaDB does not start: " + Refusals.firstLine(e) + " What it said is in "
                            + folder.resolve("mariadb.log") + ".",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("Interrupted while the embedded MariaDB was starting.", e);
        } finally {
            forget(firstWords);
        }
    }

    /** It answers a connection only when its first words are done: with the first byte of its greeting. */
    private static void awaitReady(Process process, int port) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!greets(port)) {
            if (!process.isAlive()) {
                throw new IOException("it ended with " + process.exitValue() + ".");
            }
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IOException("it is not ready after " + PATIENCE.toSeconds() + " seconds.");
            }
            Thread.sleep(50);
        }
    }

    private static boolean greets(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 1000);
            socket.setSoTimeout(5000);
            return socket.getInputStream().read() >= 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Path freshLog(Path folder) throws IOException {
        Path log = folder.resolve("mariadb.log");
        Files.deleteIfExists(log);
        return log;
    }

    /** Where its programs are: a process that runs from here is ours. */
    static Path programs(DataFolder data) {
        return data.path().resolve("mariadb").resolve("base");
    }

    String url() {
        return url;
    }

    String user() {
        return USER;
    }

    String password() {
        return password;
    }

    /** What the database does before its first connection; told at every start, so it is right after any accident. */
    private static String firstWords(String password) {
        return """
                CREATE DATABASE IF NOT EXISTS opportune CHARACTER SET utf8mb4;
                CREATE USER IF NOT EXISTS 'opportune'@'127.0.0.1';
                ALTER USER 'opportune'@'127.0.0.1' IDENTIFIED BY '%s';
                GRANT ALL ON opportune.* TO 'opportune'@'127.0.0.1';
                CREATE DATABASE IF NOT EXISTS opportune_upkeep;
                GRANT EXECUTE ON opportune_upkeep.* TO 'opportune'@'127.0.0.1';
                %s;
                """.formatted(password, onOneLine("/org/opportune/privacy/forget-traces.sql"));
    }

    /** What the database reads at its start has one statement on each line. */
    private static String onOneLine(String resource) {
        try (InputStream in = Objects.requireNonNull(EmbeddedDatabase.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(String::strip)
                    .collect(Collectors.joining(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once: the programs are unpacked again when they change, the rows are kept unless their installation broke off. */
    private static void install(MariaDbPrograms programs, Path folder) throws IOException, InterruptedException {
        Path installed = folder.resolve("installed");
        boolean rowsAreThere = Files.exists(installed);
        if (rowsAreThere && Files.readString(installed).equals(programs.version())) {
            return;
        }
        empty(folder.resolve("base"));
        programs.unpack();
        if (!rowsAreThere) {
            System.out.println("Installing the embedded MariaDB in " + folder + " (once).");
            empty(folder.resolve("rows"));
            programs.install(folder.resolve("rows"));
        }
        Files.writeString(installed, programs.version());
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            DataFolder.delete(folder);
        }
        Files.createDirectories(folder);
    }

    private static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.err.println("The file " + file + " could not be deleted: " + e.getMessage());
        }
    }
}

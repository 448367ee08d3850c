package org.opportune.launcher;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.opportune.kernel.StartRefused;

/** What is started: Payara Micro and the WAR. Each stands beside the launcher unless a system property says where. */
record Artifacts(Path microJar, Path war) {
    static Artifacts find() {
        return new Artifacts(find("payara.microJar", "payara-micro.jar"), find("opportune.war", "opportune.war"));
    }

    /** The program that checks drafts, when it stands beside the launcher. */
    static Optional<Path> check() {
        return Optional.of(besideTheLauncher("opportune-cli.jar")).filter(Files::isRegularFile);
    }

    private static Path find(String property, String name) {
        String told = System.getProperty(property);
        Path file = told == null ? besideTheLauncher(name) : Path.of(told);
        if (!Files.isRegularFile(file)) {
            throw new StartRefused(
                    "There is no " + name + " at " + file + ". Build it with mvn package, or set -D" + property + "=…");
        }
        return file.toAbsolutePath();
    }

    private static Path besideTheLauncher(String name) {
        try {
            Path launcher = Path.of(
                    Objects.requireNonNull(Artifacts.class.getProtectionDomain().getCodeSource())
                            .getLocation()
                            .toURI());
            return launcher.resolveSibling(name);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.opportune.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerJarsTest {
    @TempDir
    Path temp;

    private Path micro;
    private Path folder;

    @BeforeEach
    void aJarOfJars() throws IOException {
        micro = temp.resolve("payara-micro.jar");
        folder = temp.resolve("payara");
        write(micro, "first");
    }

    @Test
    void theInnerJarsAndWhatLiesBesideThemAreOnTheClassPath() throws IOException {
        Path launch = ServerJars.of(micro, folder);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {launch.toUri().toURL()}, null)) {
            assertThat(text(loader, "inner.txt")).isEqualTo("first");
            assertThat(text(loader, "adapter.rar")).isEqualTo("an adapter");
            assertThat(text(loader, "MICRO-INF/domain/domain.xml")).isEqualTo("<domain/>");
            assertThat(loader.getResource("MICRO-INF/domain/")).isNotNull();
        }
    }

    @Test
    void theyAreUnpackedOnce() throws IOException {
        Path launch = ServerJars.of(micro, folder);
        Files.writeString(launch.resolveSibling("a-sign"), "");
        assertThat(ServerJars.of(micro, folder)).isEqualTo(launch);
        assertThat(launch.resolveSibling("a-sign")).exists();
    }

    @Test
    void anotherPayaraTakesThePlaceOfTheLast() throws IOException {
        Path last = ServerJars.of(micro, folder);
        write(micro, "second");
        Files.setLastModifiedTime(micro, FileTime.fromMillis(1_000));
        Path launch = ServerJars.of(micro, folder);
        assertThat(last).doesNotExist();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {launch.toUri().toURL()}, null)) {
            assertThat(text(loader, "inner.txt")).isEqualTo("second");
        }
    }

    @Test
    void whatAnInterruptedStartLeftIsNotUsed() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("begun")).resolve("inner.jar"), "half");
        ServerJars.of(micro, folder);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).hasSize(1).noneMatch(path -> path.endsWith("begun"));
        }
    }

    private void write(Path jar, String text) throws IOException {
        Path inner = temp.resolve("inner.jar");
        write(inner, Map.of("inner.txt", text.getBytes(StandardCharsets.UTF_8)));
        write(
                jar,
                Map.of(
                        "MICRO-INF/runtime/inner.jar",
                        Files.readAllBytes(inner),
                        "MICRO-INF/runtime/adapter.rar",
                        "an adapter".getBytes(StandardCharsets.UTF_8),
                        "MICRO-INF/domain/",
                        new byte[0],
                        "MICRO-INF/domain/domain.xml",
                        "<domain/>".getBytes(StandardCharsets.UTF_8)));
    }

    private static void write(Path jar, Map<String, byte[]> entries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Map.Entry<String, byte[]> entry : new TreeMap<>(entries).entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
    }

    private static String text(ClassLoader loader, String name) throws IOException {
        try (var in = loader.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

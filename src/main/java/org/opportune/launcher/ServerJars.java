package org.opportune.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.opportune.kernel.StartRefused;

/**
 * The jars inside Payara Micro's jar, unpacked once into the data folder beside one that names them all, as Payara's
 * own {@code --outputlauncher} lays them out. Read where they lie, one jar in the other, every class would be found and
 * inflated by Java code, which takes a good part of a start.
 */
final class ServerJars {
    private static final String INSIDE = "MICRO-INF/runtime/";
    private static final String LAUNCH = "launch-micro.jar";

    private ServerJars() {}

    /** The jar to start from. */
    static Path of(Path microJar, Path folder) {
        try {
            Path unpacked = folder.resolve(Files.size(microJar) + "-"
                    + Files.getLastModifiedTime(microJar).toMillis());
            if (!Files.isDirectory(unpacked)) {
                if (Files.exists(folder)) {
                    DataFolder.delete(folder);
                }
                // Given its name only when it is whole.
                Path begun = Files.createDirectories(folder.resolve("begun"));
                unpack(microJar, begun);
                Files.move(begun, unpacked);
            }
            return unpacked.resolve(LAUNCH);
        } catch (IOException e) {
            throw new StartRefused("Payara Micro cannot be unpacked into " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    private static void unpack(Path microJar, Path folder) throws IOException {
        try (JarFile micro = new JarFile(microJar.toFile())) {
            List<String> jars = new ArrayList<>();
            List<ZipEntry> others = new ArrayList<>();
            for (ZipEntry entry : micro.stream().toList()) {
                if (entry.getName().startsWith(INSIDE) && entry.getName().endsWith(".jar")) {
                    String name = entry.getName().substring(INSIDE.length());
                    try (InputStream in = micro.getInputStream(entry)) {
                        Files.copy(in, folder.resolve(name));
                    }
                    jars.add(name);
                } else if (!entry.getName().equals(INSIDE) && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    others.add(entry);
                }
            }
            Manifest manifest = new Manifest(Objects.requireNonNull(micro.getManifest()));
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", jars));
            try (OutputStream out = Files.newOutputStream(folder.resolve(LAUNCH));
                    JarOutputStream launch = new JarOutputStream(out, manifest)) {
                copy(micro, others, launch);
            }
        }
    }

    /** What lies beside the jars, such as the connection pools' adapters, is looked for at the top of the class path. */
    private static void copy(ZipFile micro, List<ZipEntry> entries, JarOutputStream launch) throws IOException {
        for (ZipEntry entry : entries) {
            String name = entry.getName();
            launch.putNextEntry(new ZipEntry(name.startsWith(INSIDE) ? name.substring(INSIDE.length()) : name));
            try (InputStream in = micro.getInputStream(entry)) {
                in.transferTo(launch);
            }
            launch.closeEntry();
        }
    }
}

package org.opportune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of what ships, of small files, made as the build makes it. */
class SbomTest {
    @TempDir
    private Path folder;

    private Path document;

    @BeforeEach
    void whatShips() throws IOException {
        document = folder.resolve("sbom.json");
        byte[] nameless = zip(Map.of("a/Nameless.class", "nameless"));
        byte[] big = zip(Map.of(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\nBundle-License: Their \"own\" one\n",
                "META-INF/maven/org.big/big/pom.properties",
                "groupId=org.big\nartifactId=big\nversion=2\n",
                "META-INF/maven/org.merged/merged/pom.properties",
                "groupId=org.merged\nartifactId=merged\nversion=3\n"));
        write("repository/org/small/nameless/1.0/nameless-1.0.jar", nameless);
        write("repository/org/tools/picker/4/picker-4.jar", zip(Map.of("p/Picker.class", "picker", "p/B.class", "b")));
        write("repository/org/tools/tests/5/tests-5.jar", zip(Map.of("t/Tests.class", "tests")));
        write(
                "app.war",
                zip(Map.of("WEB-INF/lib/nameless-1.0.jar", nameless, "WEB-INF/lib/unknown.jar", zip(Map.of()))));
        write("cli.jar", zip(Map.of("p/Picker.class", "picker", "p/B.class", "b", "own/Own.class", "own")));
        write("server.jar", zip(Map.of("inside/big.jar", big)));
    }

    @Test
    void librariesAreNamedByTheBuildAndByThemselvesAndThoseMergedIntoOthersAreFound() throws Exception {
        JsonNode sbom = sbom();
        Map<String, String> places = new TreeMap<>();
        sbom.get("components")
                .forEach(one -> places.put(
                        one.get("bom-ref").asText(),
                        one.at("/evidence/occurrences/0/location").asText()));
        assertThat(places)
                .containsOnly(
                        Map.entry("file:app.war", "app.war"),
                        Map.entry("file:cli.jar", "cli.jar"),
                        Map.entry("jar:unknown", "app.war!/WEB-INF/lib/unknown.jar"),
                        Map.entry("pkg:maven/org.big/big@2", "server.jar!/inside/big.jar"),
                        Map.entry("pkg:maven/org.merged/merged@3", "server.jar!/inside/big.jar"),
                        Map.entry("pkg:maven/org.scripts/page@6", "app.war"),
                        Map.entry("pkg:maven/org.server/server@7", "server.jar"),
                        Map.entry("pkg:maven/org.small/nameless@1.0", "app.war!/WEB-INF/lib/nameless-1.0.jar"),
                        Map.entry("pkg:maven/org.tools/picker@4", "cli.jar"));
        assertThat(sbom.findValuesAsText("name")).contains("Their \"own\" one");
        assertThat(sbom.at("/dependencies/2/dependsOn").toString()).isEqualTo("[\"pkg:maven/org.tools/picker@4\"]");
    }

    @Test
    void theSameFilesMakeTheSameDocumentAndItNamesNoFolderOfTheBuild() throws Exception {
        sbom();
        String first = Files.readString(document);
        sbom();
        assertThat(Files.readString(document)).isEqualTo(first).doesNotContain(folder.toString());
    }

    private JsonNode sbom() throws IOException, InterruptedException {
        Path repository = folder.resolve("repository");
        String classPath = String.join(
                System.getProperty("path.separator"),
                repository.resolve("org/small/nameless/1.0/nameless-1.0.jar").toString(),
                repository.resolve("org/tools/picker/4/picker-4.jar").toString(),
                repository.resolve("org/tools/tests/5/tests-5.jar").toString());
        Path said = folder.resolve("said.txt");
        Process build = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        classPath,
                        "-Dsbom.repository=" + repository,
                        Path.of("src/main/sbom/Sbom.java").toString(),
                        document.toString(),
                        "org.own:own:1",
                        folder.resolve("app.war").toString(),
                        "+org.scripts:page:6",
                        folder.resolve("cli.jar").toString(),
                        folder.resolve("server.jar") + "=org.server:server:7")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(build.waitFor()).as(Files.readString(said)).isZero();
        return new ObjectMapper().readTree(document.toFile());
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static byte[] zip(Map<String, Object> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, Object> entry : new TreeMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(
                        entry.getValue() instanceof byte[] raw
                                ? raw
                                : entry.getValue().toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}

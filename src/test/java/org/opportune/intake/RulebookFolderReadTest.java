package org.opportune.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.kernel.Findings;

/** Folders of the file system, links and all. */
class RulebookFolderReadTest {
    @TempDir
    Path root;

    @TempDir
    Path elsewhere;

    private final Findings findings = new Findings();

    @Test
    void readsTheShop() {
        RulebookFolder shop = RulebookFolder.read(Path.of("rules"), findings);

        assertThat(findings.list()).isEmpty();
        assertThat(shop.has("vocabulary.yaml")).isTrue();
        assertThat(shop.has("eligibility/eligibility.xlsx")).isTrue();
    }

    @Test
    void saysThatThereIsNoFolder() {
        RulebookFolder.read(root.resolve("none"), findings);

        assertThat(said())
                .singleElement()
                .asString()
                .startsWith("file-missing ")
                .contains("there is no such folder");
    }

    @Test
    void followsNoLinkOutOfTheFolder() throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret.drl"), "secret");
        Files.createSymbolicLink(root.resolve("a.drl"), secret);
        Files.createSymbolicLink(root.resolve("b"), elsewhere);
        Files.createSymbolicLink(root.resolve("c.drl"), root.resolve("nowhere.drl"));
        RulebookFolder folder = RulebookFolder.read(root, findings);

        assertThat(folder.paths()).isEmpty();
        assertThat(said())
                .hasSize(3)
                .allMatch(line -> line.startsWith("file-unreadable ") && line.contains("is not followed"));
    }

    @Test
    void aFolderThatIsCalledAsAFileIsTold() throws IOException {
        Files.createDirectories(root.resolve("classification/stages.drl"));
        Files.createDirectories(root.resolve("notes.md"));
        RulebookFolder.read(root, findings);

        assertThat(said())
                .singleElement()
                .asString()
                .startsWith("file-name classification/stages.drl:1:1: a folder has the name of a file");
    }

    /** As Kubernetes mounts a ConfigMap. */
    @Test
    void followsLinksWithinTheFolder() throws IOException {
        Path data = Files.createDirectory(root.resolve("..2026_03_01"));
        Files.writeString(data.resolve("rulebook.yaml"), "name: x");
        Files.createSymbolicLink(root.resolve("..data"), data);
        Files.createSymbolicLink(root.resolve("rulebook.yaml"), Path.of("..data/rulebook.yaml"));
        RulebookFolder folder = RulebookFolder.read(root, findings);

        assertThat(said()).isEmpty();
        assertThat(folder.text("rulebook.yaml")).isEqualTo("name: x");
    }

    @Test
    void namesFilesThatLieTooDeepAndAreOthers() throws IOException {
        Files.createDirectories(root.resolve("a/b/c/d/e/f"));
        Files.writeString(root.resolve("a/b/c/d/e/x.drl"), "");
        Files.writeString(root.resolve("a/b/c/d/e/f/x.drl"), "");
        Files.writeString(root.resolve("a/run.sh"), "");
        RulebookFolder.read(root, findings);

        assertThat(said()).hasSize(3).allMatch(line -> line.startsWith("file-name a/"));
    }

    @Test
    void readsNoMoreOfAFileThanItMayHave() throws IOException {
        Files.write(root.resolve("a.drl"), new byte[6_000_000]);
        RulebookFolder folder = RulebookFolder.read(root, findings);

        assertThat(said()).singleElement().asString().startsWith("file-too-large a.drl:1:1");
        assertThat(folder.bytes("a.drl")).hasSize(5_000_001);
    }

    @Test
    void stopsAtAFolderThatIsNoRulebook() throws IOException {
        for (int i = 0; i < 1_100; i++) {
            Files.createFile(root.resolve("f" + i + ".drl"));
        }
        RulebookFolder folder = RulebookFolder.read(root, findings);

        assertThat(folder.paths()).hasSize(1_001);
        assertThat(said()).singleElement().asString().startsWith("file-too-large ");
    }

    private List<String> said() {
        return Said.lines(findings.list());
    }
}

package org.opportune.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opportune.kernel.Findings;

class RulebookFolderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rulebook.yaml",
                "classification/Life-cycle_2.cases.csv",
                "language/zh.dsl",
                "eligibility/referral.dslr",
                "a/b/c/d/e.xlsx"
            })
    void takesTheFilesOfARulebook(String path) {
        assertThat(said(path, "x")).isEmpty();
    }

    static Stream<Arguments> names() {
        return Stream.of(
                arguments(
                        "src/main/java/X.java", "file-name src/main/java/X.java:1:1: the files of a rulebook are .csv"),
                arguments("META-INF/kmodule.xml", "file-name META-INF/kmodule.xml:1:1"),
                arguments("a/../../etc.drl", "file-name a/../../etc.drl:1:1: '..' is not a name"),
                arguments("/etc/a.drl", "file-name /etc/a.drl:1:1: '' is not a name"),
                arguments("C:\\a.drl", "file-name C:\\a.drl:1:1"),
                arguments("a b.drl", "file-name a b.drl:1:1"),
                arguments("\u0430.drl", "file-name \u0430.drl:1:1"),
                arguments("a\u202Elrd.csv", "file-name a\uFFFDlrd.csv:1:1"),
                arguments("-rf.drl", "file-name -rf.drl:1:1"),
                arguments("a.drl\n", "file-name a.drl\uFFFD:1:1"),
                arguments("rules", "file-name rules:1:1"),
                arguments("a.DRL", "file-name a.DRL:1:1: the extension '.DRL' is not read; save it as .drl"),
                arguments("a.xlsm", "file-name a.xlsm:1:1: the extension '.xlsm' is not read; save it as .xlsx"),
                arguments("a/b/c/d/e/f.drl", "file-name a/b/c/d/e/f.drl:1:1: the file lies deeper than 5"),
                arguments("x".repeat(200) + ".drl", "file-name xxx"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesTheName(String path, String finding) {
        assertThat(said(path, "x")).singleElement().asString().startsWith(finding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README",
                "notes.md",
                ".git/config",
                "a/.hidden.drl",
                "a/b.drl~",
                "a/~$b.xlsx",
                "#a.drl#",
                "__MACOSX/a.drl",
                "Thumbs.db"
            })
    void passesOverWhatIsNotOfTheRulebook(String path) {
        assertThat(folder(path, "x").paths()).isEmpty();
    }

    @Test
    void refusesNamesThatAreOneOnOtherSystems() {
        NavigableMap<String, byte[]> files = new TreeMap<>();
        List.of("a/B.drl", "a/b.drl", "c.drl", "c.drl/d.drl").forEach(path -> files.put(path, new byte[0]));
        Findings findings = new Findings();
        new RulebookFolder(files).check(findings);

        assertThat(Said.lines(findings.list()))
                .containsExactly(
                        "file-name a/b.drl:1:1: 'a/B.drl' differs from it in capitals only, and is the same file on other systems; rename one",
                        "file-name c.drl/d.drl:1:1: a file and a folder are both called 'c.drl'; rename one");
    }

    @Test
    void refusesTooMuch() {
        assertThat(said("a.drl", "x".repeat(5_000_001)))
                .singleElement()
                .asString()
                .startsWith("file-too-large a.drl:1:1: the file has more than 5000000");
        NavigableMap<String, byte[]> many = new TreeMap<>();
        for (int i = 0; i <= 1_000; i++) {
            many.put("f" + i + ".drl", new byte[0]);
        }
        Findings findings = new Findings();
        new RulebookFolder(many).check(findings);
        assertThat(Said.lines(findings.list())).singleElement().asString().contains("larger than 1000 files");
        NavigableMap<String, byte[]> big = new TreeMap<>();
        for (int i = 0; i < 6; i++) {
            big.put("f" + i + ".xlsx", new byte[9_000_000]);
        }
        Findings heavy = new Findings();
        new RulebookFolder(big).check(heavy);
        assertThat(Said.lines(heavy.list())).singleElement().asString().contains("50000000 bytes");
    }

    @Test
    void unpacksAnUploadWithOrWithoutItsFolder() {
        Findings findings = new Findings();
        NavigableMap<String, byte[]> files = new TreeMap<>();
        files.put("shop/", new byte[0]);
        files.put("shop/rulebook.yaml", new byte[] {'a'});
        files.put("shop/README.md", new byte[] {'a'});
        files.put("shop/classification/a.drl", new byte[] {'b'});
        files.put("__MACOSX/shop/._a.drl", new byte[] {0});
        RulebookFolder inFolder = RulebookFolder.unzip(Book.zip(files), findings);

        assertThat(findings.list()).isEmpty();
        assertThat(inFolder.paths()).containsExactly("classification/a.drl", "rulebook.yaml");
        NavigableMap<String, byte[]> plain = new TreeMap<>(files.subMap("shop/a", "shop/z"));
        NavigableMap<String, byte[]> moved = new TreeMap<>();
        plain.forEach((path, content) -> moved.put(path.substring(5), content));
        assertThat(RulebookFolder.unzip(Book.zip(moved), findings).hashes()).isEqualTo(inFolder.hashes());
    }

    @Test
    void anArchiveIsCalledAsItIs(@TempDir Path root) throws IOException {
        Path notes = Files.writeString(root.resolve("notes.txt"), "no zip");
        Findings findings = new Findings();
        RulebookFolder.open(notes, findings);

        assertThat(findings.list())
                .singleElement()
                .asString()
                .startsWith("notes.txt:1:1: the file is no zip archive; name");
    }

    @Test
    void refusesUploadsThatAreNotWhatTheySeem() {
        assertThat(unzipped(new byte[] {1, 2, 3}))
                .singleElement()
                .asString()
                .startsWith(
                        "file-unreadable rulebook.zip:1:1: the file is no zip archive; name the folder of the rulebook, or a zip of it");
        assertThat(unzipped(Book.zip(files("../a.drl", new byte[0]))))
                .singleElement()
                .asString()
                .startsWith("file-name rulebook.zip:1:1: the entry '../a.drl'");
        assertThat(unzipped(Book.zip(files("a.csv", new byte[20_000_000]))))
                .singleElement()
                .asString()
                .contains("more than 50 times its size");
        assertThat(unzipped(Book.zip(files("a.drl", "a\u202E".getBytes(StandardCharsets.UTF_8)))))
                .singleElement()
                .asString()
                .startsWith("hidden-character a.drl:1:2");
        assertThat(unzipped(Book.zip(files("src/X.java", new byte[0]))))
                .singleElement()
                .asString()
                .startsWith("file-name src/X.java");
    }

    private static NavigableMap<String, byte[]> files(String path, byte[] content) {
        NavigableMap<String, byte[]> files = new TreeMap<>();
        files.put(path, content);
        return files;
    }

    private static List<String> unzipped(byte[] zip) {
        Findings findings = new Findings();
        RulebookFolder.unzip(zip, findings);
        return Said.lines(findings.list());
    }

    private static RulebookFolder folder(String path, String text) {
        return new RulebookFolder(files(path, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> said(String path, String text) {
        Findings findings = new Findings();
        folder(path, text).check(findings);
        return Said.lines(findings.list());
    }
}

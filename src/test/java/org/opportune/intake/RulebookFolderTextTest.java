package org.opportune.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opportune.kernel.Findings;

/** Encodings and characters of the texts in a folder. */
class RulebookFolderTextTest {
    private static final String DRL = "classification/a.drl";

    @Test
    void namesTheFirstByteThatIsNotUtf8() {
        byte[] latin = "rule \"a\"\n  // \u00E4\n".getBytes(StandardCharsets.ISO_8859_1);
        NavigableMap<String, byte[]> files = new TreeMap<>();
        files.put(DRL, latin);
        files.put("b.drl", new byte[] {'a', (byte) 0xC3});
        Findings findings = new Findings();
        new RulebookFolder(files).check(findings);

        assertThat(Said.lines(findings.list()))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("not-utf8 b.drl:1:2: the byte C3");
        assertThat(Said.lines(findings.list()).get(1)).startsWith("not-utf8 classification/a.drl:2:6: the byte E4");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x07, 0x0B, 0x0C, 0x7F, 0x85, 0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B,
                0x202C, 0x202D, 0x202E, 0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0x206F, 0xFEFF, 0x3164, 0xFFA0, 0x115F,
                0xE0041, 0xFFFE, 0x1D173
            })
    void refusesWhatNobodySeesInEveryFile(int character) {
        String text = "first\n ab" + Character.toString(character) + "c";

        for (String path : List.of(
                DRL,
                "classification/a.csv",
                "a.yaml",
                "offers/content.en.csv",
                "a/b.cases.csv",
                "language/he.dsl",
                "x/a.dslr")) {
            assertThat(said(path, text))
                    .as(path)
                    .singleElement()
                    .asString()
                    .startsWith(
                            "hidden-character " + path + ":2:4: the character U+" + String.format("%04X", character));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x200C, 0x200D, 0xFE0F, 0xE0100})
    void takesWhatJoinsAndShapesInContentAndLabelsOnly(int character) {
        String text = "ab" + Character.toString(character) + "c";

        assertThat(said(DRL, text)).singleElement().asString().startsWith("hidden-character " + DRL + ":1:3");
        assertThat(said("classification/a.csv", text)).hasSize(1);
        assertThat(said("vocabulary.yaml", text)).isEmpty();
        assertThat(said("offers/content.fa.csv", text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "שָׁלוֹם",
                "客户，最近三个月",
                "e\u0301 o\u0308 a\u0323\u0302",
                "Ąžuolas őrült",
                "مرحبا",
                "\u00A0\u3000",
                "a\tb\r\nc\n",
                "😀🫠",
                "½ €"
            })
    void takesEveryScript(String text) {
        assertThat(said(DRL, text)).isEmpty();
        assertThat(said("offers/content.he.csv", text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0053ystem", "\\uuu0053ystem", "// \\u000a", "\\u002a\\u002f"})
    void refusesEscapesInRules(String text) {
        assertThat(said(DRL, "x\n" + text))
                .isNotEmpty()
                .first()
                .asString()
                .startsWith("hidden-character " + DRL + ":2:" + (text.indexOf('\\') + 1) + ": '\\u");
        assertThat(said("offers/content.en.csv", text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u202E", "\\U0000202E", "\\x85", "\\N", "\\L", "\\P", "\\e", "\\0"})
    void refusesEscapesOfYamlThatBringInWhatNobodySaw(String escape) {
        assertThat(said("vocabulary.yaml", "label: \"" + escape + "\""))
                .singleElement()
                .asString()
                .startsWith("hidden-character vocabulary.yaml:1:9: '\\");
    }

    @Test
    void refusesALoneCarriageReturn() {
        assertThat(said(DRL, "// a\rSystem.exit(0);"))
                .singleElement()
                .asString()
                .startsWith("hidden-character " + DRL + ":1:5: the character U+000D");
    }

    @Test
    void givesNoMoreThanTenOfThemAFile() {
        assertThat(said(DRL, "\u202E".repeat(500)))
                .hasSize(11)
                .last()
                .asString()
                .contains("and 490 more such characters");
    }

    @Test
    void keepsTextsInOneForm() {
        RulebookFolder marked = folder(DRL, "\uFEFFrule \"cafe\u0301\"\r\n");

        assertThat(marked.text(DRL)).isEqualTo("rule \"caf\u00E9\"\r\n");
        assertThat(marked.hashes())
                .isEqualTo(folder(DRL, "rule \"caf\u00E9\"\r\n").hashes());
        assertThat(marked.bytes(DRL)).isEqualTo("rule \"caf\u00E9\"\r\n".getBytes(StandardCharsets.UTF_8));
    }

    /** Signs that become syntax in normal form are syntax when they are checked: what is checked is what is kept. */
    @Test
    void makesTheFormBeforeAnybodyReads() {
        assertThat(folder(DRL, "a\u037Eb").text(DRL)).isEqualTo("a;b");
    }

    @Property(tries = 500)
    void keepsNothingOfWhichItSaysNothing(@ForAll String text) {
        RulebookFolder folder = folder(DRL, text);
        Findings findings = new Findings();
        folder.check(findings);

        boolean isClean = folder.text(DRL)
                .codePoints()
                .noneMatch(c -> (Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r')
                        || (c >= 0x202A && c <= 0x202E)
                        || c == 0x2028);
        assertThat(isClean || !findings.isEmpty()).isTrue();
    }

    private static NavigableMap<String, byte[]> files(String path, byte[] content) {
        NavigableMap<String, byte[]> files = new TreeMap<>();
        files.put(path, content);
        return files;
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

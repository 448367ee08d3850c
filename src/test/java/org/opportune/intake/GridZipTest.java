package org.opportune.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are bombs, liars or wrecks, refused before anything in them is parsed. */
class GridZipTest {
    private static final byte[] BOOK = new Book().bytes();

    @Test
    void refusesWhatIsNoZip() {
        assertRefused(new byte[0], "the file is no zip archive");
        assertRefused("RuleSet,x\n".repeat(9).getBytes(StandardCharsets.UTF_8), "the file is no zip archive");
        assertRefused(concat("MZ".getBytes(StandardCharsets.US_ASCII), BOOK), "the file is no zip archive");
    }

    @Test
    void refusesEncryptedAndOldFiles() {
        byte[] ole2 = concat(
                new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1},
                new byte[600]);

        assertRefused(ole2, "the file is encrypted or an old .xls");
        assertRefused(patched(central(0) + 8, 1), "is encrypted");
        assertRefused(patched(6, 1), "is not what the directory says");
    }

    @Test
    void refusesBombsOfThousandAndOf57ToOne() {
        assertRefused(with("xl/media/a.png", new byte[20_000_000]), "unpacks to more than 50 times its size");

        byte[] bomb = with("xl/media/a.png", tight(5_000_000, 57));
        assertThat(bomb.length).isBetween(5_000_000 / 75, 5_000_000 / 52);
        assertRefused(bomb, "unpacks to more than 50 times its size");
    }

    @Test
    void refusesABombOfManySmallEntries() {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (int i = 0; i < 190; i++) {
            parts.put("xl/media/" + i + ".png", new byte[900_000]);
        }

        assertRefused(Book.zip(parts), "unpacks to more than 50 times its size");
    }

    @Test
    void countsWhileItUnpacksWhateverTheArchiveClaims() {
        byte[] bomb = with("xl/media/a.png", new byte[20_000_000]);
        int last = central(bomb, entries(bomb) - 1);
        put(bomb, last + 24, 10);

        assertRefused(bomb, "unpacks to more than 50 times its size");
    }

    @Test
    void refusesMoreThan50MegabytesUnpacked() {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (int i = 0; i < 6; i++) {
            parts.put("xl/media/" + i + ".png", tight(9_900_000, 20));
        }

        assertThat(Said.of(Book.zip(parts)).lines())
                .singleElement()
                .asString()
                .startsWith("file-too-large t.xlsx:1:1: the archive unpacks to more than 50000000");
    }

    @Test
    void refusesMoreThan10Megabytes() {
        assertThat(Said.of(new byte[10_000_001]).lines())
                .singleElement()
                .asString()
                .startsWith("file-too-large t.xlsx:1:1: the file has 10000001 bytes");
    }

    @Test
    void refusesThousandsOfEntries() {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (int i = 0; i < 65_000; i++) {
            parts.put("xl/media/" + i + ".png", new byte[0]);
        }

        assertRefused(Book.zip(parts), "the archive has 65000 entries");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.xml",
                "xl/../../evil.xml",
                "/xl/evil.xml",
                "xl//evil.xml",
                "xl\\evil.xml",
                "C:evil.xml",
                "xl/./a.xml",
                "xl/\u0000a.xml"
            })
    void refusesNamesThatLeadOut(String name) {
        assertThat(Said.of(with(name, new byte[1])).lines())
                .singleElement()
                .asString()
                .startsWith("workbook-unsafe t.xlsx:1:1: the entry '")
                .containsAnyOf("out of the archive", "no name may have");
    }

    @Test
    void refusesTheSameNameTwice() {
        assertRefused(with("XL/Workbook.xml", new byte[1]), "the entry 'XL/Workbook.xml' stands twice");
    }

    /** An entry that lies within another one, each with a sound header of its own. */
    @Test
    void refusesEntriesThatOverlap() {
        byte[] inner = Book.zip(Map.of("xl/media/b.png", new byte[] {1, 2, 3}));
        byte[] header = Arrays.copyOf(inner, central(inner, 0));
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("xl/media/a.png", header);
        parts.put("xl/media/b.png", new byte[] {1, 2, 3});
        byte[] book = Book.zip(parts, Deflater.NO_COMPRESSION);
        int at = new String(book, StandardCharsets.ISO_8859_1)
                .indexOf(new String(header, StandardCharsets.ISO_8859_1), 1);
        put(book, central(book, 1) + 42, at);

        assertThat(at).isPositive();
        assertRefused(book, "the entries 'xl/media/a.png' and 'xl/media/b.png' overlap");
    }

    @ParameterizedTest
    @CsvSource({
        "10, 6, is packed by method 6",
        "16, 99, is not whole",
        "20, 5, is not whole",
        "24, 5, is not whole",
        "42, 99999999, does not lie",
        "28, 60000, points out of"
    })
    void refusesDirectoriesThatLie(int offset, int value, String finding) {
        byte[] book = BOOK.clone();
        int at = central(book, 0) + offset;
        if (offset == 10 || offset == 28) {
            buffer(book).putShort(at, (short) value);
        } else {
            put(book, at, value);
        }

        assertRefused(book, finding);
    }

    @Test
    void refusesLinksAndWrongCounts() {
        byte[] book = BOOK.clone();
        buffer(book).putShort(central(book, 0) + 40, (short) 0xA1FF);
        assertRefused(book, "is a link");

        byte[] count = BOOK.clone();
        buffer(count).putShort(count.length - 14, (short) 2);
        buffer(count).putShort(count.length - 12, (short) 2);
        assertRefused(count, "other entries than it counts");
        assertRefused(concat(BOOK, new byte[] {1}), "cut off");
        assertRefused(Arrays.copyOf(BOOK, BOOK.length / 2), "cut off");
    }

    /** Whatever happens to the bytes, reading ends in a grid or in findings with a place. */
    @Property(tries = 2_000)
    void survivesAnyDamage(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 1_000_000) Integer> places, @ForAll byte value) {
        byte[] book = BOOK.clone();
        places.forEach(place -> book[place % book.length] = value);

        assertOrderly(book);
    }

    /** The same behind the archive: broken XML in a sound zip. */
    @Property(tries = 2_000)
    void survivesAnyDamageToAPart(
            @ForAll @IntRange(max = 1_000_000) int place, @ForAll @IntRange(max = 5) int part, @ForAll byte value) {
        String name = List.of(
                        "xl/worksheets/sheet1.xml",
                        "xl/workbook.xml",
                        "xl/styles.xml",
                        "xl/sharedStrings.xml",
                        "_rels/.rels",
                        "[Content_Types].xml")
                .get(part);
        Book book = new Book();
        byte[] content = book.text(name).getBytes(StandardCharsets.UTF_8);
        content[place % content.length] = value;

        assertOrderly(book.part(name, content).bytes());
    }

    private static void assertOrderly(byte[] book) {
        Said said = Said.of(book);

        assertThat(said.isRead()).isEqualTo(said.findings().isEmpty());
        assertThat(said.findings()).allMatch(finding -> finding.file() != null && finding.kind() != null);
    }

    private static void assertRefused(byte[] content, String finding) {
        Said said = Said.of(content);

        assertThat(said.isRead()).isFalse();
        assertThat(said.lines())
                .singleElement()
                .asString()
                .startsWith("workbook-unsafe t.xlsx:1:1: ")
                .contains(finding);
    }

    private static byte[] with(String name, byte[] content) {
        return new Book().part(name, content).bytes();
    }

    /** Bytes that deflate packs about that tightly: noise, and then nothing. */
    private static byte[] tight(int size, int ratio) {
        byte[] bytes = new byte[size];
        byte[] noise = new byte[size / ratio - size / 1_000];
        new Random(7).nextBytes(noise);
        System.arraycopy(noise, 0, bytes, 0, noise.length);
        return bytes;
    }

    private static byte[] patched(int at, int value) {
        byte[] book = BOOK.clone();
        book[at] |= (byte) value;
        return book;
    }

    private static int central(int index) {
        return central(BOOK, index);
    }

    private static int central(byte[] book, int index) {
        ByteBuffer bytes = buffer(book);
        int at = bytes.getInt(book.length - 6);
        for (int i = 0; i < index; i++) {
            at += 46 + bytes.getShort(at + 28) + bytes.getShort(at + 30) + bytes.getShort(at + 32);
        }
        return at;
    }

    private static int entries(byte[] book) {
        return buffer(book).getShort(book.length - 12);
    }

    private static void put(byte[] book, int at, int value) {
        buffer(book).putInt(at, value);
    }

    private static ByteBuffer buffer(byte[] book) {
        return ByteBuffer.wrap(book).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }
}

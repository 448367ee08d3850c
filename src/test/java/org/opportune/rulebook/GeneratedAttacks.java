package org.opportune.rulebook;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.opportune.intake.Book;

/** Attacks that are large, or archives: each is made of a line, and listed as if it were a file. */
final class GeneratedAttacks {
    static final Map<String, Supplier<byte[]>> ALL = new LinkedHashMap<>();

    static {
        rule("parentheses-3000", () -> "Customer(" + "(".repeat(3_000) + "orders90d > 0" + ")".repeat(3_000) + ")");
        rule("brackets-of-patterns-3000", () -> "(".repeat(3_000) + "Customer()" + ")".repeat(3_000));
        rule("negations-10000", () -> "Customer(" + "!".repeat(10_000) + "(orders90d > 0))");
        rule("minus-signs-10000", () -> "Customer(orders90d > " + "- ".repeat(10_000) + "1)");
        rule("alternatives-65", () -> "Customer(" + joined(" || ", 65, i -> "orders90d == " + i) + ")");
        rule("alternatives-of-patterns-2-to-20", () -> joined("\n    ", 20, i -> "(Customer() or Context())"));
        rule(
                "alternatives-2-to-20",
                () -> "Customer(" + joined(", ", 20, i -> "(orders90d == " + i + " || country == \"FI\")") + ")");
        rule(
                "alternatives-2-to-32",
                () -> "Customer(" + joined(", ", 32, i -> "(orders90d == " + i + " || country == \"FI\")") + ")");
        rule("comparisons-100000", () -> "Customer(" + joined(", ", 100_000, i -> "orders90d != " + i) + ")");
        rule("conjunctions-100000", () -> "Customer(" + joined(" && ", 100_000, i -> "orders90d != " + i) + ")");
        rule("brackets-in-brackets-14", () -> "Customer(" + inBrackets(14) + ")");
        rule("brackets-in-brackets-29", () -> "Customer(" + inBrackets(29) + ")");
        rule("comparisons-200", () -> "Customer(" + joined(" && ", 200, i -> "orders90d != " + i) + ")");
        rule("sum-of-9", () -> "Customer(orders90d > 1" + " + daysSinceLastOrder".repeat(9) + ")");
        rule("sum-of-30", () -> "Customer(orders90d > 1" + " + daysSinceLastOrder".repeat(30) + ")");
        rule(
                "sums-in-sums-9",
                () -> "Customer(orders90d > " + "1 - (daysSinceLastOrder + ".repeat(9) + "1" + ")".repeat(9) + ")");
        rule(
                "sums-in-sums-14",
                () -> "Customer(orders90d > " + "1 - (daysSinceLastOrder + ".repeat(14) + "1" + ")".repeat(14) + ")");
        rule("sum-of-100000", () -> "Customer(orders90d > " + joined(" + ", 100_000, i -> "1") + ")");
        rule("product-of-100000", () -> "Customer(orders90d > " + joined(" * ", 100_000, i -> "1") + ")");
        rule("list-of-100000", () -> "Customer(orders90d in (" + joined(", ", 100_000, i -> "" + i) + "))");
        rule("bindings-10000", () -> "Customer(" + joined(", ", 10_000, i -> "$n" + i + " : orders90d") + ")");
        rule("number-of-a-million-digits", () -> "Customer(orders90d > " + "9".repeat(1_000_000) + ")");
        rule("literal-of-4-mb", () -> "Customer(country == \"" + "x".repeat(4_000_000) + "\")");
        rule("literal-of-5-mb", () -> "Customer(country == \"" + "x".repeat(5_000_000) + "\")");
        drl("name-of-1-mb", () -> rule("x".repeat(1_000_000), "Customer()", "classify.segment(\"nordic\");"));
        drl("sayings-10000", () -> rule("x", "Customer()", "classify.segment(\"nordic\"); ".repeat(10_000)));
        drl("rules-50000", () -> joined("", 50_000, i -> rule("r" + i, "Customer()", "classify.segment(\"nordic\");")));
        drl("header-of-a-million-words", () -> "import a.b;\n".repeat(300_000));
        drl("comments-without-end", () -> "/*".repeat(2_000_000));
        drl("quotes-2-million", () -> "\"".repeat(2_000_001));
        put("resources/rows-20001.csv", () -> table(20_001));
        put("resources/row-of-10000-cells.csv", () -> ",".repeat(10_000) + "x\n");
        put(
                "resources/window-of-a-million-years.yaml",
                () -> new SmallShop().folder().text("vocabulary.yaml").replace("window: 90d", "window: 365000000d"));
        book("bomb-1000-to-1", book -> book.part("xl/media/a.png", new byte[20_000_000]));
        book("bomb-57-to-1", book -> book.part("xl/media/a.png", tight(5_000_000, 57)));
        book("leads-out", book -> book.part("../evil.xml", new byte[1]));
        book("entries-65000", book -> IntStream.range(0, 65_000)
                .forEach(i -> book.part("xl/media/" + i + ".png", new byte[0])));
        book(
                "merged-regions-5000",
                book -> book.sheet("<sheetData/><mergeCells>"
                        + joined("", 5_000, i -> "<mergeCell ref='A" + (i + 1) + ":B" + (i + 1) + "'/>")
                        + "</mergeCells>"));
        ALL.put("files/encrypted.xlsx", GeneratedAttacks::encrypted);
        zip("bomb-1000-to-1", Map.of("classification/a.drl", new byte[20_000_000]));
        zip("leads-out", Map.of("../classification/a.drl", new byte[1]));
        zip(
                "entries-65000",
                IntStream.range(0, 65_000).boxed().collect(Collectors.toMap(i -> "a/" + i + ".drl", i -> new byte[0])));
        ALL.put("files/same-path-twice.zip", GeneratedAttacks::samePathTwice);
    }

    private GeneratedAttacks() {}

    private static void put(String name, Supplier<String> text) {
        ALL.put(name, () -> text.get().getBytes(StandardCharsets.UTF_8));
    }

    private static void rule(String name, Supplier<String> left) {
        drl(name, () -> rule("x", left.get(), "classify.segment(\"nordic\");"));
    }

    private static void drl(String name, Supplier<String> rules) {
        put("resources/" + name + ".drl", () -> SmallShop.HEADER + rules.get());
    }

    private static String rule(String name, String left, String right) {
        return "rule \"" + name + "\"\nwhen\n    " + left + "\nthen\n    " + right + "\nend\n";
    }

    private static String joined(String sign, int count, java.util.function.IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(sign));
    }

    /** Each comparison in one pair of brackets more than the one before it. */
    private static String inBrackets(int depth) {
        return "(".repeat(depth)
                + "country == \"FI\""
                + joined("", depth, i -> (i % 2 == 0 ? ") || " : ") && ") + "orders90d > " + i);
    }

    private static String table(int rows) {
        return """
                RuleSet,opportune.classification,
                Import,"opportune.facts.Customer, opportune.facts.Context",
                Variables,org.opportune.rulebook.Classify classify,
                RuleTable Bands,,
                NAME,CONDITION,ACTION
                ,Customer...,
                ,orders90d >= $param,"classify.segment(""$param"");"
                Name,Orders,Segment
                """ + joined("", rows, i -> "r" + i + "," + i + ",nordic\n");
    }

    private static void book(String name, java.util.function.Consumer<Book> change) {
        ALL.put("files/" + name + ".xlsx", () -> {
            Book book = new Book();
            change.accept(book);
            return book.bytes();
        });
    }

    private static void zip(String name, Map<String, byte[]> files) {
        ALL.put("files/" + name + ".zip", () -> Book.zip(files));
    }

    /** The beginning of what Excel makes of a workbook with a password. */
    private static byte[] encrypted() {
        byte[] content = new byte[600];
        int[] magic = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
        for (int i = 0; i < magic.length; i++) {
            content[i] = (byte) magic[i];
        }
        return content;
    }

    private static byte[] samePathTwice() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("classification/a.drl", new byte[1]);
        files.put("classification/b.drl", new byte[1]);
        String zip = new String(Book.zip(files), StandardCharsets.ISO_8859_1);
        return zip.replace("b.drl", "a.drl").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Bytes that deflate packs about that tightly: noise, and then nothing. */
    private static byte[] tight(int size, int ratio) {
        byte[] bytes = new byte[size];
        byte[] noise = new byte[size / ratio - size / 1_000];
        new Random(7).nextBytes(noise);
        System.arraycopy(noise, 0, bytes, 0, noise.length);
        return bytes;
    }
}

package org.opportune.releases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.opportune.rulebook.SmallShop;

/**
 * A page of {@code docs/messages}. Its fenced blocks are its example: {@code ```drl classification/x.drl} is a file to add, whose header need not be
 * repeated; {@code ```diff vocabulary.yaml} a change of a file of the small shop; {@code ```message} what the check then says of the page's kind.
 */
record MessagePage(String slug, String text, List<Block> files, List<String> messages) {
    static final Path FOLDER = Path.of("docs/messages");
    static final String INDEX = "README.md";

    private static final String ELIGIBILITY = """
            package opportune.eligibility;

            import opportune.facts.Customer;
            import opportune.facts.Context;
            import opportune.facts.Classification;
            global org.opportune.rulebook.Offers offers;

            """;

    /** A fenced block that stands for a file, or for a change of one. */
    record Block(boolean isChange, String path, List<String> lines) {
        void into(SmallShop shop) {
            if (isChange) {
                shop.change(path, side('-'), side('+'));
            } else {
                String text = String.join("\n", lines) + "\n";
                boolean isBare = (path.endsWith(".drl") || path.endsWith(".dslr")) && !text.contains("package ");
                shop.with(path, (isBare ? header() : "") + text);
            }
        }

        private String header() {
            return path.startsWith("eligibility/") ? ELIGIBILITY : SmallShop.HEADER;
        }

        private String side(char sign) {
            return lines.stream()
                    .filter(line -> line.charAt(0) == sign || line.charAt(0) == ' ')
                    .map(line -> line.substring(1) + "\n")
                    .reduce("", String::concat);
        }
    }

    static List<MessagePage> all() throws IOException {
        try (Stream<Path> paths = Files.list(FOLDER)) {
            List<MessagePage> pages = new ArrayList<>();
            for (Path path : paths.sorted().toList()) {
                String name = String.valueOf(path.getFileName());
                if (!name.equals(INDEX)) {
                    pages.add(read(name.replaceFirst("\\.md$", ""), Files.readString(path)));
                }
            }
            return pages;
        }
    }

    private static MessagePage read(String slug, String text) {
        List<Block> files = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("```")) {
                String info = lines.get(i).substring(3);
                List<String> block = lines.subList(i + 1, lines.size());
                block = block.subList(0, block.indexOf("```"));
                i += block.size() + 1;
                if (info.equals("message")) {
                    messages.addAll(block);
                } else if (info.contains(" ")) {
                    files.add(new Block(info.startsWith("diff "), info.substring(info.indexOf(' ') + 1), block));
                }
            }
        }
        return new MessagePage(slug, text, files, messages);
    }

    SmallShop shop() {
        SmallShop shop = new SmallShop();
        files.forEach(file -> file.into(shop));
        return shop;
    }

    @Override
    public String toString() {
        return slug;
    }
}

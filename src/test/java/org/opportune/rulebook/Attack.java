package org.opportune.rulebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opportune.intake.Book;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.model.Step;

/**
 * A line of {@code attacks/attacks.csv}, whose file lies beside it or is one of {@link GeneratedAttacks}.
 *
 * @param name of the file, with its group
 * @param expected kind and place of each finding, or {@code harmless} for what the language allows and only looks like code
 * @param alone {@code runs} when a stock engine runs its code
 */
record Attack(String name, String expected, String alone) {
    static final Path FOLDER = Path.of("src/test/resources/attacks");
    static final String LIST = "attacks.csv";
    static final String HARMLESS = "harmless";

    static List<Attack> all() {
        try (Stream<String> lines = Files.lines(FOLDER.resolve(LIST))) {
            return lines.skip(1).map(line -> line.split(",", 3)).map(Attack::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Attack of(String[] cells) {
        return new Attack(cells[0], cells[1], cells[2]);
    }

    /** The files that lie in the folder; a workbook is a folder of the parts in which it differs from a plain one. */
    static List<String> files() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
                    .map(name -> name.replaceFirst("\\.xlsx/.*", ".xlsx"))
                    .filter(name -> !name.equals(LIST) && !name.endsWith(".dsl"))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String format() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    boolean runsAlone() {
        return alone.equals("runs");
    }

    /** On resources, it may cost the child process its life. */
    boolean exhausts() {
        return name.startsWith("resources/") || name.contains("regular-expression") || isWorkbook();
    }

    byte[] content() {
        Supplier<byte[]> generated = GeneratedAttacks.ALL.get(name);
        Path file = FOLDER.resolve(name);
        return generated != null ? generated.get() : Files.isDirectory(file) ? workbook(file) : bytes(file);
    }

    private static byte[] workbook(Path folder) {
        Book book = new Book();
        try (Stream<Path> parts = Files.walk(folder)) {
            parts.filter(Files::isRegularFile)
                    .forEach(
                            part -> book.part(folder.relativize(part).toString().replace('\\', '/'), bytes(part)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return book.bytes();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sentences' words, beside a file of sentences. */
    private byte[] words() {
        return bytes(FOLDER.resolve(name.replaceFirst("\\.dslr$", ".dsl")));
    }

    /** Where it lies in a rulebook. */
    private String path() {
        String group = name.substring(0, name.indexOf('/'));
        if (Step.of(group).isPresent()) {
            return group + "/attack." + format();
        }
        return switch (format()) {
            case "yaml" -> "vocabulary.yaml";
            case "dslr" -> "eligibility/attack.dslr";
            default -> "classification/attack." + format();
        };
    }

    /** A rulebook with it. */
    RulebookFolder folder(Findings findings) {
        if (format().equals("zip")) {
            return RulebookFolder.unzip(content(), findings);
        }
        RulebookFolder plain = new SmallShop().folder();
        NavigableMap<String, byte[]> files = new TreeMap<>();
        plain.paths().forEach(path -> files.put(path, plain.bytes(path)));
        if (format().equals("paths")) {
            new String(content(), StandardCharsets.UTF_8).lines().forEach(path -> files.put(path, new byte[] {'x'}));
        } else {
            files.put(path(), content());
            if (format().equals("dslr")) {
                files.put("language/en.dsl", words());
            }
        }
        RulebookFolder folder = new RulebookFolder(files);
        folder.check(findings);
        return folder;
    }

    /** As the engine would get it, if nothing of ours stood before it: as it is, and as it gets furthest. Empty when it is no rules. */
    List<RawSource> sources() {
        List<RawSource> sources = new ArrayList<>();
        if (List.of("drl", "csv", "xlsx", "dslr").contains(format())) {
            String words = format().equals("dslr") ? new String(words(), StandardCharsets.UTF_8) : "";
            sources.add(new RawSource(format(), false, content(), words));
            sources.add(new RawSource(format(), true, content(), words));
        }
        return sources;
    }

    /** The same in DRL of another step, with its header, its verb, and the candidate that it judges. */
    String movedTo(Step step) {
        String verb =
                switch (step) {
                    case POLICY -> "policy.suppress($offer, \"CODE\", \"because\")";
                    case ARBITRATION -> "rank.weight($offer, 2, \"because\")";
                    default -> "offers.propose(\"gift\")";
                };
        return new String(content(), StandardCharsets.UTF_8)
                .replace("package opportune.classification", "package " + step.packageName())
                .replace(
                        "import opportune.facts.Context;",
                        "import opportune.facts.Context; import opportune.facts.Classification;"
                                + (step.hasOffer() ? " import opportune.facts.Offer;" : ""))
                .replace(
                        "global org.opportune.rulebook.Classify classify",
                        "global " + step.verbs() + " " + step.global())
                .replace("classify.segment(\"nordic\")", verb)
                .replace("when\n", step.hasOffer() ? "when $offer : Offer()\n" : "when\n");
    }

    boolean isDrl() {
        return format().equals("drl");
    }

    boolean isWorkbook() {
        return format().equals("xlsx");
    }

    boolean isGeneratedOrWorkbook() {
        return isWorkbook() || GeneratedAttacks.ALL.containsKey(name);
    }

    String shown(List<Finding> findings) {
        return findings.stream().map(this::shown).limit(16).collect(Collectors.joining("; "));
    }

    /** Kind and place; the file only when it is another one than that of the attack. */
    private String shown(Finding finding) {
        String file = path().equals(finding.file()) ? "" : finding.file() + ":";
        String place = finding.cell() != null ? finding.cell() : finding.line() + ":" + finding.column();
        return finding.kind() + " " + file + place;
    }

    @Override
    public String toString() {
        return name;
    }
}

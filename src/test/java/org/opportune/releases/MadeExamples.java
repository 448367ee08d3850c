package org.opportune.releases;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.opportune.intake.Book;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Kind;
import org.opportune.rulebook.SmallShop;

/** The examples of pages that no text can show: files that are missing, too large, not text, or that hang the check. */
final class MadeExamples {
    private static final String WORKBOOK = "eligibility/offers.xlsx";

    private static final Map<String, Example> ALL = Map.of(
            Kind.FILE_MISSING.slug(), root -> without(root, "vocabulary.yaml"),
            Kind.FILE_TOO_LARGE.slug(), root -> with(root, "offers/offers.csv", new byte[5_000_001]),
            Kind.FILE_UNREADABLE.slug(), MadeExamples::link,
            Kind.NOT_UTF8.slug(),
                    root -> with(
                            root,
                            "offers/content.fi.csv",
                            "offer,variant,title,text,callToAction,link\ngift,,Lahja sinulle tänään,Hyvää päivää,Ota,/gift\n"
                                    .getBytes(StandardCharsets.ISO_8859_1)),
            Kind.FORMULA_CELL.slug(),
                    root -> with(
                            root,
                            WORKBOOK,
                            new Book()
                                    .rows("<row r='12'><c r='C12'><f>NOW()</f><v>1</v></c></row>")
                                    .bytes()),
            Kind.WORKBOOK_UNSAFE.slug(),
                    root -> with(
                            root,
                            WORKBOOK,
                            new Book()
                                    .sheets("<sheet name='Old' sheetId='1' state='hidden' r:id='rId1'/>")
                                    .bytes()),
            Kind.CHECK_STOPPED.slug(), root -> stopped());

    private MadeExamples() {}

    private interface Example {
        List<Finding> findings(Path root) throws Exception;
    }

    static boolean has(String slug) {
        return ALL.containsKey(slug);
    }

    static List<Finding> findings(String slug, Path root) throws Exception {
        return Objects.requireNonNull(ALL.get(slug)).findings(root);
    }

    private static List<Finding> without(Path root, String path) throws Exception {
        Files.delete(new SmallShop().saveTo(root).resolve(path));
        return MessagePagesTest.findings(root);
    }

    private static List<Finding> with(Path root, String path, byte[] content) throws Exception {
        Files.write(new SmallShop().saveTo(root).resolve(path), content);
        return MessagePagesTest.findings(root);
    }

    private static List<Finding> link(Path root) throws Exception {
        Path shop = new SmallShop().saveTo(root.resolve("shop"));
        Path outside = Files.writeString(root.resolve("caps.csv"), "id,scope,subject,most,window\n");
        Files.createDirectory(shop.resolve("policy"));
        Files.createSymbolicLink(shop.resolve("policy/caps.csv"), outside);
        return MessagePagesTest.findings(shop);
    }

    private static List<Finding> stopped() throws Exception {
        CheckLimits limits = new CheckLimits(64, Duration.ofSeconds(1), Duration.ofMinutes(1));
        return new CheckProcess(CheckProcess.ownClassPath(), limits, FakeChild.class.getName())
                .check(Path.of("hangs"), since -> {})
                .errors();
    }
}

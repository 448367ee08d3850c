package org.opportune.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.intake.WorkbookPackage.Relation;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;

/** Reads the first sheet of a workbook as a table; further sheets are notes, in which no rules may stand, since nobody would read them. */
final class Workbook {
    private static final int MOST_SHEETS = 20;

    private final String file;
    private final Findings findings;
    private final WorkbookPackage parts;
    private final List<Sheet> sheets = new ArrayList<>();
    private boolean since1904;

    private record Sheet(String name, String relation, boolean isHidden) {}

    private Workbook(String file, WorkbookPackage parts, Findings findings) {
        this.file = file;
        this.findings = findings;
        this.parts = parts;
    }

    /** Null where it holds what a table must not hold; a cell that cannot be read is told, and hides nothing else. */
    static @Nullable Grid read(String file, byte[] content, Findings findings) throws Refused {
        Findings own = Findings.ofRulebook();
        Workbook workbook = new Workbook(file, WorkbookPackage.open(file, content), own);
        workbook.list();
        SheetReader first = workbook.sheets();
        findings.addAll(own);
        boolean isSafe = own.list().stream()
                .noneMatch(found -> Kind.WORKBOOK_UNSAFE.slug().equals(found.kind()));
        return isSafe ? first.grid(own.isEmpty()) : null;
    }

    private void list() throws Refused {
        Xml xml = parts.xml(parts.workbook());
        if (!xml.child() || !xml.name().equals("workbook")) {
            throw xml.refused("is no workbook");
        }
        while (xml.child()) {
            switch (xml.name()) {
                case "workbookPr" -> {
                    since1904 = xml.isTrue("date1904");
                    xml.skip();
                }
                case "sheets" -> {
                    while (xml.child()) {
                        sheet(xml);
                    }
                }
                case "externalReferences", "pivotCaches" ->
                    throw xml.refused(
                            "refers to data outside of its sheets (" + xml.name() + "); keep the values only");
                default -> xml.skip();
            }
        }
        if (sheets.isEmpty() || sheets.size() > MOST_SHEETS) {
            throw xml.refused("has " + sheets.size() + " sheets; a table has 1 to " + MOST_SHEETS);
        }
    }

    private void sheet(Xml xml) throws Refused {
        String name = xml.attribute("name");
        String relation = xml.relation("id");
        String state = xml.attribute("state");
        if (name == null || relation == null) {
            throw xml.refused("has a sheet without name or content");
        }
        sheets.add(new Sheet(Nearest.shorten(name), relation, state != null && !state.equals("visible")));
        xml.skip();
    }

    private SheetReader sheets() throws Refused {
        Map<String, Relation> relations = parts.relationsOf(parts.workbook());
        List<String> shared = SharedStrings.read(parts, target(relations, "/sharedStrings"));
        DateFormats formats = DateFormats.read(parts, target(relations, "/styles"));
        Set<String> seen = new HashSet<>();
        SheetReader first = null;
        for (Sheet sheet : sheets) {
            Relation relation = relations.get(sheet.relation());
            if (relation == null || !relation.type().endsWith("/worksheet") || !seen.add(relation.target())) {
                throw new Refused(
                        Kind.WORKBOOK_UNSAFE, file, "the sheet '" + sheet.name() + "' is no sheet of cells; delete it");
            }
            if (sheet.isHidden()) {
                findings.in(
                        Kind.WORKBOOK_UNSAFE,
                        Grid.place(file, sheet.name(), 0, 0),
                        "the sheet '" + sheet.name() + "' is hidden; show it or delete it");
            }
            CellReader cells = new CellReader(shared, formats, since1904, findings);
            SheetReader reader = new SheetReader(file, sheet.name(), first != null, cells, findings);
            reader.read(parts.xml(relation.target()));
            first = first == null ? reader : first;
        }
        return Objects.requireNonNull(first);
    }

    private static @Nullable String target(Map<String, Relation> relations, String type) {
        return relations.values().stream()
                .filter(relation -> relation.type().endsWith(type))
                .map(Relation::target)
                .findFirst()
                .orElse(null);
    }
}

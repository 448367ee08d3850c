package org.opportune.intake;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;

/**
 * The parts of a workbook, each of a kind that a table and its notes need; anything else (macros, embedded files, links, queries) is refused, whatever it is
 * called, by its content type and by what leads to it. What passes is safe to open in a spreadsheet program too, where the approver looks at it.
 */
final class WorkbookPackage {
    private static final String TYPES = "[Content_Types].xml";
    private static final String PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    private static final String NAME = "[\\w .-]{1,60}+";
    private static final Pattern PART = Pattern.compile("\\[Content_Types]\\.xml"
            + "|_rels/\\.rels"
            + "|docProps/(app|core|custom|meta)\\.xml"
            + "|docProps/thumbnail\\.(jpe?g|png|emf|wmf)"
            + "|docMetadata/LabelInfo\\.xml"
            + "|customXml/(_rels/)?" + NAME
            + "|xl/_rels/workbook\\.xml\\.rels"
            + "|xl/(workbook|sharedStrings|styles|metadata|calcChain|comments\\d*)\\.xml"
            + "|xl/metadata" // Google's own, for the way back
            + "|xl/featurePropertyBag/" + NAME
            + "|xl/(worksheets|theme|drawings|tables|comments|threadedComments|persons)/(_rels/)?" + NAME
            + "|xl/media/" + NAME
            + "|xl/printerSettings/" + NAME);
    private static final Pattern ENDING = Pattern.compile(
            ".*\\.(xml|rels|vml|png|jpe?g|gif|emf|wmf|svg|bmp|tiff?)|xl/metadata" + "|xl/printersettings/.*\\.bin");
    private static final Pattern XML = Pattern.compile(".*\\.(xml|rels)");

    /** What people know such a part by, in the order in which it is looked for. */
    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("vba", "macros; save it as .xlsx");
        WORDS.put("macro", "macros; save it as .xlsx");
        WORDS.put("externallink", "links to other files; break the links (Data, Edit Links)");
        WORDS.put("oleobject", "embedded files; delete them");
        WORDS.put("embedd", "embedded files; delete them");
        WORDS.put("relationships/package", "embedded files; delete them");
        WORDS.put("activex", "controls; delete them");
        WORDS.put("ctrlprop", "controls; delete them");
        WORDS.put("relationships/control", "controls; delete them");
        WORDS.put("connections", "connections to data; delete them (Data, Queries & Connections)");
        WORDS.put("querytable", "connections to data; delete them (Data, Queries & Connections)");
        WORDS.put("xl/model", "a data model; keep the values only");
        WORDS.put("model+data", "a data model; keep the values only");
        WORDS.put("powerpivot", "a data model; keep the values only");
        WORDS.put("pivot", "pivot tables, which keep data that is not shown; keep the values only");
        WORDS.put("dialogsheet", "a dialogue sheet; delete it");
        WORDS.put("customui", "buttons of its own; delete them");
        WORDS.put("extensibility", "buttons of its own; delete them");
        WORDS.put("chart", "a chart; delete it");
        WORDS.put("webextension", "an add-in; delete it");
    }

    private final String file;
    private final NavigableMap<String, byte[]> parts;
    private final String workbook;

    private WorkbookPackage(String file, byte[] content) throws Refused {
        this.file = file;
        parts = Zip.unpack(file, content, ZipBounds.WORKBOOK);
        if (!parts.containsKey(TYPES)) {
            throw refused("the file is no .xlsx; save it as 'Excel workbook (.xlsx)'");
        }
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            check(part.getKey(), part.getValue());
        }
        for (String part : parts.keySet()) {
            if (part.endsWith(".rels")) {
                relations(part);
            }
        }
        workbook = relations("_rels/.rels").values().stream()
                .filter(relation -> relation.type().endsWith("/officeDocument"))
                .map(Relation::target)
                .findFirst()
                .orElse("");
        types();
    }

    /** The parts, all judged. */
    static WorkbookPackage open(String file, byte[] content) throws Refused {
        return new WorkbookPackage(file, content);
    }

    /** @param target the path of the part, or empty where it lies outside */
    record Relation(String type, String target) {}

    /** The name of the part that lists the sheets. */
    String workbook() {
        return workbook;
    }

    Xml xml(String part) throws Refused {
        byte[] content = parts.get(part);
        if (content == null) {
            throw refused("the file is damaged: its part '" + Nearest.shorten(part) + "' is missing");
        }
        return new Xml(file, part, content);
    }

    boolean has(String part) {
        return parts.containsKey(part);
    }

    /** The relationships that leave from a part, by their ids. */
    Map<String, Relation> relationsOf(String part) throws Refused {
        int slash = part.lastIndexOf('/') + 1;
        String rels = part.substring(0, slash) + "_rels/" + part.substring(slash) + ".rels";
        return parts.containsKey(rels) ? relations(rels) : Map.of();
    }

    private void check(String part, byte[] content) throws Refused {
        String lower = part.toLowerCase(Locale.ROOT);
        if (!PART.matcher(part).matches() || !ENDING.matcher(lower).matches()) {
            throw holds(lower, part);
        }
        if (XML.matcher(lower).matches()) {
            if (Xml.check(file, part, content).equals("DataMashup")) {
                throw holds("connections", part);
            }
        } else if (lower.endsWith(".vml") || lower.endsWith(".svg")) {
            String text = new String(content, StandardCharsets.ISO_8859_1);
            if (text.contains("<!DOCTYPE") || text.contains("<!ENTITY")) {
                throw refused("the part '" + Nearest.shorten(part) + "' declares a document type or entities");
            }
        }
    }

    private Map<String, Relation> relations(String rels) throws Refused {
        Map<String, Relation> relations = new LinkedHashMap<>();
        Xml xml = xml(rels);
        String folder = rels.substring(0, rels.indexOf("_rels/"));
        xml.child();
        while (xml.child()) {
            String type = text(xml.attribute("Type"));
            String target = text(xml.attribute("Target"));
            refuse(type.toLowerCase(Locale.ROOT), rels);
            boolean outside = text(xml.attribute("TargetMode")).equalsIgnoreCase("external");
            if (outside && !(type.endsWith("/hyperlink") && target.matches("(?s)(https?://|mailto:).*"))) {
                throw refused("the workbook links to '" + Nearest.shorten(target)
                        + "' outside; links other than to web pages are not allowed");
            }
            String path = target.startsWith("/") ? target.substring(1) : folder + target;
            if (relations.put(text(xml.attribute("Id")), new Relation(type, outside ? "" : path)) != null) {
                throw xml.refused("gives one id twice");
            }
            xml.skip();
        }
        return relations;
    }

    private void types() throws Refused {
        Xml xml = xml(TYPES);
        boolean isPlain = false;
        xml.child();
        while (xml.child()) {
            String type = text(xml.attribute("ContentType"));
            String name = text(xml.attribute("PartName"));
            refuse(type.toLowerCase(Locale.ROOT), name.isEmpty() ? TYPES : name);
            isPlain |= type.equals(PLAIN) && (xml.name().equals("Default") || name.equals("/" + workbook));
            xml.skip();
        }
        if (!isPlain) {
            throw refused("the file is no plain workbook; save it as 'Excel workbook (.xlsx)'");
        }
    }

    private void refuse(String type, String part) throws Refused {
        for (String word : WORDS.keySet()) {
            if (type.contains(word)) {
                throw holds(type, part);
            }
        }
    }

    private Refused holds(String lower, String part) {
        String what = WORDS.entrySet().stream()
                .filter(word -> lower.contains(word.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("a part that no table needs; copy the table into a new workbook");
        return refused("the workbook holds '" + Nearest.shorten(part) + "': " + what);
    }

    private Refused refused(String message) {
        return new Refused(Kind.WORKBOOK_UNSAFE, file, message);
    }

    private static String text(@Nullable String attribute) {
        return attribute == null ? "" : attribute;
    }
}

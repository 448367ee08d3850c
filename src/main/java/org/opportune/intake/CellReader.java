package org.opportune.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.HiddenCharacters;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;

/** Reads one cell of a sheet into the text that a person sees in it. */
final class CellReader {
    private final List<String> shared;
    private final DateFormats formats;
    private final boolean since1904;
    private final Findings findings;

    CellReader(List<String> shared, DateFormats formats, boolean since1904, Findings findings) {
        this.shared = shared;
        this.formats = formats;
        this.since1904 = since1904;
        this.findings = findings;
    }

    /** Reads the cell that is open to its end; empty with a finding where it may not be read. */
    String read(Xml xml, Place place, boolean isNote) throws Refused {
        String type = xml.attribute("t");
        String style = xml.attribute("s");
        String raw = null;
        String text = null;
        boolean isFormula = false;
        while (xml.child()) {
            switch (xml.name()) {
                case "f" -> {
                    isFormula = true;
                    xml.skip();
                }
                case "v" -> raw = once(xml, place, raw);
                case "is" -> text = SharedStrings.text(xml);
                default -> xml.skip();
            }
        }
        if (isFormula) {
            findings.in(
                    Kind.FORMULA_CELL,
                    place,
                    "the cell holds a formula, whose value may change without anybody's doing; paste its value instead");
            return "";
        }
        String read = text(type == null ? "n" : type, style, raw, text, place, isNote);
        boolean isText = text != null || "s".equals(type) || "str".equals(type) || "b".equals(type);
        if (!isNote && !read.isEmpty() && !formats.isShown(style, isText)) {
            findings.in(
                    Kind.WORKBOOK_UNSAFE,
                    place,
                    "the cell holds " + Nearest.shorten(read)
                            + " and its number format shows something else; give it the format 'General' or a plain number");
        }
        return isNote ? read : checked(read, place);
    }

    private static String once(Xml xml, Place place, @Nullable String before) throws Refused {
        if (before != null) {
            throw new Refused(Kind.TABLE_CELL, place, "the cell holds two values; save the file anew");
        }
        return xml.text(7 * Grid.LONGEST + 1);
    }

    private String text(
            String type,
            @Nullable String style,
            @Nullable String raw,
            @Nullable String inline,
            Place place,
            boolean isNote)
            throws Refused {
        if (type.equals("inlineStr") ? raw != null : inline != null) {
            throw new Refused(Kind.TABLE_CELL, place, "the cell holds two values; save the file anew");
        }
        if (inline != null) {
            return inline;
        }
        if (raw == null || raw.isEmpty()) {
            return "";
        }
        String value = raw.strip();
        String read =
                switch (type) {
                    case "s" ->
                        value.matches("\\d{1,7}+") && Integer.parseInt(value) < shared.size()
                                ? shared.get(Integer.parseInt(value))
                                : null;
                    case "str" -> SharedStrings.plain(raw);
                    case "b" ->
                        value.equals("1") || value.equals("true")
                                ? "true"
                                : value.equals("0") || value.equals("false") ? "false" : null;
                    case "d" -> SheetNumber.iso(value);
                    case "n" -> formats.isDate(style) ? SheetNumber.date(value, since1904) : SheetNumber.plain(value);
                    default -> null;
                };
        if (read == null && !isNote) {
            String what = type.equals("e")
                    ? "the cell shows the error " + Nearest.shorten(value) + "; write a value or clear it"
                    : "the cell holds '" + Nearest.shorten(value) + "', which is no value of its kind; type it anew";
            findings.in(Kind.TABLE_CELL, place, what);
        }
        return read == null ? "" : read;
    }

    private String checked(String text, Place place) {
        if (text.length() > Grid.LONGEST) {
            findings.in(Kind.TABLE_CELL, place, "the cell has more than " + Grid.LONGEST + " characters");
            return "";
        }
        int before = findings.size();
        HiddenCharacters.RULES.check(place, text, findings);
        return findings.size() == before ? text : "";
    }
}

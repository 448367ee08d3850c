package org.opportune.intake;

import java.io.StringReader;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Place;

/**
 * A part of a workbook, walked element by element. Document types and entities are refused, and elements of other namespaces are passed over, as a spreadsheet
 * program does that does not know them.
 */
final class Xml {
    private static final int DEEPEST = 64;
    private static final Set<String> KNOWN = Set.of(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
            "http://schemas.openxmlformats.org/package/2006/relationships",
            "http://schemas.openxmlformats.org/package/2006/content-types");
    private static final Set<String> RELATION = Set.of(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships");

    /** What would be read by a program that knows the foreign element around it, and not here. */
    private static final Set<String> NOT_BELOW = Set.of("sheetData", "row", "c", "mergeCells", "sheets", "cols");

    private final String file;
    private final String part;
    private final XMLStreamReader reader;
    private int depth;

    Xml(String file, String part, byte[] content) throws Refused {
        this.file = file;
        this.part = part;
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            reader = factory.createXMLStreamReader(new StringReader(utf8(content)));
        } catch (XMLStreamException e) {
            throw refused("cannot be read as XML");
        }
    }

    private String utf8(byte[] content) throws Refused {
        try {
            String text = Texts.decode(file, content);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (Refused e) {
            throw refused("is not UTF-8");
        }
    }

    /** Walks the whole part: well formed, not too deep, without document type and entities. Gives the name of its root. */
    static String check(String file, String part, byte[] content) throws Refused {
        Xml xml = new Xml(file, part, content);
        String root = null;
        for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
            if (root == null && event == XMLStreamConstants.START_ELEMENT) {
                root = xml.reader.getLocalName();
            }
        }
        return root == null ? "" : root;
    }

    /** Goes to the next child of the element that is open; false at its end. Each child is to be read to its own end before. */
    boolean child() throws Refused {
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.END_ELEMENT || event == XMLStreamConstants.END_DOCUMENT) {
                return false;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (KNOWN.contains(namespace())) {
                    return true;
                }
                skip();
            }
        }
    }

    /** Reads to the end of the element that is open. */
    void skip() throws Refused {
        int outer = depth - 1;
        while (depth > outer) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT
                    && KNOWN.contains(namespace())
                    && NOT_BELOW.contains(name())) {
                throw refused("has an element '" + name() + "' where none belongs");
            }
        }
    }

    /** The text of the element that is open, read to its end, and no more of it than {@code most} characters. */
    String text(int most) throws Refused {
        StringBuilder text = new StringBuilder();
        int outer = depth - 1;
        while (depth > outer) {
            int event = next();
            boolean isText = event == XMLStreamConstants.CHARACTERS
                    || event == XMLStreamConstants.CDATA
                    || event == XMLStreamConstants.SPACE;
            if (isText && depth == outer + 1 && text.length() < most) {
                String more = reader.getText();
                text.append(more, 0, Math.min(more.length(), most - text.length()));
            }
        }
        return text.toString();
    }

    String name() {
        return reader.getLocalName();
    }

    @Nullable
    String attribute(String name) {
        return reader.getAttributeValue("", name);
    }

    /** The attribute {@code r:…}, which names a relationship of the part. */
    @Nullable
    String relation(String name) {
        for (String namespace : RELATION) {
            String value = reader.getAttributeValue(namespace, name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    boolean isTrue(String name) {
        String value = attribute(name);
        return value != null && (value.equals("1") || value.equals("true") || value.equals("on"));
    }

    /** A number that the format demands to be one; what is none is 0, for the bounds to refuse. */
    int number(String name) {
        String value = attribute(name);
        return value != null && value.matches("\\d{1,9}+") ? Integer.parseInt(value) : 0;
    }

    Refused refused(String message) {
        return new Refused(Kind.WORKBOOK_UNSAFE, Place.of(file, 1, 1), "the part '" + part + "' " + message);
    }

    private String namespace() {
        String namespace = reader.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }

    private int next() throws Refused {
        int event;
        try {
            event = reader.next();
        } catch (XMLStreamException
                | RuntimeException e) { // the parser throws unchecked ones too at some broken documents
            throw refused("is not well-formed XML; save the file anew");
        }
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> depth++;
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.ENTITY_DECLARATION ->
                throw refused("declares a document type or entities, as no spreadsheet program does");
            default -> {}
        }
        if (depth > DEEPEST) {
            throw refused("is nested more than " + DEEPEST + " deep");
        }
        return event;
    }
}

package org.opportune.intake;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;

/** Reads a decision table in CSV. Neighbours that end in {@code ...} are one merged range, as Drools' own reader of CSV has it. */
final class CsvGrid {
    private static final String MERGED = "...";

    private static final Pattern RECORD = Pattern.compile("\\s*\\(record starting at line (\\d+)\\)");
    private static final Pattern SEPARATOR =
            Pattern.compile("\"?sep=([,;|\t])\"?[,;\t ]*(?=\\R|\\z)", Pattern.CASE_INSENSITIVE);

    private final String file;
    private final Findings findings;
    private final List<GridLine> lines = new ArrayList<>();

    private CsvGrid(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    static Grid read(String file, byte[] content, Findings findings) throws Refused {
        String text = Texts.normal(Texts.decode(file, content));
        Findings own = Findings.ofRulebook();
        CsvGrid grid = new CsvGrid(file, own);
        int line = 1;
        try (CsvReader<CsvRecord> reader = reader(text)) {
            for (CsvRecord record : reader) {
                line = (int) record.getStartingLineNumber();
                grid.row(line, record);
            }
        } catch (CsvParseException | UncheckedIOException e) {
            mistake(file, line, e).into(own); // what stands above it is read
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        findings.addAll(own);
        return new Grid(file, null, grid.lines, own.isEmpty());
    }

    /** Empty lines stay, so that rows are where the author sees them; of Excel's line {@code sep=;} an empty one is left. */
    static CsvReader<CsvRecord> reader(String text) {
        Matcher told = SEPARATOR.matcher(text);
        boolean isTold = told.lookingAt();
        return CsvReader.builder()
                .fieldSeparator(isTold ? told.group(1).charAt(0) : separator(text))
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(isTold ? text.substring(told.end()) : text);
    }

    /** Where a comma is the sign of decimals, spreadsheets write semicolons, and as text tabs; the first line that says anything tells. */
    private static char separator(String text) {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        boolean quoted = false;
        boolean semicolon = false;
        boolean tab = false;
        for (int i = 0; i < first.length(); i++) {
            char c = first.charAt(i);
            quoted ^= c == '"';
            if (c == ',' && !quoted) {
                return ',';
            }
            semicolon |= c == ';' && !quoted;
            tab |= c == '\t' && !quoted;
        }
        return semicolon ? ';' : tab ? '\t' : ',';
    }

    /** At the line where the row begins whose quote is wrong, which the reader's message tells; else after what was read last. */
    static Refused mistake(String file, int last, RuntimeException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        Matcher told = RECORD.matcher(String.valueOf(cause.getMessage()));
        int line = told.find() ? Integer.parseInt(told.group(1)) : last;
        return new Refused(
                Kind.TABLE_LAYOUT,
                Place.of(file, line, 1),
                "not a CSV table from here on: " + Nearest.shorten(told.replaceAll(""))
                        + "; a text in quotes ends with a quote, and a quote in it stands twice");
    }

    private void row(int line, CsvRecord record) throws Refused {
        int length = filled(record);
        if (lines.size() == Grid.MOST_ROWS) {
            throw new Refused(
                    Kind.TABLE_LAYOUT,
                    Place.of(file, line, 1),
                    "the table has more than " + Grid.MOST_ROWS + " rows; split it");
        }
        if (length > Grid.MOST_COLUMNS) {
            throw new Refused(
                    Kind.TABLE_LAYOUT,
                    Place.of(file, line, Grid.MOST_COLUMNS + 1),
                    "the row has more than " + Grid.MOST_COLUMNS + " cells; split the table");
        }
        @Nullable String[] texts = new @Nullable String[length];
        int[] firsts = new int[length];
        int start = -1;
        for (int column = 0; column < length; column++) {
            String text = record.getField(column).strip();
            Place place = Place.of(file, line, column + 1);
            if (text.length() > Grid.LONGEST) {
                findings.in(Kind.TABLE_CELL, place, "the cell has more than " + Grid.LONGEST + " characters");
            }
            boolean isMerged = text.endsWith(MERGED);
            if (isMerged) {
                text = text.substring(0, text.length() - MERGED.length()).strip();
            }
            if (isMerged && start >= 0) {
                String whole = String.valueOf(texts[start]);
                if (!text.isEmpty() && !text.equals(whole)) {
                    findings.in(
                            Kind.TABLE_LAYOUT,
                            place,
                            "'" + Nearest.shorten(text) + "...' continues '" + Nearest.shorten(whole)
                                    + "...' and must say the same; merged ranges cannot stand side by side");
                }
                text = whole;
            } else {
                start = isMerged ? column : -1;
            }
            texts[column] = text;
            firsts[column] = isMerged ? start : column;
        }
        lines.add(new GridLine(line, texts, firsts));
    }

    /** Without the empty cells at the end, which spreadsheet programs write to make all rows as long. */
    static int filled(CsvRecord record) {
        int length = record.getFieldCount();
        while (length > 0 && record.getField(length - 1).isBlank()) {
            length--;
        }
        return length;
    }
}

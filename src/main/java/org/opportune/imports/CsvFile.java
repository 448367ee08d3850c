package org.opportune.imports;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.opportune.imports.Mapping.Layout;
import org.opportune.imports.Row.Line;
import org.opportune.imports.Row.Rejection;
import org.opportune.kernel.Finding;

/**
 * The lines of a CSV file, plain or gzip, one at a time and in bounded memory. A line that cannot be read is a {@link Rejection}; a file that cannot
 * be read on is an {@link ImportFailure}. Blank lines are no lines.
 */
final class CsvFile implements Closeable {
    private static final int LONGEST_CELL = 64 * 1024;
    private static final int LONGEST_LINE = 256 * 1024;
    private static final int MOST_COLUMNS = 1_000;
    private static final Pattern PLACE = Pattern.compile("\\s*\\(record starting at line (\\d+)\\)");
    private static final char REPLACEMENT = '\uFFFD';

    private final String name;
    private final CountedStream read;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final Columns columns;

    /**
     * Opens a file and reads its header.
     *
     * @param name as messages call the file
     * @param most how many bytes of text the file may hold, so that a small archive cannot hold an endless one
     */
    CsvFile(Path file, String name, Layout layout, long most) throws IOException {
        this.name = name;
        read = new CountedStream(Files.newInputStream(file), Long.MAX_VALUE, name);
        try {
            InputStream text = new CountedStream(unpacked(new BufferedInputStream(read, 1 << 16)), most, name);
            reader = CsvReader.builder()
                    .fieldSeparator(layout.separator())
                    .quoteCharacter(layout.quote())
                    .allowUnclosedQuote(false)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .maxBufferSize(LONGEST_LINE)
                    .build(
                            CsvRecordHandler.of(limits -> limits.maxFields(MOST_COLUMNS)
                                    .maxFieldSize(LONGEST_CELL)
                                    .maxRecordSize(LONGEST_LINE)),
                            new InputStreamReader(text, layout.charset()));
            records = reader.iterator();
            List<String> header = layout.header();
            if (header == null) {
                CsvRecord first = record();
                if (first == null) {
                    throw new ImportFailure(Finding.in(name, 1, 1, "the file is empty"));
                }
                header = first.getFields().stream().map(CsvFile::columnName).toList();
            }
            columns = new Columns(header);
        } catch (IOException | RuntimeException e) {
            read.close();
            throw e;
        }
    }

    Columns columns() {
        return columns;
    }

    /** How many bytes of the file as it lies on the disk were read. */
    long bytes() {
        return read.bytes();
    }

    /** The next line; null at the end. */
    @Nullable
    Row next() {
        CsvRecord record = record();
        if (record == null) {
            return null;
        }
        long number = record.getStartingLineNumber();
        List<String> cells = record.getFields();
        if (cells.size() != columns.size()) {
            return new Rejection(
                    number,
                    Reasons.RAGGED,
                    "the line has " + cells.size() + " cells where the file has " + columns.size()
                            + " columns; look for a missing or stray separator or quote");
        }
        for (String cell : cells) {
            if (cell.indexOf(REPLACEMENT) >= 0) {
                return new Rejection(
                        number,
                        Reasons.ENCODING,
                        "the line has bytes that are not of the file's charset; say 'charset' under 'file' in the mapping");
            }
        }
        return new Line(number, columns, cells);
    }

    private @Nullable CsvRecord record() {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
            int line = place.find() ? Integer.parseInt(place.group(1)) : 1;
            throw new ImportFailure(Finding.in(
                    name, line, 1, "not CSV: " + place.replaceAll("") + " Correct the file and import it again."));
        } catch (UncheckedIOException e) {
            throw unreadable(e.getCause());
        }
    }

    private ImportFailure unreadable(@Nullable IOException cause) {
        return cause instanceof EOFException || cause instanceof ZipException
                ? new ImportFailure(Finding.in(name, 1, 1, "the archive is damaged or cut short; upload it again"))
                : new ImportFailure(Finding.in(name, 1, 1, "the file cannot be read: " + cause));
    }

    private InputStream unpacked(BufferedInputStream file) throws IOException {
        file.mark(2);
        boolean isGzip = file.read() == 0x1f && file.read() == 0x8b;
        file.reset();
        try {
            return isGzip ? new GZIPInputStream(file, 1 << 16) : file;
        } catch (EOFException | ZipException e) {
            throw unreadable(e);
        }
    }

    private static String columnName(String cell) {
        return (cell.startsWith("\uFEFF") ? cell.substring(1) : cell).strip();
    }

    @Override
    public void close() throws IOException {
        records.close();
        reader.close();
        read.close();
    }
}

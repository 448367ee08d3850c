package org.opportune.imports;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opportune.imports.Row.Rejection;

/** Writes each refused line, why, and what to do about it, as CSV that a spreadsheet opens without running what a cell says. */
final class RejectReport implements Closeable {
    private final BufferedWriter out;

    RejectReport(Path file) throws IOException {
        out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        out.write("line,reason,message\r\n");
    }

    void add(Rejection rejection) throws IOException {
        out.write(Long.toString(rejection.number()));
        out.write(',');
        out.write(quoted(rejection.reason()));
        out.write(',');
        out.write(quoted(rejection.message()));
        out.write("\r\n");
    }

    private static String quoted(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

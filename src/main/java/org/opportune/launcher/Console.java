package org.opportune.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Pattern;

/** The server's log on the console: a line a record. While the WAR deploys it holds failures back, to tell them in one line. */
final class Console extends Handler {
    /**
     * Warnings of every start: certificates in the trust store that Payara ships, and a driver that it unloads itself. And of each connection to a
     * database that is away, of which Opportune tells when it begins and ends.
     */
    private static final Pattern PAYARAS_OWN_AFFAIRS =
            Pattern.compile("SSL certificate.* has expired|NCLS-SECURITY-05054|registered the JDBC driver"
                    + "|^(poolmgr\\.(create_resource_error|get_connection_failure)|jdbc\\.exc_(get_conn|tx_iso)"
                    + "|managed_con\\.cleanup-failed|cleanup\\.resource\\.failed)$");

    private static final Logger PAYARA = Logger.getLogger("PayaraMicro");
    private static final Formatter MESSAGES = new SimpleFormatter();

    private final PrintStream out;
    private final boolean json;
    private final List<LogRecord> heldBack = new ArrayList<>();
    private boolean holding;

    Console(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** Levels for the whole JVM: Payara's chatter is quiet, Opportune speaks. Payara reads them from the file again. */
    static Path writeLevels(Path folder) {
        Path file = folder.resolve("logging.properties");
        try {
            Files.writeString(file, """
                    handlers=
                    .level=WARNING
                    org.opportune.level=INFO
                    ch.vorburger.level=OFF
                    javax.enterprise.system.ssl.security.level=SEVERE
                    """);
            try (var levels = Files.newInputStream(file)) {
                LogManager.getLogManager().readConfiguration(levels);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the place of every handler that Payara set up. */
    void takeOver() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(this);
        // It brings a handler of its own when the process ends, which no level holds back.
        PAYARA.setFilter(record -> record.getLevel().intValue() >= Level.WARNING.intValue());
    }

    synchronized void hold() {
        holding = true;
    }

    /** Lets go of what was held back, printing it when asked. */
    synchronized List<LogRecord> release(boolean print) {
        holding = false;
        List<LogRecord> held = List.copyOf(heldBack);
        heldBack.clear();
        if (print) {
            held.forEach(this::publish);
        }
        return held;
    }

    /** Writes what was held back to a file, and returns its path. */
    Path tell(List<LogRecord> held, Path folder) {
        Path file = folder.resolveSibling("not-deployed.log");
        try {
            return Files.write(file, held.stream().map(Console::text).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void publish(LogRecord record) {
        if (!isLoggable(record) || !concernsUs(record)) {
            return;
        }
        if (holding && record.getLevel().intValue() >= Level.WARNING.intValue()) {
            heldBack.add(record);
            return;
        }
        out.println(json ? Json.line(record, MESSAGES.formatMessage(record)) : text(record));
    }

    /** Payara sets levels of its own for some loggers; what it says below WARNING is for its developers. */
    private static boolean concernsUs(LogRecord record) {
        if (PAYARAS_OWN_AFFAIRS.matcher(MESSAGES.formatMessage(record)).find()) {
            return false;
        }
        return record.getLevel().intValue() >= Level.WARNING.intValue()
                || name(record).startsWith("org.opportune.");
    }

    private static String text(LogRecord record) {
        String time = DateTimeFormatter.ISO_INSTANT.format(record.getInstant().truncatedTo(ChronoUnit.MILLIS));
        return time + " " + record.getLevel() + " " + shortName(record) + ": "
                + MESSAGES.formatMessage(record).strip() + trace(record);
    }

    private static String shortName(LogRecord record) {
        String name = name(record);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String name(LogRecord record) {
        return String.valueOf(record.getLoggerName());
    }

    static String trace(LogRecord record) {
        if (record.getThrown() == null) {
            return "";
        }
        StringWriter trace = new StringWriter();
        record.getThrown().printStackTrace(new PrintWriter(trace, true));
        return System.lineSeparator() + trace.toString().stripTrailing();
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        flush();
    }

    /** One object a line, for log collectors. The launcher brings no JSON library. */
    private static final class Json {
        static String line(LogRecord record, String message) {
            return "{\"time\":" + quoted(record.getInstant().toString())
                    + ",\"level\":" + quoted(record.getLevel().getName())
                    + ",\"logger\":" + quoted(String.valueOf(record.getLoggerName()))
                    + ",\"message\":" + quoted(message.strip())
                    + (record.getThrown() == null
                            ? ""
                            : ",\"thrown\":" + quoted(trace(record).strip())) + "}";
        }

        private static String quoted(String text) {
            StringBuilder out = new StringBuilder("\"");
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '"' || c == '\\') {
                    out.append('\\').append(c);
                } else if (c < ' ' || c == '\u2028' || c == '\u2029') {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
            return out.append('"').toString();
        }
    }
}

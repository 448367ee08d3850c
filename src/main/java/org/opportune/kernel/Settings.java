package org.opportune.kernel;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of the server: the one list that the server, the launcher, {@code config/opportune.properties} and
 * {@code docs/operation.md} share. A value comes from a system property, else from the environment, else from the file,
 * else from here.
 */
public enum Settings {
    CONFIG(
            "opportune.config",
            Kind.TEXT,
            "config/opportune.properties",
            "The file that the other settings are read from; a missing file is an empty one."),
    HTTP_PORT("opportune.http.port", Kind.PORT, "8080", "The port that the server listens on."),
    HTTP_ADDRESS(
            "opportune.http.address",
            Kind.TEXT,
            "0.0.0.0",
            "127.0.0.1",
            "The network address that the server listens on; 0.0.0.0 is every address of the machine."),
    DATA(
            "opportune.data",
            Kind.TEXT,
            "data",
            "The folder that the server may write to: journal, releases, and the embedded MariaDB."),
    RULES(
            "opportune.rules",
            Kind.TEXT,
            "rules",
            "The folder with the rulebook that a new server starts with, or that it serves (opportune.rules.from)."),
    RULES_FROM(
            "opportune.rules.from",
            Kind.RULES_FROM,
            "database",
            "folder",
            "database: releases that are drafted, approved and published here; folder: the folder opportune.rules, as its files"
                    + " are saved."),
    CHECK_JAR(
            "opportune.check.jar",
            Kind.TEXT,
            null,
            "The program that checks drafts in a process of its own; without it, opportune-cli.jar beside the launcher."),
    DB_URL(
            "opportune.db.url",
            Kind.TEXT,
            null,
            "JDBC URL of a MariaDB 10.6 or newer; without it, mvn -Pserve starts an embedded one."),
    DB_USER("opportune.db.user", Kind.TEXT, null, "The user for opportune.db.url."),
    DB_PASSWORD("opportune.db.password", Kind.SECRET, null, "The password for opportune.db.url; never empty."),
    REPORTS_URL(
            "opportune.reports.url",
            Kind.TEXT,
            "${opportune.db.url}",
            "JDBC URL that reports are read from, over few connections of their own; it may be a replica's."),
    DEMO(
            "opportune.demo",
            Kind.FLAG,
            "false",
            "true",
            "Load the demo shop when the database holds no customers, and make a demo API key."),
    DEMO_CUSTOMERS("opportune.demo.customers", Kind.COUNT, "10000", "How many customers the demo shop has."),
    DEMO_SEED("opportune.demo.seed", Kind.NUMBER, "1", "The seed of the demo shop: the same seed, the same customers."),
    DEMO_VISITS(
            "opportune.demo.visits",
            Kind.NUMBER,
            "0",
            "120",
            "How many visits a minute the demo shop's customers make, in which they answer what they are offered; 0 for none."),
    BOOTSTRAP_KEY(
            "opportune.bootstrap.key",
            Kind.API_KEY,
            null,
            "If set, the principal 'admin' exists with the role admin and this API key, opp_ and at least 32 letters,"
                    + " digits, '-' or '_'; unset it after the first start."),
    BODY_MAX("opportune.body.max", Kind.COUNT, "1048576", "The longest request body, in bytes."),
    IMPORT_MAX("opportune.import.max", Kind.COUNT, "2147483648", "The longest import file, in bytes."),
    CACHE_CUSTOMERS("opportune.cache.customers", Kind.COUNT, "100000", "How many hot customers are kept in memory."),
    JOURNAL_SYNC(
            "opportune.journal.sync",
            Kind.JOURNAL_SYNC,
            "disk",
            "disk: what was answered survives a loss of power; system: only the death of the server, for less waiting."),
    JOURNAL_MAX(
            "opportune.journal.max",
            Kind.COUNT,
            "1073741824",
            "How many bytes may wait in the journal for the database, before decisions are answered and not recorded."),
    LEDGER_KEEP(
            "opportune.ledger.keep",
            Kind.DURATION,
            "P400D",
            "How long decisions are kept (ISO 8601); months that are older are dropped whole."),
    SWEEP_EVERY(
            "opportune.sweep.every",
            Kind.DURATION,
            "PT1H",
            "How often the sweep looks for customers whose stage changed by the passing of time (ISO 8601)."),
    WEBHOOKS_RETRY(
            "opportune.webhooks.retry",
            Kind.DURATION,
            "P3D",
            "For how long an event that a webhook's receiver does not take is sent again, less and less often (ISO 8601); then it is dead."),
    WEBHOOKS_KEEP(
            "opportune.webhooks.keep",
            Kind.DURATION,
            "P14D",
            "How long deliveries of webhooks are kept that were taken or are dead (ISO 8601), and how long a paused webhook keeps what it is to send."),
    WEBHOOKS_PRIVATE(
            "opportune.webhooks.private",
            Kind.FLAG,
            "false",
            "Let webhooks send by http, and to addresses that are not public, such as those of an intranet."),
    LOG_FORMAT("opportune.log.format", Kind.LOG_FORMAT, "text", "text: a line for people; json: an object a line.");

    /** What a value must look like. */
    public enum Kind {
        TEXT,
        SECRET,
        API_KEY,
        FLAG,
        PORT,
        COUNT,
        NUMBER,
        DURATION,
        RULES_FROM,
        JOURNAL_SYNC,
        LOG_FORMAT
    }

    /** The form of an API key, by which scanners for leaked secrets know one. */
    public static final Pattern API_KEY = Pattern.compile("opp_[A-Za-z0-9_-]{32,100}");

    private final String key;
    private final Kind kind;
    private final @Nullable String standard;
    private final @Nullable String inServe;
    private final String sentence;

    Settings(String key, Kind kind, @Nullable String standard, String sentence) {
        this(key, kind, standard, standard, sentence);
    }

    Settings(String key, Kind kind, @Nullable String standard, @Nullable String inServe, String sentence) {
        this.key = key;
        this.kind = kind;
        this.standard = standard;
        this.inServe = inServe;
        this.sentence = sentence;
    }

    /** The name in files and system properties, {@code opportune.http.port}. */
    public String key() {
        return key;
    }

    /** The name in the environment, {@code OPPORTUNE_HTTP_PORT}. */
    public String environment() {
        return key.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    public Optional<String> standard() {
        return Optional.ofNullable(standard);
    }

    /** The default under {@code mvn -Pserve}, which is a shop to try and not a server to face the world. */
    public Optional<String> inServe() {
        return Optional.ofNullable(inServe);
    }

    public String sentence() {
        return sentence;
    }

    /** A secret is neither printed nor logged. */
    public boolean secret() {
        return kind == Kind.SECRET || kind == Kind.API_KEY;
    }

    public static Optional<Settings> named(String key) {
        return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
    }

    public static List<String> keys() {
        return Arrays.stream(values()).map(Settings::key).toList();
    }

    /** Returns the value, or refuses the start with what was given and what is wanted. */
    public String checked(String value, String source) {
        Optional<String> wanted = wantedInsteadOf(value);
        if (wanted.isPresent()) {
            String shown = secret() ? "" : " '" + value + "'";
            throw new StartRefused(key + shown + " (" + source + ") must be " + wanted.get() + ".");
        }
        return value;
    }

    private Optional<String> wantedInsteadOf(String value) {
        return switch (kind) {
            case TEXT, SECRET -> value.isBlank() ? Optional.of("given a value, or left out") : Optional.empty();
            case API_KEY ->
                API_KEY.matcher(value).matches()
                        ? Optional.empty()
                        : Optional.of("an API key: opp_ and 32 to 100 letters, digits, '-' or '_'");
            case FLAG ->
                value.equals("true") || value.equals("false") ? Optional.empty() : Optional.of("true or false");
            case PORT -> number(value, 1, 65_535) ? Optional.empty() : Optional.of("a port from 1 to 65535");
            case COUNT -> number(value, 1, Long.MAX_VALUE) ? Optional.empty() : Optional.of("a whole number from 1");
            case NUMBER ->
                number(value, Long.MIN_VALUE, Long.MAX_VALUE) ? Optional.empty() : Optional.of("a whole number");
            case DURATION ->
                positiveDuration(value) ? Optional.empty() : Optional.of("a duration above zero, such as PT1H");
            case RULES_FROM ->
                value.equals("database") || value.equals("folder")
                        ? Optional.empty()
                        : Optional.of("database or folder");
            case JOURNAL_SYNC ->
                value.equals("disk") || value.equals("system") ? Optional.empty() : Optional.of("disk or system");
            case LOG_FORMAT ->
                value.equals("text") || value.equals("json") ? Optional.empty() : Optional.of("text or json");
        };
    }

    private static boolean number(String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            return number >= least && number <= most;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    private static boolean positiveDuration(String value) {
        try {
            Duration duration = Duration.parse(value);
            return !duration.isNegative() && !duration.isZero();
        } catch (DateTimeParseException notADuration) {
            return false;
        }
    }
}

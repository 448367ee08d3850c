package org.opportune.wiring;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opportune.kernel.StartRefused;

/** What a database says of itself, {@code 11.4.5-MariaDB} or {@code 5.5.5-10.6.18-MariaDB-log}. */
record DatabaseVersion(String said, int major, int minor) {
    private static final Pattern MARIADB = Pattern.compile("(?:5\\.5\\.5-)?(\\d+)\\.(\\d+)\\..*MariaDB.*");

    static DatabaseVersion of(String said) {
        Matcher version = MARIADB.matcher(said);
        if (!version.matches()) {
            throw new StartRefused("The database says it is '" + said
                    + "'. Opportune needs MariaDB 10.6 or newer: point opportune.db.url at one.");
        }
        return new DatabaseVersion(said, Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)));
    }

    void requireSupported() {
        if (major < 10 || (major == 10 && minor < 6)) {
            throw new StartRefused(
                    "The database is MariaDB '" + said + "'. Opportune needs 10.6 or newer: upgrade it.");
        }
    }
}

package org.opportune.intake;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;

/**
 * How the files of a rulebook may be called: names that mean the same file on every system, and that no engine takes for a program. What is not of the
 * rulebook (hidden files, back-ups of editors, notes) is passed over, and is no part of a release.
 */
final class FileNames {
    static final int DEEPEST = 5;
    private static final int LONGEST = 200;
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*+");
    private static final Set<String> KNOWN = Set.of("yaml", "drl", "dslr", "dsl", "csv", "xlsx");
    private static final Map<String, String> INSTEAD =
            Map.of("xls", "xlsx", "xlsm", "xlsx", "xlsb", "xlsx", "ods", "xlsx", "yml", "yaml", "txt", "md");

    private FileNames() {}

    static boolean isPassedOver(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        String lower = last.toLowerCase(Locale.ROOT);
        return isPassedOverFolder(path)
                || last.endsWith("~")
                || last.startsWith("~$")
                || last.startsWith("#")
                || lower.endsWith(".swp")
                || lower.endsWith(".md")
                || lower.equals("readme")
                || lower.equals("thumbs.db")
                || lower.equals("desktop.ini");
    }

    /** Whether the path begins with, lies in or is something hidden; {@code ..} is not hidden but a way out. */
    static boolean isPassedOverFolder(String path) {
        for (String segment : path.split("/", -1)) {
            boolean hidden = segment.startsWith(".") && !segment.equals(".") && !segment.equals("..");
            if (hidden || segment.equals("__MACOSX")) {
                return true;
            }
        }
        return false;
    }

    /** Whether it ends as the files of a rulebook do. */
    static boolean isOfRulebook(String path) {
        return KNOWN.contains(extension(path));
    }

    static boolean isText(String path) {
        String extension = extension(path);
        return KNOWN.contains(extension) && !extension.equals("xlsx");
    }

    static void check(Collection<String> paths, Findings findings) {
        Map<String, String> seen = new HashMap<>();
        for (String path : paths) {
            String wrong = wrong(path);
            String other = seen.putIfAbsent(path.toLowerCase(Locale.ROOT), path);
            if (wrong == null && other != null) {
                wrong = "'" + other
                        + "' differs from it in capitals only, and is the same file on other systems; rename one";
            }
            if (wrong != null) {
                findings.in(Kind.FILE_NAME, Place.of(Nearest.shorten(path), 1, 1), wrong);
            }
        }
        for (String path : paths) {
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                if (seen.containsKey(path.substring(0, slash).toLowerCase(Locale.ROOT))) {
                    String message =
                            "a file and a folder are both called '" + path.substring(0, slash) + "'; rename one";
                    findings.in(Kind.FILE_NAME, Place.of(Nearest.shorten(path), 1, 1), message);
                }
            }
        }
    }

    private static @Nullable String wrong(String path) {
        String[] segments = path.split("/", -1);
        if (path.length() > LONGEST) {
            return "the path is longer than " + LONGEST + " characters";
        }
        if (segments.length > DEEPEST) {
            return "the file lies deeper than " + DEEPEST + " levels; move it up";
        }
        for (String segment : segments) {
            if (!SEGMENT.matcher(segment).matches()) {
                return "'" + Nearest.shorten(segment)
                        + "' is not a name of letters A to Z, digits, '.', '_' and '-' that begins with a letter or digit";
            }
        }
        String extension = extension(path);
        if (KNOWN.contains(extension)) {
            return null;
        }
        String lower = extension.toLowerCase(Locale.ROOT);
        String instead = KNOWN.contains(lower) ? lower : INSTEAD.get(lower);
        return instead == null
                ? "the files of a rulebook are "
                        + String.join(
                                ", ", KNOWN.stream().sorted().map(k -> "." + k).toList())
                        + "; move this one out of the folder"
                : "the extension '." + extension + "' is not read; save it as ." + instead;
    }

    private static String extension(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.substring(last.lastIndexOf('.') + 1);
    }
}

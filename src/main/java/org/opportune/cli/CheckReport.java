package org.opportune.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Json;
import org.opportune.releases.CheckResult;

/** A check as lines of text, each finding as compilers write theirs, so that editors and build servers find the place. */
final class CheckReport {
    /** What a terminal would obey, or would show in another order than it stands. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\x{2028}\\x{2029}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");

    private CheckReport() {}

    static List<String> lines(Path folderOrZip, CheckResult result) {
        String prefix = prefix(folderOrZip);
        List<String> lines = new ArrayList<>();
        result.errors().forEach(finding -> lines.add(line(prefix, "error", finding)));
        result.warnings().forEach(finding -> lines.add(line(prefix, "warning", finding)));
        result.notes().forEach(finding -> lines.add(line(prefix, "note", finding)));
        lines.add(summary(result) + (lines.isEmpty() ? "" : "; docs/messages/<kind>.md explains a [kind]"));
        return lines;
    }

    /** As {@code check} tells it, of a check that a server made. */
    static void tell(PrintWriter out, Path folderOrZip, CheckResult result, boolean json) {
        if (json) {
            out.println(Json.MAPPER.valueToTree(result).toString());
        } else {
            lines(folderOrZip, result).forEach(out::println);
        }
        out.flush();
    }

    /** What stands before the paths of a folder's files, so that they can be opened from here. */
    static String prefix(Path folderOrZip) {
        return Files.isDirectory(folderOrZip)
                ? folderOrZip.resolve("x").toString().replaceFirst("x$", "")
                : "";
    }

    /** With errors, rules were not counted, cases perhaps not run, and warnings not looked for. */
    private static String summary(CheckResult result) {
        String files = count(result.files(), "file");
        String cases = count(result.cases(), "case");
        String errors = count(result.errors().size(), "error");
        if (!result.ok()) {
            return files + (result.cases() > 0 ? ", " + cases : "") + ": " + errors;
        }
        return files + ", " + count(result.rules(), "rule") + ", " + cases + ": " + errors + ", "
                + count(result.warnings().size(), "warning") + ", "
                + count(result.notes().size(), "note");
    }

    static String line(String prefix, String weight, Finding finding) {
        String place = finding.file() == null
                ? ""
                : prefix + finding.file() + ":"
                        + (finding.cell() == null ? finding.line() + ":" + finding.column() : finding.cell()) + ": ";
        String kind = finding.kind() == null ? "" : " [" + finding.kind() + "]";
        return printable(place + weight + ": " + finding.message() + kind);
    }

    static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("\uFFFD");
    }

    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}

package org.opportune.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.opportune.releases.Change;
import org.opportune.releases.Change.Action;
import org.opportune.releases.Change.Detail;
import org.opportune.releases.Diff;
import org.opportune.releases.DiffResult;

/** What differs, as lines of text: a line a change with its place, below it what of it has changed. */
final class DiffReport {
    private static final int SHORT = 12;

    private DiffReport() {}

    static List<String> lines(Path earlier, Path later, DiffResult result) {
        List<String> lines = new ArrayList<>();
        result.earlierErrors()
                .forEach(finding -> lines.add(CheckReport.line(CheckReport.prefix(earlier), "error", finding)));
        result.laterErrors()
                .forEach(finding -> lines.add(CheckReport.line(CheckReport.prefix(later), "error", finding)));
        Diff diff = result.diff();
        if (diff == null) {
            lines.add("not compared: "
                    + CheckReport.count(result.earlierErrors().size(), "error") + " in " + earlier + ", "
                    + CheckReport.count(result.laterErrors().size(), "error") + " in " + later);
            return lines;
        }
        for (Change change : diff.changes()) {
            lines.add(CheckReport.printable(head(change)));
            change.details().forEach(detail -> lines.add(CheckReport.printable("    " + detail(change, detail))));
        }
        lines.add(CheckReport.count(diff.changes().size(), "change") + " from "
                + diff.from().substring(0, SHORT) + " to " + diff.to().substring(0, SHORT));
        return lines;
    }

    private static String head(Change change) {
        String place = change.file() + ":" + (change.cell() == null ? String.valueOf(change.line()) : change.cell());
        boolean isRewritten = change.part().equals("file") && change.action() == Action.CHANGED;
        return change.part() + " " + change.action().name().toLowerCase(Locale.ROOT) + ": " + change.id()
                + (change.part().equals("file") ? "" : " (" + place + ")")
                + (isRewritten ? ", in how it is written and not in what it means" : "");
    }

    private static String detail(Change change, Detail detail) {
        if (detail.from() != null && detail.to() != null) {
            return detail.of() + ": " + detail.from() + "  \u2192  " + detail.to();
        }
        String sign = change.action() != Action.CHANGED ? "" : detail.from() == null ? "+ " : "- ";
        return sign + detail.of() + ": " + (detail.from() == null ? detail.to() : detail.from());
    }
}

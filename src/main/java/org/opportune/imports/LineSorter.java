package org.opportune.imports;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.imports.CellReader.Refused;
import org.opportune.imports.Mapping.EventPattern;
import org.opportune.imports.Mapping.RejectRule;
import org.opportune.imports.Row.Line;
import org.opportune.imports.Row.Rejection;

/** The first half of an import: says of each line which event it belongs to, or why it is refused, and keeps its customer's attributes. */
final class LineSorter {
    private final Mapping mapping;
    private final CellReader cells;
    private final ColumnNeeds attributes;
    private final CustomerChanges changes;
    private final ExternalSort sort;
    private final Rejections rejections;
    private final String fileHash;

    /**
     * @param fileHash names lines that are events of their own, so that the same file gives them the same ids
     */
    LineSorter(Mapping mapping, CustomerChanges changes, ExternalSort sort, Rejections rejections, String fileHash) {
        this.mapping = mapping;
        this.cells = new CellReader(mapping);
        this.attributes = ColumnNeeds.of(mapping.customer().attributes().values());
        this.changes = changes;
        this.sort = sort;
        this.rejections = rejections;
        this.fileHash = fileHash;
    }

    void take(Row row) throws IOException {
        if (row instanceof Line line) {
            take(line);
        } else if (row instanceof Rejection rejection) {
            rejections.add(rejection);
        }
    }

    private void take(Line line) throws IOException {
        for (RejectRule rule : mapping.rejects()) {
            if (rule.when().holds(line)) {
                rejections.add(new Rejection(line.number(), rule.reason(), rule.because()));
                return;
            }
        }
        if (mapping.events().isEmpty()) {
            Rejection flaw = customer(line);
            if (flaw == null) {
                rejections.kept(1);
            } else {
                rejections.add(flaw);
            }
            return;
        }
        for (int i = 0; i < mapping.events().size(); i++) {
            EventPattern pattern = mapping.events().get(i);
            if (pattern.when().holds(line)) {
                sort(i, pattern, line);
                return;
            }
        }
        rejections.add(new Rejection(
                line.number(), Reasons.NO_EVENT, "no event of the mapping takes this line; add one, or a reject rule"));
    }

    private void sort(int index, EventPattern pattern, Line line) throws IOException {
        StringBuilder key = new StringBuilder();
        for (String column : pattern.groupBy()) {
            String cell = line.cell(column);
            if (cell.isEmpty()) {
                rejections.add(new Rejection(
                        line.number(), Reasons.NO_KEY, column + " is empty, and says to which event the line belongs"));
                return;
            }
            key.append(key.isEmpty() ? "" : "|").append(cell);
        }
        if (key.isEmpty()) {
            key.append(fileHash).append('-').append(1_000_000_000_000L + line.number());
        }
        sort.add(new Entry(index, key.toString(), line.number(), line.cells(), customer(line)));
    }

    /** Keeps what the line says of its customer; what is wrong with it otherwise. */
    private @Nullable Rejection customer(Line line) {
        try {
            Map<String, String> identities = cells.identities(line);
            if (identities.isEmpty()) {
                return new Rejection(line.number(), Reasons.NO_CUSTOMER, noCustomer());
            }
            if (mapping.customer().attributes().isEmpty()) {
                return null;
            }
            String wrong = changes.add(identities, cells.read(line, attributes));
            return wrong == null ? null : new Rejection(line.number(), Reasons.INVALID, wrong);
        } catch (Refused e) {
            return e.rejection();
        }
    }

    private String noCustomer() {
        List<String> columns = List.copyOf(mapping.customer().identities().values());
        return columns.size() == 1
                ? columns.get(0) + " is empty: the line names no customer"
                : "all of " + String.join(", ", columns) + " are empty: the line names no customer";
    }
}

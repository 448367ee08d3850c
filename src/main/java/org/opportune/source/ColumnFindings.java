package org.opportune.source;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.opportune.intake.Grid.Cell;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Place;

/**
 * What is wrong with the cells of a table's columns. A mistake of a template shows in each cell that fills it and is told once, at the template; what only
 * some of the cells make wrong there is told at these cells.
 */
final class ColumnFindings {
    private final Findings findings;
    private final Map<Integer, Integer> cells = new HashMap<>();
    private final Map<Integer, Map<Finding, Set<Place>>> ofTemplates = new LinkedHashMap<>();

    ColumnFindings(Findings findings) {
        this.findings = findings;
    }

    void add(TableColumn column, Cell cell, Findings wrong) {
        cells.merge(column.index(), 1, Integer::sum);
        for (Finding finding : wrong.list()) {
            if (finding.equals(finding.movedTo(cell.place()))) {
                findings.add(finding);
            } else {
                ofTemplates
                        .computeIfAbsent(column.index(), index -> new LinkedHashMap<>())
                        .computeIfAbsent(finding, first -> new LinkedHashSet<>())
                        .add(cell.place());
            }
        }
    }

    /** At the end of the table. */
    void tell() {
        ofTemplates.forEach((column, found) -> found.forEach((finding, places) -> {
            if (places.size() == cells.getOrDefault(column, 0)) {
                findings.add(finding);
            } else {
                places.forEach(place -> findings.add(finding.movedTo(place)));
            }
        }));
    }
}

package org.opportune.decision;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.opportune.ledger.Kept;
import org.opportune.ledger.Ledger;
import org.opportune.ledger.LedgerEntry.Answered;
import org.opportune.ledger.LedgerSearch;

/**
 * Decisions as CSV. No cell is a formula to a spreadsheet: each is an id, a hash, a time or a number, and none of them begins with =, + or @, nor with - but for a
 * number below zero.
 */
final class DecisionsCsv {
    private DecisionsCsv() {}

    /** Writes as it reads, however many there are. */
    static void write(Ledger ledger, LedgerSearch search, OutputStream out) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            csv.writeRecord("decision", "at", "customer", "release", "channel", "stage", "placement", "place", "offer");
            ledger.forEach(search, kept -> write(csv, kept));
        }
    }

    private static void write(CsvWriter csv, Kept kept) {
        kept.answered().forEach(answered -> line(csv, kept, answered));
        if (kept.answered().isEmpty()) {
            line(csv, kept, null);
        }
    }

    private static void line(CsvWriter csv, Kept kept, @Nullable Answered answered) {
        csv.writeRecord(
                kept.id().toString(),
                kept.at().toString(),
                Long.toString(kept.customer()),
                kept.release(),
                kept.channel(),
                kept.stage(),
                answered == null ? "" : answered.placement(),
                answered == null ? "" : Integer.toString(answered.place()),
                answered == null ? "" : answered.offer());
    }
}

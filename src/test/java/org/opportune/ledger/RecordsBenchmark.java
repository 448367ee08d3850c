package org.opportune.ledger;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.UUID;
import org.opportune.decision.RecordedDecisions;
import org.opportune.kernel.Sealing;

/** How large the records of the demo shop's home page are, and what it costs to pack them; {@code docs/performance.md} says how to run it. */
public final class RecordsBenchmark {
    private static final int ROUNDS = 7;

    private RecordsBenchmark() {}

    public static void main(String[] arguments) {
        List<byte[]> records = RecordedDecisions.usual(
                Path.of("rules"), arguments.length == 0 ? 1_000 : Integer.parseInt(arguments[0]));
        byte[] secret = Sealing.key();
        UUID id = new UUID(1, 2);
        for (int round = 1; round <= ROUNDS; round++) {
            long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            List<byte[]> packed = new ArrayList<>();
            for (byte[] record : records) {
                packed.add(Records.pack(secret, id, record));
            }
            double micros = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e3;
            IntSummaryStatistics from = sizes(records);
            IntSummaryStatistics to = sizes(packed);
            System.out.printf(
                    "round %d: %,d records of %,.0f bytes become %,.0f (%,d to %,d) in %.1f µs each%n",
                    round,
                    records.size(),
                    from.getAverage(),
                    to.getAverage(),
                    to.getMin(),
                    to.getMax(),
                    micros / records.size());
        }
    }

    private static IntSummaryStatistics sizes(List<byte[]> records) {
        return records.stream().mapToInt(record -> record.length).summaryStatistics();
    }
}

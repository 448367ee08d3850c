package org.opportune.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.opportune.analysis.Analysis;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.RulebookReader;

/**
 * How long a large rulebook takes from its files to a live session, and then what is odd about it: 20,000 rows of a table, or 1,000 rules of DRL, over the
 * words and offers of the shop. Prints each round and the median; {@code docs/performance.md} says how to run it.
 */
public final class RulebookBenchmark {
    /** A table has at most 20,000 lines with its head. */
    private static final int ROWS_OF_A_TABLE = 10_000;

    private static final List<String> STAGES =
            List.of("reactivation", "lapsed", "churnRisk", "acquisition", "onboarding", "advocacy", "retention");
    private static final List<String> COUNTRIES =
            List.of("FI", "SE", "NO", "DK", "IS", "EE", "LV", "LT", "PL", "DE", "AT", "CH", "CZ", "HU", "FR", "BE");
    private static final List<String> FIGURES =
            List.of("ordersTotal", "visits30d", "revenue365d", "emailsOpened90d", "productViews30d", "age");

    private RulebookBenchmark() {}

    public static void main(String[] arguments) {
        boolean rows = arguments.length == 0 || arguments[0].equals("rows");
        int rules = arguments.length < 2 ? rows ? 20_000 : 1_000 : Integer.parseInt(arguments[1]);
        int rounds = arguments.length < 3 ? 3 : Integer.parseInt(arguments[2]);
        RulebookFolder folder = folder(rows, rules);
        double[] live = new double[rounds];
        double[] studied = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            long began = System.nanoTime();
            Findings findings = new Findings();
            folder.check(findings);
            try (Rulebook rulebook = RulebookReader.read(folder, findings)) {
                if (rulebook == null) {
                    throw new IllegalStateException(findings.list().toString());
                }
                rulebook.open().close();
                live[round] = (System.nanoTime() - began) / 1e9;
                Analysis analysis = Analysis.of(
                        rulebook.rules(),
                        rulebook.facts(),
                        rulebook.vocabulary(),
                        rulebook.catalogue(),
                        rulebook.terms(),
                        Instant.now());
                studied[round] = (System.nanoTime() - began) / 1e9 - live[round];
                System.out.printf(
                        "round %d: %,d rules live in %.1f s, analysis %.1f s, %,d warnings%n",
                        round + 1,
                        rulebook.rules().size(),
                        live[round],
                        studied[round],
                        analysis.warnings().size());
            }
        }
        System.out.printf("median: live in %.1f s, analysis %.1f s%n", median(live), median(studied));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    static RulebookFolder folder(boolean rows, int rules) {
        RulebookFolder shop = RulebookFolder.read(Path.of("rules"), new Findings());
        NavigableMap<String, byte[]> files = new TreeMap<>();
        for (String path : shop.paths()) {
            if (path.endsWith(".yaml") || path.startsWith("offers/")) {
                files.put(path, shop.bytes(path));
            }
        }
        List<String> offers = shop.text("offers/offers.csv")
                .lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
        for (int first = 0; rows && first < rules; first += ROWS_OF_A_TABLE) {
            String table = table(first, Math.min(rules, first + ROWS_OF_A_TABLE), offers);
            files.put("eligibility/large-" + first + ".csv", table.getBytes(StandardCharsets.UTF_8));
        }
        if (!rows) {
            files.put("eligibility/large.drl", drl(rules, offers).getBytes(StandardCharsets.UTF_8));
        }
        return new RulebookFolder(files);
    }

    private static String table(int first, int end, List<String> offers) {
        List<String> lines = new ArrayList<>(List.of(
                "RuleSet,opportune.eligibility",
                "Import,\"opportune.facts.Customer, opportune.facts.Context, opportune.facts.Classification\"",
                "Variables,org.opportune.rulebook.Offers offers",
                "RuleTable Large",
                "NAME,CONDITION,CONDITION,CONDITION,CONDITION,ACTION",
                ",Classification,Customer...,Customer...,Customer...,",
                ",\"stage == \"\"$param\"\"\",\"country == \"\"$param\"\"\",\"revenue365d >= $1, revenue365d < $2\",age >= $param,\"offers.propose(\"\"$param\"\");\"",
                "Name,Stage,Country,Spend,Age,Offer"));
        for (int i = first; i < end; i++) {
            int band = i / (STAGES.size() * COUNTRIES.size());
            lines.add("Row " + i + ',' + STAGES.get(i % STAGES.size()) + ','
                    + COUNTRIES.get(i / STAGES.size() % COUNTRIES.size()) + ",\"" + band * 10 + ", " + (band + 1) * 10
                    + "\"," + (i % 3 == 0 ? "18" : "") + ',' + offers.get(i % offers.size()));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String drl(int rules, List<String> offers) {
        StringBuilder drl = new StringBuilder("""
                package opportune.eligibility;
                import opportune.facts.Customer;
                import opportune.facts.Context;
                import opportune.facts.Classification;
                global org.opportune.rulebook.Offers offers;
                """);
        for (int i = 0; i < rules; i++) {
            String figure = FIGURES.get(i % FIGURES.size());
            drl.append("""
                    rule "Rule %d"
                    when
                        Classification(stage == "%s", segments not contains "openComplaint")
                        Customer(country in ("%s", "FI"), %s >= %d, %s < %d || loyaltyMember == true)
                    then
                        offers.propose("%s");
                    end
                    """.formatted(
                            i,
                            STAGES.get(i % STAGES.size()),
                            COUNTRIES.get(i / 7 % COUNTRIES.size()),
                            figure,
                            i / 6,
                            FIGURES.get(i / 6 % FIGURES.size()),
                            1_000 + i,
                            offers.get(i % offers.size())));
        }
        return drl.toString();
    }
}

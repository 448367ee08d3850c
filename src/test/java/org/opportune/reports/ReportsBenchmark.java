package org.opportune.reports;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.opportune.it.TestDatabase;
import org.opportune.jdbc.Rows;
import org.opportune.jdbc.Transactions;

/**
 * How long reports take over the sums of so many decisions, made at random: 400 days, 200 offers, of which few are answered often, nine stages, five placements, a release a week, segments, locales and countries; and over moves
 * from each stage to each other every day. Arguments: how many decisions, 10,000,000 when left out.
 */
final class ReportsBenchmark {
    private static final int DAYS = 400;
    private static final int OFFERS = 200;
    private static final int STAGES = 9;
    private static final int PLACEMENTS = 5;
    private static final int COUNTRIES = 40;
    private static final int SEGMENTS = 15;
    private static final int LOCALES = 6;
    private static final int ROUNDS = 7;
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);

    private final SplittableRandom random = new SplittableRandom(1);
    private final Transactions transactions;

    private ReportsBenchmark(MariaDbPoolDataSource source) {
        this.transactions = new Transactions(source);
    }

    public static void main(String[] arguments) throws Exception {
        int decisions = arguments.length == 0 ? 10_000_000 : Integer.parseInt(arguments[0]);
        TestDatabase database = TestDatabase.start();
        try (MariaDbPoolDataSource source = database.pool(2)) {
            ReportsBenchmark benchmark = new ReportsBenchmark(source);
            benchmark.fillDays(decisions);
            benchmark.fillMoves();
            benchmark.measure(new Reports(source));
        } finally {
            database.stop();
        }
    }

    /** The first of so many most often. */
    private int few(int count) {
        return (int) (count * Math.pow(random.nextDouble(), 3));
    }

    private void fillDays(int decisions) {
        Map<List<Object>, long[]> columns = new HashMap<>();
        Map<List<Object>, long[]> traits = new HashMap<>();
        Map<List<Object>, long[]> reasons = new HashMap<>();
        for (int i = 0; i < decisions; i++) {
            LocalDate day = FIRST.plusDays((long) i * DAYS / decisions);
            int placement = random.nextInt(PLACEMENTS);
            String offer = "offer-" + few(OFFERS);
            long[] figures = {
                1, random.nextInt(2), random.nextInt(20) == 0 ? 1 : 0, random.nextInt(50) == 0 ? 1 : 0, 0, 0, 0, 0, 0
            };
            String release = String.valueOf(day.getDayOfYear() / 7 % 10).repeat(64);
            String stage = "stage-" + few(STAGES);
            add(
                    columns,
                    List.of(day, offer, "placement-" + placement, "channel-" + placement % 3, stage, release),
                    figures);
            add(traits, List.of("", day, "", offer), figures);
            add(traits, List.of("channel", day, "channel-" + placement % 3, offer), figures);
            add(traits, List.of("placement", day, "placement-" + placement, offer), figures);
            add(traits, List.of("release", day, release, offer), figures);
            add(traits, List.of("stage", day, stage, offer), figures);
            for (int segment = random.nextInt(5); segment < SEGMENTS; segment += 5) {
                add(traits, List.of("segment", day, "segment-" + segment, offer), figures);
            }
            add(traits, List.of("locale", day, "l" + few(LOCALES), offer), figures);
            add(traits, List.of("country", day, "C" + few(COUNTRIES), offer), figures);
            add(traits, List.of("arm", day, "universal-holdout/" + (random.nextInt(20) == 0), offer), figures);
            add(
                    reasons,
                    List.of(day, "REASON-" + few(10), "offer-" + few(OFFERS), "channel-" + placement % 3),
                    new long[] {1, random.nextInt(2), 2});
        }
        String figures = "answered, impressions, clicks, accepts, declines, conversions, ";
        insert(
                "offer_day (day, offer, placement, channel, stage, release_hash, " + figures
                        + "value, orders, order_value)",
                columns);
        insert("offer_trait_day (dimension, day, value, offer, " + figures + "worth, orders, order_value)", traits);
        insert("offer_reason_day (day, reason, offer, channel, held, alone, forgone)", reasons);
        System.out.printf(
                "%,d decisions: %,d rows by column, %,d by trait, %,d by reason%n",
                decisions, columns.size(), traits.size(), reasons.size());
    }

    private static void add(Map<List<Object>, long[]> sums, List<Object> key, long[] figures) {
        long[] sum = sums.computeIfAbsent(key, each -> new long[figures.length]);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += figures[i];
        }
    }

    private void insert(String into, Map<List<Object>, long[]> sums) {
        List<Object[]> rows = new ArrayList<>();
        sums.forEach((key, figures) -> {
            List<Object> row = new ArrayList<>(key);
            Arrays.stream(figures).forEach(row::add);
            rows.add(row.toArray());
        });
        insert(into, rows);
    }

    private void insert(String into, List<Object[]> rows) {
        transactions.write(connection -> {
            insert(connection, into, rows);
            return rows;
        });
    }

    private static void insert(Connection connection, String into, List<Object[]> rows) throws SQLException {
        Rows.insert(connection, "insert into " + into, rows, "");
    }

    /** Every move from each stage to each other, every day. */
    private void fillMoves() {
        List<Object[]> rows = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            for (int from = 0; from < STAGES; from++) {
                for (int to = 0; to < STAGES; to++) {
                    rows.add(new Object[] {FIRST.plusDays(day), "stage-" + from, "stage-" + to, 100, 100});
                }
            }
        }
        insert("stage_day (day, from_stage, to_stage, customers, stayed)", rows);
    }

    private void measure(Reports reports) {
        LocalDate end = FIRST.plusDays(DAYS);
        for (int days : List.of(91, DAYS)) {
            Span span = new Span(end.minusDays(days), end, Span.Every.WEEK, ZoneOffset.UTC);
            Map<String, Runnable> each = new TreeMap<>();
            for (String by : List.of(
                    "offer",
                    "campaign",
                    "channel",
                    "placement",
                    "stage",
                    "release",
                    "segment",
                    "locale",
                    "country",
                    "arm")) {
                each.put("offers by " + by, () -> reports.offers(span, Cut.of(by, Map.of(), Map.of(), List.of())));
            }
            each.put(
                    "offers of a segment by offer",
                    () -> reports.offers(span, Cut.of("offer", Map.of("segment", "segment-3"), Map.of(), List.of())));
            each.put(
                    "offers of a channel by stage",
                    () -> reports.offers(span, Cut.of("stage", Map.of("channel", "channel-1"), Map.of(), List.of())));
            each.put("reasons", () -> reports.reasons(span, Cut.ofReasons("reason", Map.of(), Map.of()), "EUR"));
            each.put("stages", () -> reports.stages(span));
            each.forEach((name, report) -> {
                double[] times = new double[ROUNDS];
                for (int i = 0; i < ROUNDS; i++) {
                    long start = System.nanoTime();
                    report.run();
                    times[i] = (System.nanoTime() - start) / 1e6;
                }
                Arrays.sort(times);
                System.out.printf(
                        "%3d days, %-30s %6.0f ms (median of %d, longest %.0f)%n",
                        days, name, times[ROUNDS / 2], ROUNDS, times[ROUNDS - 1]);
            });
        }
    }
}

package org.opportune.reports;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.opportune.it.TestDatabase;
import org.opportune.jdbc.Rows;
import org.opportune.kernel.Hashes;
import org.opportune.reports.Span.Every;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;

/** How long reports of customers take over ten events a customer, and how long their figures take to be made; {@code docs/performance.md} says how to run it. */
public final class CustomerReportsBenchmark {
    private static final int ROUNDS = 3;
    private static final int FILLED_AT_ONCE = 100_000;
    private static final double WEEK = 7 * 86_400_000.0;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T06:00:00Z"), ZoneOffset.UTC);

    private CustomerReportsBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int customers = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        Rulebook rulebook = new SmallShop()
                .change("vocabulary.yaml", "features:", """
                          asked: {label: {en: N}, properties: {score: {type: integer, minimum: 0, maximum: 10, label: {en: S}}}}
                          referral: {label: {en: R}, properties: {ordered: {type: boolean, label: {en: B}}}}
                        features:""")
                .change("vocabulary.yaml", "purposes:", """
                        reports:
                          purchase: {event: order, value: amount}
                          nps: {event: asked, score: score}
                          referral: {event: referral, converted: ordered}
                        purposes:""")
                .rulebook();
        TestDatabase database = TestDatabase.start();
        try (MariaDbPoolDataSource source = database.pool(4)) {
            timed("filling", () -> fill(source, customers));
            FigureRows rows = new FigureRows(source);
            timed("marking everybody", () -> {
                rows.markAll();
                return "";
            });
            timed("making everybody's figures", () -> {
                int made = 0;
                for (int some = rows.some(rulebook); some > 0; some = rows.some(rulebook)) {
                    made += some;
                }
                return made + " customers";
            });
            LocalDate today = LocalDate.ofInstant(CLOCK.instant(), ZoneOffset.UTC);
            CountedFigures counted = new CountedFigures(source);
            timed("counting everybody and fitting", () -> {
                new CustomerCount(source, source, CLOCK).run(rulebook, today);
                return String.valueOf(counted.lifetime(52, ZoneOffset.UTC).model());
            });
            Span span = new Span(today.minusDays(799), today.plusDays(1), Every.WEEK, ZoneOffset.UTC);
            DayFigures days = new DayFigures(source);
            for (int round = 1; round <= ROUNDS; round++) {
                timed("retention", () -> counted.retention(span).cohorts().size() + " cohorts");
                timed("lifetime", () -> counted.lifetime(52, ZoneOffset.UTC).total());
                timed("nps", () -> SurveyReport.of(
                                span, new SurveyReport.Scale(9, 6), false, days.answers("nps", span, null))
                        .total());
                timed("referrals", () -> days.referrals(span).total());
                timed("referrers", () -> days.top(span, 50).size() + " of them");
            }
        } finally {
            database.stop();
        }
    }

    private static void timed(String what, Supplier<Object> work) {
        long began = System.nanoTime();
        Object result = work.get();
        System.out.printf("%s: %,d ms %s%n", what, (System.nanoTime() - began) / 1_000_000, result);
    }

    /** Seven visits a customer, answers of three in ten, friends of one in ten, and purchases by the models themselves. */
    private static String fill(MariaDbPoolDataSource source, int customers) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "alter table event drop key event_once"); // which no report reads, and which takes long to fill
            SplittableRandom random = new SplittableRandom(1);
            long orders = 0;
            for (int from = 1; from <= customers; from += FILLED_AT_ONCE) {
                int to = Math.min(customers, from + FILLED_AT_ONCE - 1);
                String all = " from seq_" + from + "_to_" + to;
                statement.executeUpdate(
                        "insert into customer (customer_key, created, attributes) select seq, 0, '{}'" + all);
                statement.executeUpdate("insert into identity (namespace, id, customer_key)"
                        + " select 'customer', concat('C', lpad(seq, 9, '0')), seq" + all);
                statement.executeUpdate("""
                        insert into event (customer_key, at, event_hash, type, source, id, properties)
                        select c, %d - 86400000 * (conv(left(md5(e), 8), 16, 10) mod 730) - k, unhex(md5(e)), type, 'bench', e,
                            case type when 'asked' then concat('{"score": ', conv(right(md5(e), 8), 16, 10) mod 11, '}')
                                when 'referral' then concat('{"ordered": ', if(conv(right(md5(e), 8), 16, 10) mod 3 = 0, 'true', 'false'), '}')
                                else '{}' end
                        from (select seq e, seq div 9 c, seq mod 9 k,
                            case when seq mod 9 = 8 and seq div 9 mod 10 < 3 then 'asked'
                                when seq mod 9 = 7 and seq div 9 mod 10 = 0 then 'referral' else 'visit' end type from seq_%d_to_%d) some""".formatted(CLOCK.millis(), from * 9L, to * 9L + 8));
                List<Object[]> bought = new ArrayList<>();
                for (int customer = from; customer <= to; customer++) {
                    buy(random, customer, bought);
                }
                orders += bought.size();
                Rows.insert(
                        connection,
                        "insert into event (customer_key, at, event_hash, type, source, id, properties)",
                        bought,
                        "");
            }
            return customers + " customers, " + orders + " purchases";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By BG/NBD with r = 1, alpha = 10, a = 1 and b = 2; amounts lie around an average of the customer's own. */
    private static void buy(SplittableRandom random, int customer, List<Object[]> rows) {
        double rate = -StrictMath.log(1 - random.nextDouble()) / 10 / WEEK;
        double stop = 1 - StrictMath.sqrt(random.nextDouble());
        double average = StrictMath.exp(2 + 2 * random.nextDouble());
        double at = CLOCK.millis() - 1 - random.nextDouble() * 104 * WEEK;
        boolean isAlive = true;
        boolean isFirst = true;
        while (isAlive && at < CLOCK.millis()) {
            double amount = average * (0.5 + random.nextDouble());
            String id = customer + "-" + rows.size();
            rows.add(new Object[] {
                customer,
                (long) at,
                Arrays.copyOf(Hashes.sha256(id.getBytes(StandardCharsets.UTF_8)), 16),
                "order",
                "bench",
                id,
                String.format(Locale.ROOT, "{\"amount\": %.2f}", amount)
            });
            isAlive = isFirst || random.nextDouble() >= stop;
            isFirst = false;
            at += -StrictMath.log(1 - random.nextDouble()) / rate;
        }
    }
}

package org.opportune.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Rows;
import org.opportune.jdbc.Transactions;
import org.opportune.kernel.Json;
import org.opportune.rulebook.Rulebook;

/**
 * Goes through all customers who have bought, and keeps what retention and lifetime value came to. It takes a twentieth of one server's time at most, so that
 * a small shop is counted every minute, and a large one less often.
 */
final class CustomerCount {
    private static final Duration LEAST_PAUSE = Duration.ofMinutes(1);
    private static final int SHARE = 20;
    private static final int MOST_FITTED = 100_000;

    private final PurchaseDays days;
    private final Transactions transactions;
    private final Clock clock;

    /**
     * With what it needs.
     *
     * @param reports from which is read
     * @param source to which is written
     */
    CustomerCount(DataSource reports, DataSource source, Clock clock) {
        this.days = new PurchaseDays(reports);
        this.transactions = new Transactions(source);
        this.clock = clock;
    }

    /** Whether figures changed, or a day went by, since it was last counted, and that is long enough ago. */
    boolean isDue(LocalDate today) {
        Instant now = clock.instant();
        return transactions.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                            select c.at, c.took, c.today, w.changed_at from figures_work w left join customer_count c on c.id = w.id
                            where w.id = 1""");
                    ResultSet row = statement.executeQuery()) {
                row.next();
                LocalDate counted = row.getObject(3, LocalDate.class);
                if (counted == null) {
                    return true;
                }
                Duration pause = Duration.ofMillis(SHARE * row.getLong(2));
                Instant next = Instant.ofEpochMilli(row.getLong(1))
                        .plus(pause.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : pause);
                boolean isNew = row.getLong(4) >= row.getLong(1) || !counted.equals(today);
                return isNew && !now.isBefore(next);
            }
        });
    }

    void run(Rulebook rulebook, LocalDate today) {
        Instant at = clock.instant();
        RetentionCount retention = new RetentionCount();
        LifetimeCount lifetime = new LifetimeCount(today);
        LifetimeSample sample = new LifetimeSample(today, MOST_FITTED);
        days.forEach(today, bought -> {
            retention.add(bought.worth().navigableKeySet());
            lifetime.add(bought);
            sample.add(bought);
        });
        LifetimeModel model = sample.fit();
        LifetimeModel.Buying buying = model.buying();
        LifetimeModel.Spending spending = model.spending();
        boolean isFitted = buying != null && spending != null;
        if (buying != null && spending != null) {
            var how = buying.model();
            var worth = spending.model();
            days.forEach(today, bought -> lifetime.expect(bought, how, worth));
        }
        long took = Duration.between(at, clock.instant()).toMillis();
        Object[] count = {
            1, at.toEpochMilli(), took, today, rulebook.terms().rates().base(), json(model)
        };
        transactions.write(connection -> {
            hold(connection);
            replace(connection, "retention (every, cohort, age, customers)", retention.rows());
            replace(
                    connection,
                    "lifetime_cohort (cohort, customers, purchases, value, alive)",
                    lifetime.cohortRows(isFitted));
            replace(
                    connection,
                    "lifetime_expected (cohort, weeks, purchases, value)",
                    isFitted ? lifetime.expectedRows() : List.of());
            replace(connection, "customer_count (id, at, took, today, currency, lifetime)", List.<Object[]>of(count));
            return took;
        });
    }

    /** One writer at a time. */
    static void hold(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select id from figures_work where id = 1 for update")) {
            statement.executeQuery().close();
        }
    }

    private static void replace(Connection connection, String table, List<? extends @Nullable Object[]> rows)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from " + table.substring(0, table.indexOf(' ')))) {
            statement.executeUpdate();
        }
        Rows.insert(connection, "insert into " + table, rows, "");
    }

    private static String json(LifetimeModel model) {
        try {
            return Json.MAPPER.writeValueAsString(model);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers can always be written", e);
        }
    }
}

package org.opportune.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.opportune.it.TestDatabase;
import org.opportune.profile.JdbcProfiles;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;

/** The demo shop in a real MariaDB. {@code -Dopportune.demo.customers=10000} loads the whole of it. */
class DemoLoaderIT {
    private static final int CUSTOMERS = Integer.getInteger("opportune.demo.customers", 400);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T06:00:00Z"), ZoneOffset.UTC);
    private static final Rulebook RULEBOOK = new SmallShop().rulebook();
    private static TestDatabase database;
    private static MariaDbPoolDataSource source;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start();
        source = database.pool(4);
    }

    @AfterAll
    static void stop() throws Exception {
        source.close();
        database.stop();
    }

    @Test
    void whatIsLoadedIsTheShopAndALoadThatWasCutOffDoublesNothing() throws SQLException {
        DemoLoads loads = new JdbcDemoLoads(source);
        long begun = System.nanoTime();
        loader(loads).load(RULEBOOK);
        long seconds = (System.nanoTime() - begun) / 1_000_000_000;
        long events = new DemoShop(1, LocalDate.of(2026, 3, 2), CUSTOMERS)
                .customers()
                .mapToLong(customer -> customer.events().size())
                .sum();
        Logger.getLogger(DemoLoaderIT.class.getName()).info(() -> events + " events in " + seconds + " s");
        long consents = rows("consent");

        assertThat(rows("customer")).isEqualTo(CUSTOMERS);
        assertThat(rows("event")).isEqualTo(events);
        DemoLoad load = Objects.requireNonNull(loads.find());
        assertThat(load.finishedAt()).isEqualTo(CLOCK.instant());

        loads.save(new DemoLoad(1, load.anchor(), CUSTOMERS, CUSTOMERS / 2, null));
        loader(loads).load(RULEBOOK);

        assertThat(rows("customer")).isEqualTo(CUSTOMERS);
        assertThat(rows("event")).isEqualTo(events);
        assertThat(rows("consent")).isEqualTo(consents);
        assertThat(loads.find()).isEqualTo(load);
    }

    private static DemoLoader loader(DemoLoads loads) {
        return new DemoLoader(loads, new JdbcProfiles(source, 1_000, CLOCK, List.of()), CLOCK, 1, CUSTOMERS);
    }

    private static long rows(String table) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}

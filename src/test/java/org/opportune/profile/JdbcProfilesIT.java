package org.opportune.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.opportune.it.TestDatabase;

/** The contract in a real MariaDB, and what only a database with several writers can show. */
class JdbcProfilesIT extends ProfilesContract {
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static TestDatabase database;
    private static MariaDbPoolDataSource source;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start();
        source = database.pool(12);
    }

    @AfterAll
    static void stop() throws Exception {
        source.close();
        database.stop();
    }

    @Override
    Profiles none() {
        if (source != null) {
            clear();
        }
        return store(1_000);
    }

    private static void clear() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("event", "consent", "stage_spell", "identity", "customer")) {
                statement.executeUpdate("DELETE FROM " + table);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another node of the same database, with a memory of its own. */
    private static JdbcProfiles store(int capacity) {
        return new JdbcProfiles(source, capacity, CLOCK, LIMIT, List.of());
    }

    @Test
    void whatWasWrittenIsThereForAServerThatStartsAnew() {
        profiles.append(RULEBOOK, List.of(order("1", id("C1"), Duration.ofDays(3))));
        profiles = store(10);
        assertThat(snapshot(id("C1")).customer().get("spent")).isEqualTo(10.5);
    }

    @Test
    void theSameEventFromManyAtOnceIsStoredOnceAndEveryoneSucceeds() throws Exception {
        List<Event> batch = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            batch.add(order("e" + i, id("C" + i % 40), Duration.ofHours(i)));
        }
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            List<Event> shuffled = new ArrayList<>(batch);
            Collections.shuffle(shuffled, new Random(i));
            Profiles node = i % 2 == 0 ? profiles : store(1_000);
            writers.add(() -> node.append(RULEBOOK, shuffled).stored());
        }
        assertThat(atOnce(writers).stream().mapToInt(Integer::intValue).sum()).isEqualTo(200);
        assertThat(profiles.count()).isEqualTo(40);
        for (int i = 0; i < 40; i++) {
            assertThat(snapshot(id("C" + i)).customer().get("orders")).isEqualTo(5);
        }
    }

    @Test
    void finderAndWritersThatRaceNeverLeaveAnOldProfileBehind() throws Exception {
        int customers = 5;
        int events = 60;
        List<Callable<Integer>> racers = new ArrayList<>();
        for (int writer = 0; writer < 3; writer++) {
            int number = writer;
            racers.add(() -> {
                for (int i = 0; i < events; i++) {
                    String name = "w" + number + "-" + i;
                    profiles.append(RULEBOOK, List.of(order(name, id("C" + i % customers), Duration.ofHours(i))));
                    if (i % 9 == 0) {
                        profiles.change(
                                RULEBOOK,
                                List.of(new CustomerChange(
                                        List.of(id("C" + i % customers)), Map.of("country", "FI"), List.of())));
                    }
                }
                return 0;
            });
        }
        racers.add(() -> {
            for (int i = 0; i < 40 * events; i++) {
                find(id("C" + i % customers));
            }
            return 0;
        });
        atOnce(racers);
        Profiles fresh = store(10);
        for (int i = 0; i < customers; i++) {
            Snapshot hot = snapshot(id("C" + i));
            Profile cold = Objects.requireNonNull(fresh.find(RULEBOOK, List.of(id("C" + i))));
            assertThat(hot.customer().known())
                    .isEqualTo(new Snapshots(RULEBOOK).of(cold, NOW).customer().known());
            assertThat(hot.customer().get("orders")).isEqualTo(36);
        }
    }

    private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(work)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}

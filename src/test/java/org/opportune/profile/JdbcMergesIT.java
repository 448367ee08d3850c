package org.opportune.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opportune.profile.ProfilesContract.NOW;
import static org.opportune.profile.ProfilesContract.RULEBOOK;
import static org.opportune.profile.ProfilesContract.id;
import static org.opportune.profile.ProfilesContract.visitor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.opportune.it.TestDatabase;

/** Merges in a real MariaDB, by many at once. What must come out is counted from what was sent. */
class JdbcMergesIT extends MergesContract {
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final int THREADS = 32;
    private static TestDatabase database;
    private static MariaDbPoolDataSource source;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start();
        source = database.pool(36);
        change("CREATE TABLE elsewhere (number BIGINT NOT NULL PRIMARY KEY, customer_key BIGINT NOT NULL)");
    }

    @AfterAll
    static void stop() throws Exception {
        source.close();
        database.stop();
    }

    @Override
    Profiles none() {
        if (source != null) {
            for (String table : List.of("event", "consent", "stage_spell", "identity", "customer", "customer_merge")) {
                change("DELETE FROM " + table);
            }
        }
        return store();
    }

    /** Another node of the same database, with a memory of its own. */
    private static JdbcProfiles store(IdentityListener... listeners) {
        return new JdbcProfiles(source, 1_000, CLOCK, List.of(listeners));
    }

    private static void change(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
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

    private static void assertNothingIsLeftBehind() {
        for (String table : List.of("event", "consent", "stage_spell", "identity")) {
            assertThat(count(table + " WHERE customer_key NOT IN (SELECT customer_key FROM customer)"))
                    .as(table)
                    .isZero();
        }
        assertThat(count("customer_merge WHERE to_key NOT IN (SELECT customer_key FROM customer)"))
                .isZero();
        assertThat(count("customer_merge WHERE from_key IN (SELECT customer_key FROM customer)"))
                .isZero();
    }

    /** Somebody with a number and four cookies. */
    private static List<Identity> names(int person) {
        List<Identity> names = new ArrayList<>();
        names.add(id("P" + person));
        for (int i = 0; i < 4; i++) {
            names.add(visitor("v" + person + "-" + i));
        }
        return names;
    }

    private static List<Identity> some(List<Identity> names, Random random, int most) {
        List<Identity> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, 1 + random.nextInt(most)));
    }

    @Test
    void whoeverRacesNothingIsLostAndNothingCountsTwice() throws Exception {
        int persons = 6;
        int rounds = 40;
        List<AtomicInteger> sent = new ArrayList<>();
        for (int i = 0; i < persons; i++) {
            sent.add(new AtomicInteger());
        }
        List<JdbcProfiles> nodes = List.of(store(), store());
        List<Callable<Integer>> racers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            Random random = new Random(thread);
            racers.add(() -> {
                for (int round = 0; round < rounds; round++) {
                    int person = random.nextInt(persons);
                    List<Identity> names = some(names(person), random, 3);
                    JdbcProfiles node = nodes.get(random.nextInt(2));
                    // every other event is sent by two, who name the customer differently
                    Event event = order("e" + number / 2 + "-" + round, names.toArray(Identity[]::new));
                    switch (random.nextInt(4)) {
                        case 0 -> node.change(RULEBOOK, List.of(new CustomerChange(names, Map.of(), List.of())));
                        case 1 -> node.find(RULEBOOK, names);
                        default ->
                            sent.get(person)
                                    .addAndGet(node.append(RULEBOOK, List.of(event))
                                            .stored());
                    }
                }
                return 0;
            });
        }
        atOnce(racers);
        assertNothingIsLeftBehind();
        for (int person = 0; person < persons; person++) {
            List<Identity> names = names(person);
            for (JdbcProfiles node : nodes) {
                node.change(RULEBOOK, List.of(new CustomerChange(names, Map.of(), List.of())));
            }
            profiles = store();
            for (Identity name : names) {
                assertThat(orders(name)).isEqualTo(sent.get(person).get());
            }
        }
        assertThat(profiles.count()).isEqualTo(persons);
        assertNothingIsLeftBehind();
    }

    @Test
    void aCookieThatManyLogInByIsOneCustomersAndNobodysHistoryIsDragged() throws Exception {
        int persons = 4;
        int rounds = 30;
        for (int person = 0; person < persons; person++) {
            orders("first-" + person, id("P" + person));
        }
        List<Callable<Integer>> racers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            Identity own = id("P" + thread % persons);
            racers.add(() -> {
                for (int round = 0; round < rounds; round++) {
                    orders("e" + number + "-" + round, own, visitor("shared-" + round % 3));
                }
                return 0;
            });
        }
        atOnce(racers);
        profiles = store();
        assertThat(profiles.count()).isEqualTo(persons);
        for (int person = 0; person < persons; person++) {
            assertThat(orders(id("P" + person))).isEqualTo(1 + THREADS / persons * rounds);
        }
        assertThat(count("identity WHERE namespace = 'visitor'")).isEqualTo(3);
        assertThat(count("customer_merge")).isZero();
    }

    @Test
    void whatIsInMemoryIsWhatIsStoredHoweverFindersRaceWithMerges() throws Exception {
        int persons = 40;
        JdbcProfiles node = store();
        List<Callable<Integer>> racers = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int number = thread;
            racers.add(() -> {
                for (int person = 0; person < persons; person++) {
                    Identity cookie = visitor("v" + person);
                    Identity own = id("P" + person);
                    if (number == 0) {
                        node.append(RULEBOOK, List.of(order("a" + person, cookie)));
                        node.append(RULEBOOK, List.of(order("b" + person, own)));
                        node.append(RULEBOOK, List.of(order("c" + person, own, cookie)));
                        // the cookie's next customer
                        node.append(RULEBOOK, List.of(order("d" + person, id("Q" + person))));
                        node.append(RULEBOOK, List.of(order("e" + person, id("Q" + person), cookie)));
                        Profile found = Objects.requireNonNull(node.find(RULEBOOK, List.of(cookie)));
                        assertThat(new Snapshots(RULEBOOK)
                                        .of(found, NOW)
                                        .customer()
                                        .get("orders"))
                                .isEqualTo(2);
                    } else {
                        for (int i = 0; i < 40; i++) {
                            node.find(RULEBOOK, List.of(cookie));
                            node.find(RULEBOOK, List.of(own));
                        }
                    }
                }
                return 0;
            });
        }
        atOnce(racers);
        for (int person = 0; person < persons; person++) {
            profiles = node;
            assertThat(orders(visitor("v" + person))).isEqualTo(2);
            assertThat(orders(id("P" + person))).isEqualTo(3);
            assertThat(found(id("P" + person)).key())
                    .isNotEqualTo(found(visitor("v" + person)).key());
        }
    }

    @Test
    void anotherNodeFindsOutWhoTheVisitorIsOnceItAsksTheDatabase() {
        JdbcProfiles other = store();
        orders("1", COOKIE);
        orders("2", ANA);
        other.keysOf(List.of(List.of(COOKIE)));
        long visitor =
                Objects.requireNonNull(other.find(RULEBOOK, List.of(COOKIE))).key();
        orders("3", ANA, COOKIE);
        other.forget(visitor, List.of());
        assertThat(Objects.requireNonNull(other.find(RULEBOOK, List.of(COOKIE))).key())
                .isEqualTo(found(ANA).key());
    }

    @Test
    void erasuresAndMergesLeaveNobodyHalf() throws Exception {
        int persons = 5;
        JdbcProfiles node = store();
        CustomerData data = new CustomerData(source);
        List<Callable<Integer>> racers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            Random random = new Random(thread);
            racers.add(() -> {
                for (int round = 0; round < 25; round++) {
                    List<Identity> names = some(names(random.nextInt(persons)), random, 3);
                    if (random.nextInt(5) == 0) {
                        data.erase(names.get(0), (connection, known) -> {});
                    } else {
                        Consent word = new Consent("marketing", null, true, NOW.minusSeconds(round));
                        node.append(
                                RULEBOOK, List.of(order("e" + number + "-" + round, names.toArray(Identity[]::new))));
                        node.change(RULEBOOK, List.of(new CustomerChange(names, Map.of(), List.of(word))));
                    }
                }
                return 0;
            });
        }
        atOnce(racers);
        assertNothingIsLeftBehind();
        for (int person = 0; person < persons; person++) {
            names(person).forEach(name -> data.erase(name, (connection, known) -> {}));
        }
        for (String table : List.of("event", "consent", "stage_spell", "identity", "customer", "customer_merge")) {
            assertThat(count(table)).as(table).isZero();
        }
    }

    @Test
    void whatOthersKeepGoesAlongInTheSameTransactionAndTheyAreToldOfWhatWasKept() {
        List<String> told = new ArrayList<>();
        AtomicInteger refusals = new AtomicInteger(1);
        profiles = store(new IdentityListener() {
            @Override
            public void move(Connection connection, long visitor, long customer) throws SQLException {
                try (PreparedStatement update =
                        connection.prepareStatement("UPDATE elsewhere SET customer_key = ? WHERE customer_key = ?")) {
                    update.setLong(1, customer);
                    update.setLong(2, visitor);
                    update.executeUpdate();
                }
                if (refusals.getAndDecrement() > 0) {
                    throw new SQLException("another writer was in the way", "40001");
                }
            }

            @Override
            public void merged(long visitor, long customer) {
                told.add(visitor + " is " + customer);
            }

            @Override
            public void kept(int names) {
                told.add("kept " + names);
            }
        });
        orders("1", COOKIE);
        orders("2", ANA);
        long visitor = found(COOKIE).key();
        long customer = found(ANA).key();
        change("INSERT INTO elsewhere VALUES (1, " + visitor + "), (2, " + customer + ")");
        orders("3", ANA, COOKIE);
        orders("4", BEN);
        orders("5", ANA, BEN);
        assertThat(count("elsewhere WHERE customer_key = " + customer)).isEqualTo(2);
        assertThat(told).containsExactly(visitor + " is " + customer, "kept 1");
        assertThat(orders(ANA)).isEqualTo(4);
    }
}

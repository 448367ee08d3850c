package org.opportune.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.opportune.it.TestDatabase;
import org.opportune.jdbc.Transactions;
import org.opportune.journal.Journal;
import org.opportune.journal.LaidAside;
import org.opportune.journal.Shipper;
import org.opportune.kernel.Problem;
import org.opportune.ledger.Counted;
import org.opportune.ledger.DecisionIds;
import org.opportune.ledger.Ledger;
import org.opportune.ledger.LedgerEntry;
import org.opportune.ledger.LedgerEntry.Answered;
import org.opportune.outcomes.StoredOutcome;
import org.opportune.profile.CustomerChange;
import org.opportune.profile.CustomerData;
import org.opportune.profile.Event;
import org.opportune.profile.Identity;
import org.opportune.profile.JdbcProfiles;
import org.opportune.profile.StageChange;
import org.opportune.reservation.Hold;
import org.opportune.reservation.Owners;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;
import org.opportune.webhooks.Delivery.Claimed;
import org.opportune.webhooks.Delivery.State;

/** From the transactions that store what happens, by a real database, to a receiver. */
class DeliveriesIT {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Rulebook RULEBOOK = new SmallShop().rulebook();
    private static final Identity NUMBER = new Identity("customer", "C-1");
    private static final Identity MAIL = new Identity("email", "ana@example.com");
    private static final Identity COOKIE = new Identity("visitor", "v-1");
    private static final String RELEASE = "9".repeat(64);

    private static TestDatabase database;
    private static MariaDbPoolDataSource source;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final Moving clock = new Moving();
    private Outbox outbox;
    private JdbcProfiles profiles;
    private Journal journal;
    private Ledger ledger;
    private JdbcWebhooks webhooks;
    private Sender sender;
    private Receiver receiver;

    /** A clock that tests set. */
    private static final class Moving extends Clock {
        private volatile Instant at = NOW;

        @Override
        public Instant instant() {
            return at;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start();
        source = database.pool(6);
    }

    @AfterAll
    static void stop() throws Exception {
        source.close();
        database.stop();
    }

    @BeforeEach
    void open() throws Exception {
        for (String table : List.of(
                "webhook",
                "webhook_secret",
                "webhook_delivery",
                "webhook_history",
                "stage_spell",
                "identity",
                "event",
                "customer_merge",
                "customer")) {
            change("delete from " + table);
        }
        outbox = new Outbox(clock);
        profiles = new JdbcProfiles(source, 100, clock, List.of(outbox));
        journal = Journal.open(folder, Journal.Sync.SYSTEM, 10_000_000, 1_000_000);
        ledger = new Ledger(journal, source, profiles, clock);
        webhooks = new JdbcWebhooks(source, outbox, clock);
        sender = sender(Schedule.of(Duration.ofDays(3)));
        receiver = new Receiver();
    }

    private Sender sender(Schedule schedule) {
        return new Sender(
                source,
                new Names(source, profiles, ledger),
                new Poster(threads, true, "1", clock),
                new Settling(source, schedule, (webhook, result) -> told.add(result), clock),
                clock);
    }

    @AfterEach
    void close() {
        journal.close();
        receiver.close();
        threads.shutdownNow();
    }

    private static void change(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static String one(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private long webhook(String url, Filter filter, String... identities) {
        return webhooks.create(new WebhookFields("CRM", url, filter, List.of(identities), null, null), "olli")
                .id();
    }

    private static Filter types(String... types) {
        return new Filter(List.of(types), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static StoredOutcome outcome(String type, String id, long customer, UUID decision) {
        return new StoredOutcome(
                UUID.nameUUIDFromBytes(id.getBytes(UTF_8)),
                decision,
                "gift",
                "engagement",
                "hero",
                "site",
                "lapsed",
                RELEASE,
                type,
                NOW,
                customer,
                "shop",
                "price",
                type.equals("conversion") ? new BigDecimal("49.90") : null,
                type.equals("conversion") ? "EUR" : null);
    }

    private void happened(StoredOutcome... outcomes) {
        new Transactions(source).write(connection -> {
            outbox.stored(connection, List.of(outcomes));
            return outcomes;
        });
    }

    private void accepted(String id, long customer) {
        happened(outcome("accept", id, customer, UUID.randomUUID()));
    }

    /** Until nothing is due or on its way. */
    private void send(Sender by) throws InterruptedException {
        int before = told.size();
        int begun;
        do {
            begun = by.turn();
            before += begun;
            int expected = before;
            Receiver.await(() -> {
                by.settleNow();
                return told.size() >= expected;
            });
        } while (begun > 0);
    }

    private List<Delivery> deliveries(long webhook, @Nullable State state) {
        return webhooks.deliveries(webhook, state, 100, Long.MAX_VALUE);
    }

    private Delivery only(long webhook) {
        List<Delivery> all = deliveries(webhook, null);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private long known(Identity... names) {
        profiles.change(RULEBOOK, List.of(new CustomerChange(Arrays.asList(names), Map.of(), List.of())));
        return Objects.requireNonNull(profiles.find(RULEBOOK, List.of(names[0])))
                .key();
    }

    @Test
    void whatAFilterTakesIsSentOnceHoweverOftenItIsShipped() throws Exception {
        long id = webhook(receiver.url(), types("org.opportune.outcome.conversion"));
        UUID decision = UUID.randomUUID();
        happened(outcome("conversion", "1", 0, decision), outcome("click", "2", 0, decision));
        happened(outcome("conversion", "1", 0, decision));
        send(sender);

        assertThat(receiver.got()).hasSize(1);
        Receiver.Got got = receiver.got().get(0);
        JsonNode event = got.json();
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("type").asText()).isEqualTo("org.opportune.outcome.conversion");
        assertThat(event.path("id").asText())
                .isEqualTo(got.id())
                .isEqualTo(UUID.nameUUIDFromBytes("1".getBytes(UTF_8)).toString());
        assertThat(event.path("time").asText()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(event.path("subject").asText()).isEqualTo("gift");
        assertThat(event.at("/data/decision").asText()).isEqualTo(decision.toString());
        assertThat(event.at("/data/campaign").asText()).isEqualTo("engagement");
        assertThat(event.at("/data/value/value").decimalValue()).isEqualByComparingTo("49.90");
        assertThat(event.at("/data/value/currency").asText()).isEqualTo("EUR");
        assertThat(event.path("data").has("customer")).isFalse();
        JdbcWebhooks.Target target = webhooks.target(id);
        assertThat(got.signature())
                .isEqualTo(Signature.of(
                        List.of(target.secrets().secret()),
                        got.id(),
                        Long.parseLong(got.timestamp()),
                        got.body().getBytes(UTF_8)));
        assertThat(only(id).state()).isEqualTo(State.DELIVERED);
        assertThat(told).containsExactly("delivered");
    }

    @Test
    void withoutAWebhookNothingIsWritten() throws Exception {
        accepted("1", 0);
        webhook(receiver.url(), Filter.ALL);
        assertThat(one("select count(*) from webhook_delivery")).isEqualTo("0");
    }

    @Test
    void anAttemptThatFailsIsMadeAgainLaterWithTheSameIdAndAnotherTime() throws Exception {
        long id = webhook(receiver.url(), Filter.ALL);
        accepted("1", 0);
        receiver.status = 500;
        send(sender);
        assertThat(only(id).attempts()).isEqualTo(1);
        assertThat(only(id).status()).isEqualTo(500);
        assertThat(only(id).dueAt()).isBetween(NOW.plusSeconds(4), NOW.plusSeconds(6));
        assertThat(webhooks.one(id).webhook().failingSince()).isEqualTo(NOW);

        clock.at = NOW.plusSeconds(7);
        receiver.status = 200;
        send(sender);
        assertThat(only(id).state()).isEqualTo(State.DELIVERED);
        assertThat(webhooks.one(id).webhook().failingSince()).isNull();
        assertThat(receiver.got()).hasSize(2);
        assertThat(receiver.got())
                .extracting(Receiver.Got::id)
                .containsOnly(receiver.got().get(0).id());
        assertThat(receiver.got()).extracting(Receiver.Got::timestamp).doesNotHaveDuplicates();
    }

    @Test
    void afterTheLastAttemptItIsDeadUntilSomebodyTriesItAnew() throws Exception {
        Sender impatient = sender(Schedule.of(Duration.ofSeconds(1)));
        long id = webhook(receiver.url(), Filter.ALL);
        accepted("1", 0);
        receiver.status = 503;
        send(impatient);
        clock.at = NOW.plusSeconds(10);
        send(impatient);
        assertThat(told).containsExactly("failed", "dead");
        assertThat(only(id).state()).isEqualTo(State.DEAD);
        assertThat(webhooks.one(id).dead()).isEqualTo(1);
        clock.at = NOW.plusSeconds(100_000);
        send(impatient);
        assertThat(receiver.got()).hasSize(2);

        receiver.status = 200;
        assertThat(webhooks.retryDead(id, "olli")).isEqualTo(1);
        send(impatient);
        Delivery delivered = only(id);
        assertThat(delivered.state()).isEqualTo(State.DELIVERED);
        assertThat(delivered.attempts()).isEqualTo(1);
        assertThatThrownBy(() -> webhooks.retry(id, delivered.id(), "olli"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(409));
        assertThat(webhooks.history(10, Long.MAX_VALUE))
                .extracting(WebhookStep::step)
                .containsExactly("retry-dead", "create");
    }

    private List<Claimed> claimed(long webhook) {
        return new Transactions(source)
                .write(connection -> DeliveryRows.claim(
                        connection,
                        webhook,
                        100,
                        clock.instant(),
                        clock.instant().plus(Sender.LEASE)));
    }

    @Test
    void whatAServerHadTakenThatWasKilledIsSentByAnotherWhenItsLeaseIsOver() throws Exception {
        long id = webhook(receiver.url(), Filter.ALL);
        accepted("1", 0);
        Claimed lost = claimed(id).get(0);
        send(sender);
        assertThat(receiver.got()).isEmpty();

        clock.at = NOW.plus(Sender.LEASE);
        send(sender);
        assertThat(receiver.got()).hasSize(1);
        assertThat(only(id).attempts()).isEqualTo(2);
        // and the first was not killed but slow
        new Settling(source, Schedule.of(Duration.ofDays(3)), (webhook, result) -> told.add("late " + result), clock)
                .settle(List.of(new Settling.Done(lost, receiver.url(), Result.of(Failure.TIMEOUT))));
        assertThat(only(id).state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void serversThatSendAtOnceShareTheWork() throws Exception {
        webhook(receiver.url(), Filter.ALL);
        IntStream.range(0, 40).forEach(i -> accepted("n" + i, 0));
        Sender other = sender(Schedule.of(Duration.ofDays(3)));
        List<Thread> both = List.of(new Thread(sender::run), new Thread(other::run));
        both.forEach(Thread::start);
        Receiver.await(() -> told.size() >= 40);
        for (Thread thread : both) {
            thread.interrupt();
            thread.join();
        }
        assertThat(receiver.got()).extracting(Receiver.Got::id).hasSize(40).doesNotHaveDuplicates();
        assertThat(told).containsOnly("delivered");
    }

    @Test
    void aReceiverThatDoesNotAnswerHoldsUpNobodyElse() throws Exception {
        try (Receiver slow = new Receiver()) {
            slow.shut();
            long stuck = webhook(slow.url(), Filter.ALL);
            long well = webhook(receiver.url(), Filter.ALL);
            IntStream.range(0, 20).forEach(i -> accepted("n" + i, 0));
            Receiver.await(() -> {
                sender.turn();
                return deliveries(well, State.DELIVERED).size() == 20;
            });
            assertThat(slow.got()).hasSize(Sender.AT_ONCE);
            assertThat(deliveries(stuck, State.PENDING)).hasSize(20);
        }
    }

    @Test
    void aReceiverThatWantsNoMorePausesItsWebhookAndNothingIsLost() throws Exception {
        long id = webhook(receiver.url(), Filter.ALL);
        accepted("1", 0);
        receiver.status = 410;
        send(sender);
        assertThat(webhooks.one(id).webhook().isPaused()).isTrue();
        assertThat(webhooks.one(id).webhook().pausedBecause()).isEqualTo("gone");
        accepted("2", 0);
        clock.at = NOW.plusSeconds(60);
        receiver.status = 200;
        send(sender);
        assertThat(receiver.got()).hasSize(1);

        webhooks.change(id, new WebhookFields(null, null, null, null, null, false), "olli");
        send(sender);
        assertThat(deliveries(id, State.DELIVERED)).hasSize(2);
        assertThat(webhooks.one(id).webhook().pausedBecause()).isNull();
    }

    @Test
    void whoAsksToBeLeftAloneIs() throws Exception {
        long id = webhook(receiver.url(), Filter.ALL);
        accepted("1", 0);
        receiver.status = 429;
        receiver.retryAfter = "600";
        send(sender);
        assertThat(only(id).dueAt()).isEqualTo(NOW.plusSeconds(600));
        accepted("2", 0);
        clock.at = NOW.plusSeconds(599);
        send(sender);
        assertThat(receiver.got()).hasSize(1);
        clock.at = NOW.plusSeconds(600);
        receiver.status = 200;
        send(sender);
        assertThat(deliveries(id, State.DELIVERED)).hasSize(2);
    }

    private List<JsonNode> customers() {
        return receiver.got().stream()
                .map(got -> got.json().at("/data/customer"))
                .toList();
    }

    @Test
    void theNamesThatAWebhookGetsAreThoseOfTheMomentOfSending() throws Exception {
        webhook(receiver.url(), Filter.ALL, "customer", "email");
        long key = known(NUMBER, COOKIE);
        accepted("1", key);
        known(NUMBER, MAIL);
        send(sender);
        assertThat(customers()).hasSize(1);
        assertThat(customers().get(0).toString())
                .isEqualTo(
                        "[{\"namespace\":\"customer\",\"id\":\"C-1\"},{\"namespace\":\"email\",\"id\":\"ana@example.com\"}]");
    }

    @Test
    void aVisitorWhoBecameACustomerIsSentAsThem() throws Exception {
        webhook(receiver.url(), Filter.ALL, "customer");
        long visitor = known(COOKIE);
        accepted("1", visitor);
        long customer = known(NUMBER);
        profiles.append(RULEBOOK, List.of(new Event("shop", "1", List.of(NUMBER, COOKIE), "visit", NOW, Map.of())));
        assertThat(one("select customer_key from webhook_delivery")).isEqualTo(Long.toString(customer));
        accepted("2", visitor); // of a decision that was made before
        send(sender);
        assertThat(customers()).hasSize(2);
        assertThat(customers())
                .allSatisfy(names -> assertThat(names.at("/0/id").asText()).isEqualTo("C-1"));
    }

    private static StageChange change(long customer, @Nullable String from, String to, Instant at) {
        return new StageChange(customer, at, from, to, RELEASE, StageChange.Cause.DECISION);
    }

    @Test
    void aMoveBetweenStagesIsSentOnce() throws Exception {
        Filter toLapsed =
                new Filter(List.of(), List.of(), List.of(), List.of(), List.of("engagement"), List.of("lapsed"));
        webhook(receiver.url(), toLapsed, "customer");
        long key = known(NUMBER);
        profiles.record(List.of(change(key, null, "engagement", NOW)));
        StageChange move = change(key, "engagement", "lapsed", NOW.plusSeconds(1));
        profiles.record(List.of(move));
        profiles.record(List.of(move));
        send(sender);
        assertThat(receiver.got()).hasSize(1);
        JsonNode event = receiver.got().get(0).json();
        assertThat(event.path("type").asText()).isEqualTo("org.opportune.stage.changed");
        assertThat(event.path("subject").asText()).isEqualTo("lapsed");
        assertThat(event.path("time").asText()).isEqualTo("2026-03-01T10:00:01Z");
        assertThat(event.at("/data/from").asText()).isEqualTo("engagement");
        assertThat(event.at("/data/to").asText()).isEqualTo("lapsed");
        assertThat(event.at("/data/customer/0/id").asText()).isEqualTo("C-1");
    }

    @Test
    void movesOfAVisitorThatAreNotTheCustomersAreSentNoMore() throws Exception {
        webhook(receiver.url(), Filter.ALL);
        long visitor = known(COOKIE);
        long customer = known(NUMBER);
        profiles.record(List.of(
                change(visitor, null, "awareness", NOW.plusSeconds(1)), change(customer, null, "engagement", NOW)));
        profiles.append(RULEBOOK, List.of(new Event("shop", "1", List.of(NUMBER, COOKIE), "visit", NOW, Map.of())));
        send(sender);
        assertThat(receiver.got()).hasSize(1);
        assertThat(receiver.got().get(0).json().at("/data/to").asText()).isEqualTo("engagement");
    }

    private UUID decided(Identity name) {
        UUID id = DecisionIds.next(NOW);
        byte[] record = ("{\"request\": {\"customer\": [{\"namespace\": \"" + name.namespace() + "\", \"id\": \""
                        + name.id() + "\"}]}}")
                .getBytes(UTF_8);
        ledger.record(new LedgerEntry(
                id,
                List.of(name),
                RELEASE,
                "site",
                "lapsed",
                List.of(new Answered("hero", 1, "gift")),
                List.of(new Hold(id, "gift", "site", NOW.toEpochMilli(), NOW.toEpochMilli() + 1_000, BigDecimal.ZERO)),
                null,
                record,
                Counted.on(LocalDate.of(2026, 3, 1))));
        new Shipper(journal, Map.of(Ledger.KIND, ledger.shipment()), e -> true, new LaidAside(folder.resolve("aside")))
                .ship();
        return id;
    }

    @Test
    void whoIsNoCustomerGoesByTheNamesThatTheDecisionWasAskedForWith() throws Exception {
        webhook(receiver.url(), Filter.ALL, "visitor", "customer");
        long owner = Owners.unknown(COOKIE);
        happened(outcome("accept", "1", owner, decided(COOKIE)));
        send(sender);
        assertThat(customers().get(0).toString()).isEqualTo("[{\"namespace\":\"visitor\",\"id\":\"v-1\"}]");

        known(NUMBER, COOKIE);
        happened(outcome("accept", "2", owner, decided(COOKIE)));
        send(sender);
        assertThat(customers().get(1)).hasSize(2);
        assertThat(customers().get(1).at("/0/id").asText()).isEqualTo("C-1");
    }

    @Test
    void ofWhomIsErasedNothingIsSentAnyMore() throws Exception {
        long id = webhook(receiver.url(), Filter.ALL, "customer", "visitor");
        UUID decision = decided(COOKIE);
        long key = known(NUMBER);
        accepted("1", key);
        send(sender);
        clock.at = NOW.plusSeconds(1);
        accepted("2", key);
        happened(outcome("accept", "3", Owners.unknown(COOKIE), decision));
        assertThat(deliveries(id, null)).hasSize(3);
        for (Identity name : List.of(NUMBER, COOKIE)) {
            var erased = new CustomerData(source).erase(name, ledger::erase);
            assertThat(webhooks.of(Owners.of(erased.known()))).isNotEmpty();
            webhooks.erase(Owners.of(erased.known()));
        }
        assertThat(deliveries(id, null)).isEmpty();
        happened(outcome("accept", "4", Owners.unknown(COOKIE), decision)); // if it were there still
        send(sender);
        assertThat(customers().get(1)).isEmpty();
        assertThat(receiver.got()).hasSize(2);
    }

    @Test
    void whatEndedLongAgoGoesAndWhatNeverGotItsTurnIsDead() throws Exception {
        long id = webhook(receiver.url(), Filter.ALL);
        accepted("1", 0);
        send(sender);
        webhooks.change(id, new WebhookFields(null, null, null, null, null, true), "olli");
        accepted("2", 0);
        change("insert into webhook_delivery (webhook, event, type, subject, at, customer_key, data, state, created_at,"
                + " due_at, attempts) values (" + (id + 1)
                + ", 'x', 'org.opportune.ping', '', 0, 0, '{}', 'pending', 0, "
                + NOW.toEpochMilli() + ", 0)");
        Upkeep upkeep = new Upkeep(source, Duration.ofDays(14), clock);
        upkeep.tidy();
        upkeep.count();
        assertThat(deliveries(id, null)).hasSize(2);
        assertThat(one("select count(*) from webhook_delivery")).isEqualTo("2");

        clock.at = NOW.plus(Duration.ofDays(14)).plusMillis(1);
        upkeep.tidy();
        assertThat(only(id).state()).isEqualTo(State.DEAD);
        assertThat(only(id).failure()).isEqualTo(Failure.UNSENT);
        upkeep.count();
        assertThat(upkeep.figures().dead()).isEqualTo(1);
        webhooks.delete(id, "olli");
        assertThat(one("select count(*) from webhook_delivery")).isEqualTo("0");
        assertThat(one("select count(*) from webhook_secret")).isEqualTo("0");
    }

    @Test
    void whatAnotherServerChangesIsObeyedWithinASecond() throws Exception {
        accepted("1", 0);
        JdbcWebhooks elsewhere = new JdbcWebhooks(source, new Outbox(clock), clock);
        elsewhere.create(new WebhookFields("CRM", receiver.url(), null, null, "Bearer a", null), "olli");
        clock.at = NOW.plusSeconds(1);
        accepted("2", 0);
        assertThat(one("select count(*) from webhook_delivery")).isEqualTo("1");
        assertThat(one("select what from webhook_history")).doesNotContain("Bearer");
    }
}

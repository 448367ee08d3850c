package org.opportune.privacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.opportune.decision.Decider;
import org.opportune.decision.Retries;
import org.opportune.experiments.Participation;
import org.opportune.experiments.Participation.In;
import org.opportune.experiments.ParticipationListener;
import org.opportune.it.TestDatabase;
import org.opportune.journal.Journal;
import org.opportune.journal.LaidAside;
import org.opportune.journal.Shipper;
import org.opportune.kernel.Json;
import org.opportune.kernel.Problem;
import org.opportune.ledger.Counted;
import org.opportune.ledger.DecisionIds;
import org.opportune.ledger.HeldBack;
import org.opportune.ledger.JdbcPast;
import org.opportune.ledger.Ledger;
import org.opportune.ledger.LedgerEntry;
import org.opportune.ledger.LedgerEntry.Answered;
import org.opportune.ledger.LedgerSearch;
import org.opportune.ledger.Trait;
import org.opportune.outcomes.OutcomeIntake;
import org.opportune.profile.Consent;
import org.opportune.profile.CustomerChange;
import org.opportune.profile.Event;
import org.opportune.profile.EventIntake;
import org.opportune.profile.Identity;
import org.opportune.profile.JdbcProfiles;
import org.opportune.profile.Profile;
import org.opportune.profile.Profiles;
import org.opportune.profile.StageChange;
import org.opportune.reports.FiguresDue;
import org.opportune.reports.FiguresTask;
import org.opportune.reports.StageDays;
import org.opportune.reservation.Hold;
import org.opportune.reservation.Reservations;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;
import org.opportune.vocabulary.Money;
import org.opportune.webhooks.JdbcWebhooks;
import org.opportune.webhooks.Outbox;

/** Canaries are planted wherever something of a customer is kept, and looked for when they were erased. */
class CustomerRightsIT {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Rulebook RULEBOOK = new SmallShop()
            .change("vocabulary.yaml", "purposes:", "reports: {purchase: {event: order, value: amount}}\npurposes:")
            .rulebook();
    private static final String CANARY = "KanarialintuMeikalainen";
    private static final Identity NUMBER = new Identity("customer", CANARY + "-1");
    private static final Identity COOKIE = new Identity("visitor", CANARY + "-cookie");
    private static final Identity OTHER = new Identity("customer", "somebody-else");

    private static TestDatabase database;
    private static MariaDbPoolDataSource source;

    @TempDir
    Path folder;

    private final FiguresDue figures = new FiguresDue();
    private Profiles profiles;
    private Journal journal;
    private Ledger ledger;
    private Shipper shipper;
    private Reservations reservations;
    private OutcomeIntake outcomes;
    private JdbcWebhooks webhooks;
    private CustomerRights rights;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start();
        source = database.pool(6);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "insert into webhook (name, url, filter, identities, paused, created_at, created_by)"
                            + " values ('CRM', 'https://crm.example', '{}', 'customer', false, 0, 'olli')");
        }
    }

    @AfterAll
    static void stop() throws Exception {
        source.close();
        database.stop();
    }

    @BeforeEach
    void open() {
        Outbox outbox = new Outbox(CLOCK);
        StageDays days = new StageDays(() -> RULEBOOK, CLOCK);
        profiles = new JdbcProfiles(source, 100, CLOCK, List.of(new ParticipationListener(), outbox, days, figures));
        webhooks = new JdbcWebhooks(source, outbox, CLOCK);
        journal = Journal.open(folder, Journal.Sync.SYSTEM, 10_000_000, 1_000_000);
        ledger = new Ledger(journal, source, profiles, CLOCK);
        EventIntake events = new EventIntake(journal, profiles, () -> RULEBOOK, Duration.ofMillis(1), () -> true);
        reservations = new Reservations(new JdbcPast(source), CLOCK, 100, () -> true);
        Decider decider = Decider.of(RULEBOOK);
        outcomes = new OutcomeIntake(journal, ledger, reservations, source, () -> decider, List.of(outbox), CLOCK);
        shipper = new Shipper(
                journal,
                Map.of(
                        Ledger.KIND,
                        ledger.shipment(),
                        EventIntake.KIND,
                        events.shipment(),
                        OutcomeIntake.KIND,
                        outcomes.shipment()),
                e -> false,
                new LaidAside(folder.resolve("aside")));
        rights = new CustomerRights(
                source,
                profiles,
                ledger,
                outcomes,
                webhooks,
                reservations,
                journal,
                shipper,
                new Retries(ledger),
                List.of(figures, days),
                CLOCK);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private UUID decided(Identity identity) {
        UUID id = DecisionIds.next(NOW);
        byte[] record =
                ("{\"id\": \"" + id + "\", \"name\": \"" + CANARY + " " + "x".repeat(500) + "\"}").getBytes(UTF_8);
        ledger.record(new LedgerEntry(
                id,
                List.of(identity),
                "9".repeat(64),
                "web",
                "lapsed",
                List.of(new Answered("hero", 1, "gift")),
                List.of(new Hold(
                        id, "gift", "site", NOW.toEpochMilli(), NOW.toEpochMilli() + 1_000, new BigDecimal("2.50"))),
                null,
                record,
                new Counted(
                        new Participation(
                                unit(identity),
                                List.of(new In(
                                        "one", "a", NOW.plusSeconds(86_400).toEpochMilli(), ""))),
                        LocalDate.of(2026, 3, 1),
                        List.of(new Trait("segment", "vip")),
                        List.of(new HeldBack("help", List.of("COOL-DOWN"), 1)))));
        return id;
    }

    private long unit(Identity identity) {
        Profile known = profiles.find(RULEBOOK, List.of(identity));
        return known == null ? identity.unit() : known.unit();
    }

    private static Event event(Identity identity, String id) {
        return new Event(
                CANARY,
                id + CANARY,
                List.of(identity),
                "order",
                NOW,
                Map.of("amount", new Money(BigDecimal.ONE, null)));
    }

    private void plant() {
        decided(COOKIE); // before anything else is known of them
        shipper.ship();
        profiles.change(
                RULEBOOK,
                List.of(new CustomerChange(
                        List.of(NUMBER, COOKIE, new Identity("email", CANARY + "@example.com")),
                        Map.of("language", CANARY),
                        List.of(new Consent("marketing", null, true, NOW)))));
        profiles.append(RULEBOOK, List.of(event(NUMBER, "1"), event(COOKIE, "2")));
        profiles.append(RULEBOOK, List.of(new Event("shop", "3", List.of(OTHER), "order", NOW, Map.of())));
        long key = java.util.Objects.requireNonNull(profiles.find(RULEBOOK, List.of(NUMBER)))
                .key();
        profiles.record(
                List.of(new StageChange(key, NOW, null, "engagement", "9".repeat(64), StageChange.Cause.SWEEP)));
    }

    @Test
    void allThatIsHeldIsGivenOutByWhicheverName() throws Exception {
        plant();
        decided(NUMBER);
        for (Identity name : List.of(NUMBER, COOKIE)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            rights.write(rights.person(name), out);
            JsonNode held = Json.MAPPER.readTree(out.toByteArray());
            assertThat(held.path("identities")).hasSize(3);
            assertThat(held.at("/attributes/language").asText()).isEqualTo(CANARY);
            assertThat(held.path("consents")).hasSize(1);
            assertThat(held.path("stages")).hasSize(1);
            assertThat(held.path("events")).hasSize(2);
            assertThat(held.path("decisions").toString()).contains(CANARY);
            assertThat(held.path("decisions").size()).isGreaterThanOrEqualTo(2);
            assertThat(held.path("experiments")).hasSize(1);
            assertThat(held.at("/deliveries/0/type").asText()).isEqualTo("org.opportune.stage.changed");
            assertThat(held.at("/deliveries/0/webhook").asText()).isEqualTo("CRM");
            assertThat(held.at("/experiments/0/arm").asText()).isEqualTo("a");
        }
        rights.erase(rights.person(NUMBER), "olli", "the test is over");
    }

    @Test
    void nothingIsLeftOfWhomIsErased() throws Exception {
        plant();
        UUID decision = decided(NUMBER);
        shipper.ship();
        outcomes.take(
                decision,
                Json.MAPPER.readTree("{\"offer\": \"gift\", \"type\": \"decline\", \"reason\": \"" + CANARY + "\"}"),
                "olli");
        shipper.ship();
        assertThat(canaries()).contains("webhook_delivery.data");
        Set<Long> owners = rights.person(COOKIE).owners();
        assertThat(owners).hasSizeGreaterThan(1);
        String theirs = "select count(*) from experiment_customer where unit = " + unit(NUMBER);
        String all = "select count(*) from experiment_customer";
        assertThat(count(theirs)).isEqualTo(1);
        long customers = count(all);
        new FiguresTask(source, source, () -> RULEBOOK, CLOCK).run();
        profiles.append(RULEBOOK, List.of(event(NUMBER, "since"))); // whose figures are due when they are erased
        String bought = "select count(*) from purchase_day where customer_key in "
                + owners.toString().replace('[', '(').replace(']', ')');
        assertThat(count(bought)).isEqualTo(1);
        rights.erase(rights.person(COOKIE), "olli", "they asked for it");
        assertThat(count(theirs)).isZero();
        assertThat(count(all)).isEqualTo(customers);
        assertThat(count("select count(*) from decision_offer where unit = " + COOKIE.unit()))
                .isZero();

        assertThat(canaries()).isEmpty();
        assertThat(inFiles()).isEmpty();
        for (Long owner : owners) {
            for (String table : List.of(
                    "decision", "decision_offer", "outcome", "webhook_delivery", "figures_due", "purchase_day")) {
                assertThat(count("select count(*) from " + table + " where customer_key = " + owner))
                        .isZero();
            }
        }
        assertThat(count("select sum(if(to_stage = '', -customers, if(from_stage = '', customers, 0))) from stage_day"))
                .isZero(); // who came is gone
        assertThat(profiles.find(RULEBOOK, List.of(NUMBER))).isNull();
        assertThat(profiles.find(RULEBOOK, List.of(OTHER))).isNotNull();
        assertThatThrownBy(() -> ledger.find(decision))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(410));
        assertThatThrownBy(() -> rights.person(NUMBER)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> rights.person(COOKIE)).isInstanceOf(Problem.class);

        UUID anew = decided(NUMBER);
        shipper.ship();
        assertThat(new String(ledger.find(anew), UTF_8)).contains(CANARY);
        rights.erase(rights.person(NUMBER), "olli", "once more");
        assertThat(canaries()).isEmpty();
    }

    /** A decision that was under way while they were erased is brought to the database after that, by names that mean nobody any more. */
    @Test
    void whatIsDecidedWhileTheyAreErasedIsNotStoredAfterwards() throws Exception {
        plant();
        Profile known = java.util.Objects.requireNonNull(profiles.find(RULEBOOK, List.of(NUMBER)));
        rights.erase(rights.person(NUMBER), "olli", "they asked for it");
        UUID id = DecisionIds.next(NOW);
        ledger.record(new LedgerEntry(
                id,
                List.of(NUMBER),
                known.key(),
                "9".repeat(64),
                "web",
                "lapsed",
                List.of(new Answered("hero", 1, "gift")),
                List.of(new Hold(
                        id, "gift", "site", NOW.toEpochMilli(), NOW.toEpochMilli() + 1_000, new BigDecimal("2.50"))),
                null,
                ("{\"name\": \"" + CANARY + "\"}").getBytes(UTF_8),
                Counted.on(LocalDate.of(2026, 3, 1))));
        shipper.ship();
        assertThatThrownBy(() -> ledger.find(id)).isInstanceOf(Problem.class);
        assertThat(count("select count(*) from decision_offer where hex(id) = '"
                        + id.toString().replace("-", "").toUpperCase(Locale.ROOT) + "'"))
                .isZero();
    }

    /** Decisions for a visitor who turns out to be a stored customer; one of them is brought to the database only after that. */
    private List<UUID> plantVisitorAndCustomer() {
        List<UUID> decisions = new ArrayList<>();
        decisions.add(decided(COOKIE)); // before anything else is known of them
        shipper.ship();
        profiles.append(RULEBOOK, List.of(event(COOKIE, "1"), event(NUMBER, "2")));
        decisions.add(decided(COOKIE));
        decisions.add(decided(NUMBER));
        shipper.ship();
        decisions.add(decided(COOKIE));
        profiles.append(
                RULEBOOK,
                List.of(new Event(CANARY, "log-in" + CANARY, List.of(NUMBER, COOKIE), "visit", NOW, Map.of())));
        return decisions;
    }

    @Test
    void whatIsHeldOfTheVisitorIsTheCustomersOnceTheyLoggedInAndIsErasedWithThem() throws Exception {
        List<UUID> decisions = plantVisitorAndCustomer();
        for (Identity name : List.of(NUMBER, COOKIE)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            rights.write(rights.person(name), out);
            JsonNode held = Json.MAPPER.readTree(out.toByteArray());
            assertThat(held.path("identities")).hasSize(2);
            assertThat(held.path("events")).hasSize(3);
            assertThat(held.path("experiments")).hasSize(1);
            assertThat(held.path("decisions").findValuesAsText("id"))
                    .containsExactlyInAnyOrderElementsOf(
                            decisions.stream().map(UUID::toString).toList());
        }
        long key = java.util.Objects.requireNonNull(profiles.find(RULEBOOK, List.of(NUMBER)))
                .key();
        LedgerSearch theirs = new LedgerSearch(ledger.owners(NUMBER), null, null, null, null, null);
        List<UUID> sinceKnown = decisions.subList(1, decisions.size());
        assertThat(ledger.search(theirs, 100))
                .filteredOn(kept -> sinceKnown.contains(kept.id())) // others of these names were erased before
                .hasSize(3)
                .allSatisfy(kept -> assertThat(kept.customer()).isEqualTo(key));

        rights.erase(rights.person(COOKIE), "olli", "they asked for it");
        assertThat(canaries()).isEmpty();
        assertThat(inFiles()).isEmpty();
        assertThat(profiles.find(RULEBOOK, List.of(NUMBER))).isNull();
        for (UUID decision : decisions) {
            assertThatThrownBy(() -> ledger.find(decision))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                            .isEqualTo(410));
        }
    }

    @Test
    void whoeverLogsInBetweenTheQuestionAndTheErasureIsErasedWhole() throws Exception {
        decided(NUMBER);
        profiles.append(RULEBOOK, List.of(event(COOKIE, "1"), event(NUMBER, "2")));
        UUID decision = decided(COOKIE);
        CustomerRights.Person visitor = rights.person(COOKIE);
        profiles.append(
                RULEBOOK,
                List.of(new Event(CANARY, "log-in" + CANARY, List.of(NUMBER, COOKIE), "visit", NOW, Map.of())));
        rights.erase(visitor, "olli", "they asked for it");
        assertThat(canaries()).isEmpty();
        assertThat(profiles.find(RULEBOOK, List.of(NUMBER))).isNull();
        assertThatThrownBy(() -> ledger.find(decision)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> rights.person(NUMBER)).isInstanceOf(Problem.class);
    }

    private static long count(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Every column of every table that says something of it, and every sealed record that can be opened. */
    private static List<String> canaries() throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement columns = connection.createStatement();
                Statement statement = connection.createStatement();
                ResultSet column = columns.executeQuery("select table_name, column_name from information_schema.columns"
                        + " where table_schema = database() order by table_name, ordinal_position")) {
            while (column.next()) {
                String sql = "select count(*) from `" + column.getString(1) + "` where locate('" + CANARY
                        + "', convert(`" + column.getString(2) + "` using latin1)) > 0 or locate(lower('" + CANARY
                        + "'), convert(`" + column.getString(2) + "` using latin1)) > 0";
                try (ResultSet row = statement.executeQuery(sql)) {
                    row.next();
                    if (row.getLong(1) > 0) {
                        found.add(column.getString(1) + "." + column.getString(2));
                    }
                }
            }
        }
        return found;
    }

    private List<String> inFiles() throws Exception {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, ISO_8859_1).contains(CANARY)) {
                    found.add(file.toString());
                }
            }
        }
        return found;
    }
}

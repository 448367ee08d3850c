package org.opportune.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.decision.Decider;
import org.opportune.eligibility.Candidate;
import org.opportune.experiments.Participation;
import org.opportune.experiments.Participation.In;
import org.opportune.it.TestDatabase;
import org.opportune.journal.Journal;
import org.opportune.journal.LaidAside;
import org.opportune.journal.Shipper;
import org.opportune.kernel.Problem;
import org.opportune.ledger.Counted;
import org.opportune.ledger.DecisionIds;
import org.opportune.ledger.HeldBack;
import org.opportune.ledger.JdbcPast;
import org.opportune.ledger.Ledger;
import org.opportune.ledger.LedgerEntry;
import org.opportune.ledger.LedgerEntry.Answered;
import org.opportune.ledger.Trait;
import org.opportune.profile.Identity;
import org.opportune.profile.InMemoryProfiles;
import org.opportune.profile.Profile;
import org.opportune.reservation.Holding;
import org.opportune.reservation.Mark;
import org.opportune.reservation.Owners;
import org.opportune.reservation.Reservations;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;
import org.opportune.wording.Objection;

/** What became of decisions, from the journal to a real database, and what a server knows of it that starts again. */
class OutcomesIT {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Identity COOKIE = new Identity("visitor", "v-1");
    private static final Rulebook RULEBOOK = new SmallShop()
            .with("offers/offers.csv", """
                    id,campaign,value,validFrom,validTo,label,cost,budgetTotal
                    help,engagement,1,,,Help,,
                    gift,engagement,10,,,Gift,2.50,5
                    voucher,engagement,10,,,Voucher,,
                    old,engagement,99,,2020-12-31,Old,,
                    """)
            .with("policy/caps.csv", """
                    id,scope,subject,most,window,counts
                    a,offer,help,2,7d,
                    b,offer,,1,7d,declines
                    """)
            .rulebook();
    private static final Decider DECIDER = Decider.of(RULEBOOK);

    private static TestDatabase database;
    private static MariaDbPoolDataSource source;

    @TempDir
    Path folder;

    private static final List<Trait> TRAITS =
            List.of(new Trait("locale", "fi"), new Trait("segment", "vip"), new Trait("segment", "regular"));

    private List<HeldBack> heldBack = List.of();
    private @Nullable LedgerEntry last;
    private final List<StoredOutcome> heard = new ArrayList<>();
    private boolean isSettled = true;
    private Journal journal;
    private Ledger ledger;
    private Shipper shipper;
    private Reservations reservations;
    private OutcomeIntake outcomes;

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

    @BeforeEach
    void open() throws SQLException {
        for (String table : List.of(
                "decision",
                "decision_offer",
                "experiment_customer",
                "customer_secret",
                "outcome",
                "offer_spending",
                "offer_day",
                "offer_trait_day",
                "offer_reason_day",
                "customer_merge")) {
            change("delete from " + table);
        }
        journal = Journal.open(folder, Journal.Sync.SYSTEM, 10_000_000, 1_000_000);
        startAgain();
    }

    /** Everything that is in memory is forgotten. */
    private void startAgain() {
        ledger = new Ledger(journal, source, new InMemoryProfiles(), CLOCK);
        reservations = new Reservations(new JdbcPast(source), CLOCK, 100, () -> isSettled);
        outcomes = new OutcomeIntake(journal, ledger, reservations, source, () -> DECIDER, List.of(new Told()), CLOCK);
        shipper = new Shipper(
                journal,
                Map.of(Ledger.KIND, ledger.shipment(), OutcomeIntake.KIND, outcomes.shipment()),
                e -> false,
                new LaidAside(folder.resolve("aside")));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private final class Told implements OutcomeListener {
        @Override
        public void stored(Connection connection, List<StoredOutcome> outcomes) {
            heard.addAll(outcomes);
        }
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

    private UUID decided(String offer) {
        return decided(offer, NOW);
    }

    private UUID decided(String offer, Instant at) {
        return decided(offer, at, Participation.NONE);
    }

    private UUID decided(String offer, Instant at, Participation participation) {
        UUID id = DecisionIds.next(at);
        Holding holding = reservations.reserve(DECIDER.bounds(), null, List.of(COOKIE), id, at.toEpochMilli());
        assertThat(holding.take(candidate(offer))).isNull();
        last = new LedgerEntry(
                id,
                List.of(COOKIE),
                "9".repeat(64),
                "web",
                "awareness",
                List.of(new Answered("hero", 1, offer)),
                holding.answered(),
                null,
                "{}".getBytes(UTF_8),
                new Counted(participation, LocalDate.of(2026, 3, 1), TRAITS, heldBack));
        ledger.record(last);
        return id;
    }

    private @Nullable Objection refused(String offer) {
        return reservations
                .reserve(DECIDER.bounds(), null, List.of(COOKIE), DecisionIds.next(NOW), NOW.toEpochMilli())
                .take(candidate(offer));
    }

    private static Candidate candidate(String offer) {
        return new Candidate(
                Objects.requireNonNull(RULEBOOK.catalogue().offers().get(offer)),
                new Treatment(offer, "hero", ""),
                List.of());
    }

    private static Outcome outcome(UUID decision, String offer, Mark type) {
        return new Outcome(decision, offer, type, "", NOW, NOW, "olli", "price", null, null, false, false, false);
    }

    private OutcomeIntake.Taken tell(UUID decision, String offer, Mark type) {
        return outcomes.take(decision, List.of(outcome(decision, offer, type)));
    }

    @Test
    void whatBecameOfItIsKnownWhenTheServerStartsAgain() throws SQLException {
        tell(decided("help"), "help", Mark.IMPRESSION);
        tell(decided("voucher"), "voucher", Mark.DECLINE);
        decided("help");
        shipper.ship();
        startAgain();

        assertThat(refused("help")).extracting(Objection::code).isEqualTo("CAP");
        assertThat(refused("voucher")).asString().contains("held.cap-declines-days");
        assertThat(refused("gift")).isNull();
        assertThat(one("select count(*) from outcome")).isEqualTo("2");
        assertThat(one("select count(*) from decision_offer where seen_at is not null"))
                .isEqualTo("2");
    }

    @Test
    void anAcceptanceIsSpentOnceHoweverOftenItIsToldAndShipped() throws SQLException {
        UUID decision = decided("gift");
        tell(decision, "gift", Mark.ACCEPT);
        tell(decision, "gift", Mark.ACCEPT);
        shipper.ship();
        outcomes.append(List.of(outcome(decision, "gift", Mark.ACCEPT)));
        shipper.ship();

        assertThat(one("select sum(spent) from offer_spending")).isEqualTo("2.5000");
        assertThat(refused("gift")).isNull();
        assertThat(refused("gift")).extracting(Objection::code).isEqualTo("BUDGET");
        startAgain(); // what was only reserved and never recorded is free again
        assertThat(refused("gift")).isNull();
        assertThat(refused("gift")).extracting(Objection::code).isEqualTo("BUDGET");
    }

    private static Outcome bought(UUID decision, String id, Instant at, String amount, @Nullable String currency) {
        return bought(decision, "voucher", id, at, amount, currency);
    }

    private static Outcome bought(
            UUID decision, String offer, String id, Instant at, String amount, @Nullable String currency) {
        return new Outcome(
                decision,
                offer,
                Mark.CONVERSION,
                id,
                at,
                at,
                "olli",
                null,
                new BigDecimal(amount),
                currency,
                false,
                false,
                false);
    }

    @Test
    void whoListensHearsOfEachOutcomeOnceWithWhatTheDecisionKnew() throws SQLException {
        UUID decision = decided("gift");
        shipper.ship();
        outcomes.append(List.of(outcome(decision, "gift", Mark.ACCEPT), outcome(decision, "gift", Mark.ACCEPT)));
        shipper.ship();
        outcomes.append(List.of(outcome(decision, "gift", Mark.ACCEPT), bought(decision, "gift", "9", NOW, "5", null)));
        shipper.ship();

        assertThat(heard).extracting(StoredOutcome::type).containsExactly("accept", "conversion");
        StoredOutcome accept = heard.get(0);
        assertThat(accept.decision()).isEqualTo(decision);
        assertThat(accept.id()).isEqualTo(outcome(decision, "gift", Mark.ACCEPT).name());
        assertThat(List.of(accept.campaign(), accept.placement(), accept.channel(), accept.stage(), accept.release()))
                .containsExactly("engagement", "hero", "site", "awareness", "9".repeat(64));
        assertThat(accept.customer()).isEqualTo(Owners.unknown(COOKIE));
        assertThat(accept.reason()).isEqualTo("price");
        assertThat(accept.currency()).isNull();
        assertThat(heard.get(1).currency()).isEqualTo("EUR");
    }

    @Test
    void conversionsCountOnceInTheCustomersArmsUntilTheirTimeIsOver() throws SQLException {
        long until = NOW.plus(Duration.ofDays(7)).toEpochMilli();
        Participation taking = new Participation(
                COOKIE.unit(), List.of(new In("one", "a", until, ""), new In("orders", "b", until, "order")));
        UUID first = decided("voucher", NOW, taking);
        Instant late = NOW.plus(Duration.ofDays(7));
        UUID second = decided(
                "voucher",
                NOW.plus(Duration.ofDays(3)),
                new Participation(COOKIE.unit(), List.of(new In("one", "z", until + 1_000_000_000, ""))));
        shipper.ship();
        outcomes.append(List.of(
                bought(first, "1", NOW.plusSeconds(60), "10", null),
                bought(first, "1", NOW.plusSeconds(60), "10", null),
                bought(second, "2", NOW.plus(Duration.ofDays(4)), "100", "SEK"),
                bought(second, "3", NOW.plus(Duration.ofDays(5)), "1", "XXX"),
                bought(first, "4", late, "1000", null),
                outcome(first, "voucher", Mark.ACCEPT)));
        shipper.ship();
        outcomes.append(List.of(bought(first, "1", NOW.plusSeconds(60), "10", null)));
        shipper.ship();

        assertThat(
                        one(
                                "select concat(arm, ' ', conversions, ' ', value) from experiment_customer where experiment = 'one'"))
                .isEqualTo("a 3 19.0000");
        assertThat(one("select conversions from experiment_customer where experiment = 'orders'"))
                .isEqualTo("0");
        assertThat(one("select count(*) from experiment_customer")).isEqualTo("2");
    }

    @Test
    void sumsByDayAreWhatTheLedgerHolds() throws SQLException {
        UUID one = decided("help");
        UUID two = decided("voucher");
        UUID unseen = decided("gift");
        shipper.ship();
        ledger.record(Objects.requireNonNull(last)); // it comes again
        ledger.record(last);
        outcomes.append(List.of(
                outcome(one, "help", Mark.CLICK),
                outcome(one, "help", Mark.IMPRESSION),
                outcome(one, "help", Mark.CLICK),
                bought(two, "1", NOW.plusSeconds(60), "10", null),
                bought(two, "2", NOW.plusSeconds(61), "100", "SEK"),
                bought(two, "2", NOW.plusSeconds(61), "100", "SEK"),
                outcome(two, "voucher", Mark.ACCEPT)));
        shipper.ship();
        outcomes.append(List.of(outcome(two, "voucher", Mark.ACCEPT), outcome(one, "help", Mark.DECLINE)));
        shipper.ship();

        assertThat(unseen).isNotNull();
        assertThat(one(
                        "select concat_ws(' ', sum(answered), sum(impressions), sum(clicks), sum(accepts), sum(declines), sum(conversions), sum(value))"
                                + " from offer_day"))
                .isEqualTo("3 2 1 1 1 2 19.0000");
        // the queries that docs/reports.md gives to reconcile with
        assertThat(
                        one(
                                "select concat_ws(' ', sum(answered), sum(impressions), sum(clicks), sum(accepts), sum(declines)) from offer_day"))
                .isEqualTo(one(
                        "select concat_ws(' ', count(*), count(seen_at), count(clicked_at), count(accepted_at), count(declined_at))"
                                + " from decision_offer where day is not null"));
        assertThat(one("select sum(conversions) from offer_day"))
                .isEqualTo(one("select count(*) from outcome where kind = 'conversion'"));
        assertThat(one("select concat_ws(' ', day, placement, channel, stage) from offer_day where offer = 'help'"))
                .isEqualTo("2026-03-01 hero site awareness");
        String sums = "sum(answered), sum(impressions), sum(clicks), sum(accepts), sum(declines), sum(conversions)";
        assertThat(one("select concat_ws(' ', count(distinct dimension, value), " + sums + ", sum(worth))"
                        + " from offer_trait_day where dimension in ('segment', 'locale')"))
                .isEqualTo("3 9 6 3 3 3 6 57.0000"); // as each of three traits
        for (String dimension : List.of("", "channel", "placement", "stage", "release")) {
            assertThat(one("select concat_ws(' ', " + sums + ", sum(worth)) from offer_trait_day where dimension = '"
                            + dimension + "'"))
                    .isEqualTo(one("select concat_ws(' ', " + sums + ", sum(value)) from offer_day"));
        }
        assertThat(one("select concat_ws(' ', " + sums + ") from offer_trait_day where dimension = 'segment'"))
                .isEqualTo(one(
                        "select concat_ws(' ', count(*), count(seen_at), count(clicked_at), count(accepted_at), count(declined_at),"
                                + " sum((select count(*) from outcome c where c.kind = 'conversion' and c.decision = o.id and c.offer = o.offer)))"
                                + " from decision_offer o join decision d on d.id = o.id and d.at = o.at"
                                + " join trait_set t on t.id = d.trait_set where t.dimension = 'segment'"));
    }

    @Test
    void whatIsHeldBackIsCountedOnceByReason() throws SQLException {
        heldBack = List.of(
                new HeldBack("gift", List.of("COOL-DOWN"), 1.5),
                new HeldBack("help", List.of("COOL-DOWN", "CONSENT"), 7));
        decided("voucher");
        shipper.ship();
        ledger.record(Objects.requireNonNull(last)); // it comes again
        shipper.ship();
        decided("voucher");
        shipper.ship();

        assertThat(one("select group_concat(concat_ws(' ', reason, offer, channel, held, alone, forgone)"
                        + " order by reason, offer separator '; ') from offer_reason_day"))
                .isEqualTo("CONSENT help web 2 0 0.0000; COOL-DOWN gift web 2 2 3.0000; COOL-DOWN help web 2 0 0.0000");
    }

    @Test
    void whatIsTakenUnseenCountsWhenItIsStored() throws SQLException {
        UUID decision = decided("voucher");
        shipper.ship();
        outcomes.append(List.of(
                outcome(decision, "voucher", Mark.DECLINE),
                outcome(DecisionIds.next(NOW), "voucher", Mark.DECLINE))); // which nobody has decided
        assertThat(refused("voucher")).isNull();
        shipper.ship();

        assertThat(refused("voucher")).isNotNull();
        assertThat(one("select count(*) from outcome")).isEqualTo("1");
    }

    @Test
    void anAcceptanceThatIsTakenUnseenIsSpentWhenItIsStored() throws SQLException {
        UUID decision = decided("gift", NOW.minus(Duration.ofDays(1)));
        shipper.ship();
        startAgain();
        assertThat(refused("gift")).isNull(); // its cost is free again, and the budget's state in memory
        outcomes.append(List.of(outcome(decision, "gift", Mark.ACCEPT)));
        shipper.ship();

        assertThat(one("select sum(spent) from offer_spending")).isEqualTo("2.5000");
        assertThat(refused("gift")).extracting(Objection::code).isEqualTo("BUDGET");
    }

    @Test
    void whoWasAVisitorIsCountedAsTheCustomerTheyBecame() throws SQLException {
        tell(decided("help"), "help", Mark.IMPRESSION);
        decided("help");
        shipper.ship();
        change("insert into customer_merge (from_key, to_key, at) values (" + Owners.unknown(COOKIE) + ", 7, 0)");
        startAgain();
        Profile customer = new Profile(7, List.of(), Map.of(), List.of(), List.of());

        assertThat(reservations
                        .reserve(DECIDER.bounds(), customer, List.of(), DecisionIds.next(NOW), NOW.toEpochMilli())
                        .take(candidate("help")))
                .extracting(Objection::code)
                .isEqualTo("CAP");
    }

    @Test
    void whatADecisionAnsweredIsKnownAtOnceAndAfterAStart() {
        UUID decision = decided("help");
        assertThat(outcomes.offers(decision)).containsExactly("help");
        shipper.ship();
        startAgain();

        assertThat(outcomes.offers(decision)).containsExactly("help");
    }

    @Test
    void nothingIsToldOfADecisionThatNobodyKnows() {
        assertThatThrownBy(() -> outcomes.offers(DecisionIds.next(NOW)))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(404);
                    assertThat(problem.code()).isEqualTo("unknown-decision");
                });
    }

    @Test
    void aDecisionThatMayStillComeIsTakenUnseen() {
        UUID decision = decided("help");
        isSettled = false;
        startAgain();
        assertThat(outcomes.offers(decision)).isNull();

        OutcomeIntake.Taken first = tell(decision, "help", Mark.IMPRESSION);
        assertThat(first.accepted()).noneMatch(Outcome::isMarked);
        assertThat(tell(decision, "help", Mark.IMPRESSION).duplicates()).isZero(); // the first may be dropped
    }

    @Test
    void nothingIsToldOfADecisionWhoseCustomerWasErased() throws SQLException {
        UUID decision = decided("help");
        shipper.ship();
        change("delete from customer_secret");
        reservations.forget(Set.of(Owners.unknown(COOKIE)));

        assertThatThrownBy(() -> outcomes.offers(decision))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(410));
    }

    @Test
    void whatIsToldAgainIsADuplicateAndMovesNothing() throws SQLException {
        UUID decision = decided("help");
        Outcome first = outcome(decision, "help", Mark.IMPRESSION);
        OutcomeIntake.Taken twice = outcomes.take(decision, List.of(first, first));
        assertThat(twice.accepted()).hasSize(1);
        assertThat(twice.duplicates()).isEqualTo(1);
        assertThat(tell(decision, "help", Mark.IMPRESSION).duplicates()).isEqualTo(1); // from memory
        shipper.ship();
        startAgain();

        assertThat(tell(decision, "help", Mark.IMPRESSION).duplicates()).isEqualTo(1); // from the database
        OutcomeIntake.Taken another = tell(decision, "help", Mark.CLICK);
        assertThat(another.accepted()).hasSize(1);
        assertThat(another.duplicates()).isZero();
        assertThat(journal.waiting()).isEqualTo(1);
        assertThat(one("select count(*) from outcome")).isEqualTo("1");
    }

    @Test
    void itIsGivenOutAndNothingOfItIsLeftAfterwards() throws SQLException {
        Set<Long> owners = Set.of(Owners.unknown(COOKIE));
        tell(decided("help"), "help", Mark.DECLINE);
        shipper.ship();

        assertThat(outcomes.of(owners)).singleElement().satisfies(held -> {
            assertThat(held.type()).isEqualTo("decline");
            assertThat(held.reason()).isEqualTo("price");
        });
        outcomes.erase(owners);
        assertThat(one("select count(reason) from outcome")).isEqualTo("0");
    }
}

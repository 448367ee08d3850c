package org.opportune.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opportune.comparison.Comparison.OfferChange;
import org.opportune.comparison.Comparison.StageMove;
import org.opportune.comparison.Comparison.State;
import org.opportune.comparison.Comparison.TopChange;
import org.opportune.decision.Decider;
import org.opportune.learning.LearnedRates;
import org.opportune.profile.Event;
import org.opportune.profile.Identity;
import org.opportune.profile.InMemoryProfiles;
import org.opportune.profile.Profiles;
import org.opportune.profile.Profiles.Selection;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;
import org.opportune.vocabulary.Money;

class ComparisonRunTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Rulebook LIVE = new SmallShop().rulebook();

    private final InMemoryProfiles profiles = new InMemoryProfiles();
    private final ExecutorService helpers = Executors.newFixedThreadPool(2);

    /** One who ordered lately, one 60 days ago, and one of whom nothing but an address is known who did too. */
    @BeforeEach
    void threeCustomers() {
        order(new Identity("customer", "lately"), 5);
        order(new Identity("customer", "earlier"), 60);
        order(new Identity("email", "somebody@example.com"), 60);
    }

    @AfterEach
    void end() {
        helpers.shutdownNow();
    }

    private void order(Identity who, int daysAgo) {
        Instant at = NOW.minus(Duration.ofDays(daysAgo));
        Money amount = new Money(new BigDecimal("10"), null);
        profiles.append(
                LIVE, List.of(new Event("shop", who.id(), List.of(who), "order", at, Map.of("amount", amount))));
    }

    private Comparison compare(SmallShop other) {
        return compare(other, profiles, Selection.ALL);
    }

    private Comparison compare(SmallShop other, Profiles store, Selection selection) {
        ComparisonRun run =
                new ComparisonRun(Decider.of(LIVE), Decider.of(other.rulebook()), LearnedRates.NONE, selection, CLOCK);
        assertThat(run.look().state()).isEqualTo(State.RUNNING);
        run.run(store, helpers);
        return run.look();
    }

    private static List<Identity> earlier() {
        return List.of(new Identity("customer", "earlier"));
    }

    @Test
    void theSameRulesChangeNothing() {
        Comparison same = compare(new SmallShop().change("rulebook.yaml", "Small shop", "The same shop"));
        assertThat(same.state()).isEqualTo(State.DONE);
        assertThat(same.done()).isEqualTo(3);
        assertThat(same.of()).isEqualTo(3);
        assertThat(same.changed()).isZero();
        assertThat(same.stages()).isEmpty();
        assertThat(same.offers()).isEmpty();
        assertThat(same.topOffers()).isEmpty();
        assertThat(same.live()).isEqualTo(LIVE.hash()).isNotEqualTo(same.other());
        assertThat(same.endedAt()).isEqualTo(NOW);
    }

    @Test
    void aFeatureThatLooksLessFarBackMovesWhoOrderedBefore() {
        Comparison found = compare(new SmallShop().change("vocabulary.yaml", "window: 90d", "window: 30d"));
        assertThat(found.changed()).isEqualTo(2);
        assertThat(found.stages())
                .as("no address is shown as an example")
                .containsExactly(new StageMove("engagement", "awareness", 2, earlier()));
        assertThat(found.offers())
                .containsExactly(
                        new OfferChange("gift", 0, 2, List.of(), earlier()),
                        new OfferChange("voucher", 0, 2, List.of(), earlier()));
        assertThat(found.topOffers())
                .containsExactly(
                        new TopChange("grid", "gift", "help", 2, earlier()),
                        new TopChange("hero", "gift", "help", 2, earlier()));
    }

    @Test
    void eachRulebookDecidesByItsOwnDefinitionsOfTheSameEvents() {
        Comparison found = compare(new SmallShop()
                .change(
                        "vocabulary.yaml",
                        "orders90d: {count: order, window: 90d,",
                        "orders90d: {count: order, window: 90d, where: {amount: {atLeast: 20}},"));
        assertThat(found.stages())
                .containsExactly(new StageMove(
                        "engagement",
                        "awareness",
                        3,
                        List.of(new Identity("customer", "lately"), new Identity("customer", "earlier"))));
    }

    @Test
    void anOfferOfOneChannelIsGainedByThoseWhomTheRulesOfThatChannelReach() {
        Comparison found = compare(new SmallShop()
                .change("eligibility/offers.drl", "    Customer()", "    Context(channel == \"email\")")
                .change("offers/treatments.csv", "help,hero,", "help,letter,"));
        assertThat(found.stages()).isEmpty();
        assertThat(found.offers()).as("it was had before, elsewhere").isEmpty();
        assertThat(found.topOffers())
                .containsExactly(new TopChange(
                        "letter",
                        null,
                        "help",
                        3,
                        List.of(new Identity("customer", "lately"), new Identity("customer", "earlier"))));
    }

    @Test
    void aSampleIsAsLargeAsItIsAskedFor() {
        Comparison found = compare(
                new SmallShop().change("rulebook.yaml", "Small shop", "The same shop"), profiles, new Selection(2));
        assertThat(found.done()).isEqualTo(2);
        assertThat(found.of()).isEqualTo(2);
    }

    @Test
    void whatIsCancelledKeepsWhatWasFound() {
        ComparisonRun run = new ComparisonRun(
                Decider.of(LIVE), Decider.of(new SmallShop().rulebook()), LearnedRates.NONE, Selection.ALL, CLOCK);
        run.cancel();
        run.run(profiles, helpers);
        assertThat(run.look().state()).isEqualTo(State.CANCELLED);
        assertThat(run.look().done()).isZero();
        assertThat(run.isRunning()).isFalse();
    }

    @Test
    void whatIsKeptKeepsNoRulebookWithIt() throws InterruptedException {
        List<WeakReference<Rulebook>> compared = new ArrayList<>();
        ComparisonRun run = ran(compared);
        for (int i = 0; i < 100 && compared.get(0).get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(run.look().state()).isEqualTo(State.DONE);
        assertThat(compared.get(0).get()).isNull();
    }

    private ComparisonRun ran(List<WeakReference<Rulebook>> compared) {
        try (Rulebook other = new SmallShop().rulebook()) {
            compared.add(new WeakReference<>(other));
            ComparisonRun run =
                    new ComparisonRun(Decider.of(LIVE), Decider.of(other), LearnedRates.NONE, Selection.ALL, CLOCK);
            run.run(profiles, helpers);
            return run;
        }
    }

    @Test
    void whatFailsSaysSo() {
        ComparisonRun run = new ComparisonRun(
                Decider.of(LIVE), Decider.of(new SmallShop().rulebook()), LearnedRates.NONE, Selection.ALL, CLOCK);
        run.run(profiles, work -> {
            throw new IllegalStateException("no thread is free");
        });
        assertThat(run.look().state()).isEqualTo(State.FAILED);
    }

    /** Steps that both take alike are taken once; whatever differs, that must not be seen in the answer. */
    @Test
    void whatIsTakenOnceMakesNoDifference() {
        List<SmallShop> others = List.of(
                new SmallShop().change("vocabulary.yaml", "window: 90d", "window: 30d"),
                new SmallShop().change("eligibility/offers.drl", "offers.propose(\"voucher\");", ""),
                new SmallShop().change("offers/offers.csv", "gift,engagement,10,", "gift,engagement,0.5,"),
                new SmallShop()
                        .change("offers/offers.csv", "voucher,engagement,10,,", "voucher,engagement,10,,2026-02-01"),
                new SmallShop().change("offers/treatments.csv", "gift,hero,", "gift,letter,"),
                new SmallShop().change("classification/stages.drl", "orders90d > 0", "orders90d > 1"),
                new SmallShop().change("classification/stages.drl", "loyalty\", 60", "loyalty\", 20"),
                new SmallShop()
                        .change("eligibility/offers.drl", "stage == \"engagement\"", "loyaltyLevel == \"gold\"")
                        .change("vocabulary.yaml", "gold: 50", "gold: 70"),
                new SmallShop()
                        .change(
                                "vocabulary.yaml",
                                "channel: email, label: {en: Letter}",
                                "channel: site, label: {en: Letter}"),
                new SmallShop().change("rulebook.yaml", "Europe/Helsinki", "Asia/Tokyo"));
        for (SmallShop shop : others) {
            Decider live = Decider.of(LIVE);
            Decider other = Decider.of(shop.rulebook());
            Pair pair = new Pair(live, other, LearnedRates.NONE);
            profiles.forEach(Selection.ALL, List.of(LIVE, other.rulebook()), each -> assertThat(
                            pair.of(each.get(0), each.get(1), NOW))
                    .isEqualTo(new Pair.Standings(
                            new Outlook(live, LearnedRates.NONE).of(each.get(0), NOW),
                            new Outlook(other, LearnedRates.NONE).of(each.get(1), NOW))));
        }
    }
}

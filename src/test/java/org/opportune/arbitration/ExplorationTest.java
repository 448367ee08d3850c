package org.opportune.arbitration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.eligibility.Candidate;
import org.opportune.eligibility.OfferFacts;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;

/** Rankings that are drawn, and the probability that is said of them, against every order that there is. */
class ExplorationTest {
    private static final double SHARE = 0.3;
    private static final double TEMPERATURE = 0.8;
    private static final int SEEDS = 10_000;
    private static final Map<String, Integer> ONE = Map.of("hero", 2);
    private static final Map<String, Integer> TWO = two();

    /** Five offers of which two exclude each other and one answer holds two of a campaign; most stand in both placements, one in two variants. */
    private static final Rulebook RULEBOOK = new SmallShop()
            .change("rulebook.yaml", "offersPerPlacement: 5", "offersPerPlacement: 5, offersPerCampaign: 2")
            .change("vocabulary.yaml", "  engagement: {label: {en: Engagement}}\npurposes", """
                      engagement: {label: {en: Engagement}}
                      other: {label: {en: Other}}
                    purposes""")
            .change("eligibility/offers.drl", "\"help\"", "\"a\"")
            .change("eligibility/offers.drl", "\"gift\"", "\"b\"")
            .change("eligibility/offers.drl", "\"voucher\"", "\"c\"")
            .change("eligibility/offers.drl", "\"old\"", "\"d\"")
            .with("offers/offers.csv", """
                    id,campaign,value,validFrom,validTo,label,exclusionGroup
                    a,engagement,8,,,A,vouchers
                    b,engagement,4,,,B,
                    c,other,4,,,C,
                    d,other,2,,,D,vouchers
                    e,other,0,,,E,
                    """)
            .with("offers/treatments.csv", """
                    offer,placement,variant
                    a,hero,
                    b,hero,
                    c,hero,
                    c,hero,big
                    d,hero,
                    a,grid,
                    b,grid,
                    d,grid,
                    e,grid,
                    """)
            .with(
                    "offers/content.en.csv",
                    "offer,variant,title,text,callToAction,link\n" + content("a", "b", "c", "d", "e"))
            .with("offers/content.fi.csv", "offer,variant,title,text,callToAction,link\n")
            .with("experiments.yaml", "exploration: {share: " + SHARE + ", temperature: " + TEMPERATURE + "}\n")
            .rulebook();

    private static final List<Ranked> CANDIDATES = candidates(1);

    private final Arbitration arbitration = new Arbitration(RULEBOOK, new OfferFacts(RULEBOOK));

    private static String content(String... offers) {
        StringBuilder rows = new StringBuilder();
        for (String offer : offers) {
            rows.append(offer).append(",,T,T,T,/t\n");
        }
        return rows.toString();
    }

    private static Map<String, Integer> two() {
        Map<String, Integer> limits = new LinkedHashMap<>();
        limits.put("grid", 1);
        limits.put("hero", 2);
        return limits;
    }

    private static List<Ranked> candidates(double factor) {
        List<Ranked> candidates = new ArrayList<>();
        RULEBOOK.catalogue().treatments().values().stream()
                .flatMap(List::stream)
                .forEach(treatment -> {
                    Offer offer =
                            Objects.requireNonNull(RULEBOOK.catalogue().offers().get(treatment.offer()));
                    double score = offer.value().doubleValue() * factor;
                    candidates.add(new Ranked(
                            new Candidate(offer, treatment, List.of()),
                            score,
                            new Ranked.Parts(1, score, 1, 1),
                            Map.of(),
                            null,
                            List.of(),
                            List.of(),
                            List.of(),
                            null));
                });
        return candidates;
    }

    private Map<String, List<Ranked>> rank(Map<String, Integer> limits, long seed, double factor) {
        return arbitration.rank(
                factor == 1 ? CANDIDATES : candidates(factor),
                limits,
                ranked -> true,
                arbitration.explores(seed) ? seed : null);
    }

    private static AllOrders orders(Map<String, Integer> limits) {
        return new AllOrders(CANDIDATES, limits, SHARE, TEMPERATURE);
    }

    /** What was answered, in words. */
    static String told(Map<String, List<Ranked>> ranking) {
        return ranking.values().stream()
                .map(ranked ->
                        ranked.stream().map(ExplorationTest::told).toList().toString())
                .reduce("", String::concat);
    }

    static String told(Ranked ranked) {
        return ranked.candidate().offer().id() + ranked.candidate().treatment().variant();
    }

    private static Probability probability(Map<String, List<Ranked>> ranking) {
        return Probability.ofAll(ranking.values().stream()
                .flatMap(List::stream)
                .map(ranked -> Objects.requireNonNull(ranked.probability()))
                .toList());
    }

    @Test
    void whatIsSaidOfEveryAnswerIsWhatAllOrdersComeToAndAddsUpToOne() {
        for (Map<String, Integer> limits : List.of(ONE, TWO)) {
            Map<String, Double> all = orders(limits).after();
            assertThat(all.values().stream().mapToDouble(Double::doubleValue).sum())
                    .isCloseTo(1, within(1e-12));
            Map<String, Double> said = new HashMap<>();
            for (long seed = 0; seed < SEEDS; seed++) {
                Map<String, List<Ranked>> ranking = rank(limits, seed, 1);
                double probability = probability(ranking).after();
                assertThat(said.computeIfAbsent(told(ranking), answer -> probability))
                        .isEqualTo(probability);
            }
            assertThat(said.keySet()).isSubsetOf(all.keySet());
            said.forEach((answer, probability) -> assertThat(probability)
                    .as(answer)
                    .isCloseTo(Objects.requireNonNull(all.get(answer)), within(1e-12)));
            assertThat(said.values().stream().mapToDouble(Double::doubleValue).sum())
                    .isCloseTo(1, within(0.01));
        }
    }

    @Test
    void beforeConstraintsItIsThatOfTheSameOffersWereThereNone() {
        for (Map<String, Integer> limits : List.of(ONE, TWO)) {
            Map<String, Double> all = orders(limits).before();
            for (long seed = 0; seed < 1_000; seed++) {
                Map<String, List<Ranked>> ranking = rank(limits, seed, 1);
                assertThat(probability(ranking).before())
                        .as(told(ranking))
                        .isCloseTo(all.getOrDefault(told(ranking), 0.0), within(1e-12));
            }
        }
    }

    /** Pearson's statistic is, with some 40 degrees of freedom, above 90 once in a hundred thousand times; these seeds are always the same. */
    @Test
    void answersComeAsOftenAsIsSaid() {
        Map<String, Integer> counts = new HashMap<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            counts.merge(told(rank(TWO, seed, 1)), 1, Integer::sum);
        }
        double statistic = 0;
        int degrees = 0;
        for (Map.Entry<String, Double> answer : orders(TWO).after().entrySet()) {
            double expected = answer.getValue() * SEEDS;
            if (expected >= 5) {
                double difference = counts.getOrDefault(answer.getKey(), 0) - expected;
                statistic += difference * difference / expected;
                degrees++;
            }
        }
        assertThat(degrees).isBetween(15, 45);
        assertThat(statistic).isLessThan(90);
    }

    @Test
    void onlyRatiosOfScoresCount() {
        for (long seed = 0; seed < 2_000; seed++) {
            assertThat(told(rank(TWO, seed, 1e-9))).isEqualTo(told(rank(TWO, seed, 1e6)));
        }
    }

    @Test
    void aScoreOfNothingComesAfterAllOthersAndIsNotHeldBack() {
        boolean isDrawn = false;
        for (long seed = 0; seed < 200; seed++) {
            List<Ranked> grid =
                    Objects.requireNonNull(rank(Map.of("grid", 5), seed, 1).get("grid"));
            assertThat(told(grid.get(grid.size() - 1))).isEqualTo("e");
            assertThat(Objects.requireNonNull(grid.get(grid.size() - 1).probability())
                            .after())
                    .isEqualTo(1);
            isDrawn |= !told(grid.get(0)).equals("a");
        }
        assertThat(isDrawn).isTrue();
        List<Ranked> nothing =
                Objects.requireNonNull(rank(Map.of("hero", 5), 3, 0).get("hero"));
        assertThat(nothing).extracting(ExplorationTest::told).containsExactly("a", "b", "c");
        assertThat(probability(Map.of("hero", nothing))).isEqualTo(new Probability(1, 1));
    }

    @Test
    void aShareOfTheSeedsExploresAndWithoutASeedTheBestIsTakenWithTheProbabilityThatItHas() {
        long explored = Stream.iterate(0L, seed -> seed + 1)
                .limit(SEEDS)
                .filter(arbitration::explores)
                .count();
        assertThat(explored / (double) SEEDS).isCloseTo(SHARE, within(0.02));

        Map<String, List<Ranked>> best = arbitration.rank(CANDIDATES, TWO, ranked -> true, null);
        assertThat(told(best)).isEqualTo("[a][b, c]");
        assertThat(probability(best).after())
                .isCloseTo(Objects.requireNonNull(orders(TWO).after().get("[a][b, c]")), within(1e-12));
    }

    @Test
    void whereNothingExploresNothingIsSaid() {
        Rulebook plain = new SmallShop().rulebook();
        Arbitration certain = new Arbitration(plain, new OfferFacts(plain));
        assertThat(certain.explores(7)).isFalse();
        assertThat(certain.rank(CANDIDATES, TWO, ranked -> true, null).values())
                .allSatisfy(ranking ->
                        assertThat(ranking).extracting(Ranked::probability).containsOnlyNulls());
    }

    @Test
    void evenTheLeastTemperatureAndTheFarthestScoresGiveProbabilities() {
        PlackettLuce cold = new PlackettLuce(0.05);
        List<Weighed> farApart = new ArrayList<>();
        for (double score : List.of(1e33, 1.0, Double.MIN_VALUE)) {
            Ranked scored = scored(CANDIDATES.get(farApart.size()), score);
            farApart.add(new Weighed(scored, cold.logWeight(scored)));
        }
        assertThat(PlackettLuce.probability(farApart.get(0), farApart)).isEqualTo(1);
        assertThat(PlackettLuce.probability(farApart.get(2), farApart)).isZero();
        assertThat(PlackettLuce.probability(farApart.get(2), farApart.subList(2, 3)))
                .isEqualTo(1);
        assertThat(PlackettLuce.draw(farApart, () -> 0.5)).isEqualTo(farApart);
    }

    private static Ranked scored(Ranked ranked, double score) {
        return new Ranked(
                ranked.candidate(), score, ranked.parts(), Map.of(), null, List.of(), List.of(), List.of(), null);
    }

    /** The numbers that other implementations give for the seed 1234567. */
    @Test
    void numbersAreThoseOfSplitMix64OnEveryMachine() {
        assertThat(Stream.of(0, 1, 2, 3, 4).map(place -> Long.toUnsignedString(Draws.bits(1_234_567, place))))
                .containsExactly(
                        "6457827717110365317",
                        "3203168211198807973",
                        "9817491932198370423",
                        "4593380528125082431",
                        "16408922859458223821");
        assertThat(Draws.number(0, 0)).isStrictlyBetween(0.0, 1.0);
    }
}

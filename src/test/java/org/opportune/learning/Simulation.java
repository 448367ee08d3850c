package org.opportune.learning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.opportune.arbitration.Arbitration;
import org.opportune.arbitration.Ranked;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.eligibility.Candidate;
import org.opportune.eligibility.OfferFacts;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;

/**
 * A shop decides which of eight offers to show, day after day, by the arbitration that the server has; what it does not gain, that it would have gained had it known the truth, is its regret. What is learned is learned every
 * night from what was shown until then.
 */
final class Simulation {
    static final int DAYS = 200;
    static final int A_DAY = 400;
    static final int PERIOD = 20;
    static final double PRIOR = 0.05;

    private static final String OFFERS = """
            id,campaign,value,validFrom,validTo,label
            help,engagement,8,,,A
            gift,engagement,10,,,B
            voucher,engagement,12,,,C
            old,engagement,14,,,D
            e,other,15,,,E
            f,other,18,,,F
            g,other,22,,,G
            h,other,25,,,H
            """;

    private final List<Candidate> candidates;
    private final Map<String, String> campaigns = new LinkedHashMap<>();
    private final Arbitration arbitration;

    /** A shop that explores in that share of its decisions. */
    Simulation(double share) {
        Rulebook rulebook = shop(share).rulebook();
        candidates = rulebook.catalogue().treatments().values().stream()
                .flatMap(List::stream)
                .map(treatment -> new Candidate(
                        Objects.requireNonNull(rulebook.catalogue().offers().get(treatment.offer())),
                        treatment,
                        List.of()))
                .toList();
        candidates.forEach(each -> campaigns.put(each.offer().id(), each.offer().campaign()));
        arbitration = new Arbitration(rulebook, new OfferFacts(rulebook));
    }

    private static SmallShop shop(double share) {
        StringBuilder treatments = new StringBuilder("offer,placement,variant\n");
        StringBuilder content = new StringBuilder("offer,variant,title,text,callToAction,link\n");
        OFFERS.lines().skip(1).map(line -> line.substring(0, line.indexOf(','))).forEach(offer -> {
            treatments.append(offer).append(",hero,\n");
            content.append(offer).append(",,T,T,T,/t\n");
        });
        return new SmallShop()
                .change("vocabulary.yaml", "  engagement: {label: {en: Engagement}}\npurposes", """
                          engagement: {label: {en: Engagement}}
                          other: {label: {en: Other}}
                        purposes""")
                .with("offers/offers.csv", OFFERS)
                .with("offers/treatments.csv", treatments.toString())
                .with("offers/content.en.csv", content.toString())
                .with("offers/content.fi.csv", "offer,variant,title,text,callToAction,link\n")
                .with("experiments.yaml", "exploration: {share: " + share + ", temperature: 1}\n");
    }

    World world(long seed) {
        return World.of(seed, campaigns);
    }

    /** By one prior for all: what is worth most is shown to everybody. */
    List<Double> byPrior(List<World> worlds) {
        return run(worlds, (offer, stage) -> PRIOR);
    }

    /** By the best ranking that is the same for everybody, from who knows the truth of the first world. */
    List<Double> byBestRanking(List<World> worlds) {
        return run(worlds, (offer, stage) -> worlds.get(0).rate(offer));
    }

    private interface Propensity {
        double of(String offer, String stage);
    }

    /** What is not learned needs no chance: the regret is what is expected. */
    private List<Double> run(List<World> worlds, Propensity propensity) {
        Regret regret = new Regret();
        for (int day = 0; day < DAYS; day++) {
            World world = worlds.get(day * worlds.size() / DAYS);
            for (String stage : World.STAGES) {
                Offer shown = rank(offer -> propensity.of(offer.id(), stage), null);
                regret.add(day, worth(world, shown, stage), best(world, stage));
            }
        }
        return regret.shares();
    }

    /** By learned rates; worlds follow each other in equal parts of the time. */
    List<Double> byLearning(List<World> worlds, Duration halfLife, long seed) {
        Learner learner = new Learner(halfLife, PRIOR, 20);
        SplittableRandom random = new SplittableRandom(seed);
        List<Observed> observed = new ArrayList<>();
        LearnedRates rates = LearnedRates.NONE;
        Regret regret = new Regret();
        for (int day = 0; day < DAYS; day++) {
            World world = worlds.get(day * worlds.size() / DAYS);
            Instant at = Instant.EPOCH.plus(Duration.ofDays(day));
            Map<Cell, Long> trials = new TreeMap<>();
            Map<Cell, Long> successes = new TreeMap<>();
            for (int decision = 0; decision < A_DAY; decision++) {
                String stage = World.STAGES.get(random.nextInt(World.STAGES.size()));
                LearnedRates known = rates;
                Offer shown = rank(offer -> propensity(known, offer, stage), random.nextLong());
                Cell cell = new Cell(shown.id(), stage, World.CHANNEL);
                trials.merge(cell, 1L, Long::sum);
                successes.merge(cell, random.nextDouble() < world.rate(shown.id(), stage) ? 1L : 0L, Long::sum);
                regret.add(day, worth(world, shown, stage), best(world, stage));
            }
            trials.forEach(
                    (cell, many) -> observed.add(new Observed(cell, at, many, successes.getOrDefault(cell, 0L))));
            rates = learner.learn(day + 1L, at.plus(Duration.ofDays(1)), observed, campaigns);
        }
        return regret.shares();
    }

    private static double propensity(LearnedRates rates, Offer offer, String stage) {
        Rate rate = rates.of(new Cell(offer.id(), stage, World.CHANNEL), offer.campaign());
        return rate == null ? PRIOR : rate.mean();
    }

    private Offer rank(ToDoubleFunction<Offer> propensity, @Nullable Long seed) {
        List<Ranked> scored = candidates.stream()
                .map(each -> {
                    Ranked.Parts parts = new Ranked.Parts(propensity.applyAsDouble(each.offer()), each.value(), 1, 1);
                    double score = parts.propensity() * parts.value();
                    return new Ranked(each, score, parts, Map.of(), null, List.of(), List.of(), List.of(), null);
                })
                .toList();
        Long explores = seed != null && arbitration.explores(seed) ? seed : null;
        List<Ranked> shown = arbitration
                .rank(scored, Map.of("hero", 1), ranked -> true, explores)
                .getOrDefault("hero", List.of());
        return shown.get(0).candidate().offer();
    }

    private double best(World world, String stage) {
        return candidates.stream()
                .mapToDouble(each -> worth(world, each.offer(), stage))
                .max()
                .orElseThrow();
    }

    private static double worth(World world, Offer offer, String stage) {
        return world.rate(offer.id(), stage) * offer.value().doubleValue();
    }

    /** What was not gained, as a share of what could have been, in each period. */
    private static final class Regret {
        private final double[] gained = new double[DAYS / PERIOD];
        private final double[] best = new double[DAYS / PERIOD];

        void add(int day, double gain, double most) {
            gained[day / PERIOD] += gain;
            best[day / PERIOD] += most;
        }

        List<Double> shares() {
            List<Double> shares = new ArrayList<>();
            for (int period = 0; period < best.length; period++) {
                shares.add(1 - gained[period] / best[period]);
            }
            return shares;
        }
    }
}

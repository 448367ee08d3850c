package org.opportune.learning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.random.RandomDataGenerator;

/**
 * A shop of which the truth is known: how likely a customer of each stage accepts each offer. Offers of one campaign are alike, and each offer suits some stages better than others.
 *
 * @param rates by offer and stage
 */
record World(Map<Cell, Double> rates) {
    static final List<String> STAGES = List.of("onboarding", "engagement", "churnRisk", "lapsed");
    static final String CHANNEL = "site";

    /**
     * One at random.
     *
     * @param campaigns by offer
     */
    static World of(long seed, Map<String, String> campaigns) {
        RandomDataGenerator random = new RandomDataGenerator(seed);
        Map<String, Double> levels = new LinkedHashMap<>();
        Map<Cell, Double> rates = new LinkedHashMap<>();
        campaigns.forEach((offer, campaign) -> {
            double level = levels.computeIfAbsent(campaign, key -> random.nextUniform(0.02, 0.08));
            for (String stage : STAGES) {
                rates.put(new Cell(offer, stage, CHANNEL), random.nextBeta(level * 25, (1 - level) * 25));
            }
        });
        return new World(rates);
    }

    double rate(String offer, String stage) {
        return rates.getOrDefault(new Cell(offer, stage, CHANNEL), 0.0);
    }

    /** How likely a customer of whom nothing is known accepts it; stages are as frequent as each other. */
    double rate(String offer) {
        return STAGES.stream()
                .mapToDouble(stage -> rate(offer, stage))
                .average()
                .orElseThrow();
    }
}

package org.opportune.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opportune.catalogue.Experiment;
import org.opportune.profile.Assignment;
import org.opportune.profile.Identity;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;
import org.opportune.statistics.SampleRatio;

/** Who is in which arm. */
class ArmsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T10:00:00Z");
    private static final int CUSTOMERS = 50_000;
    /** A test of thousands that fails by chance does so once in a million. */
    private static final double SURELY = 1e-6;

    private static final String ARMS = "arms: {a: {label: {en: A}, weight: 3}, b: {label: {en: B}}}";

    private static Rulebook rulebook(String experiments) {
        return new SmallShop().with("experiments.yaml", experiments).rulebook();
    }

    private static Map<Long, Assignment> assign(String experiments) {
        try (Rulebook rulebook = rulebook(experiments)) {
            Arms arms = new Arms(rulebook);
            Map<Long, Assignment> all = new HashMap<>();
            for (int i = 0; i < CUSTOMERS; i++) {
                long unit = new Identity("visitor", "v-" + i).unit();
                all.put(unit, arms.assign(unit, NOON));
            }
            return all;
        }
    }

    private static void assertShared(List<Double> shares, Long... counts) {
        assertThat(new SampleRatio(shares).once(List.of(counts))).isGreaterThan(SURELY);
    }

    private static long count(Map<Long, Assignment> all, String experiment, String arm) {
        return all.values().stream()
                .filter(each -> arm.equals(each.arms().get(experiment)))
                .count();
    }

    @Test
    void customersAreSharedByWeightAndAShareOfThemTakesPart() {
        Map<Long, Assignment> all = assign("experiments: {one: {label: {en: One}, share: 0.4, " + ARMS + "}}\n");
        long a = count(all, "one", "a");
        long b = count(all, "one", "b");
        assertShared(List.of(0.3, 0.1, 0.6), a, b, CUSTOMERS - a - b);
    }

    @Test
    void theArmOfOneExperimentSaysNothingOfThatOfAnother() {
        Map<Long, Assignment> all =
                assign("experiments: {one: {label: {en: One}, " + ARMS + "}, two: {label: {en: Two}, " + ARMS + "}}\n");
        Map<String, Long> both = new HashMap<>();
        all.values()
                .forEach(each -> both.merge(each.arms().get("one") + each.arms().get("two"), 1L, Long::sum));
        assertShared(
                List.of(9 / 16.0, 3 / 16.0, 3 / 16.0, 1 / 16.0),
                both.getOrDefault("aa", 0L),
                both.getOrDefault("ab", 0L),
                both.getOrDefault("ba", 0L),
                both.getOrDefault("bb", 0L));
    }

    @Test
    void ofAGroupACustomerTakesPartInOneAtMostAndAnotherOneMovesNobody() {
        String one = "one: {label: {en: One}, group: g, share: 0.5, " + ARMS + "}";
        String two = "two: {label: {en: Two}, group: g, share: 0.3, " + ARMS + "}";
        Map<Long, Assignment> before = assign("experiments: {" + one + "}\n");
        Map<Long, Assignment> both = assign("experiments: {" + one + ", " + two + "}\n");
        Set<Integer> sizes = new HashSet<>();
        both.forEach((unit, each) -> {
            sizes.add(each.arms().size());
            assertThat(each.arms().get("one"))
                    .isEqualTo(before.getOrDefault(unit, Assignment.NONE).arms().get("one"));
        });
        assertThat(sizes).containsExactlyInAnyOrder(0, 1);
        long first = count(both, "one", "a") + count(both, "one", "b");
        long second = count(both, "two", "a") + count(both, "two", "b");
        assertShared(List.of(0.5, 0.3, 0.2), first, second, CUSTOMERS - first - second);
    }

    @Test
    void whoIsHeldOutTakesPartInNothing() {
        Map<Long, Assignment> all = assign("holdout: {share: 0.1, keeps: [], goal: {event: order}}\n"
                + "experiments: {one: {label: {en: One}, " + ARMS + "}}\n");
        long heldOut = all.values().stream().filter(Assignment::heldOut).count();
        assertShared(List.of(0.1, 0.9), heldOut, CUSTOMERS - heldOut);
        all.values().forEach(each -> assertThat(each.arms().isEmpty()).isEqualTo(each.heldOut()));
    }

    @Test
    void anExperimentBeginsAndEnds() {
        try (Rulebook rulebook = rulebook(
                "experiments: {one: {label: {en: One}, from: 2026-03-02, until: 2026-03-03, " + ARMS + "}}\n")) {
            Arms arms = new Arms(rulebook);
            assertThat(arms.assign(1L, Instant.parse("2026-03-01T21:59:59.999Z")))
                    .isEqualTo(Assignment.NONE);
            assertThat(arms.assign(1L, Instant.parse("2026-03-01T22:00:00Z")).arms())
                    .containsOnlyKeys("one");
            assertThat(arms.assign(1L, Instant.parse("2026-03-02T22:00:00Z"))).isEqualTo(Assignment.NONE);
        }
    }

    @Test
    void nobodyTakesPartInNothing() {
        try (Rulebook rulebook = rulebook("experiments: {one: {label: {en: One}, " + ARMS + "}}\n")) {
            Arms arms = new Arms(rulebook);
            assertThat(arms.assign(null, NOON)).isEqualTo(Assignment.NONE);
            assertThat(arms.participation(null, Assignment.NONE, NOON)).isEqualTo(Participation.NONE);
        }
    }

    @Test
    void everyLotIsTheSameOnEveryMachine() {
        assertThat(Draw.of("universal-holdout", 1)).isEqualTo(0.9452740447157955);
        assertThat(new Identity("visitor", "v-1").unit()).isEqualTo(-2237112322997746197L);
    }

    @Test
    void anyArmGetsItsWeightWhereverItStands() {
        Random random = new Random(5);
        StringBuilder experiments = new StringBuilder("experiments: {");
        for (int i = 0; i < 10; i++) {
            experiments.append("e%d: {label: {en: E%d}, arms: {".formatted(i, i));
            for (int arm = 0; arm < 3; arm++) {
                experiments.append("a%d: {label: {en: A%d}, weight: %d}, ".formatted(arm, arm, 1 + random.nextInt(9)));
            }
            experiments.append("}}, ");
        }
        String yaml = experiments.append("}\n").toString();
        Map<Long, Assignment> all = assign(yaml);
        try (Rulebook rulebook = rulebook(yaml)) {
            for (Experiment each : rulebook.experiments().all().values()) {
                List<Experiment.Arm> arms = List.copyOf(each.arms().values());
                double weights =
                        arms.stream().mapToDouble(Experiment.Arm::weight).sum();
                assertShared(
                        arms.stream().map(arm -> arm.weight() / weights).toList(),
                        arms.stream()
                                .map(arm -> count(all, each.id(), arm.id()))
                                .toArray(Long[]::new));
            }
        }
    }
}

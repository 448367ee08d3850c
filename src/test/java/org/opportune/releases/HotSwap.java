package org.opportune.releases;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.opportune.decision.Decider;
import org.opportune.decision.Decision;
import org.opportune.decision.DecisionRequest;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.decision.State;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.profile.Identity;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;

/**
 * Swaps rulebooks while decisions are made, and prints what came of it. In a process of its own, which keeps no profiles of methods: a compiler that goes
 * on learning takes memory of the kind that is measured here.
 */
final class HotSwap {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final int SETTLED = 10;
    private static final int FAR = 10_050;
    private static final DecisionRequest REQUEST = new DecisionRequest(
            List.of(), Map.of("hero", 5), "site", null, Map.of("cartValue", 500.0), Mode.PREVIEW, NOW);

    /** A third of whom is in each arm. */
    private static final List<Identity> VISITORS = IntStream.range(0, 100)
            .mapToObj(number -> new Identity("visitor", "v-" + number))
            .toList();

    private final Map<String, SealedRelease> releases = new ConcurrentHashMap<>();
    private final CurrentRulebook current = new CurrentRulebook(
            Clock.fixed(NOW, ZoneOffset.UTC),
            (decider, backfill) -> {},
            new ArmReleases(releases::get, new DraftChecks(Optional.empty()), Clock.fixed(NOW, ZoneOffset.UTC)));
    private final boolean hasArms;
    private String before = "";
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicLong decisions = new AtomicLong();
    private final AtomicLong byArms = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    /** Each rulebook says its number twice: as points, in classification, and as the only offer, in eligibility. */
    private static SmallShop numbered(int number) {
        return new SmallShop()
                .change(
                        "classification/stages.drl",
                        "classify.score(\"loyalty\", 70,",
                        "classify.score(\"loyalty\", " + number % 100 + ",")
                .change(
                        "eligibility/offers.drl",
                        "offers.propose(\"help\");",
                        "offers.propose(\"" + offer(number) + "\");")
                .change("rulebook.yaml", "Small shop", "Small shop " + number);
    }

    private HotSwap(boolean hasArms) {
        this.hasArms = hasArms;
    }

    /** With one arm that decides by the release that it replaces, which has such arms itself, and one by a release that was never live. */
    private SmallShop withArms(SmallShop shop, int number) {
        if (!before.isEmpty()) {
            shop.with("experiments.yaml", """
                    experiments:
                      rules:
                        label: {en: Rules}
                        arms:
                          usual: {label: {en: As usual}}
                          before: {label: {en: As before}, release: %s}
                          new: {label: {en: New}, release: %s}
                    """.formatted(before, sealed(numbered(number + FAR))));
        }
        before = sealed(shop);
        return shop;
    }

    private String sealed(SmallShop shop) {
        SealedRelease release = Sealing.of(shop);
        releases.put(release.hash(), release);
        return release.hash();
    }

    private static String offer(int number) {
        return number % 2 == 0 ? "help" : "gift";
    }

    /**
     * What came of it.
     *
     * @param byArms how many decisions were made by a release that an arm names
     * @param classes how many more there are at the end than after the tenth swap
     * @param metaspace how many bytes more
     */
    record Result(long decisions, long byArms, List<String> failures, long classes, long metaspace) {}

    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream out = System.out;
        System.setOut(System.err); // the result stands alone
        out.write(Json.MAPPER.writeValueAsBytes(new HotSwap(args.length > 1).run(Integer.parseInt(args[0]))));
        out.flush();
    }

    private Result run(int swaps) throws InterruptedException {
        swap(0);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread thread = new Thread(this::decide, "decide-" + i);
            thread.start();
            threads.add(thread);
        }
        long metaspace = 0;
        long classes = 0;
        for (int i = 1; i <= swaps; i++) {
            long before = decisions.get();
            swap(i);
            while (decisions.get() < before + 10) {
                Thread.sleep(1);
            }
            if (i == SETTLED) {
                metaspace = metaspace();
                classes = loaded();
            }
        }
        isOver.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        metaspace = metaspace() - metaspace;
        return new Result(
                decisions.get(), byArms.get(), failures.stream().limit(10).toList(), loaded() - classes, metaspace);
    }

    private void swap(int number) {
        List<Finding> errors = new ArrayList<>();
        SmallShop shop = hasArms ? withArms(numbered(number), number) : numbered(number);
        CurrentRulebook.Live built = current.build(shop.folder(), Findings.ofRulebook(), errors);
        current.swap(Objects.requireNonNull(built, errors::toString), CurrentRulebook.Origin.FOLDER);
    }

    /** With the rulebook of now, and with one that was taken just before a swap, as a decision that is under way has it. */
    private void decide() {
        Decider taken = current.get();
        while (!isOver.get()) {
            check(taken);
            check(current.get());
            decisions.incrementAndGet();
            if (decisions.get() % 1_000 == 0) {
                taken = current.get();
            }
        }
    }

    private void check(Decider decider) {
        try {
            DecisionRequest request = hasArms ? request() : REQUEST;
            Decision decision = decider.decide(request, null, NOW, State.NONE);
            Rulebook by = decider.by(decision.snapshot().assignment()).rulebook();
            int number = Integer.parseInt(by.terms().name().substring("Small shop ".length()));
            if (by != decider.rulebook()) {
                byArms.incrementAndGet();
            }
            int points = Objects.requireNonNull(
                            decision.classification().scores().get("loyalty"))
                    .points();
            List<String> offers = Objects.requireNonNull(decision.ranking().get("hero")).stream()
                    .map(ranked -> ranked.candidate().offer().id())
                    .toList();
            if (points != number % 100
                    || !offers.equals(List.of(offer(number)))
                    || !decision.release().equals(by.hash())) {
                failures.add(number + ": " + points + " " + offers);
            }
        } catch (RuntimeException e) {
            failures.add(e.toString());
        }
    }

    private DecisionRequest request() {
        Identity visitor = VISITORS.get((int) (decisions.get() % VISITORS.size()));
        return new DecisionRequest(
                List.of(visitor), REQUEST.placements(), REQUEST.channel(), null, REQUEST.context(), Mode.PREVIEW, NOW);
    }

    private static long loaded() {
        return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    }

    private static long metaspace() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool ->
                        pool.getName().contains("Metaspace") || pool.getName().contains("Class Space"))
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
    }
}

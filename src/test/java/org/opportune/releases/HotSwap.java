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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.opportune.decision.Decider;
import org.opportune.decision.Decision;
import org.opportune.decision.DecisionRequest;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.decision.State;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.rulebook.SmallShop;

/**
 * Swaps rulebooks while decisions are made, and prints what came of it. In a process of its own, which keeps no profiles of methods: a compiler that goes
 * on learning takes memory of the kind that is measured here.
 */
final class HotSwap {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final int SETTLED = 10;
    private static final DecisionRequest REQUEST = new DecisionRequest(
            List.of(), Map.of("hero", 5), "site", null, Map.of("cartValue", 500.0), Mode.PREVIEW, NOW);

    private final CurrentRulebook current = new CurrentRulebook(Clock.fixed(NOW, ZoneOffset.UTC));
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicLong decisions = new AtomicLong();
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

    private static String offer(int number) {
        return number % 2 == 0 ? "help" : "gift";
    }

    /**
     * What came of it.
     *
     * @param classes how many more there are at the end than after the tenth swap
     * @param metaspace how many bytes more
     */
    record Result(long decisions, List<String> failures, long classes, long metaspace) {}

    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream out = System.out;
        System.setOut(System.err); // the result stands alone
        out.write(Json.MAPPER.writeValueAsBytes(new HotSwap().run(Integer.parseInt(args[0]))));
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
        return new Result(decisions.get(), failures.stream().limit(10).toList(), loaded() - classes, metaspace);
    }

    private void swap(int number) {
        List<Finding> errors = new ArrayList<>();
        CurrentRulebook.Live built = current.build(numbered(number).folder(), Findings.ofRulebook(), errors);
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
            Decision decision = decider.decide(REQUEST, null, NOW, State.NONE);
            int number = Integer.parseInt(decider.rulebook().terms().name().substring("Small shop ".length()));
            int points = Objects.requireNonNull(
                            decision.classification().scores().get("loyalty"))
                    .points();
            List<String> offers = Objects.requireNonNull(decision.ranking().get("hero")).stream()
                    .map(ranked -> ranked.candidate().offer().id())
                    .toList();
            if (points != number % 100 || !offers.equals(List.of(offer(number)))) {
                failures.add(number + ": " + points + " " + offers);
            }
        } catch (RuntimeException e) {
            failures.add(e.toString());
        }
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

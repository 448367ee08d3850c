package org.opportune.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.opportune.rulebook.Words;
import org.opportune.vocabulary.Feature;
import org.opportune.vocabulary.Money;

/** Random histories under random features: the tracks answer what looking at every event answers, whatever the order of arrival. */
class FeaturesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long HOUR = 3_600_000;

    @Property(tries = 400)
    void whatTracksAnswerIsWhatLookingAtEveryEventAnswers(
            @ForAll("featureLists") List<String> features,
            @ForAll("histories") List<Event> history,
            @ForAll long seed) {
        Random random = new Random(seed);
        agrees(features, history, History.LIMIT, random, plan -> arrive(plan, History.LIMIT, history, random));
    }

    @Property(tries = 400)
    void beyondTheLimitOlderEventsCountByDay(
            @ForAll("featureLists") List<String> features,
            @ForAll("histories") List<Event> history,
            @ForAll long seed) {
        Random random = new Random(seed);
        agrees(features, history, 5, random, plan -> arrive(plan, 5, history, random));
    }

    @Property(tries = 400)
    void whatTwoPlansKeepAlikeIsKeptOnceAndAnswersTheSame(
            @ForAll("featureLists") List<String> features,
            @ForAll("featureLists") List<String> others,
            @ForAll("histories") List<Event> history,
            @ForAll long seed) {
        List<Happening> sorted =
                new ArrayList<>(happenings(history.stream().distinct().toList()));
        sorted.sort(null);
        FeaturePlan other = plan(Words.read(Shop.TERMS, Shop.vocabulary(others)));
        History read =
                Objects.requireNonNull(History.empty(other, History.LIMIT).with(sorted));
        agrees(
                features,
                history,
                History.LIMIT,
                new Random(seed),
                plan -> Objects.requireNonNull(read.under(plan, plan.alike(other), sorted)));
    }

    private static FeaturePlan plan(Words words) {
        return new FeaturePlan(words.vocabulary(), words.terms().rates());
    }

    private static void agrees(
            List<String> features, List<Event> history, int limit, Random random, Function<FeaturePlan, History> made) {
        Words words = Words.read(Shop.TERMS, Shop.vocabulary(features));
        FeaturePlan plan = plan(words);
        Snapshots snapshots = new Snapshots(plan, ZoneOffset.UTC, words.customer());
        Naive naive = new Naive(words.vocabulary(), words.terms().rates(), limit);
        Profile profile = new Profile(7, List.of(), Map.of(), List.of(), List.of(), made.apply(plan));
        for (Instant at : instants(history, random)) {
            Snapshot snapshot = snapshots.of(profile, at);
            for (Feature feature : words.vocabulary().features().values()) {
                if (feature.event() != null) {
                    assertThat(snapshot.customer().get(feature.name()))
                            .describedAs("%s at %s", feature, at)
                            .isEqualTo(naive.value(feature, history, at));
                }
            }
        }
    }

    /** In random order, in batches of random size, some events twice; what is too old to tell is read anew, as the store does. */
    private static History arrive(FeaturePlan plan, int limit, List<Event> events, Random random) {
        List<Event> arriving = new ArrayList<>(events);
        events.stream().filter(event -> random.nextInt(4) == 0).forEach(arriving::add);
        Collections.shuffle(arriving, random);
        History history = History.empty(plan, limit);
        int from = 0;
        while (from < arriving.size()) {
            int to = Math.min(arriving.size(), from + 1 + random.nextInt(4));
            History next = history.with(happenings(arriving.subList(from, to)));
            history = next == null ? readAnew(plan, limit, arriving.subList(0, to)) : next;
            from = to;
        }
        return history;
    }

    private static History readAnew(FeaturePlan plan, int limit, List<Event> events) {
        List<Happening> sorted =
                new ArrayList<>(happenings(events.stream().distinct().toList()));
        sorted.sort(null);
        History history = History.empty(plan, limit);
        for (int from = 0; from < sorted.size(); from += 3) {
            history = Objects.requireNonNull(history.with(sorted.subList(from, Math.min(sorted.size(), from + 3))));
        }
        return history;
    }

    private static List<Happening> happenings(List<Event> events) {
        return events.stream().map(Happening::of).toList();
    }

    /** Where windows begin and end, a millisecond beside that, and somewhere. */
    private static List<Instant> instants(List<Event> history, Random random) {
        List<Instant> instants = new ArrayList<>();
        instants.add(START.plusMillis(random.nextInt(200) * HOUR));
        for (int i = 0; i < 6 && !history.isEmpty(); i++) {
            Instant event = history.get(random.nextInt(history.size())).at();
            long window = List.of(0L, HOUR, 24 * HOUR, 48 * HOUR).get(random.nextInt(4));
            instants.add(event.plusMillis(window + random.nextInt(3) - 1));
        }
        return instants;
    }

    @Provide
    Arbitrary<List<String>> featureLists() {
        List<String> wholes = List.of("count: order", "count: visit", "daysSinceFirst: order", "daysSinceLast: order");
        List<String> subjects = new ArrayList<>(wholes);
        for (String kind : List.of("sum", "average", "minimum", "maximum", "last", "distinct")) {
            for (String property : List.of("order.pieces", "order.weight", "order.amount", "visit.seconds")) {
                subjects.add(kind + ": " + property);
            }
        }
        for (String kind : List.of("last", "distinct")) {
            for (String property : List.of("order.kind", "order.coupon", "order.express", "order.due")) {
                subjects.add(kind + ": " + property);
            }
        }
        Arbitrary<String> windows = Arbitraries.of("", ", window: 1h", ", window: 1d", ", window: 2d", ", window: 90d");
        Arbitrary<String> filters = Arbitraries.of(
                "",
                "",
                "kind: gift",
                "kind: {in: [gift, own]}",
                "amount: {atLeast: 9.5}",
                "amount: {atMost: 9.5}",
                "pieces: 2",
                "pieces: {in: [1, 2]}, kind: own",
                "weight: {atLeast: 0.5}",
                "express: true",
                "coupon: A");
        return Combinators.combine(Arbitraries.of(subjects), windows, filters)
                .as((subject, window, filter) -> {
                    boolean isFiltered = !filter.isEmpty() && subject.contains("order");
                    return "{" + subject + window + (isFiltered ? ", where: {" + filter + "}" : "") + "}";
                })
                .list()
                .ofMinSize(3)
                .ofMaxSize(12)
                .map(list -> {
                    List<String> named = new ArrayList<>();
                    list.forEach(feature -> named.add("feature" + named.size() + ": " + feature));
                    return named;
                });
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        return Arbitraries.randomValue(FeaturesTest::event).list().ofMaxSize(40).map(events -> {
            Map<String, Event> byId = new HashMap<>();
            events.forEach(event -> byId.putIfAbsent(event.id(), event));
            return List.copyOf(byId.values());
        });
    }

    private static Event event(Random random) {
        long hours = random.nextInt(8) == 0 ? random.nextInt(2_400) : random.nextInt(96);
        Instant at = START.plus(Duration.ofHours(hours)).plusMillis(random.nextInt(3) - 1);
        String id = "event-" + random.nextInt(1_000_000);
        List<Identity> customer = List.of(new Identity("customer", "C1"));
        Map<String, Object> properties = new HashMap<>();
        if (random.nextInt(3) == 0) {
            maybe(properties, "seconds", random.nextInt(100), random);
            return new Event("shop", id, customer, "visit", at, properties);
        }
        BigDecimal value = BigDecimal.valueOf(random.nextInt(2_000), 2);
        maybe(properties, "pieces", random.nextInt(5) - 1, random);
        maybe(properties, "weight", BigDecimal.valueOf(random.nextInt(3_000), random.nextInt(9)), random);
        maybe(properties, "kind", List.of("gift", "own", "firm").get(random.nextInt(3)), random);
        maybe(properties, "coupon", List.of("A", "B").get(random.nextInt(2)), random);
        maybe(properties, "express", random.nextBoolean(), random);
        maybe(properties, "due", LocalDate.of(2026, 3, 1 + random.nextInt(4)), random);
        if (random.nextInt(20) == 0) {
            value = new BigDecimal("900000000000");
        }
        properties.put("amount", new Money(value, random.nextBoolean() ? "SEK" : null));
        return new Event("shop", id, customer, "order", at, properties);
    }

    private static void maybe(Map<String, Object> properties, String name, Object value, Random random) {
        if (random.nextInt(4) > 0) {
            properties.put(name, value);
        }
    }
}

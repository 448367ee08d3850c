package org.opportune.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opportune.kernel.Json;
import org.opportune.learning.Cell;
import org.opportune.learning.LearnedRates;
import org.opportune.learning.Learner;
import org.opportune.learning.Observed;
import org.opportune.profile.Event;

class VisitsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final List<String> OFFERS = List.of("gift", "voucher", "help");
    private static final DemoShop SHOP = new DemoShop(1, LocalDate.of(2026, 3, 1), 200);

    /** Answers three offers to everybody, and writes down what becomes of them. */
    private static final class Shop implements Visits.Server {
        private final List<String> told = new ArrayList<>();
        private final List<Event> events = new ArrayList<>();
        private final Map<String, Integer> seen = new TreeMap<>();
        private final Map<String, Integer> clicked = new TreeMap<>();
        private boolean isHome;

        @Override
        public JsonNode decide(JsonNode request) {
            isHome = request.at("/placements/0/id").asText().startsWith("homepage");
            ObjectNode answer = Json.MAPPER.createObjectNode();
            answer.put("decision", new UUID(7, told.size()).toString());
            answer.putObject("stage").put("id", "engagement");
            var offers = answer.putArray("placements").addObject().putArray("offers");
            OFFERS.forEach(offer -> offers.addObject().put("offer", offer));
            return answer;
        }

        @Override
        public void tell(UUID decision, JsonNode outcomes) {
            told.add(outcomes.toString());
            for (JsonNode outcome : outcomes.path("outcomes")) {
                String type = outcome.path("type").asText();
                if (isHome && type.equals("impression")) {
                    seen.merge(outcome.path("offer").asText(), 1, Integer::sum);
                } else if (isHome && type.equals("click")) {
                    clicked.merge(outcome.path("offer").asText(), 1, Integer::sum);
                }
            }
        }

        @Override
        public void happened(Event event) {
            events.add(event);
        }
    }

    private static Shop visited(int visits) {
        Shop shop = new Shop();
        Visits all = new Visits(SHOP, new Taste(1), 1, shop);
        for (int i = 0; i < visits; i++) {
            all.visit(i, NOW);
        }
        return shop;
    }

    @Test
    void theSameVisitsGoTheSameWay() {
        assertThat(visited(50).told).isEqualTo(visited(50).told);
    }

    @Test
    void whoConvertsOrders() {
        Shop shop = visited(400);
        long conversions = shop.told.stream()
                .mapToLong(told -> told.split("\"conversion\"", -1).length - 1L)
                .sum();

        assertThat(conversions).isPositive();
        assertThat(shop.events).hasSize((int) conversions).allMatch(event -> event.type()
                .equals("order"));
    }

    @Test
    void whatIsLearnedComesNearTheTruth() {
        Shop shop = visited(4_000);
        List<Observed> observed = OFFERS.stream()
                .map(offer -> new Observed(
                        new Cell(offer, "engagement", "site"),
                        NOW,
                        shop.seen.getOrDefault(offer, 0),
                        shop.clicked.getOrDefault(offer, 0)))
                .toList();
        LearnedRates rates = new Learner(Duration.ofDays(30), 0.05, 20)
                .learn(1, NOW, observed, Map.of("gift", "c", "voucher", "c", "help", "c"));

        Taste truth = new Taste(1);
        for (String offer : OFFERS) {
            double learned = Objects.requireNonNull(rates.of(new Cell(offer, "engagement", "site"), "c"))
                    .mean();
            assertThat(learned).as(offer).isCloseTo(truth.click(offer, "engagement", "site"), within(0.02));
        }
        assertThat(truth.click("gift", "engagement", "site"))
                .isNotCloseTo(truth.click("help", "engagement", "site"), within(0.02));
    }
}

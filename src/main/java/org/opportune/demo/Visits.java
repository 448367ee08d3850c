package org.opportune.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.opportune.kernel.Json;
import org.opportune.profile.Event;
import org.opportune.profile.Identity;
import org.opportune.vocabulary.Money;

/** Customers of the demo shop who come by, are offered something, and do with it what their {@link Taste} says. */
public final class Visits {
    private static final String SOURCE = "demo-visits";
    private static final Weighted<Spot> SPOTS = Weighted.of(
            List.of(
                    new Spot("site", 0.45, List.of("homepage-hero", "homepage-grid")),
                    new Spot("site", 0.15, List.of("product-sidebar")),
                    new Spot("site", 0.1, List.of("cart-banner")),
                    new Spot("site", 0.05, List.of("account-page")),
                    new Spot("app", 0.15, List.of("app-home")),
                    new Spot("email", 0.05, List.of("email-main", "email-footer")),
                    new Spot("callCentre", 0.05, List.of("call-agent"))),
            Spot::weight);
    private static final List<String> REASONS = List.of("too-expensive", "not-interested", "not-now");

    private final DemoShop shop;
    private final Taste taste;
    private final long seed;
    private final Server server;

    /** Where they come by. */
    private record Spot(String channel, double weight, List<String> placements) {}

    /** What a shop asks of the server. */
    public interface Server {
        /** The answer to a request for a decision. */
        JsonNode decide(JsonNode request);

        void tell(UUID decision, JsonNode outcomes);

        void happened(Event event);
    }

    public Visits(DemoShop shop, Taste taste, long seed, Server server) {
        this.shop = shop;
        this.taste = taste;
        this.seed = seed;
        this.server = server;
    }

    /** The visit of a number: the same customer to the same place, in the same mood. */
    public void visit(long number, Instant at) {
        Chance chance = Chance.of(seed, number);
        List<Identity> names =
                shop.customer(chance.between(1, shop.count())).change().identities();
        Spot spot = SPOTS.draw(chance);
        JsonNode answer = server.decide(request(names.get(0), spot));
        UUID decision = UUID.fromString(answer.path("decision").asText());
        String stage = answer.path("stage").path("id").asText();
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode outcomes = body.putArray("outcomes");
        for (JsonNode placement : answer.path("placements")) {
            for (JsonNode offer : placement.path("offers")) {
                see(offer.path("offer").asText(), stage, spot, chance, outcomes);
            }
            if (placement.has("fallbackOffer")) {
                see(placement.path("fallbackOffer").path("offer").asText(), stage, spot, chance, outcomes);
            }
        }
        if (!outcomes.isEmpty()) {
            server.tell(decision, body);
        }
        for (JsonNode outcome : outcomes) {
            if (outcome.has("value")) {
                server.happened(order(decision, names.get(0), outcome.path("value"), at));
            }
        }
    }

    private static JsonNode request(Identity name, Spot spot) {
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.putArray("customer")
                .addObject()
                .put("namespace", name.namespace())
                .put("id", name.id());
        ArrayNode placements = request.putArray("placements");
        spot.placements().forEach(placement -> placements.addObject().put("id", placement));
        return request;
    }

    private void see(String offer, String stage, Spot spot, Chance chance, ArrayNode outcomes) {
        outcome(outcomes, offer, "impression");
        if (!chance.happens(taste.click(offer, stage, spot.channel()))) {
            if (spot.channel().equals("callCentre") && chance.happens(0.5)) {
                outcome(outcomes, offer, "decline").put("reason", chance.pick(REASONS));
            }
            return;
        }
        outcome(outcomes, offer, "click");
        if (chance.happens(taste.accept(offer))) {
            outcome(outcomes, offer, "accept");
            if (chance.happens(taste.convert(offer))) {
                BigDecimal amount =
                        BigDecimal.valueOf(10 + chance.exponential(40)).setScale(2, RoundingMode.HALF_EVEN);
                outcome(outcomes, offer, "conversion")
                        .putObject("value")
                        .put("value", amount)
                        .put("currency", "EUR");
            }
        }
    }

    private static ObjectNode outcome(ArrayNode outcomes, String offer, String type) {
        return outcomes.addObject().put("offer", offer).put("type", type);
    }

    private static Event order(UUID decision, Identity name, JsonNode value, Instant at) {
        String number = "V" + decision;
        return new Event(
                SOURCE,
                number,
                List.of(name),
                "order",
                at,
                Fields.with("orderNumber", number)
                        .and("amount", new Money(value.path("value").decimalValue(), "EUR"))
                        .and("category", "home")
                        .map());
    }
}

package org.opportune.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.kernel.Json;
import org.opportune.learning.LearnedRates;
import org.opportune.profile.Snapshot;
import org.opportune.rulebook.SmallShop;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.FactValues;

/** A small shop with facts of every type, and decisions of it that are recorded. */
final class WhyNotShop {
    /** A Sunday, at noon in Helsinki. */
    static final Instant NOON = Instant.parse("2026-03-01T10:00:00Z");

    static final String ELIGIBILITY = """
            package opportune.eligibility;
            import opportune.facts.Customer;
            import opportune.facts.Context;
            import opportune.facts.Classification;
            global org.opportune.rulebook.Offers offers;
            """;

    private static final UUID ID = UUID.fromString("0195515c-1a00-7000-8000-000000000001");

    private WhyNotShop() {}

    static SmallShop shop() {
        return new SmallShop()
                .change("vocabulary.yaml", "context:\n", """
                          city: {type: text, personal: true, purpose: marketing, label: {en: City, fi: Kaupunki}}
                          member: {type: boolean, label: {en: Member}}
                          joined: {type: date, label: {en: Joined}}
                          seen: {type: dateTime, label: {en: Seen}}
                          income: {type: money, personal: true, purpose: marketing, label: {en: Income}}
                          size: {type: integer, minimum: 0, maximum: 50, label: {en: Size}}
                          interests: {type: choices, label: {en: Interests}, choices: {art: {en: Art}, food: {en: Food}}}
                          birthDate: {type: date, personal: true, purpose: marketing, label: {en: Birth}}
                        context:
                        """)
                .change("vocabulary.yaml", "stages:\n", """
                          ordersTotal: {count: order, label: {en: Orders ever, fi: Tilauksia kaikkiaan}}
                          bigOrders: {count: order, where: {amount: {atLeast: 100}}, label: {en: Big orders}}
                          revenue90d: {sum: order.amount, window: 90d, label: {en: Spend}}
                          largestOrder: {maximum: order.amount, label: {en: Largest order}}
                          age: {yearsSince: birthDate, label: {en: Age}}
                        stages:
                        """)
                .change(
                        "vocabulary.yaml",
                        "{en: Orders in 90 days}",
                        "{en: Orders in 90 days, fi: Tilauksia 90 päivän aikana}");
    }

    /** With one rule for the offer {@code old}, which is valid in this shop, and nothing else that proposes it. */
    static SmallShop asking(String when) {
        return shop().change("offers/offers.csv", "old,engagement,99,,2020-12-31,Old", "old,engagement,99,,,Old")
                .change("eligibility/offers.drl", "    offers.propose(\"old\");\n", "")
                .with("eligibility/old.drl", ELIGIBILITY + rule("Asks", when, "old"));
    }

    static String rule(String name, String when, String offer) {
        return "rule \"" + name + "\"\nwhen\n" + when + "\nthen\noffers.propose(\"" + offer + "\");\nend\n";
    }

    static Snapshot snapshot(Decider decider, Map<String, Object> customer) {
        FactShape shape = decider.rulebook().facts().customer();
        return new Snapshot(
                7,
                NOON,
                ZoneId.of("Europe/Helsinki"),
                null,
                FactValues.of(shape, known(shape, customer)),
                List.of(),
                List.of());
    }

    /** What is never unknown is zero. */
    private static Map<String, Object> known(FactShape shape, Map<String, Object> customer) {
        Map<String, Object> known = new HashMap<>();
        List.of("orders90d", "ordersTotal", "bigOrders").forEach(count -> known.put(count, 0));
        known.put("revenue90d", 0.0);
        known.keySet().removeIf(name -> !shape.has(name));
        known.putAll(customer);
        return known;
    }

    static DecisionRequest request(Decider decider, String request) {
        return new DecisionRequestReader(decider.rulebook()).read(json(request));
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String body(String more) {
        return "{\"customer\": [{\"namespace\": \"visitor\", \"id\": \"v\"}], \"placements\": [{\"id\": \"hero\", \"limit\": 2}]"
                + more + "}";
    }

    /** What is answered of a decision that was made for such a customer. */
    static WhyNot ask(SmallShop shop, Map<String, Object> customer, String offer) {
        return ask(shop, customer, offer, body(""), State.NONE, null, true);
    }

    static WhyNot ask(
            SmallShop shop,
            Map<String, Object> customer,
            String offer,
            String body,
            State paused,
            @Nullable String languages,
            boolean seesPersonal) {
        Decider decider = Decider.of(shop.rulebook());
        WhyNot whyNot = ask(decider, customer, offer, body, paused, languages, seesPersonal);
        decider.rulebook().close();
        return whyNot;
    }

    static WhyNot ask(
            Decider decider,
            Map<String, Object> customer,
            String offer,
            String body,
            State paused,
            @Nullable String languages,
            boolean seesPersonal) {
        Decision decision = decider.flow().decide(request(decider, body), snapshot(decider, customer), paused);
        byte[] answer = Json.bytes(DecisionAnswer.of(ID.toString(), Mode.LIVE, decider.rulebook(), decision));
        byte[] record = RecordWriter.write("1", ID, json(body), decision, paused, false, answer);
        PastDeciders only = new PastDeciders() {
            @Override
            public <T> T with(String release, Function<Decider, T> work) {
                return work.apply(decider);
            }
        };
        return WhyNots.of(record, offer, only, number -> LearnedRates.NONE, languages, seesPersonal);
    }
}

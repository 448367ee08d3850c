package org.opportune.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.opportune.brakes.Brake;
import org.opportune.brakes.BrakeKind;
import org.opportune.brakes.Paused;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.kernel.Json;
import org.opportune.learning.LearnedRates;
import org.opportune.ledger.DecisionIds;
import org.opportune.profile.Consent;
import org.opportune.profile.Snapshot;
import org.opportune.rulebook.SmallShop;
import org.opportune.vocabulary.FactValues;

/** Ten thousand decisions by twenty releases, a tenth of which explore: each comes out of its record the same, byte for byte. */
class ManyReplaysTest {
    private static final int RELEASES = 20;
    private static final int DECISIONS = 10_000;
    private static final String ENGINE = "1";
    private static final long STEP = 0x9E37_79B9_7F4A_7C15L;
    private static final Instant NOON = Instant.parse("2026-03-01T10:00:00Z");
    private static final State GIFT = new State(
            new Paused(List.of(new Brake(BrakeKind.OFFER, "gift", NOON, "olli", "It is wrong"))), LearnedRates.NONE);
    private static final List<String> PLACEMENTS = List.of(
            "[{\"id\": \"hero\", \"limit\": 3}, {\"id\": \"grid\", \"limit\": 2}]",
            "[{\"id\": \"grid\"}]",
            "[{\"id\": \"hero\"}]");

    /** A shop with rules of every step, and values, factors, texts and a temperature, of its own. */
    private static Decider release(int number) {
        String facts = """
                import opportune.facts.Customer;
                import opportune.facts.Context;
                import opportune.facts.Classification;
                import opportune.facts.Offer;
                """;
        return Decider.of(new SmallShop()
                .change(
                        "classification/stages.drl",
                        "daysSinceLastOrder > 180",
                        "daysSinceLastOrder > " + (100 + number))
                .change("offers/offers.csv", "gift,engagement,10", "gift,engagement," + (5 + number))
                .change("offers/content.en.csv", "A gift,For you", "A gift,For you and " + number + " others")
                .with("experiments.yaml", "exploration: {share: 0.1, temperature: 0." + (20 + number) + "}\n")
                .with(
                        "arbitration/weights.csv",
                        "scope,subject,factor,because\noffer,help,1." + (10 + number) + ",It is asked for\n")
                .with("policy/p.drl", "package opportune.policy;\n" + facts + """
                        global org.opportune.rulebook.Policy policy;
                        rule "Vouchers rest" when
                            Customer(orders90d >= %d)
                            $offer : Offer(id == "voucher")
                        then
                            policy.suppress($offer, "REST", "They rest");
                        end
                        """.formatted(number % 4 + 1))
                .with("arbitration/a.drl", "package opportune.arbitration;\n" + facts + """
                        global org.opportune.rulebook.Rank rank;
                        rule "Who has ordered often likes gifts" when
                            Customer($orders : orders90d)
                            $offer : Offer(id == "gift")
                        then
                            rank.weight($offer, $orders, "Orders");
                            rank.propensity($offer, 0.%d);
                        end
                        """.formatted(10 + number))
                .rulebook());
    }

    /** Of a customer, for a request and at an instant that follow from the number. */
    private static byte[] record(Decider decider, int number) throws JsonProcessingException {
        JsonNode body = Objects.requireNonNull(
                Json.MAPPER.readTree("{\"customer\": [{\"namespace\": \"customer\", \"id\": \"C" + number
                        + "\"}], \"placements\": " + PLACEMENTS.get(number % PLACEMENTS.size())
                        + ", \"context\": {\"cartValue\": " + number % 211 + ".5}}"));
        Map<String, Object> facts = new HashMap<>();
        facts.put("orders90d", number % 6);
        if (number % 5 > 0) {
            facts.put("daysSinceLastOrder", number % 251);
        }
        if (number % 7 > 2) {
            facts.put("country", number % 2 == 0 ? "FI" : "SE");
        }
        Instant at = NOON.plusSeconds(number * 613L);
        Snapshot snapshot = new Snapshot(
                number,
                at,
                ZoneId.of(number % 3 == 0 ? "Asia/Tokyo" : "Europe/Helsinki"),
                number % 4 == 0 ? null : "fi",
                FactValues.of(decider.rulebook().facts().customer(), facts),
                List.of(new Consent("marketing", null, number % 2 == 0, NOON)),
                List.of());
        UUID id = new UUID((at.toEpochMilli() << 16) | 0x7000L, ((number * STEP) >>> 2) | Long.MIN_VALUE);
        State paused = number % 9 == 0 ? GIFT : State.NONE;
        DecisionRequest request = new DecisionRequestReader(decider.rulebook()).read(body);
        Decision decision =
                decider.flow().decide(request, snapshot, paused, RecordedDecisions.holds(number), DecisionIds.seed(id));
        byte[] answer = Json.bytes(DecisionAnswer.of(id.toString(), Mode.LIVE, decider.rulebook(), decision));
        return RecordWriter.write(ENGINE, id, body, decision, paused, false, answer);
    }

    @Test
    void eachOfTenThousandComesOutTheSame() throws JsonProcessingException {
        Map<String, Decider> releases = new LinkedHashMap<>();
        for (int number = 0; number < RELEASES; number++) {
            Decider decider = release(number);
            releases.put(decider.rulebook().hash(), decider);
        }
        List<Decider> deciders = List.copyOf(releases.values());
        assertThat(deciders).hasSize(RELEASES);
        List<byte[]> records = new ArrayList<>();
        for (int number = 0; number < DECISIONS; number++) {
            records.add(record(deciders.get(number % RELEASES), number));
        }

        int explored = 0;
        for (byte[] record : records) {
            Replay replay = Replay.of(
                    record, new RecordReader(record).release(), ENGINE, past(releases), number -> LearnedRates.NONE);
            assertThat(replay.identical())
                    .as(() -> replay.decision() + " differs at " + replay.differences())
                    .isTrue();
            explored += replay.answer().has("explored") ? 1 : 0;
        }
        assertThat(explored).isBetween(900, 1_100);
        deciders.forEach(decider -> decider.rulebook().close());
    }

    private static PastDeciders past(Map<String, Decider> releases) {
        return new PastDeciders() {
            @Override
            public <T> T with(String release, Function<Decider, T> work) {
                return work.apply(Objects.requireNonNull(releases.get(release)));
            }
        };
    }
}

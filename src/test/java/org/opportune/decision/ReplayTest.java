package org.opportune.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.opportune.brakes.Brake;
import org.opportune.brakes.BrakeKind;
import org.opportune.brakes.Paused;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.kernel.Json;
import org.opportune.kernel.Problem;
import org.opportune.learning.Cell;
import org.opportune.learning.LearnedRates;
import org.opportune.learning.Rate;
import org.opportune.profile.Consent;
import org.opportune.profile.Snapshot;
import org.opportune.profile.StageSpell;
import org.opportune.reservation.Holds;
import org.opportune.rulebook.SmallShop;
import org.opportune.vocabulary.FactValues;
import org.opportune.wording.Objection;

/** A decision is a function of what is recorded. */
class ReplayTest {
    private static final Instant NOON = Instant.parse("2026-03-01T10:00:00Z");
    private static final UUID ID = UUID.fromString("0195515c-1a00-7000-8000-000000000001");
    private static final Decider DECIDER = Decider.of(new SmallShop().rulebook());
    private static final Decider OTHER = Decider.of(new SmallShop()
            .change("offers/offers.csv", "gift,engagement,10", "gift,engagement,1")
            .rulebook());
    private static final PastDeciders BOTH = new PastDeciders() {
        @Override
        public <T> T with(String release, Function<Decider, T> work) {
            return work.apply(release.equals(OTHER.rulebook().hash()) ? OTHER : DECIDER);
        }
    };
    private static final String REQUEST = """
            {"customer": [{"namespace": "visitor", "id": "v"}], "placements": [{"id": "hero", "limit": 5}], "context": {"cartValue": 120.50}}""";

    private static byte[] record(Decider decider, State paused) throws Exception {
        return record(decider, paused, Holds.NONE);
    }

    private static byte[] record(Decider decider, State paused, Holds holds) throws Exception {
        JsonNode body = Json.MAPPER.readTree(REQUEST);
        Snapshot snapshot = new Snapshot(
                7,
                NOON,
                java.time.ZoneId.of("Asia/Tokyo"),
                "fi",
                FactValues.of(decider.rulebook().facts().customer(), Map.of("orders90d", 2, "daysSinceLastOrder", 12)),
                List.of(new Consent("marketing", null, true, NOON)),
                List.of(new StageSpell("engagement", NOON.minusSeconds(100))));
        DecisionRequest request = new DecisionRequestReader(decider.rulebook()).read(body);
        Decision decision = decider.flow().decide(request, snapshot, paused, holds, null);
        byte[] answer = Json.bytes(DecisionAnswer.of(ID.toString(), Mode.LIVE, decider.rulebook(), decision));
        return RecordWriter.write("1", ID, body, decision, paused, false, answer);
    }

    @Test
    void theRatesThatWereLearnedThenDecideAgain() throws Exception {
        Decider learning = Decider.of(new SmallShop()
                .change("rulebook.yaml", "baseCurrency: EUR", "baseCurrency: EUR\nlearning: {every: 1h, halfLife: 30d}")
                .rulebook());
        PastDeciders deciders = new PastDeciders() {
            @Override
            public <T> T with(String release, Function<Decider, T> work) {
                return work.apply(learning);
            }
        };
        byte[] record = record(learning, new State(Paused.NOTHING, rates(8, 3)));
        String release = learning.rulebook().hash();

        Replay replay = Replay.of(record, release, "1", deciders, number -> rates(number, 3));
        assertThat(replay.identical()).isTrue();
        assertThat(replay.answer().at("/placements/0/offers/0/learned/trials").asDouble())
                .isEqualTo(4);
        assertThat(Replay.of(record, release, "1", deciders, number -> rates(number, 2))
                        .differences())
                .isNotEmpty();
    }

    private static LearnedRates rates(long number, double alpha) {
        return new LearnedRates(
                number,
                NOON,
                new TreeMap<>(Map.of(new Cell("gift", "engagement", "site"), new Rate(alpha, 1))),
                new TreeMap<>(Map.of("engagement", new Rate(alpha, 1))));
    }

    @Test
    void theReleaseThatMadeItMakesTheSameRecordAgain() throws Exception {
        State paused = new State(
                new Paused(List.of(new Brake(BrakeKind.OFFER, "gift", NOON, "olli", "wrong price"))),
                LearnedRates.NONE);
        byte[] record = record(DECIDER, paused);
        Replay replay = Replay.of(record, DECIDER.rulebook().hash(), "1", BOTH, number -> LearnedRates.NONE);
        assertThat(replay.differences()).isEmpty();
        assertThat(replay.identical()).isTrue();
        assertThat(replay.answer().toString()).contains("offer-paused");
    }

    /** A record keeps why something could not be held in no language, and the answer says it in the reader's. */
    @Test
    void whatCouldNotBeHeldIsSaidAgainInTheLanguageOfTheAnswer() throws Exception {
        Holds holds = candidate -> switch (candidate.offer().id()) {
            case "gift" ->
                new Objection.Own("CAP", "held.cap-declines-days", Map.of("cap", "rest", "most", 1, "window", 30));
            case "help" -> new Objection.Written("REST", "It rests");
            default -> null;
        };
        byte[] record = record(DECIDER, State.NONE, holds);

        assertThat(new String(record, StandardCharsets.UTF_8))
                .contains("\"CAP\",\"held.cap-declines-days\",{\"cap\":\"rest\",\"most\":1,\"window\":30}]")
                .contains("\"REST\",\"It rests\"]")
                .contains("Enimmäismäärä rest on täynnä: 1 kieltäytyminen 30 päivän aikana");
        assertThat(Replay.of(record, DECIDER.rulebook().hash(), "1", BOTH, number -> LearnedRates.NONE)
                        .identical())
                .isTrue();
    }

    @Test
    void anotherReleaseSaysWhatItWouldHaveSaid() throws Exception {
        byte[] record = record(DECIDER, State.NONE);
        Replay replay = Replay.of(record, OTHER.rulebook().hash(), "1", BOTH, number -> LearnedRates.NONE);
        assertThat(replay.identical()).isFalse();
        assertThat(replay.differences()).contains("/release").anyMatch(place -> place.startsWith("/answer/placements"));
        assertThat(replay.notRecorded()).isEmpty();
    }

    @Test
    void whatWasChangedInARecordIsSeen() throws Exception {
        String record = new String(record(DECIDER, State.NONE), StandardCharsets.UTF_8);
        assertThat(record).contains("\"orders90d\":2");
        byte[] changed = record.replace("\"orders90d\":2", "\"orders90d\":0").getBytes(StandardCharsets.UTF_8);
        assertThat(Replay.of(changed, DECIDER.rulebook().hash(), "1", BOTH, number -> LearnedRates.NONE)
                        .differences())
                .isNotEmpty();
    }

    @Test
    void aReleaseThatDoesNotKnowThePlacementSaysSo() throws Exception {
        String record = new String(record(DECIDER, State.NONE), StandardCharsets.UTF_8);
        byte[] changed =
                record.replace("\"id\":\"hero\"", "\"id\":\"basement\"").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Replay.of(changed, DECIDER.rulebook().hash(), "1", BOTH, number -> LearnedRates.NONE))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("not-replayable");
                    assertThat(problem.findings()).isNotEmpty();
                });
    }

    /** A kilobyte of it is words of the answer. */
    @Test
    void aRecordIsSmall() throws Exception {
        assertThat(record(DECIDER, State.NONE)).hasSizeLessThan(4_000);
    }
}

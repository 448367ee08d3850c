package org.opportune.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.opportune.arbitration.Ranked;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.eligibility.Candidate;
import org.opportune.kernel.Json;
import org.opportune.kernel.Problem;
import org.opportune.learning.LearnedRates;
import org.opportune.model.Step;
import org.opportune.policy.ContactShop;
import org.opportune.policy.Customers;
import org.opportune.policy.Forbidden;
import org.opportune.policy.Suppressed;
import org.opportune.profile.Consent;
import org.opportune.profile.Snapshot;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;
import org.opportune.vocabulary.FactValues;
import org.opportune.wording.Objection;

/** No rule file releases what the invariants forbid, neither in the ranking nor as a fallback, and the answer says so. */
class InvariantsInDecisionsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T10:00:00Z");
    private static final Consent MAIL = new Consent("marketing", "email", true, NOON.minusSeconds(60));
    private static final UUID ID = UUID.fromString("0195515c-1a00-7000-8000-000000000001");
    private static final String REQUEST = "{\"placements\": [{\"id\": \"mail\", \"limit\": 5}]}";

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void noRulesReleaseWhatIsForbidden(@ForAll("rules") SmallShop shop, @ForAll("seeds") long seed) {
        try (Rulebook rulebook = shop.rulebook()) {
            DecisionFlow flow = new DecisionFlow(rulebook);
            List<Snapshot> customers = Customers.of(rulebook.facts().customer()).generator(1_000).stream(
                            new Random(seed))
                    .limit(60)
                    .map(Shrinkable::value)
                    .toList();
            for (Snapshot customer : customers) {
                for (String placement : ContactShop.CHANNELS.keySet()) {
                    check(flow.decide(request(placement), customer, State.NONE), placement, customer);
                }
            }
        }
    }

    private static void check(Decision decision, String placement, Snapshot customer) {
        Stream.concat(
                        Objects.requireNonNull(decision.ranking().get(placement)).stream()
                                .map(Ranked::candidate),
                        decision.fallbacks().values().stream())
                .forEach(answered -> assertThat(Forbidden.codes(answered.offer().id(), placement, customer))
                        .as(answered + " for " + customer)
                        .isEmpty());
        for (Candidate candidate : decision.candidates()) {
            String offer = candidate.offer().id();
            assertThat(suppressed(decision, offer)).containsAll(Forbidden.codes(offer, placement, customer));
        }
    }

    private static List<String> suppressed(Decision decision, String offer) {
        return decision.suppressed().stream()
                .filter(held -> held.offer().equals(offer))
                .flatMap(held -> held.because().stream())
                .map(Objection::code)
                .toList();
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }

    /** Whatever files of each step may say, with conditions about what invariants look at and verbs that speak for the offer. */
    @Provide
    Arbitrary<SmallShop> rules() {
        return Combinators.combine(
                        file(Step.CLASSIFICATION, "", "classify.stage(\"lapsed\");", "classify.segment(\"vip\");"),
                        file(
                                Step.ELIGIBILITY,
                                "",
                                "offers.propose(\"news\"); offers.propose(\"sale\");",
                                "offers.propose(\"picks\"); offers.propose(\"bill\");",
                                "offers.propose(\"survey\");"),
                        file(
                                Step.POLICY,
                                "    $offer : Offer(id == \"bill\" || channel == \"email\")\n",
                                "policy.suppress($offer, \"CONSENT\", \"Given\");",
                                "policy.suppress($offer, \"REST\", \"It rests\");"),
                        file(
                                Step.ARBITRATION,
                                "    $offer : Offer()\n",
                                "rank.value($offer, 1000000000000);",
                                "rank.weight($offer, 100, \"Send it nevertheless\");",
                                "rank.propensity($offer, 1);"))
                .as((classification, eligibility, policy, arbitration) -> ContactShop.shop()
                        .with("classification/stages.drl", classification)
                        .with("eligibility/offers.drl", eligibility)
                        .with("policy/policy.drl", policy)
                        .with("arbitration/arbitration.drl", arbitration));
    }

    private static Arbitrary<String> file(Step step, String offer, String... verbs) {
        Arbitrary<String> rule = Combinators.combine(
                        Arbitraries.of(
                                "Customer()",
                                "Customer(doNotContact == true)",
                                "Customer(doNotContact == null || !doNotContact)",
                                "Customer(birthDate > \"2008-03-01\")",
                                "Customer(timeZone == null)",
                                "Customer(timeZone str[startsWith] \"Europe\")",
                                "Customer(country in (\"US\", \"AU\"))",
                                "Context(channel == \"email\")",
                                "Context(hour < 8 || hour > 20)",
                                "Context(page == \"letters\")",
                                "Context(known)"),
                        Arbitraries.of("", "", "salience 100\n", "activation-group \"one\"\n"),
                        Arbitraries.of(verbs))
                .as((when, attributes, verb) ->
                        "\"\n" + attributes + "when\n    " + when + "\n" + offer + "then\n    " + verb + "\nend\n");
        return rule.list().ofMinSize(1).ofMaxSize(5).map(rules -> {
            StringBuilder file = new StringBuilder("package " + step.packageName() + ";\n"
                    + step.facts().stream()
                            .map(fact -> "import " + Step.FACTS + "." + fact + ";\n")
                            .collect(Collectors.joining())
                    + "global " + step.verbs() + " " + step.global() + ";\n");
            for (int i = 0; i < rules.size(); i++) {
                file.append("\nrule \"").append(step).append(i).append(rules.get(i));
            }
            return file.toString();
        });
    }

    @Test
    void aFallbackIsForbiddenToo() {
        try (Rulebook rulebook = ContactShop.shop()
                .change("eligibility/offers.drl", "Customer()", "Context(page == \"none\")")
                .rulebook()) {
            DecisionFlow flow = new DecisionFlow(rulebook);

            assertThat(flow.decide(request("mail"), snapshot(rulebook, Map.of()), State.NONE)
                            .fallbacks())
                    .isEmpty();
            assertThat(flow.decide(request("mail"), snapshot(rulebook, Map.of(), MAIL), State.NONE)
                            .fallbacks())
                    .containsOnlyKeys("mail");
            assertThat(flow.decide(request("hero"), snapshot(rulebook, Map.of()), State.NONE)
                            .fallbacks())
                    .containsOnlyKeys("hero");
        }
    }

    @Test
    void aVisitorOfTheSiteIsAnsweredAndNothingIsSentToThem() {
        try (Rulebook rulebook = ContactShop.shop().rulebook()) {
            Decider decider = Decider.of(rulebook);

            assertThat(decider.decide(request("hero"), null, NOON, State.NONE)
                            .ranking()
                            .get("hero"))
                    .extracting(ranked -> ranked.candidate().offer().id())
                    .containsExactly("survey", "bill", "news");
            Decision mail = decider.decide(request("mail"), null, NOON, State.NONE);
            assertThat(mail.ranking().get("mail")).isEmpty();
            assertThat(mail.suppressed())
                    .contains(new Suppressed(
                            "bill",
                            List.of(),
                            List.of(new Objection.Own(
                                    "QUIET-HOURS",
                                    "held.quiet-hours",
                                    Map.of("from", LocalTime.of(21, 0), "until", LocalTime.of(8, 0))))));
        }
    }

    @Test
    void whatARequestSaysIsNotWhatIsKnownOfTheCustomer() throws Exception {
        try (Rulebook rulebook = ContactShop.shop().rulebook()) {
            DecisionRequestReader reader = new DecisionRequestReader(rulebook);
            for (String said : List.of(
                    "{\"context\": {\"doNotContact\": false}, ",
                    "{\"context\": {\"birthDate\": \"1980-01-01\"}, ",
                    "{\"consents\": [{\"purpose\": \"marketing\", \"granted\": true}], ",
                    "{\"attributes\": {\"doNotContact\": false}, ")) {
                JsonNode body = Json.MAPPER.readTree(REQUEST.replaceFirst("\\{", said));
                assertThatThrownBy(() -> reader.read(body)).isInstanceOf(Problem.class);
            }
        }
    }

    @Test
    void aLookAtTheRulesLeavesOutWhatIsForbiddenAtAnyHour() {
        try (Rulebook rulebook = ContactShop.shop().rulebook()) {
            Snapshot night = new Snapshot(
                    7,
                    Instant.parse("2026-03-02T01:00:00Z"),
                    ZoneId.of("Europe/Helsinki"),
                    null,
                    FactValues.of(rulebook.facts().customer(), Map.of("timeZone", "Europe/Helsinki")),
                    List.of(),
                    List.of());
            DecisionFlow flow = new DecisionFlow(rulebook);

            assertThat(flow.prospects(night, flow.classify(night), Map.of("email", List.of("mail")), LearnedRates.NONE)
                            .get("mail"))
                    .extracting(ranked -> ranked.candidate().offer().id())
                    .containsExactly("survey", "bill");
        }
    }

    @Test
    void aReplayForbidsWhatTheDecisionForbade() throws Exception {
        try (Rulebook rulebook = ContactShop.shop().rulebook()) {
            Decider decider = Decider.of(rulebook);
            PastDeciders deciders = new PastDeciders() {
                @Override
                public <T> T with(String release, Function<Decider, T> work) {
                    return work.apply(decider);
                }
            };
            for (Map<String, Object> known : List.<Map<String, Object>>of(
                    Map.of(),
                    Map.of("country", "US", "birthDate", LocalDate.of(2008, 3, 2)),
                    Map.of("timeZone", "Nowhere", "doNotContact", true),
                    Map.of("timeZone", "Asia/Kathmandu", "birthDate", LocalDate.of(1980, 3, 2)))) {
                JsonNode body = Json.MAPPER.readTree(REQUEST);
                DecisionRequest request = new DecisionRequestReader(rulebook).read(body);
                Decision decision = decider.flow().decide(request, snapshot(rulebook, known, MAIL), State.NONE);
                byte[] answer = Json.bytes(DecisionAnswer.of(ID.toString(), Mode.LIVE, rulebook, decision));
                byte[] record = RecordWriter.write("1", ID, body, decision, State.NONE, false, answer);

                assertThat(Replay.of(record, rulebook.hash(), "1", deciders, number -> LearnedRates.NONE)
                                .differences())
                        .isEmpty();
            }
        }
    }

    private static DecisionRequest request(String placement) {
        return new DecisionRequest(
                List.of(),
                Map.of(placement, 5),
                String.valueOf(ContactShop.CHANNELS.get(placement)),
                null,
                Map.of("page", "letters"),
                Mode.LIVE,
                null);
    }

    private static Snapshot snapshot(Rulebook rulebook, Map<String, Object> known, Consent... words) {
        Map<String, Object> values = known.isEmpty() ? Map.of("timeZone", "Europe/Helsinki") : known;
        return new Snapshot(
                7,
                NOON,
                ZoneId.of("Europe/Helsinki"),
                null,
                FactValues.of(rulebook.facts().customer(), values),
                List.of(words),
                List.of());
    }
}

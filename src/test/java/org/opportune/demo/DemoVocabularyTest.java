package org.opportune.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opportune.decision.Decider;
import org.opportune.decision.Decision;
import org.opportune.decision.DecisionRequest;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.decision.State;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.profile.Consent;
import org.opportune.profile.CustomerChange;
import org.opportune.profile.CustomerReader;
import org.opportune.profile.Event;
import org.opportune.profile.EventReader;
import org.opportune.profile.Identity;
import org.opportune.profile.InMemoryProfiles;
import org.opportune.profile.Profile;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.RulebookReader;
import org.opportune.vocabulary.ValueReader;
import org.opportune.vocabulary.Vocabulary.Placement;

/** The demo shop under the rulebook that a new server starts with. */
class DemoVocabularyTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** A new server has not recorded yet where its customers were. */
    private static final Set<String> NEED_RECORDED_STAGES = Set.of("savedFromChurn");

    private static final Instant END =
            DemoShopTest.ANCHOR.atStartOfDay(ZoneOffset.UTC).toInstant();
    private static final Clock CLOCK = Clock.fixed(END, ZoneOffset.UTC);
    private static final Rulebook RULEBOOK = Objects.requireNonNull(
            RulebookReader.read(RulebookFolder.read(Path.of("rules"), new Findings()), new Findings()));

    @Test
    void everyEventReadsAsIfItHadComeByHttp() {
        EventReader reader = new EventReader(RULEBOOK, CLOCK);
        Findings findings = new Findings();
        new DemoShop(3, DemoShopTest.ANCHOR, 300).customers().forEach(customer -> customer.events()
                .forEach(event -> {
                    Event read = reader.read(json(event), "", findings);
                    if (findings.isEmpty()) {
                        assertThat(read).isEqualTo(event);
                    }
                }));

        assertThat(findings.list()).isEmpty();
    }

    @Test
    void everyCustomerReadsAsIfTheyHadComeByHttp() {
        CustomerReader reader = new CustomerReader(RULEBOOK, CLOCK);
        Findings findings = new Findings();
        new DemoShop(3, DemoShopTest.ANCHOR, 1_000).customers().forEach(customer -> {
            CustomerChange read = reader.read(json(customer.change()), "", findings);
            if (findings.isEmpty()) {
                assertThat(read).isEqualTo(customer.change());
            }
        });

        assertThat(findings.list()).isEmpty();
    }

    @Test
    void everyEventTypeAndEveryGroupOfAttributesIsThere() {
        List<DemoCustomer> customers =
                new DemoShop(3, DemoShopTest.ANCHOR, 500).customers().toList();

        assertThat(customers.stream()
                        .flatMap(customer -> customer.events().stream().map(Event::type)))
                .containsAll(RULEBOOK.vocabulary().events().keySet().stream()
                        .filter(type -> !type.equals("offerAnswered")) // the demo has no history of offers
                        .toList());
        assertThat(customers.stream().flatMap(customer -> customer.change().attributes().keySet().stream()))
                .containsAll(RULEBOOK.vocabulary().attributes().keySet());
    }

    @Test
    void everyStageHasAtLeastOneInFiftyCustomersAndEverySegmentHasSomebody() {
        int count = 2_000;
        Decider decider = Decider.of(RULEBOOK);
        Map<String, Integer> stages = new TreeMap<>();
        Map<String, Integer> segments = new TreeMap<>();
        new DemoShop(1, DemoShopTest.ANCHOR, count).customers().forEach(customer -> {
            Profile profile = Objects.requireNonNull(profile(customer));
            var classification = decider.flow().classify(decider.snapshots().of(profile, END));
            stages.merge(classification.stage(), 1, Integer::sum);
            classification.segments().keySet().forEach(segment -> segments.merge(segment, 1, Integer::sum));
        });

        assertThat(stages.keySet())
                .containsExactlyInAnyOrderElementsOf(RULEBOOK.vocabulary().stageIds());
        assertThat(stages.values()).as("%s", stages).allMatch(size -> size >= count / 50);
        Set<String> expected = new TreeSet<>(RULEBOOK.vocabulary().segments().keySet());
        expected.removeAll(NEED_RECORDED_STAGES);
        assertThat(segments.keySet()).as("%s", segments).containsAll(expected);
    }

    /** At a time that is day in most of its countries. */
    @Test
    void whatIsSentReachesSomebodyOnEveryPlacementAndEachInvariantHoldsSomebodyBack() {
        Decider decider = Decider.of(RULEBOOK);
        Set<String> reached = new TreeSet<>();
        Set<String> codes = new TreeSet<>();
        List<Placement> sent = RULEBOOK.vocabulary().placements().values().stream()
                .filter(placement ->
                        Objects.requireNonNull(RULEBOOK.vocabulary().channels().get(placement.channel()))
                                        .outbound()
                                != null)
                .toList();
        new DemoShop(1, DemoShopTest.ANCHOR, 800).customers().forEach(customer -> {
            Profile profile = Objects.requireNonNull(profile(customer));
            for (Placement placement : sent) {
                DecisionRequest request = new DecisionRequest(
                        List.of(), Map.of(placement.id(), 1), placement.channel(), null, Map.of(), Mode.PREVIEW, null);
                Decision decision = decider.decide(request, profile, END.plus(Duration.ofHours(12)), State.NONE);
                decision.ranking().values().stream()
                        .filter(ranked -> !ranked.isEmpty())
                        .forEach(ranked -> reached.add(placement.id()));
                decision.suppressed().forEach(held -> held.because().forEach(reason -> codes.add(reason.code())));
            }
        });

        assertThat(reached)
                .containsExactlyInAnyOrder(
                        "email-main", "email-footer", "direct-mail-letter", "display-retargeting", "social-feed");
        assertThat(codes).contains("CONSENT", "DO-NOT-CONTACT", "MINOR", "QUIET-HOURS");
    }

    private static @Nullable Profile profile(DemoCustomer customer) {
        InMemoryProfiles profiles = new InMemoryProfiles();
        profiles.change(RULEBOOK, List.of(customer.change()));
        profiles.append(RULEBOOK, customer.events());
        return profiles.find(RULEBOOK, customer.change().identities());
    }

    private static ObjectNode json(Event event) {
        ObjectNode node = JSON.objectNode();
        node.put("source", event.source()).put("id", event.id()).put("type", event.type());
        node.put("at", event.at().toString());
        node.set("customer", identities(event.customer()));
        node.set("properties", values(event.properties()));
        return node;
    }

    private static ObjectNode json(CustomerChange change) {
        ObjectNode node = JSON.objectNode();
        node.set("identities", identities(change.identities()));
        node.set("attributes", values(change.attributes()));
        ArrayNode consents = node.putArray("consents");
        for (Consent consent : change.consents()) {
            consents.addObject()
                    .put("purpose", consent.purpose())
                    .put("channel", consent.channel())
                    .put("granted", consent.granted())
                    .put("at", consent.at().toString());
        }
        return node;
    }

    private static ArrayNode identities(List<Identity> identities) {
        ArrayNode list = JSON.arrayNode();
        identities.forEach(identity ->
                list.addObject().put("namespace", identity.namespace()).put("id", identity.id()));
        return list;
    }

    private static ObjectNode values(Map<String, ? extends Object> values) {
        ObjectNode node = JSON.objectNode();
        values.forEach((name, value) -> node.set(name, ValueReader.write(value)));
        return node;
    }
}

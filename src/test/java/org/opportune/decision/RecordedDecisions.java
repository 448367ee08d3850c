package org.opportune.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opportune.brakes.Brake;
import org.opportune.brakes.BrakeKind;
import org.opportune.brakes.Paused;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.demo.DemoCustomer;
import org.opportune.demo.DemoShop;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.learning.LearnedRates;
import org.opportune.ledger.DecisionIds;
import org.opportune.profile.Identity;
import org.opportune.profile.InMemoryProfiles;
import org.opportune.profile.Profile;
import org.opportune.reservation.Holds;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.RulebookReader;
import org.opportune.wording.Objection;

/** Records of live decisions about customers of the demo shop: of many kinds, and the same whenever they are made. */
public final class RecordedDecisions {
    static final String ENGINE = "golden";

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final Instant MORNING = Instant.parse("2026-03-01T07:00:00Z");
    private static final List<String> PLACEMENTS = List.of(
            "[{\"id\": \"homepage-hero\"}, {\"id\": \"homepage-grid\", \"limit\": 3}]",
            "[{\"id\": \"homepage-hero\"}]",
            "[{\"id\": \"category-banner\"}, {\"id\": \"product-sidebar\"}, {\"id\": \"cart-banner\"}]",
            "[{\"id\": \"email-main\"}, {\"id\": \"email-footer\"}]",
            "[{\"id\": \"call-agent\", \"limit\": 5}]",
            "[{\"id\": \"app-home\"}, {\"id\": \"app-inbox\", \"limit\": 4}]",
            "[{\"id\": \"checkout-banner\"}, {\"id\": \"product-sidebar\"}]",
            "[{\"id\": \"display-retargeting\"}]",
            "[{\"id\": \"social-feed\"}]",
            "[{\"id\": \"account-page\"}]");
    private static final List<String> MORE = List.of(
            "",
            ", \"locale\": \"en\"",
            ", \"locale\": \"fi\"",
            ", \"locale\": \"hu\", \"context\": {\"device\": \"phone\"}",
            ", \"locale\": \"zh\"",
            ", \"locale\": \"he-IL\", \"context\": {\"page\": \"cart\", \"callReason\": \"cancellation\"}",
            ", \"locale\": \"lt\"");
    private static final long STEP = 0x9E37_79B9_7F4A_7C15L;

    private final InMemoryProfiles profiles = new InMemoryProfiles();
    private final List<Identity> customers = new ArrayList<>();

    RecordedDecisions(Rulebook rulebook, int customers) {
        DemoShop shop = new DemoShop(1, TODAY, customers);
        for (DemoCustomer customer : shop.customers().toList()) {
            profiles.change(rulebook, List.of(customer.change()));
            profiles.append(rulebook, customer.events());
            this.customers.add(customer.change().identities().get(0));
        }
    }

    /** The rulebook of a folder. Throws when it has a mistake. */
    static Rulebook rulebook(Path folder) {
        Findings findings = new Findings();
        Rulebook rulebook = RulebookReader.read(RulebookFolder.read(folder, findings), findings);
        if (rulebook == null) {
            throw new IllegalStateException(findings.list().toString());
        }
        return rulebook;
    }

    /** For the home page, in English, of as many customers. */
    public static List<byte[]> usual(Path rules, int customers) {
        try (Rulebook rulebook = rulebook(rules)) {
            Decider decider = Decider.of(rulebook);
            RecordedDecisions decisions = new RecordedDecisions(rulebook, customers);
            List<byte[]> records = new ArrayList<>();
            for (int number = 0; number < customers; number++) {
                records.add(decisions.record(
                        decider, number, PLACEMENTS.get(0), MORE.get(1), decisions.customers.get(number)));
            }
            return records;
        }
    }

    /** One of all kinds. */
    byte[] record(Decider decider, int number) {
        boolean isKnown = number % 10 != 7;
        return record(
                decider,
                number,
                PLACEMENTS.get(number % PLACEMENTS.size()),
                MORE.get((number / 10 + number) % MORE.size()),
                isKnown ? customers.get(number % customers.size()) : new Identity("visitor", "v-" + number));
    }

    private byte[] record(Decider decider, int number, String placements, String more, Identity customer) {
        JsonNode body = json("{\"customer\": [{\"namespace\": \"" + customer.namespace() + "\", \"id\": \""
                + customer.id() + "\"}], \"placements\": " + placements + more + "}");
        DecisionRequest request = new DecisionRequestReader(decider.rulebook()).read(body);
        boolean isUnread = number % 13 == 12;
        Profile profile = isUnread ? null : profile(decider, request);
        Instant at = MORNING.plus(Duration.ofMinutes(number % 50 * 37L));
        UUID id = new UUID((at.toEpochMilli() << 16) | 0x7000L, ((number * STEP) >>> 2) | Long.MIN_VALUE);
        State paused = paused(number);
        Decision decision = decider.decide(request, profile, at, paused, holds(number), DecisionIds.seed(id));
        DecisionAnswer said = DecisionAnswer.of(id.toString(), Mode.LIVE, decider.rulebook(), decision);
        byte[] answer = Json.bytes(isUnread ? said.ofUnread() : said);
        return RecordWriter.write(ENGINE, id, body, decision, paused, isUnread, answer);
    }

    /** Of some, a part is not held. */
    static Holds holds(int number) {
        return number % 7 != 3
                ? Holds.NONE
                : candidate -> candidate.offer().id().length() % 2 == 0
                        ? new Objection.Own(
                                "CAP", "held.cap-impressions-days", Map.of("cap", "week", "most", 3, "window", 7))
                        : null;
    }

    private @Nullable Profile profile(Decider decider, DecisionRequest request) {
        return profiles.find(decider.rulebook(), request.customer());
    }

    private static State paused(int number) {
        List<Brake> brakes = new ArrayList<>();
        if (number % 9 == 4) {
            brakes.add(new Brake(BrakeKind.OFFER, "new-arrivals", MORNING, "olli", "wrong link"));
        }
        if (number % 11 == 5) {
            brakes.add(new Brake(BrakeKind.CAMPAIGN, "onboarding", MORNING, "olli", "too early"));
        }
        return new State(new Paused(brakes), LearnedRates.NONE);
    }

    private static JsonNode json(String text) {
        try {
            return Objects.requireNonNull(Json.MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.opportune.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opportune.experiments.Participation;
import org.opportune.experiments.Participation.In;
import org.opportune.kernel.Json;
import org.opportune.ledger.HeldBack;
import org.opportune.ledger.Trait;
import org.opportune.profile.CustomerChange;
import org.opportune.profile.Identity;
import org.opportune.profile.InMemoryProfiles;
import org.opportune.reservation.Holds;
import org.opportune.rulebook.SmallShop;

/** What reports count of a decision. */
class FiguresOfDecisionsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T10:00:00Z");
    private static final Identity CUSTOMER = new Identity("customer", "c");

    /** Where help is worth 1, a gift 10 and a voucher 9, and half of what is shown is accepted. */
    private static SmallShop shop(String... rules) {
        return new SmallShop()
                .change("rulebook.yaml", "limits:", "arbitration: {propensity: 0.5}\nlimits:")
                .change("classification/stages.drl", "Customer(orders90d > 0)", "Customer(orders90d >= 0)")
                .change("vocabulary.yaml", "context:", "dimensions: [orders90d, page, newsletter, likes]\ncontext:")
                .change(
                        "vocabulary.yaml",
                        "cartValue:",
                        "page: {type: choice, label: {en: Page}, choices: {home: {en: Home}}}\n  cartValue:")
                .change(
                        "vocabulary.yaml",
                        "  language:",
                        "  newsletter: {type: boolean, label: {en: Letter}}\n"
                                + "  likes: {type: choices, label: {en: Likes}, choices: {tea: {en: Tea}, jam: {en: Jam}}}\n  language:")
                .with("offers/offers.csv", """
                        id,campaign,value,validFrom,validTo,label
                        help,engagement,1,,,Help
                        gift,engagement,10,,,Gift
                        voucher,engagement,9,,,Voucher
                        old,engagement,99,,2020-12-31,Old
                        """)
                .with("policy/p.drl", HeldBackTest.POLICY + String.join("", rules));
    }

    private static String rest(String name, String offer, String code) {
        return "rule \"" + name + "\"\nwhen\n$o : Offer(id == \"" + offer + "\")\nthen\npolicy.suppress($o, \"" + code
                + "\", \"It rests\");\nend\n";
    }

    private static DecisionRequest request(Decider decider, int limit) {
        try {
            JsonNode body = Json.MAPPER.readTree(
                    "{\"customer\": [{\"namespace\": \"customer\", \"id\": \"c\"}], \"placements\": [{\"id\": \"hero\", \"limit\": "
                            + limit + "}], \"context\": {\"page\": \"home\"}}");
            return new DecisionRequestReader(decider.rulebook()).read(body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Decision decide(Decider decider, DecisionRequest request) {
        InMemoryProfiles profiles = new InMemoryProfiles();
        profiles.change(
                decider.rulebook(),
                List.of(new CustomerChange(
                        List.of(CUSTOMER),
                        Map.of("country", "SE", "newsletter", true, "likes", List.of("jam", "tea")),
                        List.of())));
        return decider.decide(
                request, profiles.find(decider.rulebook(), List.of(CUSTOMER)), NOON, State.NONE, Holds.NONE, null);
    }

    private static List<HeldBack> heldBack(int limit, String... rules) {
        Decider decider = Decider.of(shop(rules).rulebook());
        DecisionRequest request = request(decider, limit);
        return decider.flow().heldBack(request, decide(decider, request), State.NONE);
    }

    @Test
    void whereThereIsRoomAnOfferThatIsHeldBackIsForgoneWhole() {
        assertThat(heldBack(5, rest("Gifts rest", "gift", "REST")))
                .singleElement()
                .satisfies(held -> {
                    assertThat(held.offer()).isEqualTo("gift");
                    assertThat(held.reasons()).containsExactly("REST");
                    assertThat(held.forgone()).isCloseTo(5, within(1e-9)); // half of 10
                });
    }

    @Test
    void whereThereIsNoRoomItIsForgoneLessWhatItWouldHaveDisplaced() {
        assertThat(heldBack(1, rest("Gifts rest", "gift", "REST")))
                .singleElement()
                .satisfies(
                        held -> assertThat(held.forgone()).isCloseTo(0.5, within(1e-9))); // half of 10 less half of 9
    }

    @Test
    void whatWouldNotHaveBeenAnsweredIsNotForgone() {
        assertThat(heldBack(1, rest("Help rests", "help", "REST")))
                .singleElement()
                .satisfies(held -> assertThat(held.forgone()).isZero());
    }

    @Test
    void allReasonsAreTold() {
        assertThat(heldBack(5, rest("Gifts rest", "gift", "REST"), rest("Gifts are out", "gift", "OUT")))
                .singleElement()
                .satisfies(held -> assertThat(held.reasons()).containsExactlyInAnyOrder("REST", "OUT"));
    }

    @Test
    void whatIsHeldBackNowhereIsNotTold() {
        assertThat(heldBack(5)).isEmpty();
    }

    @Test
    void aDecisionIsToldApartBySegmentsLocaleCountryArmsAndWhatIsDeclared() {
        Decider decider = Decider.of(shop().rulebook());
        DecisionRequest request = request(decider, 1);
        Participation participation =
                new Participation(7, List.of(new In("gifts", "usual", 1, ""), new In("holdout", "others", 1, "")));

        assertThat(Traits.of(decider.rulebook(), request, decide(decider, request), participation))
                .containsExactlyInAnyOrder(
                        new Trait("segment", "nordic"),
                        new Trait("locale", "en"),
                        new Trait("country", "SE"),
                        new Trait("arm", "gifts/usual"),
                        new Trait("arm", "holdout/others"),
                        new Trait("orders90d", "0"),
                        new Trait("page", "home"),
                        new Trait("newsletter", "true"),
                        new Trait("likes", "tea"),
                        new Trait("likes", "jam"));
    }

    /** Or whoever asks would make as many sums as they like. */
    @Test
    void aLocaleIsOneOfTheRulebooksWhateverIsAskedFor() {
        Decider decider = Decider.of(shop().rulebook());
        DecisionRequest asked = request(decider, 1);
        for (String[] pair :
                new String[][] {{"fi-FI", "fi"}, {"en-x-" + "abcdefgh-".repeat(40) + "a", "en"}, {"ja", "en"}}) {
            DecisionRequest request = new DecisionRequest(
                    asked.customer(),
                    asked.placements(),
                    asked.channel(),
                    pair[0],
                    asked.context(),
                    asked.mode(),
                    asked.at());
            assertThat(Traits.of(decider.rulebook(), request, decide(decider, request), Participation.NONE))
                    .filteredOn(trait -> trait.dimension().equals(Trait.LOCALE))
                    .containsExactly(new Trait(Trait.LOCALE, pair[1]));
        }
    }
}

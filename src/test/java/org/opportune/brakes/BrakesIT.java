package org.opportune.brakes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opportune.it.Http;
import org.opportune.it.Http.Answer;

/** An offer is wrong and must stop now, over HTTP. */
@ExtendWith(ArquillianExtension.class)
class BrakesIT {
    private static final String BRAKES = "/api/v1/brakes";
    private static final Http ADMIN = Http.asAdmin();
    private static final Http OPERATOR = Http.asRole("operator");

    /** A visitor of whom nothing is known. */
    private static final String VISIT = "{\"placements\": [{\"id\": \"homepage-hero\", \"limit\": 20}]}";

    @AfterEach
    void leaveNothingPaused() {
        for (JsonNode brake : ADMIN.get(BRAKES + "?limit=500").json().path("items")) {
            String path = brake.path("kind").asText() + "s/" + brake.path("id").asText();
            assertThat(resume(ADMIN, path, "the test is over").status()).isEqualTo(204);
        }
    }

    private static Answer pause(Http who, String path, String why) {
        return who.with("Content-Type", "application/json")
                .send("PUT", BRAKES + "/" + path, BodyPublishers.ofString("{\"why\": \"" + why + "\"}"));
    }

    private static Answer resume(Http who, String path, String why) {
        return who.delete(BRAKES + "/" + path + "?why=" + URLEncoder.encode(why, StandardCharsets.UTF_8));
    }

    private static JsonNode decision(String body) {
        Answer answer = ADMIN.post("/api/v1/decisions", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> offers(JsonNode decision) {
        List<String> offers = new ArrayList<>();
        decision.at("/placements/0/offers")
                .forEach(offer -> offers.add(offer.path("offer").asText()));
        return offers;
    }

    private static JsonNode latest() {
        return ADMIN.get(BRAKES + "/history?limit=1").json().at("/items/0");
    }

    @Test
    void aPausedOfferIsGoneFromTheNextDecisionAndBackWhenItIsResumed() {
        List<String> before = offers(decision(VISIT));
        String best = before.get(0);

        Answer paused = pause(OPERATOR, "offers/" + best, "It promises too much");
        assertThat(paused.status()).as(paused.toString()).isEqualTo(200);
        assertThat(paused.json().path("known").booleanValue()).isTrue();

        JsonNode without = decision(VISIT);
        assertThat(offers(without)).isEqualTo(before.subList(1, before.size()));
        assertThat(without.at("/suppressed/0/offer").asText()).isEqualTo(best);
        assertThat(without.at("/suppressed/0/because/0/code").asText()).isEqualTo("offer-paused");
        String preview = VISIT.replace("]}", "], \"mode\": \"preview\", \"at\": \"2025-03-01T10:00:00Z\"}");
        assertThat(offers(decision(preview))).doesNotContain(best);

        JsonNode listed = Http.asRole("agent").get(BRAKES).json().at("/items/0");
        assertThat(listed).isEqualTo(paused.json());
        assertThat(listed.path("why").asText()).isEqualTo("It promises too much");
        assertThat(listed.path("who").asText()).startsWith("operator-");

        assertThat(resume(OPERATOR, "offers/" + best, "It is right again").status())
                .isEqualTo(204);
        JsonNode after = decision(VISIT);
        assertThat(offers(after)).isEqualTo(before);
        assertThat(after.has("suppressed")).isFalse();
        assertThat(ADMIN.get(BRAKES).json().path("items")).isEmpty();
    }

    @Test
    void aPausedCampaignTakesItsOffersWithIt() {
        JsonNode before = decision(VISIT);
        String campaign = before.at("/placements/0/offers/0/campaign").asText();

        assertThat(pause(OPERATOR, "campaigns/" + campaign, "Not agreed").status())
                .isEqualTo(200);
        JsonNode without = decision(VISIT);
        without.at("/placements/0/offers")
                .forEach(offer -> assertThat(offer.path("campaign").asText()).isNotEqualTo(campaign));
        assertThat(without.path("suppressed")).isNotEmpty();
        assertThat(without.at("/suppressed/0/because/0/code").asText()).isEqualTo("campaign-paused");

        assertThat(resume(OPERATOR, "campaigns/" + campaign, "Agreed").status()).isEqualTo(204);
        assertThat(offers(decision(VISIT))).isEqualTo(offers(before));
    }

    @Test
    void whoDidWhatAndWhyStandsInTheHistoryOnce() {
        JsonNode first = pause(OPERATOR, "offers/app-download", "Wrong link\\nfor phones")
                .json();
        Answer again = pause(ADMIN, "offers/app-download", "I saw it too");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first);
        long number = latest().path("number").longValue();
        assertThat(latest().path("step").asText()).isEqualTo("pause");
        assertThat(latest().path("why").asText()).isEqualTo("Wrong link\nfor phones");
        assertThat(latest().path("at")).isEqualTo(first.path("since"));

        assertThat(resume(ADMIN, "offers/app-download", "The link is right").status())
                .isEqualTo(204);
        assertThat(resume(ADMIN, "offers/app-download", "Once more").status()).isEqualTo(204);
        JsonNode last = latest();
        assertThat(last.path("number").longValue()).isEqualTo(number + 1);
        assertThat(last.path("step").asText()).isEqualTo("resume");
        assertThat(last.path("who").asText()).isEqualTo("admin");
        assertThat(last.path("why").asText()).isEqualTo("The link is right");

        JsonNode page = ADMIN.get(BRAKES + "/history?limit=1").json();
        JsonNode next = ADMIN.get(
                        BRAKES + "/history?limit=1&after=" + page.path("next").asText())
                .json();
        assertThat(next.at("/items/0/number").longValue()).isEqualTo(number);
        assertThat(ADMIN.get(BRAKES + "/history?after=x").status()).isEqualTo(400);
    }

    @Test
    void whatIsPausedComesInPages() {
        for (String path : List.of("offers/app-download", "campaigns/loyalty", "offers/help-centre")) {
            assertThat(pause(OPERATOR, path, "for the test").status()).isEqualTo(200);
        }
        JsonNode first = ADMIN.get(BRAKES + "?limit=2").json();
        assertThat(first.path("items").findValuesAsText("id")).containsExactly("loyalty", "app-download");
        JsonNode second =
                ADMIN.get(BRAKES + "?after=" + first.path("next").asText()).json();
        assertThat(second.path("items").findValuesAsText("id")).containsExactly("help-centre");
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void aNameThatNobodyKnowsIsAnsweredWithTheNearest() {
        Answer offer = pause(OPERATOR, "offers/app-downlaod", "x");
        assertThat(offer.status()).isEqualTo(404);
        assertThat(offer.json().path("type").asText()).isEqualTo("/problems/not-found");
        assertThat(offer.json().path("detail").asText()).contains("did you mean 'app-download'");
        assertThat(pause(OPERATOR, "campaigns/loyality", "x").body()).contains("did you mean 'loyalty'");
        Answer resumed = resume(OPERATOR, "offers/app-downlaod", "x");
        assertThat(resumed.status()).isEqualTo(404);
        assertThat(resumed.body()).contains("did you mean 'app-download'");
        assertThat(resume(OPERATOR, "offers/%C3%A4%20x", "x").status()).isEqualTo(404);
        assertThat(pause(OPERATOR, "offers/" + "x".repeat(3_000), "x").status()).isEqualTo(404);
        assertThat(pause(OPERATOR, "placements/homepage-hero", "x").status()).isEqualTo(404);
        assertThat(ADMIN.get(BRAKES).json().path("items")).isEmpty();
    }

    @Test
    void aReasonIsNeeded() {
        assertThat(pause(OPERATOR, "offers/app-download", " ").json().at("/errors/0/pointer"))
                .hasToString("\"/why\"");
        assertThat(pause(OPERATOR, "offers/app-download", "x".repeat(1_001)).status())
                .isEqualTo(400);
        assertThat(OPERATOR.delete(BRAKES + "/offers/app-download")
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("?why");
        Answer misspelt = OPERATOR.with("Content-Type", "application/json")
                .send("PUT", BRAKES + "/offers/app-download", BodyPublishers.ofString("{\"whi\": \"x\"}"));
        assertThat(misspelt.body()).contains("did you mean 'why'");
        assertThat(ADMIN.get(BRAKES).json().path("items")).isEmpty();
    }

    @Test
    void onlyOperatorsAndAdminsBrakeAndWhoServesCustomersMayLook() {
        for (String role : List.of("website", "agent", "analyst")) {
            Http who = Http.asRole(role);
            int mayLook = role.equals("website") ? 403 : 200;
            assertThat(who.get(BRAKES).status()).as(role).isEqualTo(mayLook);
            assertThat(who.get(BRAKES + "/history").status()).as(role).isEqualTo(mayLook);
            assertThat(pause(who, "offers/app-download", "x").status()).as(role).isEqualTo(403);
            assertThat(resume(who, "offers/app-download", "x").status())
                    .as(role)
                    .isEqualTo(403);
        }
        assertThat(Http.anonymous().get(BRAKES).status()).isEqualTo(401);
        assertThat(pause(Http.anonymous(), "offers/app-download", "x").status()).isEqualTo(401);
        assertThat(resume(Http.anonymous(), "offers/app-download", "x").status())
                .isEqualTo(401);
        assertThat(ADMIN.get(BRAKES).json().path("items")).isEmpty();
    }

    @Test
    void theHealthPageTellsHowManyBrakesAreOn() {
        assertThat(pause(OPERATOR, "offers/app-download", "x").status()).isEqualTo(200);
        assertThat(Http.anonymous().get("/health/ready").json().path("checks"))
                .filteredOn(check -> check.path("name").asText().equals("brakes"))
                .extracting(check -> check.path("data").path("paused").asInt() + " from the "
                        + check.path("data").path("from").asText())
                .containsExactly("1 from the database");
    }

    /** While others decide without pause. The brake is put on and off many times; a decision that begins after the answer obeys it. */
    @Test
    void noDecisionThatBeginsAfterTheAnswerProposesWhatIsPaused() throws Exception {
        List<String> all = offers(decision(VISIT));
        String best = all.get(0);
        AtomicInteger answers = new AtomicInteger(); // odd while it is paused
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicInteger whilePaused = new AtomicInteger();
        AtomicInteger proposed = new AtomicInteger();
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> deciding = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                deciding.add(threads.submit(() -> {
                    while (!isOver.get()) {
                        int before = answers.get();
                        List<String> offers = offers(decision(VISIT));
                        boolean isPaused = before % 2 == 1 && answers.get() == before;
                        if (offers.contains(best)) {
                            proposed.incrementAndGet();
                        }
                        if (isPaused) {
                            whilePaused.incrementAndGet();
                            if (!offers.equals(all.subList(1, all.size()))) {
                                wrong.add("proposed " + offers);
                            }
                        }
                    }
                }));
            }
            for (int round = 0; round < 15; round++) {
                assertThat(pause(OPERATOR, "offers/" + best, "round " + round).status())
                        .isEqualTo(200);
                answers.incrementAndGet();
                assertThat(offers(decision(VISIT))).doesNotContain(best);
                Thread.sleep(150); // so that the timer that follows other nodes runs now and then
                answers.incrementAndGet();
                assertThat(resume(OPERATOR, "offers/" + best, "round " + round).status())
                        .isEqualTo(204);
                assertThat(offers(decision(VISIT))).contains(best);
            }
            isOver.set(true);
            for (Future<?> decider : deciding) {
                decider.get(30, TimeUnit.SECONDS);
            }
        } finally {
            isOver.set(true);
            threads.shutdownNow();
        }
        assertThat(wrong).isEmpty();
        assertThat(whilePaused.get()).isGreaterThan(50);
        assertThat(proposed.get()).isPositive();
    }
}

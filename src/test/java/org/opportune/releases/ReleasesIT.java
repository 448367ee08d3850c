package org.opportune.releases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opportune.it.Http;
import org.opportune.it.Http.Answer;
import org.opportune.kernel.Json;

/** A rulebook changes the way a bank would let it, over HTTP. */
@ExtendWith(ArquillianExtension.class)
class ReleasesIT {
    private static final String CURRENT = "/api/v1/releases/current";
    private static final String OFFERS = "offers/offers.csv";
    private static final String WHY = "{\"why\": \"for the test\"}";
    private static final Http WRITER = Http.asRole("analyst");
    private static final Http REVIEWER = Http.asRole("analyst");
    private static final Http OPERATOR = Http.asRole("operator");

    private String before = "";

    @BeforeEach
    void rememberWhatDecides() {
        before = release();
    }

    @AfterEach
    void goBackToIt() {
        if (!release().equals(before)) {
            assertThat(rollBack("\"" + release() + "\"", "{\"why\": \"the test is over\", \"to\": \"" + before + "\"}")
                            .status())
                    .isEqualTo(200);
        }
    }

    private static String release() {
        return OPERATOR.get(CURRENT).json().path("release").asText();
    }

    private static Answer rollBack(String seen, String body) {
        return OPERATOR.with("If-Match", seen).post(CURRENT + "/rollback", body);
    }

    private static String draft(String title) {
        Answer added = WRITER.post("/api/v1/drafts", "{\"title\": \"" + title + "\"}");
        assertThat(added.status()).as(added.toString()).isEqualTo(201);
        return "/api/v1/drafts/" + added.json().path("id").asText();
    }

    private static String etag(String draft) {
        return WRITER.get(draft).header("ETag");
    }

    private static Answer step(Http who, String draft, String step) {
        return who.with("If-Match", etag(draft)).post(draft + "/" + step, WHY);
    }

    private static Answer write(Http who, String draft, String seen, String path, String text) {
        return who.with("If-Match", seen)
                .with("Content-Type", "application/octet-stream")
                .send("PUT", draft + "/files/" + path, BodyPublishers.ofString(text, StandardCharsets.UTF_8));
    }

    private static String file(String draft, String path) {
        return WRITER.get(draft + "/files/" + path).body();
    }

    private static String checked(String title, String from, String to) {
        String draft = draft(title);
        String offers = file(draft, OFFERS);
        assertThat(offers).contains(from);
        assertThat(write(WRITER, draft, etag(draft), OFFERS, offers.replace(from, to))
                        .status())
                .isEqualTo(200);
        Answer check = step(WRITER, draft, "check");
        assertThat(check.json().path("ok").asBoolean()).as(check.toString()).isTrue();
        return draft;
    }

    private static String approved(String title, String from, String to) {
        String draft = checked(title, from, to);
        assertThat(step(WRITER, draft, "submit").status()).isEqualTo(200);
        assertThat(step(REVIEWER, draft, "approve").status()).isEqualTo(200);
        return draft;
    }

    private static String state(String draft) {
        return WRITER.get(draft).json().path("state").asText();
    }

    @Test
    void whatIsApprovedDecidesAtOnceAndIsTakenBackAtOnce() {
        String draft = approved("Dearer", "welcome-newsletter,onboarding,3,", "welcome-newsletter,onboarding,33,");
        JsonNode approved = WRITER.get(draft).json();
        String release = approved.path("release").asText();
        assertThat(release).matches("[0-9a-f]{64}").isNotEqualTo(before);
        assertThat(approved.path("base").asText()).isEqualTo(before);

        Answer published = step(OPERATOR, draft, "publish");
        assertThat(published.status()).as(published.toString()).isEqualTo(200);
        assertThat(published.json().path("state").asText()).isEqualTo("published");
        assertThat(release()).isEqualTo(release);
        assertThat(Http.asAdmin()
                        .post(
                                "/api/v1/decisions",
                                "{\"placements\": [{\"id\": \"homepage-hero\"}], \"mode\": \"preview\"}")
                        .json()
                        .path("release")
                        .asText())
                .isEqualTo(release);

        JsonNode sealed = OPERATOR.get("/api/v1/releases/" + release).json();
        assertThat(sealed.path("draft").asText()).isEqualTo(approved.path("id").asText());
        assertThat(sealed.path("authors")).hasSize(1);
        assertThat(sealed.path("approvedBy").asText())
                .isNotEqualTo(sealed.path("authors").path(0).asText());
        assertThat(OPERATOR.get("/api/v1/releases/" + release + "/files/" + OFFERS)
                        .body())
                .contains("welcome-newsletter,onboarding,33,");
        assertThat(OPERATOR.get("/api/v1/releases?limit=1")
                        .json()
                        .at("/items/0/release")
                        .asText())
                .isEqualTo(release);

        JsonNode diff = OPERATOR.get("/api/v1/releases/diff?from=" + before + "&to=current")
                .json();
        assertThat(diff.at("/diff/changes")).hasSize(1);
        assertThat(diff.at("/diff/changes/0/id").asText()).isEqualTo("welcome-newsletter");
        assertThat(diff.at("/diff/changes/0/details/0/to").asText()).isEqualTo("33");

        assertThat(rollBack("\"" + before + "\"", WHY).status()).isEqualTo(412);
        Answer back = rollBack("\"" + release + "\"", WHY);
        assertThat(back.status()).as(back.toString()).isEqualTo(200);
        assertThat(release()).isEqualTo(before);
        assertThat(state(draft)).isEqualTo("rolledBack");
        List<String> steps = new ArrayList<>();
        WRITER.get(draft + "/history")
                .json()
                .path("items")
                .forEach(entry -> steps.add(
                        entry.path("step").asText() + " " + entry.path("state").asText()));
        assertThat(steps)
                .containsExactly(
                        "change draft",
                        "change draft",
                        "check checked",
                        "submit submitted",
                        "approve approved",
                        "publish published",
                        "rollBack rolledBack");
    }

    @Test
    void aReleaseThatExploresDrawsLiveDecisionsAndSaysHowProbableTheyWere() throws InterruptedException {
        String draft = draft("Explores");
        Answer written =
                write(WRITER, draft, etag(draft), "experiments.yaml", "exploration: {share: 1, temperature: 1}\n");
        assertThat(written.status()).as(written.toString()).isIn(200, 201);
        for (Answer answer : List.of(
                step(WRITER, draft, "check"),
                step(WRITER, draft, "submit"),
                step(REVIEWER, draft, "approve"),
                step(OPERATOR, draft, "publish"))) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        }
        String page = "{\"placements\": [{\"id\": \"homepage-grid\"}], \"mode\": ";

        JsonNode live =
                Http.asAdmin().post("/api/v1/decisions", page + "\"live\"}").json();
        assertThat(live.path("explored").asBoolean()).as(live.toString()).isTrue();
        assertThat(live.at("/placements/0/probability/after").asDouble()).isStrictlyBetween(0.0, 1.0);
        double product = 1;
        for (JsonNode offer : live.at("/placements/0/offers")) {
            product *= offer.at("/probability/after").asDouble();
        }
        assertThat(live.at("/placements/0/probability/after").asDouble()).isEqualTo(product);

        String path = "/api/v1/decisions/" + live.path("decision").asText();
        for (int i = 0; i < 100 && Http.asAdmin().get(path).status() == 404; i++) {
            Thread.sleep(100);
        }
        JsonNode replay = Http.asAdmin().post(path + "/replay", "").json();
        assertThat(replay.path("identical").asBoolean()).as(replay.toString()).isTrue();
        assertThat(replay.path("answer")).isEqualTo(live);

        JsonNode preview =
                Http.asAdmin().post("/api/v1/decisions", page + "\"preview\"}").json();
        assertThat(preview.has("explored")).as(preview.toString()).isFalse();
        assertThat(preview.at("/placements/0/offers/0/probability/after").asDouble())
                .isStrictlyBetween(0.0, 1.0);
    }

    @Test
    void whatDecidesAlreadyIsNotPublishedAgainAndWhatADraftTakesBackIsToBeNamed() {
        String from = "welcome-newsletter,onboarding,3,";
        String first = approved("Dearer", from, "welcome-newsletter,onboarding,4,");
        String same = approved("As dear", from, "welcome-newsletter,onboarding,4,");
        String other = approved("Dearest", from, "welcome-newsletter,onboarding,5,");
        assertThat(step(OPERATOR, first, "publish").status()).isEqualTo(200);

        Answer again = step(OPERATOR, same, "publish");
        assertThat(again.status()).as(again.toString()).isEqualTo(409);
        assertThat(again.json().path("type").asText()).isEqualTo("/problems/already-live");
        assertThat(state(same)).isEqualTo("approved");

        String between = release();
        assertThat(WRITER.get(other).json().path("replaces").asText()).isEqualTo(between);
        Answer older = step(OPERATOR, other, "publish");
        assertThat(older.status()).as(older.toString()).isEqualTo(409);
        assertThat(older.json().path("type").asText()).isEqualTo("/problems/older-base");
        assertThat(older.json().path("detail").asText())
                .contains("begun from " + before.substring(0, 12))
                .contains("\"replaces\": \"" + between + "\"");
        assertThat(publishReplacing(other, before).status()).isEqualTo(409);
        assertThat(publishReplacing(other, "current").status()).isEqualTo(400);
        assertThat(state(other)).isEqualTo("approved");
        assertThat(release()).isEqualTo(between);

        Answer published = publishReplacing(other, between);
        assertThat(published.status()).as(published.toString()).isEqualTo(200);
        assertThat(published.json().has("replaces")).isFalse();
        assertThat(WRITER.get(other + "/history").json().path("items").toString())
                .contains(
                        "It replaces " + between.substring(0, 12) + ", and was begun from " + before.substring(0, 12));

        assertThat(rollBack("\"" + release() + "\"", WHY).status()).isEqualTo(200);
        assertThat(release()).isEqualTo(between);
        assertThat(step(WRITER, same, "discard").status()).isEqualTo(200);
    }

    @Test
    void whoeverChangedSomethingCannotApproveIt() {
        String draft = draft("Two writers");
        String readBy = file(draft, OFFERS);
        assertThat(write(REVIEWER, draft, etag(draft), OFFERS, readBy + "\n").status())
                .isEqualTo(200);
        assertThat(write(WRITER, draft, etag(draft), OFFERS, readBy).status()).isEqualTo(200);
        assertThat(step(WRITER, draft, "check").json().path("ok").asBoolean()).isTrue();
        assertThat(step(WRITER, draft, "submit").status()).isEqualTo(200);

        for (Http author : List.of(WRITER, REVIEWER)) {
            Answer refused = step(author, draft, "approve");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.json().path("type").asText()).isEqualTo("/problems/own-draft");
        }
        assertThat(step(OPERATOR, draft, "publish").status()).isEqualTo(409);
        assertThat(step(OPERATOR, draft, "approve").status()).isEqualTo(200);
        assertThat(step(WRITER, draft, "withdraw").json().path("state").asText())
                .isEqualTo("draft");
        assertThat(step(OPERATOR, draft, "publish").status()).isEqualTo(409);
        assertThat(step(WRITER, draft, "discard").json().path("state").asText()).isEqualTo("discarded");
        assertThat(write(WRITER, draft, etag(draft), OFFERS, readBy).status()).isEqualTo(409);
    }

    @Test
    void nobodysChangeIsLost() {
        String draft = draft("Two windows");
        String seen = etag(draft);
        assertThat(WRITER.get(draft).json().path("version").asText()).isEqualTo(seen.replace("\"", ""));
        assertThat(write(WRITER, draft, seen, "classification/new.drl", "package x")
                        .status())
                .isEqualTo(200);

        Answer stale = write(REVIEWER, draft, seen, "classification/new.drl", "package y");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.json().path("type").asText()).isEqualTo("/problems/stale");
        assertThat(file(draft, "classification/new.drl")).isEqualTo("package x");
        Answer blind = WRITER.with("Content-Type", "text/plain")
                .send("PUT", draft + "/files/classification/new.drl", BodyPublishers.ofString("package z"));
        assertThat(blind.status()).isEqualTo(428);
        String likeIt = "\"0" + etag(draft).substring(1);
        assertThat(write(WRITER, draft, likeIt, "classification/new.drl", "package y")
                        .status())
                .isEqualTo(412);
        Answer twin = write(WRITER, draft, etag(draft), "classification/NEW.drl", "package y");
        assertThat(twin.status()).isEqualTo(400);
        assertThat(twin.body()).contains("classification/new.drl", "differs from it in capitals only");
        assertThat(WRITER.with("If-Match", etag(draft))
                        .delete(draft + "/files/classification/new.drl")
                        .status())
                .isEqualTo(200);
        assertThat(WRITER.with("If-Match", etag(draft))
                        .delete(draft + "/files/classification/new.drl")
                        .status())
                .isEqualTo(404);
        assertThat(step(WRITER, draft, "discard").status()).isEqualTo(200);
    }

    @Test
    void whatIsWrongIsToldWithItsPlaceAndForbidsToSubmit() {
        String draft = draft("Broken");
        String rules = file(draft, "classification/lifecycle.drl");
        assertThat(write(
                                WRITER,
                                draft,
                                etag(draft),
                                "classification/lifecycle.drl",
                                rules.replace("orders365d", "ordres365d"))
                        .status())
                .isEqualTo(200);

        JsonNode result = step(WRITER, draft, "check").json();

        assertThat(result.path("ok").asBoolean(true)).isFalse();
        assertThat(result.at("/errors/0/file").asText()).isEqualTo("classification/lifecycle.drl");
        assertThat(result.at("/errors/0/line").asInt()).isPositive();
        assertThat(WRITER.get(draft + "/check").json().path("errors"))
                .hasSize(result.path("errors").size());
        assertThat(step(WRITER, draft, "submit").status()).isEqualTo(409);
        assertThat(write(WRITER, draft, etag(draft), "no%20name.drl", "x").status())
                .isEqualTo(400);
        assertThat(step(WRITER, draft, "discard").status()).isEqualTo(200);
    }

    @Test
    void aDraftIsPublishedWhenItsTimeHasComeInItsZone() throws Exception {
        String draft = approved("Later", "welcome-newsletter,onboarding,3,", "welcome-newsletter,onboarding,5,");
        ZoneId zone = ZoneId.of("Asia/Kolkata");
        LocalDateTime at = LocalDateTime.now(zone).plusSeconds(6).truncatedTo(ChronoUnit.SECONDS);
        Answer early = publishAt(draft, at.minusDays(1).toString(), zone.getId());
        assertThat(early.status()).isEqualTo(400);
        assertThat(publishAt(draft, at.toString(), "Asia/Kolkatta").body()).contains("Asia/Kolkata");

        Answer scheduled = publishAt(draft, at.toString(), zone.getId());
        assertThat(scheduled.status()).as(scheduled.toString()).isEqualTo(200);
        assertThat(scheduled.json().path("state").asText()).isEqualTo("scheduled");
        assertThat(scheduled.json().path("publishAt").asText()).contains("+05:30");
        assertThat(release()).isEqualTo(before);

        awaitNot(draft, "scheduled");
        assertThat(state(draft)).isEqualTo("published");
        assertThat(release()).isEqualTo(WRITER.get(draft).json().path("release").asText());
        assertThat(Instant.now()).isAfterOrEqualTo(at.atZone(zone).toInstant());
    }

    @Test
    void whatIsScheduledTakesNothingBackUnsaidEither() throws Exception {
        String from = "welcome-newsletter,onboarding,3,";
        String first = approved("Dearer", from, "welcome-newsletter,onboarding,4,");
        String later = approved("Later and dearer", from, "welcome-newsletter,onboarding,5,");
        String at = LocalDateTime.now(ZoneId.of("UTC")).plusSeconds(6).toString();
        assertThat(publishAt(later, at, "UTC").status()).isEqualTo(200);
        assertThat(step(OPERATOR, first, "publish").status()).isEqualTo(200);
        String between = release();

        awaitNot(later, "scheduled");
        assertThat(state(later)).isEqualTo("approved");
        assertThat(WRITER.get(later + "/history").body()).contains("what that one changed would be taken back");
        assertThat(release()).isEqualTo(between);

        String next = LocalDateTime.now(ZoneId.of("UTC")).plusSeconds(3).toString();
        assertThat(publishAt(later, next, "UTC").json().path("type").asText()).isEqualTo("/problems/older-base");
        Answer scheduled = OPERATOR.with("If-Match", etag(later))
                .post(
                        later + "/publish",
                        "{\"why\": \"x\", \"at\": \"" + next + "\", \"zone\": \"UTC\", \"replaces\": \"" + between
                                + "\"}");
        assertThat(scheduled.status()).as(scheduled.toString()).isEqualTo(200);
        awaitNot(later, "scheduled");
        assertThat(state(later)).isEqualTo("published");
    }

    private static void awaitNot(String draft, String state) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (state(draft).equals(state) && Instant.now().isBefore(end)) {
            Thread.sleep(200);
        }
    }

    private static Answer publishReplacing(String draft, String release) {
        return OPERATOR.with("If-Match", etag(draft))
                .post(draft + "/publish", "{\"why\": \"x\", \"replaces\": \"" + release + "\"}");
    }

    @Test
    void ofSeveralThatArePublishedAtOnceOneIs() throws Exception {
        String from = "welcome-newsletter,onboarding,3,";
        List<String> drafts = new ArrayList<>();
        for (int value = 4; value < 8; value++) {
            drafts.add(approved("At " + value, from, "welcome-newsletter,onboarding," + value + ","));
        }
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (String draft : drafts) {
            answers.add(CompletableFuture.supplyAsync(
                    () -> step(OPERATOR, draft, "publish").status()));
        }
        List<Integer> statuses = new ArrayList<>();
        for (CompletableFuture<Integer> answer : answers) {
            statuses.add(answer.get());
        }
        assertThat(statuses).containsExactlyInAnyOrder(200, 409, 409, 409);
        String published = drafts.get(statuses.indexOf(200));
        assertThat(release())
                .isEqualTo(WRITER.get(published).json().path("release").asText());
    }

    private static Answer publishAt(String draft, String at, String zone) {
        return OPERATOR.with("If-Match", etag(draft))
                .post(draft + "/publish", "{\"why\": \"x\", \"at\": \"" + at + "\", \"zone\": \"" + zone + "\"}");
    }

    @Test
    void allFilesComeAsAZipAndGoAsOne() throws Exception {
        String draft = draft("By zip");
        byte[] zip = WRITER.bytes(draft + "/files");
        JsonNode files = WRITER.get(draft).json().path("files");
        assertThat(write(WRITER, draft, etag(draft), "classification/new.drl", "package x")
                        .status())
                .isEqualTo(200);

        Http put = WRITER.with("If-Match", etag(draft)).with("Content-Type", "application/zip");
        Answer uploaded = put.send("PUT", draft + "/files", BodyPublishers.ofByteArray(zip));

        assertThat(uploaded.status()).as(uploaded.toString()).isEqualTo(200);
        assertThat(uploaded.json().path("files")).isEqualTo(files);
        Answer broken = WRITER.with("If-Match", etag(draft))
                .with("Content-Type", "application/zip")
                .send("PUT", draft + "/files", BodyPublishers.ofString("no zip"));
        assertThat(broken.status()).isEqualTo(400);
        assertThat(WRITER.get(draft).json().path("files")).isEqualTo(files);
        assertThat(step(WRITER, draft, "discard").status()).isEqualTo(200);
    }

    @Test
    void rolesAreKept() {
        String draft = draft("Roles");
        assertThat(Http.asRole("website").get("/api/v1/drafts").status()).isEqualTo(403);
        assertThat(Http.asRole("agent").get(draft).status()).isEqualTo(403);
        assertThat(OPERATOR.post("/api/v1/drafts", "{\"title\": \"x\"}").status())
                .isEqualTo(403);
        assertThat(step(OPERATOR, draft, "discard").status()).isEqualTo(403);
        assertThat(WRITER.with("If-Match", "\"x\"")
                        .post(CURRENT + "/rollback", WHY)
                        .status())
                .isEqualTo(403);
        assertThat(WRITER.get("/api/v1/drafts?state=nonsense").status()).isEqualTo(400);
        assertThat(WRITER.get("/api/v1/drafts?state=draft&limit=1").json().path("items"))
                .hasSize(1);
        assertThat(WRITER.get("/api/v1/drafts/999999").status()).isEqualTo(404);
        assertThat(WRITER.get("/api/v1/releases/" + "0".repeat(64)).status()).isEqualTo(404);
        assertThat(step(WRITER, draft, "discard").status()).isEqualTo(200);
    }

    /** Somebody who came back 50 days ago with an order of 240 euros. */
    private static String customer() {
        String id = "R-" + Long.toString(System.nanoTime(), 36);
        String who = "{\"namespace\": \"customer\", \"id\": \"" + id + "\"}";
        order(who, id + "-1", 50, 240);
        order(who, id + "-2", 300, 100);
        Answer changed = Http.asAdmin().post("/api/v1/customers", """
                {"identities": [%s, {"namespace": "email", "id": "%s@example.com"}], "attributes": {"firstName": "Aino"}}""".formatted(who, id.toLowerCase(Locale.ROOT)));
        assertThat(changed.status()).as(changed.toString()).isLessThan(300);
        return who;
    }

    private static void order(String who, String id, int daysAgo, int amount) {
        String at = Instant.now().minus(Duration.ofDays(daysAgo)).toString();
        Answer event = Http.asAdmin().post("/api/v1/events", """
                {"id": "%s", "type": "order", "source": "test", "at": "%s", "customer": %s, "properties": {"amount": %d}}""".formatted(id, at, who, amount));
        assertThat(event.status()).as(event.toString()).isLessThan(300);
    }

    private static JsonNode compared(String draft) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(1));
        JsonNode found = WRITER.get(draft + "/compare").json();
        while (found.path("state").asText().equals("running") && Instant.now().isBefore(end)) {
            Thread.sleep(50);
            found = WRITER.get(draft + "/compare").json();
        }
        return found;
    }

    @Test
    void aComparisonSaysForWhomWhatWouldChange() throws Exception {
        String who = customer();
        String unchecked = draft("Unchecked");
        assertThat(WRITER.post(unchecked + "/compare", "{}").status()).isEqualTo(409);
        assertThat(WRITER.get(unchecked + "/compare").status()).isEqualTo(404);
        String draft = draft("Orders of 40 days");
        String words = file(draft, "vocabulary.yaml");
        assertThat(write(
                                WRITER,
                                draft,
                                etag(draft),
                                "vocabulary.yaml",
                                words.replace(
                                        "orders60d: {count: order, window: 60d",
                                        "orders60d: {count: order, window: 40d"))
                        .status())
                .isEqualTo(200);
        assertThat(step(WRITER, draft, "check").json().path("ok").asBoolean()).isTrue();
        assertThat(WRITER.post(draft + "/compare", "{\"sample\": 0}").status()).isEqualTo(400);
        assertThat(Http.asRole("agent").post(draft + "/compare", "{}").status()).isEqualTo(403);

        Answer begun = WRITER.post(draft + "/compare", "{}");

        assertThat(begun.status()).as(begun.toString()).isEqualTo(202);
        assertThat(begun.header("Location")).endsWith(draft + "/compare");
        JsonNode found = compared(draft);
        assertThat(found.path("state").asText()).as(found.toString()).isEqualTo("done");
        assertThat(found.path("done").asLong())
                .isPositive()
                .isEqualTo(found.path("of").asLong());
        assertThat(found.path("live").asText()).isEqualTo(before);
        assertThat(found.path("stages").toString())
                .contains(Json.MAPPER.readTree(who).path("id").asText());
        assertThat(found.toString()).doesNotContain("example.com");
        assertThat(WRITER.delete(draft + "/compare").json().path("state").asText())
                .isEqualTo("done");
        assertThat(step(WRITER, draft, "discard").status()).isEqualTo(200);
        assertThat(step(WRITER, unchecked, "discard").status()).isEqualTo(200);
    }

    @Test
    void aCaseIsMadeOfACustomerWithoutWhatIsPersonal() {
        String who = customer();
        String draft = draft("A case");
        Http seen = WRITER.with("If-Match", etag(draft));
        Answer made = seen.post(draft + "/cases", "{\"customer\": " + who + ", \"sentence\": \"One who ordered\"}");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.json().path("leftOut").toString()).contains("firstName");
        String table = file(draft, made.json().path("file").asText());
        assertThat(table)
                .contains("One who ordered")
                .contains("customer.ordersTotal")
                .doesNotContain("Aino");
        assertThat(made.header("ETag")).isEqualTo(etag(draft));

        JsonNode check = step(WRITER, draft, "check").json();
        assertThat(check.path("ok").asBoolean()).as(check.toString()).isTrue();
        assertThat(check.path("results").toString()).contains("One who ordered");

        assertThat(seen.post(draft + "/cases", "{\"customer\": " + who + "}").status())
                .isEqualTo(412);
        Http now = WRITER.with("If-Match", etag(draft));
        assertThat(now.post(draft + "/cases", "{}").status()).isEqualTo(400);
        assertThat(now.post(draft + "/cases", "{\"customer\": {\"namespace\": \"customer\", \"id\": \"nobody\"}}")
                        .status())
                .isEqualTo(404);
        assertThat(now.post(draft + "/cases", "{\"customer\": " + who + ", \"step\": \"stages\"}")
                        .status())
                .isEqualTo(400);
        assertThat(step(WRITER, draft, "discard").status()).isEqualTo(200);
    }

    @Test
    void aChangedDefinitionCountsFromTheEventsThatAreThere() throws Exception {
        String who = customer();
        String status =
                "/api/v1/customers/" + Json.MAPPER.readTree(who).path("id").asText() + "/status";
        assertThat(bigOrders(status)).isEqualTo(0);
        String draft = draft("Big is 200");
        String words = file(draft, "vocabulary.yaml");
        assertThat(words).contains("amount: {atLeast: 250}");
        String less = words.replace("amount: {atLeast: 250}", "amount: {atLeast: 200}");
        assertThat(write(WRITER, draft, etag(draft), "vocabulary.yaml", less).status())
                .isEqualTo(200);
        assertThat(step(WRITER, draft, "check").json().path("ok").asBoolean()).isTrue();
        assertThat(step(WRITER, draft, "submit").status()).isEqualTo(200);
        assertThat(step(REVIEWER, draft, "approve").status()).isEqualTo(200);
        Answer published = step(OPERATOR, draft, "publish");
        assertThat(published.status()).as(published.toString()).isEqualTo(200);
        assertThat(bigOrders(status)).isEqualTo(1);
        assertThat(rollBack("\"" + release() + "\"", "{\"why\": \"for the test\"}")
                        .status())
                .isEqualTo(200);
        assertThat(bigOrders(status)).isEqualTo(0);
    }

    private static int bigOrders(String status) {
        for (JsonNode feature : Http.asRole("agent").get(status).json().path("features")) {
            if (feature.path("id").asText().equals("bigOrders365d")) {
                return feature.path("value").asInt(-1);
            }
        }
        return -1;
    }
}

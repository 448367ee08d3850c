package org.opportune.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.kernel.Problem;

class IntakeTest {
    private static @Nullable String reader(JsonNode node, String pointer, Findings findings) {
        if (node.path("id").asText().startsWith("good")) {
            return node.path("id").asText();
        }
        findings.at(pointer + "/id", "not good");
        return null;
    }

    private static Intake<String> of(String json) throws Exception {
        return Intake.of(Json.MAPPER.readTree(json), "events", IntakeTest::reader);
    }

    @Test
    void ofSeveralTheWrongAreListedAndTheOthersKept() throws Exception {
        Intake<String> intake = of("{\"events\": [{\"id\": \"good1\"}, {\"id\": \"bad\"}, {\"id\": \"good2\"}, {}]}");
        assertThat(intake.read()).containsExactly("good1", "good2");
        assertThat(intake.refused())
                .containsExactly(
                        new Refused(1, "bad", List.of(Finding.at("/events/1/id", "not good"))),
                        new Refused(3, null, List.of(Finding.at("/events/3/id", "not good"))));
    }

    @Test
    void aPlainListIsTakenTooAndOneObjectAlone() throws Exception {
        assertThat(of("[{\"id\": \"good1\"}, {\"id\": \"bad\"}]")
                        .refused()
                        .get(0)
                        .errors())
                .containsExactly(Finding.at("/1/id", "not good"));
        assertThat(of("{\"id\": \"good1\"}").read()).containsExactly("good1");
    }

    @Test
    void whenNothingIsRightTheRequestIsWrong() {
        for (String json : List.of("{\"id\": \"bad\"}", "[{\"id\": \"bad\"}]", "{\"events\": [{}]}")) {
            assertThatThrownBy(() -> of(json))
                    .asInstanceOf(type(Problem.class))
                    .satisfies(problem -> assertThat(problem.status()).isEqualTo(400))
                    .satisfies(problem -> assertThat(problem.findings()).hasSize(1));
        }
    }

    @Test
    void aStrangeNameBesideTheListIsTheOnlyOneTold() {
        assertThatThrownBy(() -> of("{\"events\": [{\"id\": \"good1\"}], \"x\": 1}"))
                .asInstanceOf(type(Problem.class))
                .satisfies(problem -> assertThat(problem.findings())
                        .containsExactly(Finding.at("/x", "unknown name 'x'; known: events")));
    }

    @Test
    void aListHoldsOneToAThousand() {
        assertThatThrownBy(() -> of("[]")).hasMessageContaining("send 1 to 1000 at a time");
        String many = "[" + "{\"id\": \"good\"},".repeat(1_000) + "{\"id\": \"good\"}]";
        assertThatThrownBy(() -> of(many)).hasMessageContaining("the list has 1001 entries");
    }
}

package org.opportune.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opportune.kernel.Json;
import org.opportune.learning.LearnedRates;
import org.opportune.rulebook.Rulebook;

/**
 * Decisions that were made once by a rulebook that does not change. When one of them comes out otherwise, rules, requests or records mean something else than before: mend that, or, where it is meant,
 * write them anew with {@code -Dgolden.write=true} and say so in the changelog.
 */
class GoldenDecisionsTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    private static final Path FILE = FOLDER.resolve("decisions.jsonl");
    private static final int COUNT = 100;

    private static Rulebook rulebook;
    private static List<String> records;

    @BeforeAll
    static void read() throws IOException {
        rulebook = RecordedDecisions.rulebook(FOLDER.resolve("rules"));
        if (Boolean.getBoolean("golden.write")) {
            write();
        }
        records = Files.readAllLines(FILE);
    }

    @AfterAll
    static void close() {
        rulebook.close();
    }

    private static void write() throws IOException {
        Decider decider = Decider.of(rulebook);
        RecordedDecisions decisions = new RecordedDecisions(rulebook, COUNT);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int number = 0; number < COUNT; number++) {
            lines.write(decisions.record(decider, number));
            lines.write('\n');
        }
        Files.write(FILE, lines.toByteArray());
    }

    private static List<String> differences() {
        Decider decider = Decider.of(rulebook);
        PastDeciders one = new PastDeciders() {
            @Override
            public <T> T with(String release, Function<Decider, T> work) {
                return work.apply(decider);
            }
        };
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            byte[] record = records.get(i).getBytes(StandardCharsets.UTF_8);
            Replay replay = Replay.of(
                    record,
                    new RecordReader(record).release(),
                    RecordedDecisions.ENGINE,
                    one,
                    number -> LearnedRates.NONE);
            if (!replay.identical()) {
                differences.add("line " + (i + 1) + ": " + replay.differences());
            }
        }
        return differences;
    }

    @Test
    void eachIsMadeAgainTheSame() {
        assertThat(differences()).isEmpty();
    }

    @Test
    void theyAreTheSameWhereverTheyAreMade() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-deva"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            assertThat(differences()).isEmpty();
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void theyAreOfEveryKind() throws IOException {
        Set<String> stages = new HashSet<>();
        Set<String> kinds = new HashSet<>();
        for (String line : records) {
            JsonNode answer = Json.MAPPER.readTree(line).path("answer");
            stages.add(answer.at("/stage/id").asText());
            answer.fieldNames().forEachRemaining(kinds::add);
            for (JsonNode placement : answer.path("placements")) {
                placement.fieldNames().forEachRemaining(kinds::add);
                placement.path("offers").forEach(offer -> offer.fieldNames().forEachRemaining(kinds::add));
            }
        }
        assertThat(records).hasSize(COUNT);
        assertThat(stages).hasSizeGreaterThanOrEqualTo(8);
        assertThat(kinds)
                .contains("explored", "unread", "suppressed", "fallback", "probability", "setBy", "weights", "levers");
    }
}

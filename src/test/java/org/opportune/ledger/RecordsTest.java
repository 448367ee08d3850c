package org.opportune.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opportune.kernel.Hashes;
import org.opportune.kernel.Sealing;

/** What the database keeps of the golden decisions. */
class RecordsTest {
    private static final UUID ID = UUID.fromString("0195515c-1a00-7000-8000-000000000001");
    private static final byte[] SECRET = Sealing.key();

    private static List<byte[]> golden() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/golden/decisions.jsonl")).stream()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void whatWasPackedComesOutAsItWas() throws IOException {
        for (byte[] record : golden()) {
            assertThat(Records.unpack(SECRET, ID, Records.pack(SECRET, ID, record)))
                    .isEqualTo(record);
        }
    }

    @Test
    void aTypicalRecordHasAtMostTwoKilobytes() throws IOException {
        double average = golden().stream()
                .mapToInt(record -> Records.pack(SECRET, ID, record).length)
                .average()
                .orElseThrow();
        assertThat(average).isLessThan(2_048);
    }

    @Test
    void theWordsNeverChange() throws IOException {
        try (InputStream words = Records.class.getResourceAsStream("record-words-1.txt")) {
            assertThat(Hashes.hex(Objects.requireNonNull(words).readAllBytes()))
                    .isEqualTo("13b357de8b44128299ce38bbd89f008419754e678c365a905e85799d0da58598");
        }
    }

    @Test
    void anotherFormKeyOrDecisionIsNotRead() throws IOException {
        byte[] packed = Records.pack(SECRET, ID, golden().get(0));
        byte[] ofAnotherForm = packed.clone();
        ofAnotherForm[0]++;
        assertThatThrownBy(() -> Records.unpack(SECRET, ID, ofAnotherForm))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("form");
        assertThat(Records.unpack(Sealing.key(), ID, packed)).isNull();
        assertThat(Records.unpack(SECRET, new UUID(0, 1), packed)).isNull();
        assertThatThrownBy(() -> Records.unpack(SECRET, ID, new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }
}

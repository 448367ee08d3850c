package org.opportune.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.opportune.learning.Cell;
import org.opportune.learning.LearnedRates;
import org.opportune.learning.Rate;

class RateCodecTest {
    @Test
    void aTableComesBackToTheLastBit() {
        LearnedRates rates = new LearnedRates(
                3,
                Instant.parse("2026-03-01T10:00:00Z"),
                new TreeMap<>(Map.of(
                        new Cell("gift", "engagement", "site"), new Rate(1 / 3.0, 1e-300),
                        new Cell("gift", "engagement", "email"), new Rate(Math.PI, 12_345_678.9))),
                new TreeMap<>(Map.of("engagement", new Rate(2 / 7.0, 0.1))));

        assertThat(RateCodec.unpack(3, rates.at(), RateCodec.pack(rates))).isEqualTo(rates);
    }
}

package org.opportune.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opportune.experiments.Participation;
import org.opportune.experiments.Participation.In;
import org.opportune.profile.Identity;

class EntryCodecTest {
    private static final Participation TAKING =
            new Participation(-7, List.of(new In("one", "a", 5, ""), new In("two", "b", 6, "order")));

    private static LedgerEntry entry(Participation participation) {
        return new LedgerEntry(
                new UUID(1, 2),
                List.of(new Identity("visitor", "v")),
                "9".repeat(64),
                "site",
                "engagement",
                List.of(),
                List.of(),
                null,
                "{}".getBytes(UTF_8),
                participation,
                LocalDate.of(2026, 3, 1));
    }

    @Test
    void whatIsKeptOfExperimentsComesBack() {
        assertThat(EntryCodec.read(EntryCodec.write(entry(TAKING))).participation())
                .isEqualTo(TAKING);
    }

    /** As it waits in a journal when the server is replaced by a newer one. */
    @Test
    void anEntryOfTheVersionBeforeIsReadAsWithoutExperiments() {
        byte[] now = EntryCodec.write(entry(Participation.NONE));
        byte[] before = Arrays.copyOf(now, now.length - Long.BYTES - Short.BYTES - Long.BYTES);
        before[0] = 1;
        LedgerEntry read = EntryCodec.read(before);
        assertThat(read.participation()).isEqualTo(Participation.NONE);
        assertThat(read.day()).isEqualTo(LocalDate.of(1970, 1, 1)); // of its id
        assertThat(new String(read.record(), UTF_8)).isEqualTo("{}");
        before[0] = 3;
        assertThatThrownBy(() -> EntryCodec.read(before)).hasMessageContaining("version 3");
    }
}

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

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private static LedgerEntry with(Counted counted) {
        return new LedgerEntry(
                new UUID(1, 2),
                List.of(new Identity("visitor", "v")),
                7,
                "9".repeat(64),
                "site",
                "engagement",
                List.of(),
                List.of(),
                null,
                "{}".getBytes(UTF_8),
                counted);
    }

    @Test
    void whatFiguresCountComesBack() {
        Counted counted = new Counted(
                TAKING,
                DAY,
                List.of(new Trait("segment", "vip"), new Trait("locale", "fi")),
                List.of(new HeldBack("gift", List.of("CONSENT", "COOL-DOWN"), 1.25)));
        LedgerEntry read = EntryCodec.read(EntryCodec.write(with(counted)));
        assertThat(read.counted()).isEqualTo(counted);
        assertThat(read.key()).isEqualTo(7);
    }

    /** As they wait in a journal when the server is replaced by a newer one. */
    @Test
    void entriesOfOlderVersionsAreReadAsWithoutWhatTheyDoNotHave() {
        byte[] now = EntryCodec.write(with(Counted.on(DAY)));
        byte[] second = Arrays.copyOf(now, now.length - Short.BYTES - Short.BYTES - Long.BYTES);
        second[0] = 2;
        assertThat(EntryCodec.read(second).counted()).isEqualTo(Counted.on(DAY));
        assertThat(EntryCodec.read(second).key()).isZero();

        byte[] first = Arrays.copyOf(second, second.length - Long.BYTES - Short.BYTES - Long.BYTES);
        first[0] = 1;
        LedgerEntry read = EntryCodec.read(first);
        assertThat(read.counted()).isEqualTo(Counted.on(LocalDate.of(1970, 1, 1))); // of its id
        assertThat(new String(read.record(), UTF_8)).isEqualTo("{}");

        first[0] = 4;
        assertThatThrownBy(() -> EntryCodec.read(first)).hasMessageContaining("version 4");
    }
}

package org.opportune.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.opportune.it.TestDatabase;
import org.opportune.journal.Journal;
import org.opportune.ledger.Kept;
import org.opportune.ledger.Ledger;
import org.opportune.ledger.LedgerEntry;
import org.opportune.ledger.LedgerSearch;
import org.opportune.ledger.ManyDecisions;
import org.opportune.profile.InMemoryProfiles;

/** Pages of a ledger of 200,000 decisions: each costs what it shows, and all together are what is asked for. */
class DecisionPagesIT {
    private static final int COUNT = 200_000;
    private static final int PAGE = 51;
    /** A page, the decisions and placements of its rows, and the months that are looked into. */
    private static final long FEW = 2_000;

    private static final Instant LATER = ManyDecisions.BEGIN.plus(Duration.ofDays(35));
    private static final UUID MIDDLE =
            new UUID(LATER.toEpochMilli() << 16 | 0x7FFF, 0xBFFF_FFFF_FFFF_FFFFL); // above all of its millisecond

    private static TestDatabase database;
    private static MariaDbPoolDataSource source;
    private static Journal journal;
    private static Ledger ledger;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        database = TestDatabase.start();
        source = database.pool(2);
        ManyDecisions.store(source, COUNT);
        journal = Journal.open(folder, Journal.Sync.SYSTEM, 10_000_000, 1_000_000);
        ledger = new Ledger(journal, source, new InMemoryProfiles(), Clock.systemUTC());
    }

    @AfterAll
    static void stop() throws Exception {
        journal.close();
        source.close();
        database.stop();
    }

    private static LedgerSearch search(@Nullable Set<Long> owners, @Nullable String offer, @Nullable String release) {
        return new LedgerSearch(owners, null, null, offer, release, null);
    }

    private static LedgerSearch after(LedgerSearch search, UUID last) {
        return new LedgerSearch(search.owners(), search.from(), search.until(), search.offer(), search.release(), last);
    }

    static Stream<LedgerSearch> searches() {
        Instant until = LATER.plus(Duration.ofDays(1));
        return Stream.of(
                search(null, null, null),
                search(null, "gift", null),
                search(null, "voucher", null),
                search(null, "nothing-of-this-name", null),
                search(null, "gift", ManyDecisions.USUAL),
                search(null, null, ManyDecisions.RARE),
                search(Set.of(7L, 8L), null, null),
                search(Set.of(7L, 8L), "gift", ManyDecisions.USUAL),
                new LedgerSearch(null, LATER, until, "gift", null, null),
                new LedgerSearch(null, LATER, until, null, null, null));
    }

    @ParameterizedTest
    @MethodSource("searches")
    void aPageCostsWhatItShowsWhereverItBegins(LedgerSearch search) throws SQLException {
        assertThat(costOf(search)).as("the first").isLessThan(FEW);
        assertThat(costOf(after(search, MIDDLE))).as("one in the middle").isLessThan(FEW);
    }

    private static long costOf(LedgerSearch search) throws SQLException {
        long before = ManyDecisions.read(source);
        ledger.search(search, PAGE);
        return ManyDecisions.read(source) - before;
    }

    @Test
    void allPagesTogetherAreEachDecisionOnceTheNewestFirst() {
        List<String> ids = new ArrayList<>();
        ledger.forEach(search(null, "gift", null), kept -> {
            assertThat(kept.answered()).extracting(LedgerEntry.Answered::offer).contains("gift");
            ids.add(kept.id().toString());
        });
        assertThat(ids).hasSize(COUNT / 2).isSortedAccordingTo(Collections.reverseOrder());
        assertThat(new HashSet<>(ids)).hasSize(COUNT / 2);
    }

    @Test
    void aPageOfOneCustomerIsPartOfTheWhole() {
        LedgerSearch gifts = search(Set.of(9L), "gift", null);
        List<Kept> all = ledger.search(gifts, 1_000);
        assertThat(all).hasSize(COUNT / 5_000).allSatisfy(kept -> assertThat(kept.customer())
                .isEqualTo(9));
        assertThat(ledger.search(after(gifts, all.get(9).id()), 5)).isEqualTo(all.subList(10, 15));
        assertThat(ledger.search(search(null, "voucher", ManyDecisions.RARE), 1_000))
                .hasSize(COUNT / 20_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gift", ""})
    void whoLeavesAnExportAtItsBeginningHasMadeNobodyReadTheRest(String offer) throws SQLException {
        OutputStream leaving = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("the client has left");
            }
        };
        LedgerSearch search = search(null, offer.isEmpty() ? null : offer, null);
        long before = ManyDecisions.read(source);
        assertThatThrownBy(() -> DecisionsCsv.write(ledger, search, leaving)).hasStackTraceContaining("has left");
        assertThat(ManyDecisions.read(source) - before).isLessThan(10 * FEW);
    }

    @Test
    void anExportIsALineForEachOfferThatWasAnswered() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DecisionsCsv.write(ledger, search(null, "voucher", null), out);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(1 + COUNT / 20_000 * 3 + COUNT / 60_000);
        assertThat(lines.get(1)).matches("[0-9a-f-]{36},2026-[^,]+Z,1,8{64},web,onboarding,hero,1,help");
    }
}

package org.opportune.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.journal.Journal.Sync;

/** What was taken is there until it was shipped, whatever happens in between. */
class JournalTest {
    private static final byte KIND = 1;
    private static final long PLENTY = 100_000_000;

    @TempDir
    Path folder;

    private final List<String> shipped = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Journal journal;

    @BeforeEach
    void open() {
        open(PLENTY, PLENTY);
    }

    private void open(long most, long mostInMemory) {
        journal = Journal.open(folder, Sync.SYSTEM, most, mostInMemory);
    }

    private void openAgain(long most, long mostInMemory) {
        journal.close();
        open(most, mostInMemory);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void append(String text) {
        journal.append(KIND, text.getBytes(UTF_8));
    }

    private Shipper shipper(Shipment shipment) {
        return new Shipper(
                journal, Map.of(KIND, shipment), IllegalStateException.class::isInstance, new LaidAside(aside()));
    }

    private Path aside() {
        return folder.resolve("aside");
    }

    private void ship() {
        shipper(contents -> contents.forEach(content -> shipped.add(new String(content, UTF_8))))
                .ship();
    }

    private static List<String> numbers(int from, int to) {
        List<String> numbers = new ArrayList<>();
        for (int i = from; i < to; i++) {
            numbers.add("record " + i);
        }
        return numbers;
    }

    @Test
    void whatWasAppendedIsShippedOnceInItsOrder() {
        numbers(0, 1_200).forEach(this::append);
        assertThat(journal.waiting()).isEqualTo(1_200);
        ship();
        ship();
        assertThat(shipped).isEqualTo(numbers(0, 1_200));
        assertThat(journal.waiting()).isZero();
        assertThat(journal.waitingBytes()).isZero();
    }

    @Test
    void whatWasNotShippedIsThereWhenItIsOpenedAgain() {
        numbers(0, 10).forEach(this::append);
        ship();
        numbers(10, 20).forEach(this::append);
        openAgain(PLENTY, PLENTY);
        shipped.clear();
        numbers(20, 25).forEach(this::append);
        ship();
        assertThat(shipped).isEqualTo(numbers(10, 25));
    }

    @Test
    void whatDoesNotFitInMemoryIsReadFromTheFiles() {
        openAgain(PLENTY, 2_000);
        numbers(0, 3_000).forEach(this::append);
        openAgain(PLENTY, 5_000);
        numbers(3_000, 6_000).forEach(this::append);
        assertThat(journal.waiting()).isEqualTo(6_000);
        ship();
        assertThat(shipped).isEqualTo(numbers(0, 6_000));
        assertThat(journal.waitingBytes()).isZero();
        numbers(6_000, 6_100).forEach(this::append);
        ship();
        assertThat(shipped).isEqualTo(numbers(0, 6_100));
    }

    @Test
    void nothingIsLostWhileManyAppendAndOneShipsWhatDoesNotFit() {
        openAgain(PLENTY, 3_000);
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int from = i * 500;
            writers.add(
                    CompletableFuture.runAsync(() -> numbers(from, from + 500).forEach(this::append)));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));
        while (!all.isDone()) {
            ship();
        }
        all.join();
        ship();
        assertThat(shipped).hasSize(4_000).containsExactlyInAnyOrderElementsOf(numbers(0, 4_000));
    }

    @Test
    void aFullJournalTakesNothingMoreUntilSomethingWasShipped() {
        openAgain(2_000, PLENTY);
        assertThatThrownBy(() -> numbers(0, 1_000).forEach(this::append))
                .isInstanceOf(JournalRefused.class)
                .hasMessageContaining("full");
        long taken = journal.waiting();
        assertThat(taken).isBetween(10L, 100L);
        ship();
        append("one more");
        ship();
        assertThat(shipped).hasSize((int) taken + 1).endsWith("one more");
    }

    @Test
    void aFailureThatPassesStopsTheShipmentAndLosesNothing() {
        numbers(0, 700).forEach(this::append);
        Shipper away = shipper(contents -> {
            if (!shipped.isEmpty()) {
                throw new IllegalStateException("away");
            }
            contents.forEach(content -> shipped.add(new String(content, UTF_8)));
        });
        assertThatThrownBy(away::ship).hasMessage("away");
        assertThat(journal.waiting()).isEqualTo(200);
        ship();
        assertThat(shipped).isEqualTo(numbers(0, 700));
    }

    @Test
    void aRecordThatCannotBeStoredIsLaidAsideAndTheOthersGoOn() {
        numbers(0, 5).forEach(this::append);
        Shipper shipper = shipper(contents -> {
            List<String> texts =
                    contents.stream().map(content -> new String(content, UTF_8)).toList();
            if (texts.contains("record 3")) {
                throw new IllegalArgumentException("no number");
            }
            shipped.addAll(texts);
        });
        shipper.ship();
        assertThat(shipped).containsExactly("record 0", "record 1", "record 2", "record 4");
        assertThat(new LaidAside(aside()).count()).isEqualTo(1);
        assertThat(journal.waiting()).isZero();
    }

    @Test
    void nothingOfARecordIsReadableInTheFilesAndItsKeyIsGoneWhenItWasShipped() throws IOException {
        append("Maija Meikäläinen");
        Set<String> before = keys();
        journal.renewKey();
        append("Matti Meikäläinen");
        assertThat(keys()).hasSize(2).containsAll(before);
        ship();
        assertThat(shipped).containsExactly("Maija Meikäläinen", "Matti Meikäläinen");
        assertThat(keys()).hasSize(1).doesNotContainAnyElementsOf(before);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain("Meik");
            }
        }
    }

    private Set<String> keys() throws IOException {
        Set<String> names = new HashSet<>();
        try (Stream<Path> files = Files.list(folder.resolve("keys"))) {
            files.forEach(file -> names.add(String.valueOf(file.getFileName())));
        }
        return names;
    }
}

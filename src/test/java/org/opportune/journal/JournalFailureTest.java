package org.opportune.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.io.SequentialFile;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFile;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFileFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.journal.Journal.Sync;

/** A disk that fails: whoever got an answer has lost nothing, and nobody else gets one. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class JournalFailureTest {
    private static final byte KIND = 1;
    private static final long PLENTY = 100_000_000;

    @TempDir
    Path folder;

    private final Disk disk = new Disk();

    /** As long as it works, a disk like any other. */
    static final class Disk {
        volatile boolean failsToSync;
        volatile boolean failsToWrite;

        SequentialFileFactory factory(Path folder) {
            return new NIOSequentialFileFactory(folder.toFile(), true, 490 * 1024, 100_000, 1, false) {
                @Override
                public SequentialFile createSequentialFile(String name) {
                    return new FailingFile(this, folder.toFile(), name, Disk.this);
                }
            };
        }
    }

    private static final class FailingFile extends NIOSequentialFile {
        private final Disk disk;

        FailingFile(SequentialFileFactory factory, File folder, String name, Disk disk) {
            super(factory, folder, name, 1);
            this.disk = disk;
        }

        @Override
        public void open(int maxIo, boolean isBuffered) throws IOException {
            super.open(maxIo, isBuffered);
            channel = new FailingChannel(channel, disk);
        }
    }

    private static void append(Journal journal, String text) {
        journal.append(KIND, text.getBytes(UTF_8));
    }

    private List<String> inTheJournal() {
        List<String> found = new ArrayList<>();
        try (Journal journal = Journal.open(folder, Sync.DISK, PLENTY, PLENTY)) {
            Shipment shipment = contents -> contents.forEach(content -> found.add(new String(content, UTF_8)));
            new Shipper(journal, Map.of(KIND, shipment), e -> false, new LaidAside(folder.resolve("aside"))).ship();
        }
        return found;
    }

    private void failWhile(Runnable breaking) {
        Journal journal = new Journal(disk.factory(folder), PLENTY, PLENTY);
        append(journal, "before");
        breaking.run();
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String text = "meanwhile " + i;
            writers.add(CompletableFuture.runAsync(() -> append(journal, text)));
        }
        for (CompletableFuture<Void> writer : writers) {
            assertThatThrownBy(writer::join).hasCauseInstanceOf(JournalRefused.class);
        }
        assertThat(journal.isFailed()).isTrue();
        assertThatThrownBy(() -> append(journal, "after"))
                .isInstanceOf(JournalRefused.class)
                .hasMessageContaining("cannot be written");
        disk.failsToSync = false;
        disk.failsToWrite = false;
        assertThatThrownBy(() -> append(journal, "when it works again")).isInstanceOf(JournalRefused.class);
        journal.close();
    }

    @Test
    void afterAFailedSyncNothingIsTakenUntilItIsOpenedAgain() {
        failWhile(() -> disk.failsToSync = true);
        assertThat(inTheJournal()).contains("before").doesNotContain("after", "when it works again");
    }

    @Test
    void afterAFailedWriteNothingIsTakenUntilItIsOpenedAgain() {
        failWhile(() -> disk.failsToWrite = true);
        assertThat(inTheJournal()).contains("before").doesNotContain("after", "when it works again");
    }
}

package org.opportune.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.imports.ImportJob.State;
import org.opportune.kernel.Problem;

class ImportQueueTest {
    private static final String MAPPING = """
            name: my-shop
            columns: {Date: {date: yyyy-MM-dd}}
            customer: {identities: {customer: Customer}}
            events:
              - {type: order, groupBy: Order, at: Date, properties: {amount: {sum: Price}}}
            """;

    @TempDir
    private Path folder;

    private final InMemoryImports imports = new InMemoryImports();
    private final KeptProfiles profiles = new KeptProfiles();
    private ImportFiles files;

    @BeforeEach
    void files() {
        files = new ImportFiles(folder, 1_000_000);
    }

    private ImportQueue queue() {
        return new ImportQueue(imports, files, profiles, () -> Shop.RULEBOOK, Shop.CLOCK, Runnable::run);
    }

    private static InputStream file(int orders) {
        StringBuilder csv = new StringBuilder("Order,Date,Customer,Price\n");
        for (int i = 0; i < orders; i++) {
            csv.append(i).append(",2025-05-01,c").append(i % 7).append(",1.50\n");
        }
        return new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anImportRunsWhenItsFileIsThereAndKeepsTheReportOnly() throws IOException {
        ImportQueue queue = queue();
        ImportJob asked = queue.ask(MAPPING, "m.yaml", "somebody");
        assertThat(asked.state()).isEqualTo(State.AWAITING_FILE);
        queue.receive(asked.id(), file(10));

        ImportJob done = queue.find(asked.id());
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.totals().events()).isEqualTo(10);
        assertThat(files.hasUpload(asked.id())).isFalse();
        assertThat(queue.report(asked.id())).hasContent("line,reason,message");
    }

    @Test
    void whatFailedIsResumedFromItsLastBatch() throws IOException {
        ImportQueue queue = queue();
        long id = queue.ask(MAPPING, "m.yaml", "somebody").id();
        profiles.failAt = 2;
        queue.receive(id, file(2_500));
        assertThat(queue.find(id).state()).isEqualTo(State.FAILED);
        assertThat(queue.find(id).totals().events()).isEqualTo(1_000);

        queue.resume(id);
        assertThat(queue.find(id).state()).isEqualTo(State.DONE);
        assertThat(queue.find(id).totals().events()).isEqualTo(2_500);
        assertThat(queue.find(id).totals().duplicates()).isZero();
        assertThat(profiles.events).hasSize(2_500);
    }

    @Test
    void whatRanWhenTheServerFellGoesOnAtTheNextStart() throws IOException {
        ImportQueue fallen = queue();
        long id = fallen.ask(MAPPING, "m.yaml", "somebody").id();
        String hash = files.receive(id, file(10));
        ImportJob asked = fallen.find(id);
        imports.save(asked.queued(hash).running(Shop.CLOCK.instant()));

        queue().start();
        assertThat(imports.all().get(id)).extracting(ImportJob::state).isEqualTo(State.DONE);
    }

    @Test
    void aFileThatIsNotCsvFailsWithItsPlace() throws IOException {
        ImportQueue queue = queue();
        long id = queue.ask(MAPPING, "m.yaml", "somebody").id();
        queue.receive(
                id, new ByteArrayInputStream("Order,Date,Customer,Price\n1,\"x".getBytes(StandardCharsets.UTF_8)));
        assertThat(queue.find(id).state()).isEqualTo(State.FAILED);
        assertThat(queue.find(id).findings().get(0).toString()).startsWith("upload:2:1: not CSV");
    }

    @Test
    void aFileIsTakenOnceAndNotLongerThanAllowed() throws IOException {
        ImportQueue queue = queue();
        long id = queue.ask(MAPPING, "m.yaml", "somebody").id();
        assertThatThrownBy(() -> queue.receive(id, new ByteArrayInputStream(new byte[1_000_001])))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("opportune.import.max");
        assertThat(folder.resolve(Long.toString(id))).isEmptyDirectory();
        queue.receive(id, file(1));
        assertThatThrownBy(() -> queue.receive(id, file(1))).hasMessageContaining("has its file already");
        assertThatThrownBy(() -> queue.resume(id)).hasMessageContaining("is DONE");
    }

    @Test
    void whatIsRemovedLeavesNoFiles() throws IOException {
        ImportQueue queue = queue();
        long id = queue.ask(MAPPING, "m.yaml", "somebody").id();
        queue.receive(id, file(1));
        queue.remove(id);
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> queue.find(id)).hasMessageContaining("There is no import");
    }

    @Test
    void aMappingWithMistakesIsRefusedBeforeAnythingIsMade() {
        assertThatThrownBy(() -> queue().ask("name: X\n", "m.yaml", "somebody")).isInstanceOf(Problem.class);
        assertThat(imports.all()).isEmpty();
    }
}

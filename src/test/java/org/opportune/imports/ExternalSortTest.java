package org.opportune.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.opportune.imports.Row.Rejection;

class ExternalSortTest {
    @Property(tries = 100)
    void whatIsSortedOnDiskIsWhatIsSortedInMemory(
            @ForAll("entries") List<Entry> entries, @ForAll @LongRange(min = 1, max = 5_000) long buffer)
            throws IOException {
        Path folder = Files.createTempDirectory("sort");
        List<Entry> sorted = new ArrayList<>();
        try (ExternalSort sort = new ExternalSort(folder, buffer)) {
            for (Entry entry : entries) {
                sort.add(entry);
            }
            for (Entry entry = sort.next(); entry != null; entry = sort.next()) {
                sorted.add(entry);
            }
        }
        List<Entry> expected = new ArrayList<>(entries);
        Collections.sort(expected);
        assertThat(sorted).isEqualTo(expected);
        assertThat(folder).isEmptyDirectory();
        Files.delete(folder);
    }

    @Provide
    Arbitrary<List<Entry>> entries() {
        Arbitrary<String> keys = Arbitraries.strings().ofMaxLength(3);
        Arbitrary<List<String>> cells =
                Arbitraries.strings().ofMaxLength(20).list().ofMaxSize(4);
        Arbitrary<Boolean> flaws = Arbitraries.of(true, false);
        return Combinators.combine(Arbitraries.integers().between(0, 2), keys, cells, flaws)
                .as((pattern, key, texts, flawed) -> new Entry(
                        pattern,
                        wellFormed(key),
                        0,
                        texts.stream().map(ExternalSortTest::wellFormed).toList(),
                        flawed ? new Rejection(0, "invalid", "wrong") : null))
                .list()
                .ofMaxSize(200)
                .map(ExternalSortTest::numbered);
    }

    /** A file read with a charset holds no halves of surrogate pairs. */
    private static String wellFormed(String text) {
        return text.replaceAll("\\p{Cs}", "");
    }

    private static List<Entry> numbered(List<Entry> entries) {
        List<Entry> numbered = new ArrayList<>();
        for (Entry entry : entries) {
            long line = numbered.size() + 2L;
            numbered.add(new Entry(
                    entry.pattern(),
                    entry.key(),
                    line,
                    entry.cells(),
                    entry.flaw() == null ? null : new Rejection(line, "invalid", "wrong")));
        }
        return numbered;
    }
}

package org.opportune.imports;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts any number of entries in bounded memory: what the buffer cannot hold is written to the disk in sorted runs, which are merged when read.
 * Its files are gone when it is closed.
 */
final class ExternalSort implements Closeable {
    private static final int MOST_RUNS = 32;
    private static final int BUFFER = 1 << 16;
    private static final String PREFIX = "sort-";

    private final Path folder;
    private final long mostBytes;
    private final List<Path> runs = new ArrayList<>();
    private final List<Entry> buffer = new ArrayList<>();
    private long weight;
    private long count;
    private int files;
    private @Nullable Merge merge;

    /** Files that an earlier sort in the same folder could not remove, since the server was killed, are removed here. */
    ExternalSort(Path folder, long mostBytes) throws IOException {
        this.folder = folder;
        this.mostBytes = mostBytes;
        Files.createDirectories(folder);
        removeFiles();
    }

    void add(Entry entry) throws IOException {
        buffer.add(entry);
        weight += entry.weight();
        count++;
        if (weight > mostBytes) {
            spill();
        }
    }

    long count() {
        return count;
    }

    /** The least entry that was not yet taken; null after the last. Nothing may be added after the first call. */
    @Nullable
    Entry next() throws IOException {
        if (merge == null) {
            Collections.sort(buffer);
            merge = new Merge(runs, buffer);
        }
        return merge.next();
    }

    private void spill() throws IOException {
        Collections.sort(buffer);
        if (runs.size() < MOST_RUNS) {
            runs.add(write(new Merge(List.of(), buffer)));
        } else {
            Path all;
            try (Merge everything = new Merge(runs, buffer)) {
                all = write(everything);
            }
            for (Path run : runs) {
                Files.delete(run);
            }
            runs.clear();
            runs.add(all);
        }
        buffer.clear();
        weight = 0;
    }

    private Path write(Merge entries) throws IOException {
        Path run = folder.resolve(PREFIX + files++);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), BUFFER))) {
            for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
                out.writeBoolean(true);
                entry.write(out);
            }
            out.writeBoolean(false);
        }
        return run;
    }

    @Override
    public void close() throws IOException {
        if (merge != null) {
            merge.close();
        }
        buffer.clear();
        removeFiles();
    }

    private void removeFiles() throws IOException {
        try (var left = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }

    /** Takes the least of several sorted sources. */
    private static final class Merge implements Closeable {
        private final PriorityQueue<Source> sources = new PriorityQueue<>();

        Merge(List<Path> runs, List<Entry> buffer) throws IOException {
            try {
                for (Path run : runs) {
                    add(new Source(run));
                }
                add(new Source(buffer));
            } catch (IOException e) {
                close();
                throw e;
            }
        }

        private void add(Source source) throws IOException {
            if (source.advance()) {
                sources.add(source);
            } else {
                source.close();
            }
        }

        @Nullable
        Entry next() throws IOException {
            Source least = sources.poll();
            if (least == null) {
                return null;
            }
            Entry entry = least.first();
            add(least);
            return entry;
        }

        @Override
        public void close() throws IOException {
            for (Source source : sources) {
                source.close();
            }
            sources.clear();
        }
    }

    /** A sorted run on the disk or in memory, and its first entry. */
    private static final class Source implements Closeable, Comparable<Source> {
        private final @Nullable DataInputStream file;
        private final List<Entry> memory;
        private int taken;
        private @Nullable Entry first;

        Source(Path run) throws IOException {
            file = new DataInputStream(new BufferedInputStream(Files.newInputStream(run), BUFFER));
            memory = List.of();
        }

        Source(List<Entry> memory) {
            file = null;
            this.memory = memory;
        }

        boolean advance() throws IOException {
            if (file != null) {
                first = file.readBoolean() ? Entry.read(file) : null;
            } else {
                first = taken < memory.size() ? memory.get(taken++) : null;
            }
            return first != null;
        }

        Entry first() {
            if (first == null) {
                throw new IllegalStateException("the run is at its end");
            }
            return first;
        }

        @Override
        public int compareTo(Source other) {
            return first().compareTo(other.first());
        }

        @Override
        public void close() throws IOException {
            if (file != null) {
                file.close();
            }
        }
    }
}

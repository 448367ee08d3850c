package org.opportune.imports;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opportune.imports.ImportJob.State;

/** Remembers imports for a test. */
final class InMemoryImports implements Imports {
    private final TreeMap<Long, ImportJob> jobs = new TreeMap<>();

    @Override
    public ImportJob add(ImportJob job) {
        long id = jobs.isEmpty() ? 1 : jobs.lastKey() + 1;
        ImportJob added = new ImportJob(
                id,
                job.name(),
                job.mappingAs(),
                job.mapping(),
                job.fileHash(),
                job.state(),
                job.checkpoint(),
                job.totals(),
                job.findings(),
                job.by(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt());
        jobs.put(id, added);
        return added;
    }

    @Override
    public @Nullable ImportJob find(long id) {
        return jobs.get(id);
    }

    @Override
    public List<ImportJob> newest(int most, long before) {
        return jobs.headMap(before, false).descendingMap().values().stream()
                .limit(most)
                .toList();
    }

    @Override
    public List<ImportJob> in(State state) {
        return jobs.values().stream().filter(job -> job.state() == state).toList();
    }

    @Override
    public void save(ImportJob job) {
        jobs.put(job.id(), job);
    }

    @Override
    public void remove(long id) {
        jobs.remove(id);
    }

    Map<Long, ImportJob> all() {
        return jobs;
    }
}

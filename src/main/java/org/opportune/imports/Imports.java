package org.opportune.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.imports.ImportJob.State;

/** Remembers imports. What was written is durable when the call returns. */
interface Imports {
    /** Gives the import its id. */
    ImportJob add(ImportJob job);

    @Nullable
    ImportJob find(long id);

    /** The newest first. */
    List<ImportJob> newest(int most, long before);

    /** The oldest first. */
    List<ImportJob> in(State state);

    void save(ImportJob job);

    void remove(long id);
}

package org.opportune.journal;

import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.core.journal.RecordInfo;
import org.apache.activemq.artemis.core.journal.impl.JournalReaderCallback;

/** Of a journal's files, what the backlog waits for, as much as fits. */
final class Reading implements JournalReaderCallback {
    private final Backlog backlog;
    private final long most;
    private final List<Entry> entries = new ArrayList<>();
    private long bytes;

    Reading(Backlog backlog, long most) {
        this.backlog = backlog;
        this.most = most;
    }

    @Override
    public void onReadAddRecord(RecordInfo record) {
        if (!isEnough() && backlog.wants(record.id)) {
            entries.add(Journal.entry(record));
            bytes += record.data.length;
        }
    }

    boolean isEnough() {
        return bytes >= most;
    }

    List<Entry> entries() {
        return entries;
    }
}

package org.opportune.journal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.activemq.artemis.core.journal.LoaderCallback;
import org.apache.activemq.artemis.core.journal.PreparedTransactionInfo;
import org.apache.activemq.artemis.core.journal.RecordInfo;

/** Told of what a journal holds when it is opened: of each record, and later that it was forgotten. It has no transactions and no updates. */
final class Loading implements LoaderCallback {
    private static final byte[] ELSEWHERE = new byte[0];

    private final long mostInMemory;
    private final Map<Long, Entry> entries = new TreeMap<>();
    private final Map<Long, Integer> lengths = new TreeMap<>();
    private long inMemory;
    private long lastId;

    Loading(long mostInMemory) {
        this.mostInMemory = mostInMemory;
    }

    @Override
    public void addRecord(RecordInfo record) {
        lastId = Math.max(lastId, record.id);
        boolean fits = inMemory + record.data.length <= mostInMemory;
        if (fits) {
            inMemory += record.data.length;
        }
        lengths.put(record.id, record.data.length);
        entries.put(record.id, new Entry(record.id, record.userRecordType, fits ? record.data : ELSEWHERE));
    }

    @Override
    public void deleteRecord(long id) {
        lastId = Math.max(lastId, id);
        lengths.remove(id);
        Entry entry = entries.remove(id);
        inMemory -= entry == null ? 0 : entry.content().length;
    }

    /** The highest id that was ever there. */
    long lastId() {
        return lastId;
    }

    /** What is there still. */
    void into(Backlog backlog) {
        entries.forEach((id, entry) -> {
            int length = lengths.getOrDefault(id, 0);
            if (length == entry.content().length) {
                backlog.add(entry);
            } else {
                backlog.addElsewhere(id, length);
            }
        });
    }

    @Override
    public void addPreparedTransaction(PreparedTransactionInfo transaction) {
        throw new IllegalStateException("the journal has no transactions");
    }

    @Override
    public void updateRecord(RecordInfo record) {
        throw new IllegalStateException("the journal has no updates");
    }

    @Override
    public void failedTransaction(long transaction, List<RecordInfo> records, List<RecordInfo> deleted) {
        throw new IllegalStateException("the journal has no transactions");
    }
}

package org.opportune.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFileFactory;
import org.apache.activemq.artemis.core.journal.RecordInfo;
import org.apache.activemq.artemis.core.journal.impl.JournalFile;
import org.apache.activemq.artemis.core.journal.impl.JournalFileImpl;
import org.apache.activemq.artemis.core.journal.impl.JournalImpl;
import org.jspecify.annotations.Nullable;

/**
 * Records on the disk, until they are shipped. What {@link #append} has taken is there after the process was killed and, with {@link Sync#DISK}, after the
 * power went. Records of many threads are forced to the disk together.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Journal.class.getName());
    private static final int FILE_BYTES = 10 * 1024 * 1024;
    private static final int FEWEST_FILES = 2;
    private static final int POOLED_FILES = 4;
    private static final int BUFFER_BYTES = 490 * 1024;
    /** How long a record waits for others that are forced to the disk with it. */
    private static final int BUFFER_NANOS = 100_000;

    private static final int NEVER_COMPACTED = 0;

    /** How far a record is written when it is taken. */
    public enum Sync {
        /** Forced to the disk: it survives a loss of power. */
        DISK,
        /** Handed to the operating system: it survives the death of this process. */
        SYSTEM
    }

    private final JournalImpl files;
    private final SequentialFileFactory factory;
    private final Backlog backlog;
    private final long most;
    private final long readAtOnce;
    private final AtomicLong lastId = new AtomicLong();
    private final JournalKeys keys;
    /** Held together by those who append; alone by who renews the key. */
    private final ReadWriteLock appending = new ReentrantReadWriteLock();

    private volatile long lastOfOldKeys;
    private volatile @Nullable Throwable failure;

    /**
     * Opens the journal of a folder, and finds in it what was not shipped.
     *
     * @param most how many bytes may wait
     * @param mostInMemory how many of them are kept in memory
     */
    public static Journal open(Path folder, Sync sync, long most, long mostInMemory) {
        SequentialFileFactory factory =
                new NIOSequentialFileFactory(folder.toFile(), true, BUFFER_BYTES, BUFFER_NANOS, 1, false);
        factory.setDatasync(sync == Sync.DISK);
        return new Journal(factory, most, mostInMemory);
    }

    Journal(SequentialFileFactory factory, long most, long mostInMemory) {
        this.factory = factory;
        this.most = most;
        this.readAtOnce = Math.max(1, mostInMemory / 2);
        this.backlog = new Backlog(mostInMemory);
        this.files = new JournalImpl(
                FILE_BYTES, FEWEST_FILES, POOLED_FILES, NEVER_COMPACTED, 0, factory, "opportune", "journal", 1);
        factory.setCriticalErrorListener((thrown, message, file) -> failed(thrown));
        files.setCriticalErrorListener((thrown, message, file) -> failed(thrown));
        try {
            factory.createDirs();
            keys = new JournalKeys(factory.getDirectory().toPath().resolve("keys"));
            files.start();
            Loading loading = new Loading(mostInMemory);
            files.load(loading);
            loading.into(backlog);
            lastId.set(loading.lastId());
            lastOfOldKeys = loading.lastId();
            forgetOldKeys();
        } catch (Exception e) {
            throw new JournalRefused("the journal in " + factory.getDirectory() + " cannot be opened", e);
        }
    }

    /** Takes a record; it is as safe as {@link Sync} says when this returns. Throws {@link JournalRefused} when it is not taken. */
    public void append(byte kind, byte[] content) {
        requireWorking();
        if (backlog.bytes() + content.length > most) {
            throw new JournalRefused(
                    "the journal holds " + backlog.bytes() + " bytes that are not shipped, and is full");
        }
        appending.readLock().lock();
        try {
            Entry entry = new Entry(lastId.incrementAndGet(), kind, keys.seal(content));
            write(entry);
            backlog.add(entry);
        } finally {
            appending.readLock().unlock();
        }
    }

    private void write(Entry entry) {
        try {
            files.appendAddRecord(entry.id(), entry.kind(), entry.content(), true);
        } catch (Exception e) {
            failed(e);
            throw new JournalRefused("the journal cannot be written", e);
        }
        requireWorking(); // a failure may be told to the listener only
    }

    /** What is appended from now on has another key; the old one is gone when all that is sealed with it was shipped. */
    public void renewKey() {
        appending.writeLock().lock();
        try {
            keys.renew();
            lastOfOldKeys = lastId.get();
        } catch (IOException e) {
            throw new JournalRefused("a key of the journal cannot be written", e);
        } finally {
            appending.writeLock().unlock();
        }
    }

    private void forgetOldKeys() {
        if (keys.hasOld() && backlog.isAfter(lastOfOldKeys)) {
            keys.forgetOld();
        }
    }

    /** What was sealed when it was appended. Throws {@link IllegalArgumentException} when it is damaged. */
    byte[] open(Entry entry) {
        return keys.open(entry.content());
    }

    private void requireWorking() {
        Throwable thrown = failure;
        if (thrown != null) {
            throw new JournalRefused("the journal cannot be written", thrown);
        }
    }

    /** After a failed write or fsync nobody knows what is on the disk: nothing more is taken until the journal is opened again. */
    private void failed(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
            LOG.log(
                    Level.SEVERE,
                    thrown,
                    () -> "The journal in " + factory.getDirectory()
                            + " cannot be written, and takes nothing more: mend the disk, and start the server again");
        }
    }

    /** Whether a write has failed since it was opened. */
    public boolean isFailed() {
        return failure != null;
    }

    /** Whether a record of average length is refused because too many wait. */
    public boolean isFull() {
        return backlog.bytes() >= most;
    }

    /** Until something waits to be shipped. */
    void await() throws InterruptedException {
        backlog.await();
    }

    /** How many records wait. */
    public long waiting() {
        return backlog.count();
    }

    /** How many bytes wait. */
    public long waitingBytes() {
        return backlog.bytes();
    }

    /** The oldest that wait; called by one thread at a time, which ships them and says so before it asks again. */
    List<Entry> oldest(int most) {
        if (backlog.mustRead()) {
            read();
        }
        return backlog.first(most);
    }

    private void read() {
        Reading reading = new Reading(backlog, readAtOnce);
        try {
            List<JournalFile> all = new ArrayList<>(List.of(files.getDataFiles()));
            all.add(files.getCurrentFile());
            for (JournalFile file : all) {
                JournalImpl.readJournalFile(factory, copy(file), reading);
                if (reading.isEnough()) {
                    break;
                }
            }
        } catch (Exception e) {
            throw new JournalRefused("the journal cannot be read", e);
        }
        backlog.fill(reading.entries());
    }

    /** The same file opened beside the one that is being written. */
    private static JournalFile copy(JournalFile file) {
        return new JournalFileImpl(file.getFile().cloneFile(), file.getFileID(), JournalImpl.FORMAT_VERSION);
    }

    /** The oldest was shipped, and is forgotten. That may be forgotten itself when the process dies: it is shipped again then. */
    void shipped(Entry entry) {
        backlog.shipped();
        try {
            files.appendDeleteRecord(entry.id(), false);
        } catch (Exception e) {
            failed(e);
        }
        forgetOldKeys();
    }

    /** What was found when the journal was opened. */
    static Entry entry(RecordInfo record) {
        return new Entry(record.id, record.userRecordType, record.data);
    }

    @Override
    public void close() {
        try {
            files.stop();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "The journal could not be closed in good order; what it took is safe", e);
        }
    }
}

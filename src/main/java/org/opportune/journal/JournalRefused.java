package org.opportune.journal;

/** The journal takes no more records now: it is full, or the disk has failed. What it took before is safe. */
public final class JournalRefused extends RuntimeException {
    JournalRefused(String why) {
        super(why);
    }

    JournalRefused(String why, Throwable cause) {
        super(why, cause);
    }
}

package org.opportune.intake;

import org.opportune.kernel.Kind;

/**
 * How much an archive may hold.
 *
 * @param unsafe the kind of finding for an archive that is not what it should be
 * @param bytes of the archive itself
 * @param unpacked of all entries together
 * @param judged what unpacks to fewer bytes than this may be packed as tightly as it likes: small texts repeat themselves, and harm nobody
 */
record ZipBounds(Kind unsafe, int entries, int bytes, int unpacked, int judged) {
    /** Sheets of 20,000 like rows pack 10:1 to 25:1 as Excel and LibreOffice write them; what packs tighter was made to. */
    static final int TIGHTEST = 50;

    static final ZipBounds WORKBOOK = new ZipBounds(Kind.WORKBOOK_UNSAFE, 200, 10_000_000, 50_000_000, 1_000_000);
    static final ZipBounds FOLDER = new ZipBounds(Kind.FILE_UNREADABLE, 2_000, 50_000_000, 50_000_000, 5_000_000);

    /** What a file is told that is none. */
    String notAZip() {
        return equals(FOLDER)
                ? "the file is no zip archive; name the folder of the rulebook, or a zip of it"
                : "the file is no zip archive, as every .xlsx is; save it anew in the program that made it";
    }

    boolean isBomb(long packed, long size) {
        return size > judged && size > TIGHTEST * packed;
    }
}

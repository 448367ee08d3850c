package org.opportune.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.opportune.kernel.Finding;

/** Counts what is read, and refuses more than it may be. */
final class CountedStream extends FilterInputStream {
    private final long most;
    private final String name;
    private volatile long bytes;

    CountedStream(InputStream in, long most, String name) {
        super(in);
        this.most = most;
        this.name = name;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        count(Math.max(0, read));
        return read;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads the file; others only look
    private void count(int read) {
        bytes += read;
        if (bytes > most) {
            throw new ImportFailure(Finding.in(
                    name,
                    1,
                    1,
                    "the file holds more than " + most + " bytes; split it, or raise opportune.import.max"));
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}

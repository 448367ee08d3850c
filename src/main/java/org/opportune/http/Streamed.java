package org.opportune.http;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * An answer that is sent while it is written. When writing fails and nothing was sent yet, the answer is the error; when a part was sent, the connection breaks,
 * since its end would make the part look whole.
 */
public final class Streamed implements StreamingOutput {
    private final StreamingOutput writing;

    public Streamed(StreamingOutput writing) {
        this.writing = writing;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        boolean isWhole = false;
        try {
            writing.write(new Part(out));
            isWhole = true;
        } finally {
            if (!isWhole) {
                Door.breakOff();
            }
        }
    }

    /** Whoever writes closes what they write to, also after a failure; the answer is sent by who reads this. */
    private static final class Part extends FilterOutputStream {
        Part(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}

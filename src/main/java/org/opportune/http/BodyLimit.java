package org.opportune.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.opportune.kernel.Problem;

/** Bounds what a request may send ({@code opportune.body.max} bytes), also when it does not say beforehand how much. The files of imports and of drafts have limits of their own. */
@Provider
@Priority(Priorities.ENTITY_CODER)
@ApplicationScoped
public class BodyLimit implements ContainerRequestFilter {
    private static final Pattern BOUNDS_ITSELF = Pattern.compile("/?(imports/[^/]+/file|drafts/[^/]+/files(/.*)?)");

    private final int most;

    /** For the proxy. */
    BodyLimit() {
        this(0);
    }

    @Inject
    public BodyLimit(@ConfigProperty(name = "opportune.body.max", defaultValue = "1048576") int most) {
        this.most = most;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (BOUNDS_ITSELF.matcher(request.getUriInfo().getPath()).matches()) {
            return;
        }
        if (request.getLength() > most) {
            throw tooLarge(most);
        }
        request.setEntityStream(new Bounded(request.getEntityStream(), most));
    }

    private static Problem tooLarge(int most) {
        return Problems.of(413, "The body is longer than " + most + " bytes; send less at a time");
    }

    /** Reads on until one byte too many. */
    static final class Bounded extends FilterInputStream {
        private final int most;
        private long read;

        Bounded(InputStream in, int most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int some = super.read(into, offset, length);
            count(some);
            return some;
        }

        private void count(int some) {
            read += Math.max(0, some);
            if (read > most) {
                throw tooLarge(most);
            }
        }
    }
}

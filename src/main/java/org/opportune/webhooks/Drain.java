package org.opportune.webhooks;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Lets a short body pass, so that the connection can be used again, and breaks off a long one. Nothing of it is kept. */
final class Drain implements BodySubscriber<Boolean> {
    private static final int MOST = 16_384;

    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private int seen;

    /** True when it was read to its end. */
    @Override
    public CompletionStage<Boolean> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            seen += buffer.remaining();
        }
        if (seen > MOST && subscription != null) {
            subscription.cancel();
            done.complete(false);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        done.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
        done.complete(true);
    }
}

package dev.voronka.delivery.webhook;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Throws an answer's body away, and no longer listens if it is long. */
final class FirstBytes implements HttpResponse.BodySubscriber<Void> {

    private static final int MOST = 64 * 1024;

    private final CompletableFuture<Void> read = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long bytes;

    @Override
    public CompletionStage<Void> getBody() {
        return read;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        part.forEach(b -> bytes += b.remaining());
        if (bytes > MOST && subscription != null) {
            subscription.cancel();
            read.complete(null);
        }
    }

    @Override
    public void onError(Throwable broken) {
        read.completeExceptionally(broken);
    }

    @Override
    public void onComplete() {
        read.complete(null);
    }
}

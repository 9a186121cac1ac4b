package dev.voronka.bitrix.client;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads a body up to a limit, and no further: then it is empty of use and says so. */
final class LimitedBody implements HttpResponse.BodySubscriber<byte[]> {

    private final long most;
    private final boolean tooLongByHeader;
    private final CompletableFuture<byte[]> read = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    LimitedBody(long most, long announced) {
        this.most = most;
        this.tooLongByHeader = announced > most;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return read;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        if (tooLongByHeader) {
            giveUp();
            return;
        }
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        if (read.isDone()) {
            return;
        }
        for (var buffer : part) {
            if (bytes.size() + (long) buffer.remaining() > most) {
                giveUp();
                return;
            }
            var chunk = new byte[buffer.remaining()];
            buffer.get(chunk);
            bytes.writeBytes(chunk);
        }
    }

    private void giveUp() {
        if (subscription != null) {
            subscription.cancel();
        }
        read.completeExceptionally(new Undelivered(Undelivered.Why.TOO_LONG, null));
    }

    @Override
    public void onError(Throwable broken) {
        read.completeExceptionally(broken);
    }

    @Override
    public void onComplete() {
        read.complete(bytes.toByteArray());
    }
}

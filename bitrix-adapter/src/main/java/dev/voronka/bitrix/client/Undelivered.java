package dev.voronka.bitrix.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** No answer came back. */
final class Undelivered extends IOException {

    private static final long serialVersionUID = 1;

    enum Why {
        /** Nothing was sent. */
        NOT_SENT("There is no connection to the portal; nothing was sent."),
        /** Nothing was sent, and that will not change. */
        UNTRUSTED(
                "The portal's certificate is not accepted; nothing was sent. Give its authority to the builder's trust(…)."),
        /** Sent, or partly, and then silence. */
        LOST("The answer did not come, or not in time."),
        /** Sent, and the answer is longer than is read. */
        TOO_LONG("The answer is longer than the client reads: ask for less, or raise mostBytes(…).");

        final String words;

        Why(String words) {
            this.words = words;
        }
    }

    private final Why why;

    Undelivered(Why why, @Nullable Throwable cause) {
        super(why.words, cause);
        this.why = why;
    }

    Why why() {
        return why;
    }
}

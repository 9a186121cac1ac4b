package dev.voronka.bitrix.client;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that did not go well. What to do next:
 *
 * <ul>
 *   <li>{@link #canRepeat()}: make the same call later, not before {@link #notBefore()};
 *   <li>else, if {@link #mayHaveHappened()}: look first whether it took place;
 *   <li>else: it did not take place, and repeating it changes nothing.
 * </ul>
 *
 * The message holds no secrets and no words of the portal, which may tell of persons; those are in {@link #description()}.
 */
public final class BitrixFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What went wrong, by status and code. New kinds may be added. */
    public enum Kind {
        /** Not let in: the webhook or the token is not accepted, or an app is needed. */
        AUTH,
        /** The webhook or the app lacks a scope. */
        SCOPE,
        /** Too many requests, or too many callers wait here already. */
        LIMIT,
        /** The method's operating time is used up for now. */
        BUDGET,
        /** The portal is overloaded or was blocked for that reason. */
        OVERLOADED,
        /** What the call names is not there: deleted, merged, or never was. */
        NOT_FOUND,
        /** The user, the app or the portal's plan may not do that. */
        ACCESS,
        /** The call itself is wrong. */
        INVALID,
        /** An answer that is no answer: HTML, cut off, too long, or without what it must have. */
        UNREADABLE,
        /** No connection, or none that lasted until the answer. */
        UNREACHABLE,
        /** The portal failed by itself, or is no longer there. */
        PORTAL,
        /** A command of a batch that was never begun, because an earlier one failed. */
        NOT_RUN,
        /** Refused with a code that is not known here, or with none. */
        OTHER
    }

    /** Everything but the method, to be said in one place. */
    record Trouble(
            Kind kind,
            int status,
            String code,
            String description,
            boolean canRepeat,
            boolean mayHaveHappened,
            @Nullable Instant notBefore,
            String advice) {

        Trouble after(boolean earlierMayHaveHappened) {
            return new Trouble(
                    kind,
                    status,
                    code,
                    description,
                    canRepeat,
                    mayHaveHappened || earlierMayHaveHappened,
                    notBefore,
                    advice);
        }
    }

    private final String method;
    private final String requestId;
    private final int status;
    private final String code;
    private final String description;
    private final Kind kind;
    private final String advice;
    private final boolean canRepeat;
    private final boolean mayHaveHappened;
    private final @Nullable Instant notBefore;

    BitrixFailed(String method, String requestId, Trouble trouble, @Nullable Throwable cause) {
        super(words(method, requestId, trouble), cause);
        this.method = method;
        this.requestId = requestId;
        this.status = trouble.status;
        this.code = trouble.code;
        this.description = trouble.description;
        this.kind = trouble.kind;
        this.advice = trouble.advice;
        this.canRepeat = trouble.canRepeat;
        this.mayHaveHappened = trouble.mayHaveHappened;
        this.notBefore = trouble.notBefore;
    }

    private static String words(String method, String requestId, Trouble t) {
        var words = new StringBuilder(method).append(" failed (").append(t.kind);
        if (t.status > 0) {
            words.append(", status ").append(t.status);
        }
        words.append(t.code.isEmpty() ? ", no code" : ", code " + t.code);
        if (!requestId.isEmpty()) {
            words.append(", request ").append(requestId);
        }
        words.append("). ").append(t.advice);
        if (t.canRepeat) {
            words.append(" The call may be repeated");
            words.append(t.notBefore == null ? " later." : ", not before " + t.notBefore + ".");
        } else if (t.mayHaveHappened) {
            words.append(" It may have taken place: look first, do not simply repeat it.");
        } else {
            words.append(" It did not take place; the same call again will not help.");
        }
        return words.toString();
    }

    /** The method that was called. */
    public String method() {
        return method;
    }

    /** The id under which the last request was sent and logged; empty if none was sent. */
    public String requestId() {
        return requestId;
    }

    /** The HTTP status, 0 if there was no answer or the command was part of a batch. */
    public int status() {
        return status;
    }

    /** The portal's code as text, numbers too; often empty. */
    public String code() {
        return code;
    }

    /** What the portal said, without secrets, at most 500 characters. It may tell of persons: not for logs. */
    public String description() {
        return description;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** What to do, in the words of the message. */
    String advice() {
        return advice;
    }

    /** Whether the same call may simply be made again later and that can help. */
    public boolean canRepeat() {
        return canRepeat;
    }

    /** Whether the portal may have executed the call, now or in an earlier attempt of this one. */
    public boolean mayHaveHappened() {
        return mayHaveHappened;
    }

    /** Before that a repeat cannot help, where it is known. */
    public Optional<Instant> notBefore() {
        return Optional.ofNullable(notBefore);
    }
}

package dev.voronka.examples.anycrm;

import dev.voronka.crm.CrmFailed;

/** Tryton has understood a call and does not do it. */
final class TrytonRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, by Tryton's own codes. */
    enum Kind {
        /** A rule, a right, a required field: it will say no again. */
        USER_ERROR,
        /** It wants a person to confirm something: it will ask again. */
        USER_WARNING,
        /** Somebody else has written meanwhile. */
        CONCURRENCY
    }

    private final Kind kind;

    /** The message names the call and says what Tryton answered, without values of records. */
    TrytonRefusal(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** The same for the port. */
    CrmFailed failed() {
        return new CrmFailed(String.valueOf(getMessage()), kind == Kind.CONCURRENCY, null, this);
    }
}

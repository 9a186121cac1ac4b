package dev.voronka.bitrix.simulator;

/** An error as a client sees it: HTTP status, code and description. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    /** Text, or the number 0 where the documentation shows one. */
    private final transient Object code;

    private Refused(int status, Object code, String description) {
        super(description, null, false, false);
        this.status = status;
        this.code = code;
    }

    static Refused of(int status, Object code, String description) {
        return new Refused(status, code, description);
    }

    /** 400 with that code. */
    static Refused bad(Object code, String description) {
        return new Refused(400, code, description);
    }

    /** 400 with an empty code, as the old methods answer. */
    static Refused nameless(String description) {
        return new Refused(400, "", description);
    }

    static Refused notFound(String description) {
        return new Refused(400, "NOT_FOUND", description);
    }

    int status() {
        return status;
    }

    Object code() {
        return code;
    }

    String description() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}

package dev.voronka.bitrix.provision;

import org.jspecify.annotations.Nullable;

/** A call of a portal failed. */
final class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean canRepeat;

    /**
     * With what happened.
     *
     * @param code the portal's, empty if it gave none
     * @param canRepeat whether the same call may do later
     */
    CallFailed(String message, String code, boolean canRepeat, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.canRepeat = canRepeat;
    }

    String code() {
        return code;
    }

    boolean canRepeat() {
        return canRepeat;
    }
}

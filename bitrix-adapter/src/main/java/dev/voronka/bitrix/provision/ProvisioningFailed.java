package dev.voronka.bitrix.provision;

import dev.voronka.VoronkaException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call of the portal failed while it was read or provisioned. What was done before is kept. */
public final class ProvisioningFailed extends VoronkaException {
    private static final long serialVersionUID = 1L;

    private static final Set<String> ADVISED =
            Set.of("CREATE_DYNAMIC_TYPE_RESTRICTED", "ACCESS_DENIED", "insufficient_scope", "NO_AUTH_FOUND");

    private final transient @Nullable Step step;
    private final int done;
    private final int all;
    private final String code;

    ProvisioningFailed(CallFailed cause) {
        this(null, 0, 0, cause);
    }

    ProvisioningFailed(@Nullable Step step, int done, int all, CallFailed cause) {
        super(told(step, done, all, cause.code(), cause.getMessage(), Locale.ENGLISH), cause);
        this.step = step;
        this.done = done;
        this.all = all;
        this.code = cause.code();
    }

    /** How many steps were done before. */
    public int done() {
        return done;
    }

    /** The portal's code of the failure, empty if it gave none. */
    public String code() {
        return code;
    }

    /** In words: which step, why, and what to do. */
    public String text(Locale language) {
        var cause = getCause();
        return told(step, done, all, code, cause == null ? "" : cause.getMessage(), language);
    }

    private static String told(
            @Nullable Step step, int done, int all, String code, @Nullable String cause, Locale language) {
        var why = cause == null ? "" : cause;
        var said = step == null
                ? Finding.TEXTS.text("failed.reading", language, why)
                : Finding.TEXTS.text(
                        "failed.step",
                        language,
                        String.valueOf(done + 1),
                        String.valueOf(all),
                        step.text(language),
                        why);
        return ADVISED.contains(code) ? said + " " + Finding.TEXTS.text("advice." + code, language) : said;
    }
}

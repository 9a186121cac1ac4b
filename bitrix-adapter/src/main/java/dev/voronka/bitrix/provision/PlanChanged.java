package dev.voronka.bitrix.provision;

import dev.voronka.VoronkaException;
import java.util.Locale;

/** The plan that was approved is not what is to be done now; nothing was changed. */
public final class PlanChanged extends VoronkaException {
    private static final long serialVersionUID = 1L;

    private final transient Plan now;
    private final String approved;

    PlanChanged(Plan now, String approved) {
        super(told(now, approved, Locale.ENGLISH), null);
        this.now = now;
        this.approved = approved;
    }

    /** What is to be done now. */
    public Plan now() {
        return now;
    }

    /** In words. */
    public String text(Locale language) {
        return told(now, approved, language);
    }

    private static String told(Plan now, String approved, Locale language) {
        return now.conflicts().isEmpty()
                ? Finding.TEXTS.text("changed.plan", language, approved, now.hash())
                : Finding.TEXTS.text(
                        "changed.conflicts",
                        language,
                        String.valueOf(now.conflicts().size()),
                        now.conflicts().get(0).text(language));
    }
}

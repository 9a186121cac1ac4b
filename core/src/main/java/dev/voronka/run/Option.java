package dev.voronka.run;

import dev.voronka.Reason;
import dev.voronka.Texts;
import java.util.List;
import java.util.Locale;

/**
 * Something that could be fired at a card now: hosts draw a button from it.
 *
 * @param event the stored name of the trigger; for a fail with its stage, {@code fail:NO_SHOW}
 * @param would whether it would be taken
 * @param reasons why not; empty unless {@link Would#BE_REFUSED}
 * @param open codes of the guards that look at the payload; empty unless {@link Would#DEPEND_ON_PAYLOAD}
 */
public record Option(String event, Would would, List<Reason> reasons, List<String> open, Texts texts) {

    /** What would become of the trigger. */
    public enum Would {
        /** It would be taken. */
        BE_TAKEN,
        /** It would be refused whatever its payload. */
        BE_REFUSED,
        /** Guards that look at the payload decide. */
        DEPEND_ON_PAYLOAD
    }

    /** Keeps unmodifiable copies. */
    public Option {
        reasons = List.copyOf(reasons);
        open = List.copyOf(open);
    }

    /** What people call it: the trigger's title, for a fail the fail's. */
    public String title(Locale language) {
        return event.startsWith("fail:")
                ? texts.text("stage." + event.substring("fail:".length()), language)
                : texts.text("trigger." + event, language);
    }

    /** Why not, in plain words. */
    public List<String> reasons(Locale language) {
        return reasons.stream()
                .map(r -> texts.text("guard." + r.guard(), language, r.args().toArray()))
                .toList();
    }
}

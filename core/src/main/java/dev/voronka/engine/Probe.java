package dev.voronka.engine;

import dev.voronka.Reason;
import java.util.List;

/** Whether a row would be taken, as far as that can be said without the trigger's payload. */
public sealed interface Probe {

    /** It would. */
    record Yes() implements Probe {}

    /** It would not, whatever the payload. */
    record No(List<Reason> reasons) implements Probe {
        /** Keeps an unmodifiable copy. */
        public No {
            reasons = List.copyOf(reasons);
        }
    }

    /** That depends on the payload: these guards look at it. */
    record Depends(List<String> guards) implements Probe {
        /** Keeps an unmodifiable copy. */
        public Depends {
            guards = List.copyOf(guards);
        }
    }

    /** A port must be asked first. */
    record Asks(PortQuestion question) implements Probe {}
}

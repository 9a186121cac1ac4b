package dev.voronka.rules.drools;

import dev.voronka.VoronkaException;
import dev.voronka.rules.gate.Kind;
import java.util.List;

/**
 * The compiler refused what it was given. After the gate that is a mistake of voronka's, to be reported with this message;
 * in a trusted book it is the host's.
 */
public final class NotCompiled extends VoronkaException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> said;

    NotCompiled(Kind kind, List<String> said) {
        super("The compiler refused the rules of kind " + kind.code() + ": " + String.join("; ", said), null);
        this.said = List.copyOf(said);
    }

    /** What the compiler said. */
    public List<String> said() {
        return said;
    }
}

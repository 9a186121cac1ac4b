package dev.voronka.process.correctiveaction;

/**
 * Why it happened.
 *
 * @param cause in plain words
 * @param evidence what proves it: figures, recordings, cards
 */
public record RootCause(String cause, String evidence) {

    /** From a line {@code cause | evidence}; without a bar the evidence is empty. */
    static RootCause of(String line) {
        var bar = line.indexOf('|');
        return bar < 0
                ? new RootCause(line.strip(), "")
                : new RootCause(
                        line.substring(0, bar).strip(), line.substring(bar + 1).strip());
    }

    boolean isSameAs(RootCause other) {
        return cause.strip().equalsIgnoreCase(other.cause.strip());
    }
}

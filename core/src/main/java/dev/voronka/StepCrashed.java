package dev.voronka;

/**
 * A part of a definition (a guard, a data change, an effect, a question) threw instead of answering; the card is
 * untouched. It is a mistake in the definition or in the data that the definition did not foresee.
 */
public final class StepCrashed extends VoronkaException {
    private static final long serialVersionUID = 1L;

    private final String process;
    private final String stage;
    private final String trigger;
    private final String step;

    /** With the place of the crash: {@code step} is for instance {@code guard owner-is-free}. */
    public StepCrashed(String process, String stage, String trigger, String step, Throwable cause) {
        super(
                "Process " + process + ", stage " + stage + ", trigger " + trigger + ": " + step + " crashed with "
                        + cause.getClass().getName() + ". The card is untouched; mend the definition and fire again.",
                cause);
        this.process = process;
        this.stage = stage;
        this.trigger = trigger;
        this.step = step;
    }

    /** The code of the process. */
    public String process() {
        return process;
    }

    /** The name of the stage that the card is in. */
    public String stage() {
        return stage;
    }

    /** The stored name of the trigger. */
    public String trigger() {
        return trigger;
    }

    /** Which part of the row crashed, for instance {@code guard owner-is-free}. */
    public String step() {
        return step;
    }
}

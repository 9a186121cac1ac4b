package dev.voronka;

import java.util.List;

/** A definition that cannot be meant. Lists every problem at once. */
public final class UnsoundProcess extends VoronkaException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    UnsoundProcess(String process, List<Problem> problems) {
        super(told(process, problems), null);
        this.problems = List.copyOf(problems);
    }

    private static String told(String process, List<Problem> problems) {
        var told = new StringBuilder(
                "Process " + process + " has " + problems.size() + (problems.size() == 1 ? " problem:" : " problems:"));
        problems.forEach(p -> told.append("\n  ").append(p.kind()).append(": ").append(p.text()));
        return told.toString();
    }

    /** All of them, in the order of the proof. */
    public List<Problem> problems() {
        return problems;
    }
}

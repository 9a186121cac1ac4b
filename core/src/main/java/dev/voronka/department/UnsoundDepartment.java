package dev.voronka.department;

import dev.voronka.Problem;
import dev.voronka.VoronkaException;
import java.util.List;

/** Links that cannot be meant. Lists every problem at once. */
public final class UnsoundDepartment extends VoronkaException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    UnsoundDepartment(List<Problem> problems) {
        super(told(problems), null);
        this.problems = List.copyOf(problems);
    }

    private static String told(List<Problem> problems) {
        var told = new StringBuilder(
                "The department has " + problems.size() + (problems.size() == 1 ? " problem:" : " problems:"));
        problems.forEach(p -> told.append("\n  ").append(p.kind()).append(": ").append(p.text()));
        return told.toString();
    }

    /** All of them, in the order of the proof. */
    public List<Problem> problems() {
        return problems;
    }
}

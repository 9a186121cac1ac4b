package dev.voronka.rules;

import dev.voronka.VoronkaException;
import dev.voronka.rules.gate.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A rule book cannot be used as it is. Tells all that is wrong with it at once. */
public final class BookRefused extends VoronkaException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** With what is wrong, at least one problem. */
    public BookRefused(List<Problem> problems) {
        super(said(problems, Locale.ENGLISH), null);
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, by file and line. */
    public List<Problem> problems() {
        return problems;
    }

    /** All that is wrong, a line each. */
    public String said(Locale reader) {
        return said(problems, reader);
    }

    private static String said(List<Problem> problems, Locale reader) {
        return problems.stream().map(p -> p.said(reader)).collect(Collectors.joining("\n"));
    }
}

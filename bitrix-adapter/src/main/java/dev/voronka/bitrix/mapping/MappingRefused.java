package dev.voronka.bitrix.mapping;

import dev.voronka.VoronkaException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A mapping cannot be used. It tells everything that is wrong at once. */
public final class MappingRefused extends VoronkaException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final transient List<MappingProblem> problems;

    MappingRefused(String file, List<MappingProblem> problems) {
        super(told(file, problems, Locale.ENGLISH), null);
        this.file = file;
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the file. */
    public List<MappingProblem> problems() {
        return problems;
    }

    /** All of it in words, a line each. */
    public String text(Locale language) {
        return told(file, problems, language);
    }

    private static String told(String file, List<MappingProblem> problems, Locale language) {
        return problems.stream()
                .map(p -> file + (p.line() == 0 ? ": " : ":") + p.placed(language))
                .collect(Collectors.joining("\n"));
    }
}

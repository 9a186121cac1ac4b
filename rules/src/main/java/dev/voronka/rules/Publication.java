package dev.voronka.rules;

import dev.voronka.rules.example.ExampleReport;
import dev.voronka.rules.gate.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What came of an attempt to bring a book into force. */
public sealed interface Publication {

    /**
     * The book is in force.
     *
     * @param book which
     * @param warnings what somebody should look at
     * @param examples how they came out
     */
    record Published(RuleBook book, List<Problem> warnings, ExampleReport examples) implements Publication {
        /** Keeps an unmodifiable copy. */
        public Published {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The book was in force already.
     *
     * @param book which
     */
    record Unchanged(RuleBook book) implements Publication {}

    /**
     * The book cannot be used; the one before stays in force.
     *
     * @param problems why not, by file and line
     * @param examples how they came out; none if they were not tried
     */
    record Refused(List<Problem> problems, ExampleReport examples) implements Publication {
        /** Keeps an unmodifiable copy. */
        public Refused {
            problems = List.copyOf(problems);
        }

        /** All that is wrong, a line each. */
        public String said(Locale reader) {
            return problems.stream().map(p -> p.said(reader)).collect(Collectors.joining("\n"));
        }
    }

    /**
     * Somebody else has published in between; nothing was changed. Read what is there now, and put the change into that.
     *
     * @param expected the version that was to be replaced
     * @param current the version that is there
     */
    record Outdated(String expected, String current) implements Publication {}
}

package dev.voronka.rules.explain;

import dev.voronka.SalesProcess;
import dev.voronka.Texts;
import dev.voronka.department.Department;
import dev.voronka.questionnaire.AnswerType;
import dev.voronka.questionnaire.Question;
import dev.voronka.rules.Vocabulary;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What people call the codes that rules name: questions and their answers, roles, processes, stages, directions. Taken from
 * the texts of processes; what has no text there is called by its code. Immutable, thread-safe.
 */
public final class Titles {

    private final Vocabulary vocabulary;
    private final List<SalesProcess<?, ?>> processes;
    private final Texts standard = Texts.beside(Titles.class, "none");

    private Titles(Vocabulary vocabulary, Collection<? extends SalesProcess<?, ?>> processes) {
        this.vocabulary = vocabulary;
        this.processes = List.copyOf(processes);
    }

    /** Those of the ten processes and the standard vocabulary. */
    public static Titles standard() {
        return of(Vocabulary.STANDARD, Department.standard().processes());
    }

    /** Those of a host's processes and vocabulary. The first process that has a text is asked. */
    public static Titles of(Vocabulary vocabulary, Collection<? extends SalesProcess<?, ?>> processes) {
        return new Titles(vocabulary, processes);
    }

    /** The text of a question. */
    String question(String code, Locale reader) {
        return any("question." + code, reader).orElse(code);
    }

    /** The text of an answer; what is no option of a question is said as it is. */
    String option(String question, String answer, Locale reader) {
        return any("option." + question + "." + answer, reader).orElse(answer);
    }

    /** What the answer to a question is; empty if there is no such question. */
    Optional<AnswerType> type(String question) {
        return vocabulary.questionnaire().questions().stream()
                .filter(q -> q.code().equals(question))
                .map(Question::type)
                .findFirst();
    }

    String role(String code, Locale reader) {
        return any("role." + code, reader)
                .or(() -> standard.find("role." + code, reader))
                .orElse(code);
    }

    String process(String code, Locale reader) {
        return processes.stream()
                .filter(p -> p.code().equals(code))
                .map(p -> p.title(reader))
                .findFirst()
                .orElse(code);
    }

    /** The title of a stage, if all processes that have it call it the same. */
    String stage(String name, Locale reader) {
        var titles = processes.stream()
                .map(p -> p.texts().find("stage." + name, reader))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return titles.size() == 1 ? titles.get(0) : name;
    }

    String direction(String code, Locale reader) {
        return any("direction." + code, reader).orElse(code);
    }

    private Optional<String> any(String code, Locale reader) {
        return processes.stream()
                .map(p -> p.texts().find(code, reader))
                .flatMap(Optional::stream)
                .findFirst();
    }
}

package dev.voronka.export;

import static java.util.stream.Collectors.joining;

import dev.voronka.Branch;
import dev.voronka.Row;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.StageKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Draws a process as a Mermaid state diagram. What leaves a card where it is, is left out; an arrow without words is a
 * fail that a person chooses.
 */
public final class StateDiagram {

    private final SalesProcess<?, ?> process;
    private final Wording wording;
    private final List<String> lines = new ArrayList<>();
    private final Set<String> fails = new LinkedHashSet<>();
    private final Map<String, Set<String>> arrows = new LinkedHashMap<>();

    private StateDiagram(SalesProcess<?, ?> process, Locale language) {
        this.process = process;
        this.wording = new Wording(process, language);
    }

    /** The diagram ({@code stateDiagram-v2}) with titles in this language, lines ended by {@code \n}. */
    public static String mermaid(SalesProcess<?, ?> process, Locale language) {
        return new StateDiagram(process, language).drawn();
    }

    private String drawn() {
        lines.add("stateDiagram-v2");
        process.stages().forEach(s -> line("state \"" + plain(wording.title(s.stage())) + "\" as " + id(s.stage())));
        line("[*] --> " + id(process.initial()));
        process.rows().forEach(this::row);
        arrows.forEach((way, labels) -> line(way + labels.stream().collect(joining(" / ", " : ", ""))));
        fails.forEach(this::line);
        stages(StageKind.SUCCESS).forEach(end -> line(end + " --> [*]"));
        line("classDef success fill:#d8f0d8,stroke:#2e7d32,color:#1b1b1b");
        line("classDef fail fill:#f6dcdc,stroke:#b3403a,color:#1b1b1b");
        line("class " + String.join(",", stages(StageKind.SUCCESS)) + " success");
        line("class " + String.join(",", stages(StageKind.FAIL)) + " fail");
        return String.join("\n", lines) + "\n";
    }

    private void row(Row<?> row) {
        if (row.stays()) {
            return;
        }
        if (row.branches().stream().map(Branch::target).distinct().count() == 1) {
            arrow(id(row.from()), row.branches().get(0), row.from(), label(row));
            return;
        }
        var choice = id(row.from()) + "__" + row.trigger().replace('-', '_');
        line("state " + choice + " <<choice>>");
        line(id(row.from()) + " --> " + choice + " : " + label(row));
        for (var branch : row.branches()) {
            var guard = branch.guard();
            arrow(choice, branch, row.from(), plain(guard == null ? wording.say("else") : guard.code()));
        }
    }

    /** Arrows that lead the same way become one: Mermaid draws two loops at one stage over each other. */
    private void arrow(String from, Branch<?> branch, Stage origin, String label) {
        var way = from + " --> " + id(branch.target().orElse(origin));
        if (label.isEmpty()) {
            fails.add(way);
        } else {
            arrows.computeIfAbsent(way, w -> new LinkedHashSet<>()).add(label);
        }
    }

    private String label(Row<?> row) {
        if (row.common() && row.trigger().equals("fail")) {
            return "";
        }
        var title = wording.trigger(row.trigger());
        if (!row.clockOnly()) {
            return plain(title);
        }
        var isTimer = process.stage(row.from().name())
                .filter(s -> s.hasTimer(row.trigger()))
                .isPresent();
        return plain(wording.say(isTimer ? "by-timer" : "by-program", title));
    }

    private List<String> stages(StageKind kind) {
        return process.stages().stream()
                .filter(s -> s.kind() == kind)
                .map(s -> id(s.stage()))
                .toList();
    }

    /** Some names of stages, NOTE for one, are words of Mermaid; behind a prefix none is. */
    private static String id(Stage stage) {
        return "s_" + stage.name();
    }

    private void line(String text) {
        lines.add("    " + text);
    }

    /** Text without the characters that mean something to one version of Mermaid or another. */
    private static String plain(String text) {
        return text.replaceAll("\\s+", " ")
                .replace("%%", "%")
                .replace(":", " –")
                .replace(';', ',')
                .replace('"', '\'')
                .replace('#', '№')
                .replace('<', '‹')
                .replace('>', '›')
                .replace('{', '(')
                .replace('}', ')')
                .strip();
    }
}

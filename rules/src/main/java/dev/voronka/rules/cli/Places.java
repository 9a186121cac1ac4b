package dev.voronka.rules.cli;

import dev.voronka.rules.gate.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows problems with the line in which they stand and a mark below the place. */
final class Places {

    private static final int WIDEST = 160;

    private final Path folder;
    private final Screen screen;
    private final Map<String, List<String>> files = new HashMap<>();

    Places(Path folder, Screen screen) {
        this.folder = folder;
        this.screen = screen;
    }

    void print(List<Problem> problems, boolean severe) {
        for (var problem : problems) {
            var said = problem.said(screen.reader());
            screen.line(severe ? screen.red(said) : screen.yellow(screen.say("warning", said)));
            show(problem);
        }
    }

    private void show(Problem problem) {
        var lines = files.computeIfAbsent(problem.file(), this::lines);
        if (problem.line() < 1
                || problem.line() > lines.size()
                || problem.code().equals("not-utf-8")) {
            return;
        }
        var line = lines.get(problem.line() - 1);
        var at = problem.column() - 1;
        var from = Math.max(0, at - WIDEST / 2);
        screen.line("    " + line.substring(Math.min(from, line.length()), Math.min(line.length(), from + WIDEST)));
        if (at >= 0 && at <= line.length()) {
            // A tab stays a tab, so that the mark stands below its place however wide a tab is.
            screen.line("    " + line.substring(from, at).replaceAll("[^\t]", " ") + screen.bold("^"));
        }
    }

    private List<String> lines(String file) {
        var path = folder.resolve(file);
        if (!Files.isRegularFile(path)) {
            return List.of();
        }
        try {
            var text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
            return (text.startsWith("\uFEFF") ? text.substring(1) : text)
                    .lines()
                    .toList();
        } catch (IOException gone) {
            // Only the line is not shown then; the problem is told all the same.
            return List.of();
        }
    }
}

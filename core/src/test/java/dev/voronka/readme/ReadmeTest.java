package dev.voronka.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Role;
import dev.voronka.delivery.RecordingHandler;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.run.CardQuery;
import dev.voronka.run.Voronka;
import dev.voronka.store.jdbc.Databases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README shows is compiled, runs, and prints what the README says. */
class ReadmeTest {

    private static final List<String> SNIPPETS = List.of(
            "FirstLines",
            "DurableLines",
            "FlywayLines",
            "DeadlineLines",
            "OperationLines",
            "PrivacyLines",
            "RoutingLines");

    private static final Path ROOT = Files.exists(Path.of("README.md")) ? Path.of("") : Path.of("..");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.ru.md"})
    void the_first_lines_are_cut_from_a_compiled_test_and_print_what_is_said(String readme) throws IOException {
        var text = read(readme);

        assertThat(text).contains("```java\n" + lines("core/src/test/java/dev/voronka/readme/FirstLines.java") + "```");
        assertThat(text).contains("```\n" + printed() + "```");
        assertThat(text.lines().count()).as("lines of " + readme).isLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "README.ru.md",
                "docs/durable.md",
                "docs/deadlines.md",
                "docs/operations.md",
                "docs/privacy.md",
                "docs/routing.md"
            })
    void every_java_snippet_is_cut_from_a_compiled_test(String page) throws IOException {
        var compiled = new ArrayList<String>();
        for (var name : SNIPPETS) {
            compiled.add(lines("core/src/test/java/dev/voronka/readme/" + name + ".java"));
        }

        var blocks = read(page).split("```java\n", -1);
        for (var i = 1; i < blocks.length; i++) {
            assertThat(compiled).as("snippets").contains(blocks[i].substring(0, blocks[i].indexOf("```")));
        }
        assertThat(blocks.length).as("snippets of " + page).isGreaterThan(1);
    }

    @Test
    void the_lines_about_databases_deadlines_and_operation_run(@TempDir Path folder) {
        try (var database = Databases.h2File(folder)) {
            var rep = Actor.employee("e17", Role.REP);
            var people = Directory.of(Employee.of("e17", Role.REP));
            DurableLines.run(database, people, "sixteen letters at least", rep);
            DurableLines.run(database, people, "sixteen letters at least", rep);

            DeadlineLines.run(database).close();
            try (var voronka = Voronka.builder()
                    .dataSource(database)
                    .handler(RecordingHandler.named("webhook"))
                    .build()) {
                OperationLines.run(voronka);
                assertThat(voronka.funnel(Meeting.PROCESS).cards(CardQuery.all()))
                        .as("the key kept the second run from opening another one")
                        .hasSize(1);
            }
        }
    }

    @Test
    void the_lines_about_personal_data_run() {
        try (var database = Databases.h2InMemory()) {
            var secret = "sixteen letters at least".getBytes(StandardCharsets.UTF_8);

            PrivacyLines.run(database, secret, Actor.employee("dpo"));
        }
    }

    @Test
    void the_lines_about_routing_run() {
        try (var voronka = RoutingLines.run(ZoneId.of("Europe/Moscow"), LocalDate.of(2026, 11, 23))) {
            assertThat(voronka.funnel(Meeting.PROCESS)).isNotNull();
        }
    }

    @Test
    void the_project_outside_runs_the_same_lines() throws IOException {
        assertThat(lines("examples/outside/src/main/java/outside/Main.java"))
                .isEqualTo(lines("core/src/test/java/dev/voronka/readme/FirstLines.java"));
    }

    @Test
    void what_the_readme_names_is_there() throws IOException {
        for (var readme : new String[] {"README.md", "README.ru.md"}) {
            read(readme).lines().forEach(line -> {
                for (var link = line.indexOf("]("); link >= 0; link = line.indexOf("](", link + 1)) {
                    var target = line.substring(link + 2, line.indexOf(')', link));
                    assertThat(target.startsWith("http") || Files.exists(ROOT.resolve(target)))
                            .as(readme + " links to " + target)
                            .isTrue();
                }
            });
        }
    }

    private static String printed() {
        var out = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            FirstLines.run();
        } finally {
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private static String lines(String file) throws IOException {
        var text = read(file);
        var begin = text.indexOf('\n', text.indexOf("// readme:begin")) + 1;
        var end = text.lastIndexOf('\n', text.indexOf("// readme:end"));
        return text.substring(begin, end).stripIndent() + "\n";
    }

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file)).replace("\r\n", "\n");
    }
}

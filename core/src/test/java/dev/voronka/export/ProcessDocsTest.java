package dev.voronka.export;

import static dev.voronka.Committed.inRepository;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Committed;
import dev.voronka.SalesProcess;
import dev.voronka.Texts;
import dev.voronka.department.Department;
import dev.voronka.department.LinkPage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The committed pages in {@code docs/processes} are what the definitions say. Renewed by {@code -Dvoronka.renew=true}. */
class ProcessDocsTest {

    private static final List<SalesProcess<?, ?>> PROCESSES =
            Department.standard().processes();

    private static final String BY_WHOM = "<!-- Written by ProcessDocsTest from the definition; not by hand. -->\n";

    @TestFactory
    Stream<DynamicTest> the_pages_of_a_process_are_what_its_definition_says() {
        return PROCESSES.stream()
                .map(process -> DynamicTest.dynamicTest(process.code(), () -> {
                    check(process, ".md", BY_WHOM + ProcessPage.markdown(process, Locale.ENGLISH));
                    check(process, ".ru.md", BY_WHOM + ProcessPage.markdown(process, Texts.RUSSIAN));
                }));
    }

    @TestFactory
    Stream<DynamicTest> the_stored_names_of_a_process_have_not_changed_silently() {
        return PROCESSES.stream()
                .map(process -> DynamicTest.dynamicTest(
                        process.code(),
                        () -> check(process, ".names.txt", String.join("\n", StoredNames.of(process)) + "\n")));
    }

    @Test
    void the_map_of_the_links_is_what_the_department_says() {
        var department = Department.standard();

        Committed.check(
                inRepository("docs/processes/links.md"), BY_WHOM + LinkPage.markdown(department, Locale.ENGLISH));
        Committed.check(
                inRepository("docs/processes/links.ru.md"), BY_WHOM + LinkPage.markdown(department, Texts.RUSSIAN));
    }

    @Test
    void every_page_belongs_to_a_process() throws IOException {
        try (var files = Files.list(inRepository("docs/processes"))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .filteredOn(name -> !name.equals("links.md") && !name.equals("links.ru.md"))
                    .allSatisfy(name -> assertThat(PROCESSES)
                            .anySatisfy(p -> assertThat(name)
                                    .isIn(p.code() + ".md", p.code() + ".ru.md", p.code() + ".names.txt")));
        }
    }

    private static void check(SalesProcess<?, ?> process, String kind, String now) {
        Committed.check(inRepository("docs/processes/" + process.code() + kind), now);
    }
}

package dev.voronka.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's program, run twice on one H2 file. */
class TwoRunsTest {

    @TempDir
    Path folder;

    @Test
    void the_second_run_shows_the_cards_of_the_first_and_plays_the_next_quarter() {
        var first = printed();
        var second = printed();

        assertThat(first)
                .contains("Путь одной сделки", "№9 Реинициация базы: «Успех», ведёт", "Квартал 2026-10-01 – 2026-12-31")
                .doesNotContain("Прошлый запуск");
        assertThat(second)
                .startsWith("Прошлый запуск оставил карточек: ")
                .contains("последний день 31.12.2026", "Реинициация базы: «Успех» 1")
                .contains("Сделка «Серверная для склада «Вектор»»: «Успех», ", "история цела")
                .contains("Квартал 2027-01-01 – 2027-03-31")
                .doesNotContain("Путь одной сделки");
    }

    private String printed() {
        var bytes = new ByteArrayOutputStream();
        TenProcesses.play(2026, new PrintStream(bytes, true, StandardCharsets.UTF_8), folder);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

package dev.voronka.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesExampleTest {

    @TempDir
    Path folder;

    @Test
    void an_edit_on_the_disk_is_in_force_for_the_next_lead_and_a_broken_one_is_refused()
            throws IOException, InterruptedException {
        var bytes = new ByteArrayOutputStream();

        RulesExample.play(new PrintStream(bytes, true, StandardCharsets.UTF_8), folder);

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .containsSubsequence(
                        "Лид «Склад в Калуге»: 40 баллов, теперь «Новый»",
                        "Вступила в силу версия ",
                        "Лид «Цех в Калуге»: 60 баллов, теперь «Маршрутизация»",
                        "«Калуга: новый филиал» 20",
                        "Правка отклонена:",
                        "score.drl:28:10 правило «Калуга: новый филиал»: ",
                        "«region»",
                        "Действует по-прежнему версия ",
                        "Лид «Офис в Калуге»: 60 баллов",
                        "Что изменилось бы: вместо книги ",
                        "Решений: 3, ",
                        "Иначе вышло бы: 3 (100,0",
                        "поддерживаем связь ⇒ продаём: 3",
                        "40, поддерживаем связь ⇒ 60, продаём");
    }
}

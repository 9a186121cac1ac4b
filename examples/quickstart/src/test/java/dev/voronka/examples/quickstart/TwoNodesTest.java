package dev.voronka.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TwoNodesTest {

    @Test
    void when_one_node_is_killed_the_other_goes_on_and_nothing_acknowledged_is_lost()
            throws IOException, InterruptedException {
        var bytes = new ByteArrayOutputStream();

        TwoNodes.play(new PrintStream(bytes, true, StandardCharsets.UTF_8));

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("Узел А убит посреди работы.", "Узел Б работает дальше: ещё ")
                .contains("потеряно 0; карточек с испорченной историей 0.", "Поручений ждёт 0;")
                .endsWith("PostgreSQL остановлен, его файлы удалены." + System.lineSeparator());
    }
}

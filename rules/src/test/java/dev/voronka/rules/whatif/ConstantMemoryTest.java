package dev.voronka.rules.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** How much memory a replay takes does not depend on how many decisions there are. */
class ConstantMemoryTest {

    /** As many would take twice the heap. {@code -Dvoronka.decisions=100000} for as many as issue 5 speaks of. */
    @Test
    void many_decisions_are_replayed_in_a_small_heap() throws Exception {
        var many = System.getProperty("voronka.decisions", "20000");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx80m",
                        "-XX:+UseSerialGC",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path").replace(',', File.pathSeparatorChar),
                        ManyDecisions.class.getName(),
                        many)
                .redirectErrorStream(true)
                .start();

        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("decisions=" + many, " notReproduced=0 ", " failed=0 ");
        System.out.println(said);
    }
}

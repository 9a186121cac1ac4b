package dev.voronka.bitrix.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The vendor's own JavaScript SDK, unmodified, works against the simulator. Profile {@code js-sdk}; needs node and npm. */
@EnabledIfSystemProperty(named = "voronka.js-sdk", matches = "true")
final class JsSdkTest {
    @Test
    void the_vendors_sdk_adds_lists_batches_hears_errors_and_keeps_the_limits() throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "js-sdk"));
        for (String file : List.of("check.mjs", "package.json", "package-lock.json")) {
            Files.write(
                    folder.resolve(file),
                    Files.readAllBytes(Path.of("src/test/js").resolve(file)));
        }
        run(folder, Map.of(), "npm", "ci", "--no-audit", "--no-fund");
        try (Portal portal = Portal.builder().httpsPort(0).httpsOnly().build().start()) {
            String said = run(
                    folder,
                    Map.of(
                            "NODE_EXTRA_CA_CERTS",
                            portal.certificate().orElseThrow().toString()),
                    "node",
                    "check.mjs",
                    portal.webhook().toString());

            assertThat(said).contains("5 of 5");
            assertThat(portal.counts().calls("crm.item.add")).isEqualTo(121);
        }
    }

    private static String run(Path folder, Map<String, String> more, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(more);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}

package dev.voronka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The public API is what {@code docs/api.txt} says, so that a change of it is seen. Renewed by {@code -Dvoronka.renew=true}. */
class PublicApiTest {

    @Test
    void the_public_api_is_what_is_committed() throws Exception {
        var classes = Path.of(SalesProcess.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());

        Committed.check(Committed.inRepository("docs/api.txt"), ApiListing.of(names(classes)));
    }

    private static Iterable<String> names(Path classes) throws IOException {
        try (var files = Files.walk(classes)) {
            return files.map(f -> classes.relativize(f).toString())
                    .filter(f -> f.endsWith(".class") && !f.endsWith("-info.class"))
                    .map(f -> f.replace(".class", "").replace('/', '.').replace('\\', '.'))
                    .sorted()
                    .toList();
        }
    }
}

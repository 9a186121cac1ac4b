package dev.voronka.bitrix;

import static dev.voronka.bitrix.StoreSample.card;
import static dev.voronka.bitrix.StoreSample.commit;
import static dev.voronka.bitrix.StoreSample.id;
import static dev.voronka.bitrix.StoreSample.next;
import static dev.voronka.bitrix.StoreSample.opening;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.bitrix.StoreSample.Place;
import dev.voronka.department.Department;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.store.Criteria;
import dev.voronka.store.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/bitrix-store.md says is so: its lines run, and its requests were counted. */
class StoreDocsTest {

    private static final Path ROOT = Files.exists(Path.of("README.md")) ? Path.of("") : Path.of("..");

    @TempDir
    Path folder;

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/bitrix-store.md"));
    }

    @Test
    void the_lines_run_and_are_cut_from_a_compiled_test() throws IOException {
        var source = Files.readString(ROOT.resolve("bitrix-adapter/src/test/java/dev/voronka/bitrix/StoreLines.java"));
        var lines = source.substring(source.indexOf("// from here\n") + 13, source.indexOf("        // to here"))
                .indent(-8);
        assertThat(between(page(), "```java\n", "```")).isEqualTo(lines);

        try (var portal = new StorePortal(folder, "journal: true", Department.standard());
                var voronka = StoreLines.run(
                        portal.client(),
                        portal.mapping.mapping(),
                        folder.resolve("lock.yml"),
                        Directory.of(Employee.of("e1")))) {
            assertThat(voronka.health()).isNotNull();
        }
    }

    @Test
    void the_requests_were_counted() throws IOException {
        try (var portal = new StorePortal(folder, BitrixStoreTest.MAPPING, StoreSample.DEALS)) {
            var store = portal.store("n1");
            store.knows(StoreSample.DEALS);
            var rows = new ArrayList<String>();
            var card = card(id(1), null);
            rows.add(counted(portal, "start, with nothing waiting", () -> store.load(id(404))));
            rows.add(counted(portal, "opening a card", () -> store.commit(opening(card))));
            rows.add(counted(portal, "loading a card", () -> store.load(card.id())));
            var head = store.load(card.id()).orElseThrow().head();
            rows.add(counted(
                    portal, "writing a move", () -> store.commit(commit(next(card, Place.TALKS), card, head))));
            var parcels = store.outbox().take(Set.of("log"), StoreSample.T0, StoreSample.T0.plusSeconds(60), 9);
            rows.add(counted(
                    portal,
                    "a delivered effect",
                    () -> store.outbox()
                            .settle(parcels.stream().map(Receipt::delivered).toList())));
            rows.add(counted(portal, "a history", () -> store.history(card.id())));
            rows.add(counted(
                    portal,
                    "looking for due cards",
                    () -> store.takeDue(Set.of("deal"), StoreSample.T0, StoreSample.T0.plusSeconds(60), 9)));
            rows.add(counted(
                    portal,
                    "a query, for each 50 cards that the filters leave",
                    () -> store.find(Criteria.ALL.process("deal"))));

            assertThat(between(page(), "| what | requests |\n|---|---|\n", "\n\n"))
                    .isEqualTo(String.join("\n", rows));
        }
    }

    private static String between(String text, String begin, String end) {
        var from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static String counted(StorePortal portal, String what, Runnable work) {
        var requests = portal.portal.counts().requests();
        work.run();
        return "| " + what + " | " + (portal.portal.counts().requests() - requests) + " |";
    }
}

package dev.voronka.bitrix.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/simulator.md} shows is so. */
final class SimulatorPagesTest {
    private static final Pattern NAMED = Pattern.compile("`([a-z]+_[a-z_]+)…?`");

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/simulator.md"));
    }

    private static Client clientFor(URI webhook) {
        return new Client(webhook);
    }

    @Test
    void the_page_shows_lines_that_compile_and_run() throws Exception {
        var clock = Clock.fixed(Instant.parse("2026-11-02T07:00:00Z"), ZoneOffset.UTC);
        // spotless:off
        // readme:begin
        try (var portal = Portal.builder().clock(clock).plan(Plan.UNLIMITED).build().start()) {
            var client = clientFor(portal.webhook());
            long id = portal.ui().as(1).add("deal", Map.of("title", "Насосы"));
            portal.robots().onEnter("deal", "WON", Duration.ofMinutes(5), Map.of("comments", "Поздравляем!"));
            portal.ui().as(1).move("deal", id, "WON");                                // a person drags a card
            portal.faults().next(1).where("crm.item.update"::equals).answerLost();    // done, but the client never hears of it
            portal.events().lossy(0.3).doubled(0.1).reordered(true).seed(7);
            portal.clock().advance(Duration.ofMinutes(5));                            // now the robot acts
            List<String> path = portal.ledger().stages("deal", id);                   // what really happened
            // readme:end
            // spotless:on
            assertThat(path).containsExactly("NEW", "WON");
            assertThat(client.call("crm.item.get", "entityTypeId", 2, "id", id).item())
                    .containsEntry("comments", "Поздравляем!");
        }

        String lines = Files.readString(Path.of("src/test/java/dev/voronka/bitrix/simulator/SimulatorPagesTest.java"));
        String shown = lines.substring(lines.indexOf("// readme:begin\n"), lines.indexOf("            // readme:end"))
                .lines()
                .skip(1)
                .map(line -> line.substring("        ".length()))
                .collect(Collectors.joining("\n", "", "\n"));
        assertThat(page()).contains("```java\n" + shown + "}\n```");
    }

    @Test
    void every_number_has_a_row_and_every_test_named_there_is_there() throws Exception {
        String page = page();
        List<String> tests = Stream.of(
                        PortalItemsTest.class,
                        PortalAccessTest.class,
                        PortalLimitsTest.class,
                        PortalSettingsTest.class,
                        PortalMessagesTest.class,
                        MainTest.class)
                .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                .map(method -> method.getName())
                .toList();

        for (int i = 1; i <= 31; i++) {
            assertThat(page).contains("\n| B" + i + " |");
        }
        for (int i = 1; i <= 5; i++) {
            assertThat(page).contains("\n| C" + i + " |");
        }
        NAMED.matcher(page)
                .results()
                .map(found -> found.group(1))
                .forEach(name -> assertThat(tests)
                        .as("a test that begins with " + name)
                        .anyMatch(test -> test.startsWith(name)));
    }
}

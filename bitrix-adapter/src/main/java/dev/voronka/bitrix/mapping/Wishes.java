package dev.voronka.bitrix.mapping;

import dev.voronka.bitrix.mapping.YamlNode.At;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a mapping file says, each with its place. What it does not say is null or empty. Not thread-safe. */
final class Wishes {

    /** The zone of dates and times if the file names none. Source: design.md, 9. */
    static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

    /** In which language titles are written to the portal. */
    Locale language = dev.voronka.Texts.RUSSIAN;

    ZoneId zone = ZONE;
    /** One smart process for all processes that would have their own. */
    boolean oneSmartProcess;
    /** A smart process in which a store without a database keeps its journal. */
    boolean journal;

    final Map<String, Long> employees = new LinkedHashMap<>();
    final Map<String, OfProcess> processes = new LinkedHashMap<>();

    /** A value and its place. */
    record Said<V>(At at, V value) {}

    /** What is said of a process. */
    static final class OfProcess {
        @Nullable
        Placement placement;

        At placementAt = At.NOWHERE;

        @Nullable
        String title;

        @Nullable
        Integer entityTypeId;

        @Nullable
        Integer category;

        @Nullable
        List<Said<String>> parents;

        @Nullable
        Said<String> withoutDirection;

        final Map<String, Said<OfStage>> stages = new LinkedHashMap<>();
        final Map<String, Said<OfDirection>> directions = new LinkedHashMap<>();
        final List<Said<OfField>> fields = new ArrayList<>();
        final Map<String, String> outcomes = new LinkedHashMap<>();
    }

    /** What is said of a stage. */
    record OfStage(@Nullable String id, @Nullable String title) {}

    /** What is said of a direction. */
    static final class OfDirection {
        @Nullable
        String title;

        @Nullable
        Integer category;

        final Map<String, Said<OfStage>> stages = new LinkedHashMap<>();
    }

    /** What is said of a field; exactly one of the first four is there. */
    record OfField(
            @Nullable String data,
            @Nullable String custom,
            @Nullable String header,
            @Nullable String report,
            @Nullable String name,
            @Nullable String title,
            @Nullable FieldOwner owner) {}

    /** What is said of a process, or that nothing is. */
    OfProcess of(String process) {
        var said = processes.get(process);
        return said == null ? new OfProcess() : said;
    }
}

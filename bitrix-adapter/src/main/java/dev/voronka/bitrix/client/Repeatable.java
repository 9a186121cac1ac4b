package dev.voronka.bitrix.client;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Which methods may be called twice. The first row that fits the method holds; an unknown one is looked after first. */
final class Repeatable {

    private record Row(Pattern method, Repeatability repeatability) {}

    private static final List<Row> ROWS = List.of(
            // Robots run again, a token is spent, records leave the queue: nobody can look afterwards.
            row("crm\\.automation\\.trigger(\\.execute)?", Repeatability.NEVER),
            row("bizproc\\.event\\.send", Repeatability.NEVER),
            row("bizproc\\.workflow\\.start", Repeatability.NEVER),
            row("im\\.message\\.add|imbot\\..*", Repeatability.NEVER),
            // Hides or takes records of the queue, though it is called get.
            row("event\\.offline\\.get", Repeatability.AFTER_LOOKING),
            // Named by its process, so the second time finds nothing to do.
            row("event\\.offline\\.clear", Repeatability.FREELY),
            row(
                    ".*\\.(get|list|fields|current|types|items|getlist|search|tail|findbycomm|getbyentitytypeid)",
                    Repeatability.FREELY),
            row(
                    "events|methods|method\\.get|scope|profile|server\\.time|access\\.name|user\\.(admin|access)",
                    Repeatability.FREELY),
            row(
                    "app\\.info|feature\\.get|documentation|rest\\.(documentation\\.openapi|scope\\.list)",
                    Repeatability.FREELY));

    private Repeatable() {}

    static Repeatability of(String method, JsonNode params) {
        var name = method.toLowerCase(Locale.ROOT);
        // A notification with a tag replaces the one that has the same tag.
        if (name.matches("im\\.notify(\\.(system|personal)\\.add)?")) {
            return params.path("TAG").asString("").isEmpty() ? Repeatability.NEVER : Repeatability.FREELY;
        }
        return ROWS.stream()
                .filter(row -> row.method.matcher(name).matches())
                .findFirst()
                .map(Row::repeatability)
                .orElse(Repeatability.AFTER_LOOKING);
    }

    /** What a batch bears is what its most delicate command bears. */
    static Repeatability weakest(List<Call> calls) {
        return calls.stream()
                .map(Call::repeatability)
                .max(Comparator.naturalOrder())
                .orElse(Repeatability.FREELY);
    }

    private static Row row(String method, Repeatability repeatability) {
        return new Row(Pattern.compile(method), repeatability);
    }
}

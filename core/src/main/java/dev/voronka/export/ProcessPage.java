package dev.voronka.export;

import dev.voronka.Branch;
import dev.voronka.Consult;
import dev.voronka.Guard;
import dev.voronka.Row;
import dev.voronka.SalesProcess;
import dev.voronka.StageSpec;
import dev.voronka.Step;
import dev.voronka.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a process as a page of Markdown: its diagram, its stages, what each stage does about each trigger, its ends, and
 * the triggers that every process has.
 */
public final class ProcessPage {

    /** Asked by every own row, so it is said once, below the table. */
    private static final String NOT_ON_HOLD = "card-is-not-on-hold";

    private final SalesProcess<?, ?> process;
    private final Locale language;
    private final Wording wording;
    private final StringBuilder page = new StringBuilder();

    private ProcessPage(SalesProcess<?, ?> process, Locale language) {
        this.process = process;
        this.language = language;
        this.wording = new Wording(process, language);
    }

    /** The page in this language, Russian or English, lines ended by {@code \n}. */
    public static String markdown(SalesProcess<?, ?> process, Locale language) {
        return new ProcessPage(process, language).written();
    }

    private String written() {
        page.append("# ")
                .append(wording.process())
                .append(" (`")
                .append(process.code())
                .append("`)\n\n");
        page.append("```mermaid\n")
                .append(StateDiagram.mermaid(process, language))
                .append("```\n\n");
        page.append(wording.say("diagram.note")).append('\n');
        stages();
        directions();
        moves();
        ends();
        common();
        return page.toString();
    }

    private void stages() {
        heading("stages", "stage", "title", "kind", "owner", "deadline", "timers");
        for (var spec : process.stages()) {
            if (!spec.kind().isEnd()) {
                row(
                        code(spec.stage().name()),
                        wording.title(spec.stage()),
                        wording.say("kind." + spec.kind())
                                + (spec.waits() ? ", " + wording.say("waits") : "")
                                + (spec.probability() == null ? "" : ", " + spec.probability() + " %"),
                        wording.roles(Stream.ofNullable(spec.ownedBy()).toList()),
                        Stream.ofNullable(spec.within()).map(wording::when).collect(Collectors.joining()),
                        timers(spec));
            }
        }
        var off = process.switchedOff();
        if (!off.isEmpty()) {
            page.append('\n')
                    .append(wording.say(
                            "switched-off",
                            off.stream()
                                    .map(s -> wording.title(s) + " (" + code(s.name()) + ")")
                                    .collect(Collectors.joining(", "))))
                    .append('\n');
        }
    }

    /** In which stages a direction differs from the process as such. */
    private void directions() {
        if (process.directions().isEmpty()) {
            return;
        }
        heading("directions", "direction", "title", "stage", "deadline");
        for (var direction : process.directions()) {
            var title = language.equals(Texts.RUSSIAN)
                    ? direction.title().ru()
                    : direction.title().en();
            for (var spec : process.forDirection(direction.code()).stages()) {
                var usual = process.stage(spec.stage().name()).map(StageSpec::within);
                if (spec.within() != null && !usual.equals(Optional.of(spec.within()))) {
                    row(code(direction.code()), title, wording.title(spec.stage()), wording.when(spec.within()));
                }
            }
        }
    }

    private String timers(StageSpec<?> spec) {
        return lines(spec.timers().stream().map(t -> wording.trigger(t.trigger()) + ": " + wording.when(t.when())));
    }

    private void moves() {
        heading("moves", "from", "trigger", "who", "asks", "guards", "limit", "to");
        for (var row : process.rows()) {
            if (!row.common()) {
                row(
                        wording.title(row.from()),
                        code(row.trigger()) + " " + wording.trigger(row.trigger()),
                        who(row),
                        asks(row).map(ProcessPage::code).collect(Collectors.joining(", ")),
                        guards(Stream.concat(
                                row.guards().stream().filter(g -> !g.code().equals(NOT_ON_HOLD)),
                                row.demands().stream())),
                        limit(row),
                        to(row));
            }
        }
        page.append('\n').append(wording.say("moves.note")).append('\n');
    }

    private void ends() {
        heading("ends", "stage", "title", "kind", "group", "chosen", "reopens", "timers");
        for (var spec : process.stages()) {
            if (spec.kind().isEnd()) {
                var group = spec.failGroup();
                row(
                        code(spec.stage().name()),
                        wording.title(spec.stage()),
                        wording.say("kind." + spec.kind()),
                        group == null ? "" : code(group.name()) + " " + wording.say("group." + group),
                        lines(chosenIn(spec)),
                        Stream.ofNullable(spec.reopensInto())
                                .map(into -> wording.say(
                                        "reopened-by",
                                        wording.title(into),
                                        process.row(spec.stage(), "reopen")
                                                .map(this::who)
                                                .orElse("")))
                                .collect(Collectors.joining()),
                        timers(spec));
            }
        }
    }

    /** Where a person may choose this fail, and what must hold for it there. */
    private Stream<String> chosenIn(StageSpec<?> fail) {
        return process.rows().stream()
                .filter(r -> r.event().equals("fail:" + fail.stage().name()))
                .map(r -> {
                    var special = r.guards().stream()
                            .filter(g -> !always("fail").contains(g.code()))
                            .map(wording::guard)
                            .collect(Collectors.joining(", "));
                    return wording.title(r.from()) + (special.isEmpty() ? "" : ", " + special);
                });
    }

    private void common() {
        heading("common", "trigger", "where", "who", "guards", "limit");
        var byTrigger = new LinkedHashMap<String, List<Row<?>>>();
        process.rows().stream()
                .filter(Row::common)
                .forEach(r -> byTrigger
                        .computeIfAbsent(r.trigger(), t -> new ArrayList<>())
                        .add(r));
        byTrigger.forEach((trigger, rows) -> row(
                code(trigger) + " " + wording.trigger(trigger),
                where(rows),
                who(rows.get(0)),
                guards(rows.get(0).guards().stream().filter(g -> always(trigger).contains(g.code()))),
                limit(rows.get(0))));
    }

    private String where(List<Row<?>> rows) {
        var in = rows.stream().map(r -> r.from().name()).collect(Collectors.toCollection(LinkedHashSet::new));
        var active = process.stages().stream()
                .filter(s -> !s.kind().isEnd())
                .map(s -> s.stage().name())
                .collect(Collectors.toSet());
        return in.equals(active)
                ? wording.say("every-stage")
                : rows.stream().map(r -> wording.title(r.from())).distinct().collect(Collectors.joining(", "));
    }

    /** The guards that every row of a common trigger asks. */
    private Set<String> always(String trigger) {
        return process.rows().stream()
                .filter(r -> r.common() && r.trigger().equals(trigger))
                .map(r -> r.guards().stream().map(Guard::code).collect(Collectors.toSet()))
                .reduce((one, other) -> one.stream().filter(other::contains).collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    private String who(Row<?> row) {
        if (row.clockOnly()) {
            return wording.say(isTimer(row) ? "clock" : "program");
        }
        return row.by().isEmpty() ? wording.say("anybody") : wording.roles(row.by());
    }

    private boolean isTimer(Row<?> row) {
        return process.stage(row.from().name())
                .filter(s -> s.hasTimer(row.trigger()))
                .isPresent();
    }

    private static Stream<String> asks(Row<?> row) {
        return Stream.concat(
                        row.consults().stream().map(Consult::port),
                        Stream.concat(
                                        row.steps().stream(),
                                        row.branches().stream().flatMap(b -> b.steps().stream()))
                                .<Class<?>>mapMulti((step, found) -> {
                                    if (step instanceof Step.Ask<?, ?> ask) {
                                        found.accept(ask.port());
                                    }
                                }))
                .map(Class::getSimpleName)
                .distinct();
    }

    private String guards(Stream<? extends Guard<?, ?>> guards) {
        return lines(guards.map(wording::guard));
    }

    private String limit(Row<?> row) {
        var counted = row.limit() > 0 || row.branches().stream().anyMatch(Branch::loops);
        return counted ? Integer.toString(row.atMost()) : "";
    }

    private String to(Row<?> row) {
        if (row.branches().size() == 1) {
            return target(row.branches().get(0));
        }
        return lines(row.branches().stream().map(b -> {
            var guard = b.guard();
            return (guard == null ? wording.say("else") : wording.say("if", guard.code())) + " → " + target(b);
        }));
    }

    private String target(Branch<?> branch) {
        var to = branch.target().map(wording::title).orElse(wording.say("stays"));
        return branch.steps().stream().anyMatch(Step.HoldUntil.class::isInstance)
                ? to + ", " + wording.say("on-hold")
                : to;
    }

    private void heading(String title, String... columns) {
        page.append("\n## ").append(wording.say("heading." + title)).append("\n\n");
        row(Arrays.stream(columns).map(c -> wording.say("column." + c)).toArray(String[]::new));
        row(Arrays.stream(columns).map(c -> "---").toArray(String[]::new));
    }

    private void row(String... cells) {
        page.append(Arrays.stream(cells).map(ProcessPage::escaped).collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private static String escaped(String cell) {
        return cell.replace("|", "\\|").replace("\n", "<br>");
    }

    private static String lines(Stream<String> parts) {
        return parts.collect(Collectors.joining("\n"));
    }

    private static String code(String name) {
        return "`" + name + "`";
    }
}

package dev.voronka.department;

import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.Texts;
import dev.voronka.WorkingTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The map of a department's links, as a page in Markdown: a diagram and a table. */
public final class LinkPage {

    private static final Texts TEXTS = Texts.beside(LinkPage.class, "department");

    private final Department department;
    private final Locale language;
    private final StringBuilder page = new StringBuilder();

    private LinkPage(Department department, Locale language) {
        this.department = department;
        this.language = language;
    }

    /** The page in this language, lines ended by {@code \n}. */
    public static String markdown(Department department, Locale language) {
        return new LinkPage(department, language).written();
    }

    private String written() {
        page.append("# ").append(say("map.title")).append("\n\n```mermaid\nflowchart LR\n");
        for (var process : department.processes()) {
            page.append("    ")
                    .append(id(process.code()))
                    .append("[\"")
                    .append(title(process))
                    .append("\"]\n");
        }
        page.append("    any([\"").append(say("map.any")).append("\"])\n");
        department.links().stream().filter(l -> l.to().isPresent()).forEach(this::arrow);
        page.append("```\n\n").append(say("map.note")).append("\n\n");
        row(List.of("from", "event", "condition", "kind", "to", "tells", "closing", "code").stream()
                .map(c -> say("column." + c))
                .toList());
        row(List.of("---", "---", "---", "---", "---", "---", "---", "---"));
        department.links().forEach(l -> row(cells(l)));
        page.append('\n').append(say("map.complaint")).append('\n');
        return page.toString();
    }

    private void arrow(Link link) {
        var arrow = link.kind() == Link.Kind.WAIT
                ? " == "
                : link.kind() == Link.Kind.DELAYED || link.isTimed() ? " -. " : " -- ";
        var head = link.kind() == Link.Kind.WAIT
                ? " ==> "
                : link.kind() == Link.Kind.DELAYED || link.isTimed() ? " .-> " : " --> ";
        page.append("    ")
                .append(link.from().map(LinkPage::id).orElse("any"))
                .append(arrow)
                .append('"')
                .append(event(link))
                .append('"')
                .append(head)
                .append(link.to().map(LinkPage::id).orElseThrow())
                .append('\n');
    }

    private List<String> cells(Link link) {
        var cells = new ArrayList<String>();
        cells.add(link.from().map(this::title).orElse(say("map.any")));
        cells.add(event(link));
        cells.add(link.condition().map(c -> department.condition(c, language)).orElse(""));
        cells.add(say("kind." + link.kind())
                + (link.isOnce() ? ", " + say("map.once") : "")
                + (link.deepest() > 0 ? ", " + say("map.deepest", link.deepest()) : ""));
        cells.add(link.to().map(this::title).orElse(""));
        cells.add(link.tellsParent() ? say("map.tells") : "");
        cells.add(link.closing().stream()
                .map(f -> link.to().map(to -> stage(to, f)).orElse(f.name()))
                .collect(Collectors.joining(", ")));
        cells.add("`" + link.code() + "`");
        return cells;
    }

    private String event(Link link) {
        var delay = link.delay().map(d -> ", " + time(d)).orElse("");
        var event = link.event();
        if (event instanceof Event.Enters enters) {
            return "«" + link.from().map(f -> stage(f, enters.stage())).orElse("") + "»" + delay;
        }
        if (event instanceof Event.Takes takes) {
            return link.from().map(f -> trigger(f, takes.trigger())).orElse("") + delay;
        }
        return event instanceof Event.Overdue late
                ? say("map.overdue", late.perCent(), late.least())
                : say("map.fails") + delay;
    }

    private String time(WorkingTime delay) {
        return say("unit." + delay.unit(), delay.amount());
    }

    private String title(String process) {
        return department.process(process).map(this::title).orElse(process);
    }

    private String title(SalesProcess<?, ?> process) {
        return process.title(language);
    }

    private String stage(String process, Stage stage) {
        return department.process(process).map(p -> p.title(stage, language)).orElse(stage.name());
    }

    private String trigger(String process, String trigger) {
        return department
                .process(process)
                .map(p -> p.texts().text("trigger." + trigger, language))
                .orElse(trigger);
    }

    private String say(String code, Object... args) {
        return TEXTS.text(code, language, args);
    }

    private static String id(String process) {
        return process.replace('-', '_');
    }

    private void row(List<String> cells) {
        page.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
    }
}

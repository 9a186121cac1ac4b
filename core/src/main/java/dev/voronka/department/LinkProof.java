package dev.voronka.department;

import dev.voronka.Problem;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.StageSpec;
import dev.voronka.Texts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Proves the links of a department: what they name is there, every wait ends, no circle opens cards for ever. */
final class LinkProof {

    private final Map<String, SalesProcess<?, ?>> processes = new LinkedHashMap<>();
    private final List<Link> links;
    private final List<Texts> texts;
    private final List<Problem> problems = new ArrayList<>();

    LinkProof(List<SalesProcess<?, ?>> all, List<Link> links, List<Texts> texts) {
        this.links = links;
        this.texts = texts;
        for (var process : all) {
            if (processes.put(process.code(), process) != null) {
                add("process-twice", "two processes have the code " + process.code() + "; leave one out.");
            }
        }
    }

    List<Problem> problems() {
        links.forEach(this::names);
        twice();
        waits();
        links.forEach(this::closing);
        links.forEach(this::delays);
        circles();
        conditions();
        return problems;
    }

    private void names(Link link) {
        link.from().ifPresent(this::known);
        link.to().ifPresent(this::known);
        var process = link.from().map(processes::get).orElse(null);
        if (process == null) {
            return;
        }
        if (link.event() instanceof Event.Enters enters
                && process.stage(enters.stage().name()).isEmpty()) {
            add(
                    "no-such-stage",
                    "the link " + link + " waits for stage " + enters.stage().name() + ", which " + process.code()
                            + " does not have; it has " + stages(process) + ".");
        }
        if (link.event() instanceof Event.Takes takes
                && process.rows().stream().noneMatch(r -> r.trigger().equals(takes.trigger()))) {
            add(
                    "no-such-trigger",
                    "the link " + link + " waits for trigger " + takes.trigger() + ", for which " + process.code()
                            + " has no row; link another trigger, or add the row.");
        }
    }

    private void known(String code) {
        if (!processes.containsKey(code)) {
            add(
                    "unknown-process",
                    "a link speaks of process " + code
                            + ", which is not in the department; name it in Department.of(…).");
        }
    }

    private void twice() {
        var seen = new HashSet<String>();
        links.stream()
                .map(Link::code)
                .filter(code -> !seen.add(code))
                .distinct()
                .forEach(
                        code -> add(
                                "link-twice",
                                "two links are called " + code
                                        + " and could not be told apart; put them into one, or give them different conditions."));
    }

    private void waits() {
        for (var process : processes.values()) {
            for (var stage : process.stages()) {
                if (stage.waits() && links.stream().noneMatch(l -> isEndedBy(process, stage, l))) {
                    add(
                            "wait-without-link",
                            process.code() + " waits in " + stage.stage().name()
                                    + " for another card, but no link opens one; add .open(…).andWait(won, lost).");
                }
            }
        }
    }

    private static boolean isEndedBy(SalesProcess<?, ?> process, StageSpec<?> stage, Link link) {
        if (link.kind() != Link.Kind.WAIT || !link.from().equals(java.util.Optional.of(process.code()))) {
            return false;
        }
        return link.event() instanceof Event.Enters enters
                ? enters.stage().is(stage.stage())
                : link.event() instanceof Event.Takes takes
                        && process.row(stage.stage(), takes.trigger()).isPresent();
    }

    private void closing(Link link) {
        var child = link.to().map(processes::get).orElse(null);
        if (child == null || link.closing().isEmpty()) {
            return;
        }
        closing(link, child, "");
        child.directions().forEach(d -> closing(link, child.forDirection(d.code()), " of direction " + d.code()));
    }

    private void closing(Link link, SalesProcess<?, ?> child, String which) {
        for (var stage : child.stages()) {
            if (!stage.kind().isEnd()
                    && link.closing().stream().noneMatch(f -> Link.mayClose(child, stage.stage(), f))) {
                add(
                        "closing-is-refused",
                        "the link " + link + " closes its child in "
                                + String.join(
                                        " or ",
                                        link.closing().stream().map(Stage::name).toList())
                                + ", but " + child.code() + which + " in "
                                + stage.stage().name()
                                + " may refuse that; name a fail that this stage allows without a condition.");
            }
        }
    }

    private void delays(Link link) {
        if (link.delay().isPresent() && (link.isOnce() || link.kind() == Link.Kind.NOTE)) {
            add(
                    "not-delayed",
                    "the link " + link + (link.isOnce() ? " opens one card for each key" : " notes something")
                            + ", which cannot be done later; leave out .after(…), or link a timer of the process by .takes(…).");
        }
    }

    /** Links that open at once and without a limit must not lead in a circle. */
    private void circles() {
        var edges = new LinkedHashMap<String, Set<String>>();
        links.stream()
                .filter(l -> l.to().isPresent() && l.delay().isEmpty() && !l.isTimed() && l.deepest() == 0)
                .forEach(l -> sources(l)
                        .forEach(from -> edges.computeIfAbsent(from, f -> new LinkedHashSet<>())
                                .add(l.to().get())));
        var told = new HashSet<Set<String>>();
        for (var start : edges.keySet()) {
            var circle = wayBack(start, edges);
            if (circle != null && told.add(new HashSet<>(circle))) {
                add(
                        "endless-circle",
                        "cards could open cards for ever: " + String.join(" → ", circle)
                                + "; give one of these links .after(…) or .toDepth(…).");
            }
        }
    }

    private List<String> sources(Link link) {
        if (link.event() instanceof Event.Overdue) {
            return List.of();
        }
        return link.from()
                .map(List::of)
                .orElseGet(() -> processes.keySet().stream()
                        .filter(p -> !link.to().get().equals(p))
                        .toList());
    }

    /** A way from a process back to itself; null if there is none. */
    private static @Nullable List<String> wayBack(String start, Map<String, Set<String>> edges) {
        var ways = new ArrayDeque<List<String>>(List.of(List.of(start)));
        var seen = new HashSet<String>();
        while (!ways.isEmpty()) {
            var way = ways.remove();
            for (var next : edges.getOrDefault(way.get(way.size() - 1), Set.of())) {
                var longer = new ArrayList<>(way);
                longer.add(next);
                if (next.equals(start)) {
                    return longer;
                }
                if (seen.add(next)) {
                    ways.add(longer);
                }
            }
        }
        return null;
    }

    private void conditions() {
        for (var link : links) {
            link.condition()
                    .ifPresent(code -> Texts.languages().stream()
                            .filter(language -> texts.stream()
                                    .allMatch(t -> t.find("condition." + code, language)
                                            .isEmpty()))
                            .forEach(language -> add(
                                    "missing-text",
                                    "\"condition." + code + "\" has no text in "
                                            + (language.equals(Texts.RUSSIAN) ? "Russian" : "English")
                                            + "; add it to the texts that the department is given by .texts(…).")));
        }
    }

    private static String stages(SalesProcess<?, ?> process) {
        return String.join(
                ", ", process.stages().stream().map(s -> s.stage().name()).toList());
    }

    private void add(String kind, String text) {
        problems.add(new Problem(kind, text));
    }
}

package dev.voronka.rules.cli;

import dev.voronka.decision.LoggedDecision;
import dev.voronka.rules.RuleBook;
import dev.voronka.rules.example.Examples;
import dev.voronka.rules.explain.Explained;
import dev.voronka.rules.explain.Explained.Heard;
import dev.voronka.rules.explain.Explained.Looked;
import dev.voronka.rules.explain.Explained.State;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints why rules fired and others did not. */
final class Explanation {

    /**
     * One decision, or one row of a table.
     *
     * @param about the card, or the place of the row
     * @param name when it was decided, or the name of the example
     * @param book by which it was decided; empty for a row
     */
    record One(String about, String name, String kind, String book, Explained explained) {
        static One of(LoggedDecision decision, Explained explained) {
            return new One(
                    decision.card().toString(), decision.at().toString(), decision.kind(), decision.book(), explained);
        }

        static One of(Examples.Given given, Explained explained) {
            return new One(given.file() + ":" + given.line(), given.name(), "", "", explained);
        }
    }

    private final Screen screen;
    private final int nearest;
    private final @Nullable String only;

    Explanation(Desk desk, int nearest, @Nullable String only) {
        this.screen = desk.screen();
        this.nearest = nearest;
        this.only = only;
    }

    void print(RuleBook book, List<One> all) {
        if (screen.isJson()) {
            screen.json(Screen.object(
                    "command",
                    "explain",
                    "ok",
                    true,
                    "exit",
                    Screen.FINE,
                    "book",
                    book.version(),
                    "decisions",
                    all.stream().map(this::json).toList()));
            return;
        }
        for (var one : all) {
            screen.line(screen.bold(one.about() + " " + one.name()));
            if (!one.book().isEmpty() && !one.book().equals(book.version())) {
                screen.line(screen.yellow(screen.say("other-book", one.book(), book.version())));
            }
            part(one.explained(), State.FIRED, "fired");
            part(one.explained(), State.OUTWEIGHED, "outweighed");
            part(one.explained(), State.MISSED, "missed");
            part(one.explained(), State.OFF, "off");
            screen.line("");
        }
    }

    private void part(Explained explained, State state, String title) {
        var rules = rules(explained, state);
        var shown = state == State.MISSED && only == null ? explained.nearest(nearest) : rules;
        if (rules.isEmpty()) {
            return;
        }
        screen.line(screen.say(title));
        for (var rule : shown) {
            screen.line("  " + coloured(rule) + "  " + rule.file() + ":" + rule.line() + count(rule));
            if (state != State.OFF) {
                rule.conditions().stream()
                        .filter(c -> only != null || state != State.MISSED || !c.holds())
                        .forEach(c -> screen.line("      " + said(c)));
            }
        }
        if (shown.size() < rules.size()) {
            screen.line("  " + screen.say("further", rules.size() - shown.size()));
        }
    }

    private String coloured(Heard rule) {
        return switch (rule.state()) {
            case FIRED -> screen.green("+ " + rule.rule());
            case OUTWEIGHED -> screen.yellow("~ " + rule.rule());
            case MISSED -> screen.red("- " + rule.rule());
            case OFF -> "  " + rule.rule();
        };
    }

    private String count(Heard rule) {
        return rule.state() == State.MISSED
                ? "  "
                        + screen.say(
                                "of-conditions",
                                rule.failed().size(),
                                rule.conditions().size())
                : "";
    }

    private String said(Looked looked) {
        var about = looked.about().isEmpty() ? "" : looked.about() + ": ";
        return (only == null ? "" : looked.holds() ? "+ " : "- ")
                + about
                + looked.said()
                + (looked.others() && !looked.holds() ? " " + screen.say("or-other") : "");
    }

    private List<Heard> rules(Explained explained, State state) {
        return explained.rules().stream()
                .filter(h -> h.state() == state && (only == null || h.rule().equals(only)))
                .toList();
    }

    private Map<String, Object> json(One one) {
        var missed = rules(one.explained(), State.MISSED);
        var shown = only == null ? one.explained().nearest(nearest) : missed;
        var rules = one.explained().rules().stream()
                .filter(h ->
                        (only == null || h.rule().equals(only)) && (h.state() != State.MISSED || shown.contains(h)))
                .map(Explanation::rule)
                .toList();
        return Screen.object(
                "about",
                one.about(),
                "name",
                one.name(),
                "kind",
                one.kind(),
                "book",
                one.book(),
                "rules",
                rules,
                "further",
                missed.size() - shown.size());
    }

    private static Map<String, Object> rule(Heard heard) {
        return Screen.object(
                "kind",
                heard.kind().code(),
                "rule",
                heard.rule(),
                "file",
                heard.file(),
                "line",
                heard.line(),
                "salience",
                heard.salience(),
                "state",
                heard.state().name().toLowerCase(Locale.ROOT),
                "distance",
                heard.distance(),
                "conditions",
                heard.conditions().stream().map(Explanation::condition).toList());
    }

    private static Map<String, Object> condition(Looked looked) {
        var condition = Screen.object(
                "holds",
                looked.holds(),
                "asked",
                looked.asked(),
                "said",
                looked.said(),
                "about",
                looked.about(),
                "orOther",
                looked.others());
        if (looked.gap() != null) {
            condition.put("gap", looked.gap());
        }
        return condition;
    }
}

package dev.voronka.decision;

import dev.voronka.Message;
import dev.voronka.Texts;
import dev.voronka.decision.Assignment.Considered;
import dev.voronka.decision.Assignment.Heard;
import dev.voronka.decision.Assignment.Way;
import dev.voronka.decision.Assignment.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says an assignment in the reader's language, line by line. */
final class Explanation {

    /** Has no files of its own beside it: all texts are voronka's standard ones. */
    private static final Texts TEXTS = Texts.beside(Explanation.class, "routing");

    private final Assignment assignment;
    private final Locale language;

    Explanation(Assignment assignment, Locale language) {
        this.assignment = assignment;
        this.language = language;
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        var able = assignment.considered().stream()
                .filter(c -> c.why() == Why.TAKEN || c.why() == Why.NOT_BEST)
                .count();
        lines.add(text("routing.way." + way().code(), assignment.employee(), able));
        if (assignment.offeredTo().size() > 1) {
            lines.add(text("routing.offered", String.join(", ", assignment.offeredTo())));
        }
        assignment.heard().forEach(h -> lines.add(heard(h)));
        assignment
                .considered()
                .forEach(c -> lines.add(text("routing.line", c.employee(), reason(c.why(), c.args()), c.openCards())));
        return List.copyOf(lines);
    }

    private Way way() {
        var known = assignment.way();
        return known != null ? known : assignment.overflowed() ? Way.HEAD : Way.RANKED;
    }

    private String heard(Heard heard) {
        var points = heard.points() > 0 ? "+" + heard.points() : String.valueOf(heard.points());
        var said = text("routing.heard." + heard.kind().code(), heard.rule(), heard.who(), points, heard.text());
        var ignored = heard.ignored();
        return ignored == null ? said : text("routing.ignored", said, reason(ignored, argsOf(heard.who(), ignored)));
    }

    private List<String> argsOf(String employee, Why why) {
        return assignment.considered().stream()
                .filter(c -> c.employee().equals(employee) && c.why() == why)
                .findFirst()
                .map(Considered::args)
                .orElse(List.of());
    }

    /** Why, with figures where they are known: what was stored by an earlier version has none. */
    private String reason(Why why, List<String> args) {
        var code = "routing." + why.code();
        return args.isEmpty()
                ? TEXTS.text(code, language)
                : TEXTS.find(code + ".more", language, args.toArray()).orElseGet(() -> TEXTS.text(code, language));
    }

    private String text(String code, Object... args) {
        return TEXTS.text(code, language, Message.of(code, args).args().toArray());
    }
}

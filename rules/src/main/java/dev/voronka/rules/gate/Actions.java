package dev.voronka.rules.gate;

import dev.voronka.rules.gate.RuleTree.Action;
import dev.voronka.rules.gate.RuleTree.Expr;
import dev.voronka.rules.gate.Scope.Typed;
import dev.voronka.rules.gate.Vocabulary.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Reads the part {@code then} of a rule: nothing but {@code sink.action(…);}. */
final class Actions {

    private static final int MOST = 20;

    private final Cursor cursor;
    private final Complaints complaints;
    private final Vocabulary vocabulary;
    private final Expressions expressions;
    private final Arguments arguments;

    Actions(Cursor cursor, Complaints complaints, Scope scope, Vocabulary vocabulary) {
        this.cursor = cursor;
        this.complaints = complaints;
        this.vocabulary = vocabulary;
        this.expressions = new Expressions(cursor, complaints, scope, vocabulary);
        this.arguments = new Arguments(complaints, expressions);
    }

    List<Action> read() {
        var start = cursor.before();
        var before = complaints.count();
        var actions = new ArrayList<Action>();
        while (!isOver()) {
            if (cursor.takeIf(";")) {
                continue;
            }
            if (actions.size() == MOST) {
                complaints.at(cursor.now(), "too-many", MOST);
                skip();
                break;
            }
            try {
                actions.add(action());
            } catch (Expressions.Lost lost) {
                skip();
            }
        }
        if (actions.isEmpty() && complaints.count() == before) {
            complaints.at(start, "no-action", vocabulary.kind().code());
        }
        return actions;
    }

    private boolean isOver() {
        return cursor.now().isEnd()
                || (cursor.now().leads() && Keywords.isLike(cursor.now(), "end"))
                || cursor.is("end")
                || RuleFile.isRuleStart(cursor);
    }

    private void skip() {
        var start = cursor.position();
        while (!isOver()) {
            if (cursor.takeIf(";")) {
                return;
            }
            if (cursor.position() > start
                    && cursor.now().leads()
                    && cursor.now().raw().equals(vocabulary.kind().code())) {
                return;
            }
            cursor.take();
        }
    }

    private Action action() {
        var sink = cursor.take();
        checkSink(sink);
        if (!cursor.takeIf(".")) {
            complaints.after(sink, "action-shape", vocabulary.kind().code());
            throw new Expressions.Lost();
        }
        var method = cursor.take();
        var signatures = vocabulary.actions().get(method.raw());
        if (signatures == null) {
            complaints.at(
                    method,
                    Nearest.mixes(method.raw()) ? "mixed-alphabet" : "unknown-action",
                    method.raw(),
                    Nearest.or(method.raw(), vocabulary.actions().keySet()),
                    sink.raw(),
                    String.join(
                            ", ",
                            vocabulary.actions().keySet().stream().sorted().toList()));
            throw new Expressions.Lost();
        }
        if (!cursor.is("(")) {
            complaints.after(method, "action-bracket", method.raw());
            throw new Expressions.Lost();
        }
        var read = readArguments(cursor.take());
        var checked = check(method, signatures, read);
        semicolon();
        return new Action(sink.raw(), method.raw(), checked, sink.line(), sink.column());
    }

    private void checkSink(Token sink) {
        var kind = vocabulary.kind();
        if (sink.isWord() && sink.raw().equals(kind.code())) {
            return;
        }
        if (sink.is("modify") || Keywords.REFUSED_CHANGES.contains(sink.raw())) {
            complaints.at(sink, "refused-change", sink.raw(), kind.code());
        } else if (Keywords.REFUSED_STATEMENTS.contains(sink.raw()) || sink.is("{") || sink.is("}") || sink.is("@")) {
            complaints.at(sink, "refused-statement", sink.raw(), kind.code());
        } else if (Keywords.isLike(sink, "when") || Keywords.isLike(sink, "then")) {
            complaints.at(sink, "unexpected", sink.raw());
        } else if (Vocabulary.kindOfSink(sink.raw()).isPresent()) {
            complaints.at(sink, "other-sink", sink.raw(), kind.code());
        } else {
            complaints.at(
                    sink,
                    Nearest.mixes(sink.raw()) ? "mixed-alphabet" : "unknown-sink",
                    sink.raw(),
                    Nearest.or(sink.raw(), List.of(kind.code())),
                    kind.code());
        }
        throw new Expressions.Lost();
    }

    private List<Typed> readArguments(Token open) {
        var read = new ArrayList<Typed>();
        if (cursor.takeIf(")")) {
            return read;
        }
        do {
            if (read.size() == 10) {
                complaints.at(cursor.now(), "too-many", 10);
                throw new Expressions.Lost();
            }
            read.add(expressions.value(null));
            var number = cursor.before();
            if (number.isNumber()
                    && cursor.is(",")
                    && cursor.now().glued()
                    && cursor.ahead(1).isNumber()) {
                cursor.take();
                var fraction = cursor.take();
                complaints.at(
                        number,
                        "decimal-comma",
                        number.raw() + "," + fraction.raw(),
                        number.raw() + "." + fraction.raw());
            }
        } while (cursor.takeIf(","));
        if (cursor.is(")")) {
            cursor.take();
        } else if (cursor.is(";") || cursor.now().leads() || cursor.now().isEnd()) {
            complaints.after(cursor.before(), "missing-bracket", "(", open.line() + ":" + open.column());
            cursor.takeIf(";");
            throw new Expressions.Lost();
        } else {
            complaints.at(
                    cursor.now(),
                    cursor.now().isText() ? "missing-comma" : "unexpected",
                    cursor.now().raw());
            throw new Expressions.Lost();
        }
        return read;
    }

    private List<Expr> check(Token method, List<List<Parameter>> signatures, List<Typed> read) {
        for (var signature : signatures) {
            if (signature.size() == read.size()) {
                var checked = new ArrayList<Expr>();
                for (var i = 0; i < read.size(); i++) {
                    checked.add(arguments.checked(signature.get(i), read.get(i)));
                }
                return checked;
            }
        }
        complaints.at(method, "argument-count", method.raw(), shape(method.raw(), signatures), read.size());
        return List.of();
    }

    private String shape(String method, List<List<Parameter>> signatures) {
        var longest = signatures.get(signatures.size() - 1);
        var shortest = signatures.get(0);
        var said = new StringBuilder(vocabulary.kind().code() + "." + method + "(");
        for (var i = 0; i < longest.size(); i++) {
            said.append(i >= shortest.size() ? "[" : "")
                    .append(i == 0 ? "" : ", ")
                    .append(longest.get(i).shown())
                    .append(i >= shortest.size() ? "]" : "");
        }
        return said + ")";
    }

    private void semicolon() {
        if (cursor.takeIf(";")) {
            return;
        }
        if (cursor.is(".")) {
            complaints.at(cursor.now(), "refused-chain");
            throw new Expressions.Lost();
        }
        complaints.after(cursor.before(), "semicolon-missing");
        if (!cursor.now().leads() && !isOver()) {
            throw new Expressions.Lost();
        }
    }
}

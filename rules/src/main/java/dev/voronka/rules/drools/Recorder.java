package dev.voronka.rules.drools;

import dev.voronka.rules.drools.Said.Verb;
import dev.voronka.rules.fact.Verdict;
import dev.voronka.rules.sink.Approve;
import dev.voronka.rules.sink.Escalate;
import dev.voronka.rules.sink.Route;
import dev.voronka.rules.sink.Score;
import dev.voronka.rules.sink.Verdicts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Notes what rules do in one decision. A rule whose conditions hold in several ways fires several times, for instance by an
 * {@code or}; what it does counts once, in routing once for each employee.
 */
final class Recorder implements Score, Verdicts, Route, Escalate, Approve {

    private record Once(String rule, int action, String employee) {}

    private record Noted(Said said, int order) {}

    private final List<Noted> noted = new ArrayList<>();
    private final Set<Once> seen = new HashSet<>();
    private String rule = "";
    private int salience;
    private int order;
    private int action;

    /** A rule is about to fire. */
    void fires(String name, int itsSalience, int itsOrder) {
        rule = name;
        salience = itsSalience;
        order = itsOrder;
        action = 0;
    }

    /** The rule has fired. */
    void fired() {
        rule = "";
    }

    /** The rule that is firing; empty if none is. */
    String firing() {
        return rule;
    }

    /** All that was done, by salience and then by order in the book. */
    List<Said> said() {
        return noted.stream()
                .sorted(Comparator.<Noted>comparingInt(n -> -n.said().salience())
                        .thenComparingInt(Noted::order))
                .map(Noted::said)
                .toList();
    }

    private void note(Verb verb, String employee, String who, int points, String text, String group) {
        if (seen.add(new Once(rule, action++, employee))) {
            noted.add(new Noted(new Said(rule, salience, verb, who, points, text, group), order));
        }
    }

    @Override
    public void add(int points, String text) {
        note(Verb.ADD, "", "", points, text, "");
    }

    @Override
    public void add(int points, String text, String group) {
        note(Verb.ADD, "", "", points, text, group);
    }

    @Override
    public void stop(String text) {
        note(Verb.STOP, "", "", 0, text, "");
    }

    @Override
    public void set(Verdict verdict, String text) {
        note(Verb.SET, "", verdict.name(), 0, text, "");
    }

    @Override
    public void prefer(String employee, int points, String text) {
        note(Verb.PREFER, employee, employee, points, text, "");
    }

    @Override
    public void veto(String employee, String text) {
        note(Verb.VETO, employee, employee, 0, text, "");
    }

    @Override
    public void force(String employee, String text) {
        note(Verb.FORCE, employee, employee, 0, text, "");
    }

    @Override
    public void queue(String name, String text) {
        note(Verb.QUEUE, "", name, 0, text, "");
    }

    @Override
    public void notify(String role, String text) {
        note(Verb.NOTIFY, "", role, 0, text, "");
    }

    @Override
    public void reassign(String queue, String text) {
        note(Verb.REASSIGN, "", queue, 0, text, "");
    }

    @Override
    public void raise(String role, String text) {
        note(Verb.RAISE, "", role, 0, text, "");
    }

    @Override
    public void require(String role, String text) {
        note(Verb.REQUIRE, "", role, 0, text, "");
    }
}

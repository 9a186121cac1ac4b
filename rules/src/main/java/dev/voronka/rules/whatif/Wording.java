package dev.voronka.rules.whatif;

import dev.voronka.Message;
import dev.voronka.Texts;
import dev.voronka.decision.Ruling.Fired;
import dev.voronka.rules.whatif.Replayed.Mark;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a reader is told, in Russian or English, with times of one zone. */
final class Wording {

    private static final Texts TEXTS = Texts.beside(WhatIf.class, "whatif");
    private static final String NO_BREAK_SPACE = "\u00A0";
    private static final int THOUSAND = 1000;

    private final Locale language;
    private final ZoneId zone;
    private final DateTimeFormatter time;
    private final DateTimeFormatter day;

    Wording(Locale language, ZoneId zone) {
        this.language = language;
        this.zone = zone;
        this.time = DateTimeFormatter.ofPattern(isRussian() ? "dd.MM.yyyy HH:mm" : "yyyy-MM-dd HH:mm", Locale.ROOT)
                .withZone(zone);
        this.day = DateTimeFormatter.ofPattern(isRussian() ? "dd.MM.yyyy" : "yyyy-MM-dd", Locale.ROOT)
                .withZone(zone);
    }

    boolean isRussian() {
        return language.getLanguage().equals("ru");
    }

    String say(String code, Object... arguments) {
        return TEXTS.text(code, language, Message.of(code, arguments).args().toArray());
    }

    /** The text by this code, or the name itself. */
    private String orName(String code, String name) {
        return TEXTS.find(code + name, language).orElse(name);
    }

    String zone() {
        return zone.getId();
    }

    String at(Instant moment) {
        return time.format(moment);
    }

    String on(Instant moment) {
        return day.format(moment);
    }

    String process(String code) {
        return orName("process.", code);
    }

    String kind(String code) {
        return orName("kind.", code);
    }

    /** With blanks between thousands. */
    String count(long number) {
        return number < 0
                ? Band.signed(number)
                : number < THOUSAND
                        ? String.valueOf(number)
                        : count(number / THOUSAND)
                                + NO_BREAK_SPACE
                                + String.format(Locale.ROOT, "%03d", number % THOUSAND);
    }

    /** A share in per cent with one digit. */
    String percent(long part, long whole) {
        return decimal(whole == 0 ? 0 : Math.round(part * 1000.0 / whole)) + NO_BREAK_SPACE + "%";
    }

    /** Tenths as a number with one digit. */
    String decimal(long tenths) {
        var size = Math.abs(tenths);
        return (tenths < 0 ? "−" : "") + size / 10 + (isRussian() ? "," : ".") + size % 10;
    }

    String label(Label label) {
        var name = switch (label.sort()) {
            case VERDICT -> orName("verdict.", label.name());
            case TELL, RAISE, REASSIGN, APPROVER -> orName("role.", label.name());
            default -> label.name();
        };
        return say("label." + label.sort().code(), name);
    }

    String steps(List<List<Label>> steps) {
        return steps.stream()
                .map(step -> step.stream().map(this::label).collect(Collectors.joining(", ")))
                .collect(Collectors.joining(" → "));
    }

    /** In one line. */
    String result(Result result) {
        var said = steps(result.steps());
        return result.isScored() ? say("judged", count(result.score()), said) : said;
    }

    String marks(Replayed one) {
        return one.marks().stream().map(this::mark).collect(Collectors.joining(", "));
    }

    String mark(Mark mark) {
        return say("mark." + mark.code());
    }

    String why(Replayed one) {
        return one.why().code().isEmpty()
                ? ""
                : say("why." + one.why().code(), one.why().args().toArray());
    }

    /** From what to what, in one line. */
    String change(Replayed one) {
        var before = one.before();
        var after = one.after();
        if (before == null || after == null) {
            return why(one);
        }
        return result(before) + " ⇒ " + result(after);
    }

    /** What came of it then, as it was stored, and what the same book says now. */
    String reproduced(Replayed one) {
        var before = one.before();
        return say("reproduced", before == null ? "" : result(before));
    }

    String title(WhatIfReport report) {
        return say("title", books(report));
    }

    /** What is compared. */
    String books(WhatIfReport report) {
        return report.before().isEmpty()
                ? say("books.stored", report.after())
                : report.before().equals(report.after())
                        ? say("books.same", report.after())
                        : say("books", report.before(), report.after());
    }

    /** How many decisions of a kind there are, and how many changed. */
    String figures(Counts counts) {
        return say(
                "kind.figures",
                count(counts.decisions()),
                count(counts.changed()),
                percent(counts.changed(), counts.decisions()));
    }

    /** How many decisions ended how, a sentence each: how many there are, how many changed, then what else is to be known. */
    List<String> sums(WhatIfReport report) {
        var counts = report.counts();
        var first = report.first();
        var last = report.last();
        var sums = new ArrayList<String>();
        if (first == null || last == null) {
            sums.add(say("none"));
            return sums;
        }
        sums.add(say("decisions", count(counts.decisions()), on(first), on(last), zone()));
        sums.add(
                counts.changed() == 0
                        ? say("unchanged")
                        : say("changed", count(counts.changed()), percent(counts.changed(), counts.decisions())));
        sum(sums, "otherwise", counts.otherwise());
        sum(sums, "not-reproduced", counts.notReproduced());
        sum(sums, "failed", counts.failed());
        sum(sums, "not-replayed", counts.notReplayed());
        sum(sums, "older", counts.older());
        sum(sums, "cut", counts.cut());
        sum(sums, "answer-unread", counts.answerUnread());
        return sums;
    }

    private void sum(List<String> sums, String code, long number) {
        if (number > 0) {
            sums.add(say("sum." + code, count(number)));
        }
    }

    /** How scores moved. */
    String moves(Tally tally) {
        var moves = tally.moves();
        var replayed = Math.max(1, tally.counts().replayed());
        var mean = Math.round(moves.sum() * 10.0 / replayed);
        return say(
                "moves",
                count(moves.up()),
                count(moves.down()),
                (mean > 0 ? "+" : "") + decimal(mean),
                Band.signed(moves.least()),
                Band.signed(moves.most()));
    }

    List<String> shotsHead() {
        return List.of(say("rule.head"), say("before"), say("after"), say("gained"), say("lost"), say("altered"));
    }

    /** How often a rule fired. */
    List<String> shots(String rule, Tally.Shots shots) {
        return List.of(
                say("rule", rule),
                count(shots.before()),
                count(shots.after()),
                shots.gained() == 0 ? "" : "+" + count(shots.gained()),
                shots.lost() == 0 ? "" : "−" + count(shots.lost()),
                shots.altered() == 0 ? "" : count(shots.altered()));
    }

    /** Which rules newly fired, no longer fire, or do something else. */
    List<String> rules(Replayed one) {
        var all = new ArrayList<String>();
        gained(one).forEach(r -> all.add("+" + NO_BREAK_SPACE + r));
        lost(one).forEach(r -> all.add("−" + NO_BREAK_SPACE + r));
        all.addAll(altered(one));
        return all;
    }

    List<String> gained(Replayed one) {
        return named(one.firedAfter())
                .filter(r -> Tally.by(r, one.firedBefore()).isEmpty())
                .map(r -> rule(r, points(r, one.firedAfter())))
                .toList();
    }

    List<String> lost(Replayed one) {
        return named(one.firedBefore())
                .filter(r -> Tally.by(r, one.firedAfter()).isEmpty())
                .map(r -> rule(r, points(r, one.firedBefore())))
                .toList();
    }

    List<String> altered(Replayed one) {
        return named(one.firedAfter())
                .filter(r -> !Tally.by(r, one.firedBefore()).isEmpty()
                        && !Tally.by(r, one.firedBefore()).equals(Tally.by(r, one.firedAfter())))
                .map(r -> {
                    var was = points(r, one.firedBefore());
                    var is = points(r, one.firedAfter());
                    return was == is
                            ? say("rule.otherwise", r)
                            : say("rule.points", r, Band.signed(was), Band.signed(is));
                })
                .toList();
    }

    private String rule(String name, long points) {
        return points == 0 ? say("rule", name) : say("rule.by", name, Band.signed(points));
    }

    private static Stream<String> named(List<Fired> fired) {
        return fired.stream().map(Fired::rule).distinct();
    }

    private static long points(String rule, List<Fired> fired) {
        return Tally.by(rule, fired).stream().mapToLong(Fired::points).sum();
    }
}

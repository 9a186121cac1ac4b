package dev.voronka.rules.analysis;

import dev.voronka.rules.analysis.Finding.Severity;
import dev.voronka.rules.analysis.Scale.Member;
import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.RuleTree.Expr.Literal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What rules that differ in one place only leave out between them, or have twice. */
final class Gaps {

    private static final Bilingual IF_MEANT = new Bilingual(
            "Add a rule for it or widen one of these; if that is meant, leave it.",
            "Добавьте правило или расширьте одно из этих; если так и задумано, оставьте.");

    private static final int SMALLEST_CHOICE = 3;

    private final Chapter chapter;
    private final Notes notes;
    private final Sampler sampler;

    private Gaps(Chapter chapter, Notes notes) {
        this.chapter = chapter;
        this.notes = notes;
        this.sampler = new Sampler(chapter.usualPlaces());
    }

    static void check(Chapter chapter, Set<Integer> shadowed, Notes notes) {
        var gaps = new Gaps(chapter, notes);
        var rules = chapter.usual().stream()
                .filter(r -> r.isLive() && !shadowed.contains(r.order()))
                .toList();
        for (var scale : Scale.of(rules, chapter.kind() == Kind.VERDICT, notes.pace())) {
            if (scale.place().isNumber()) {
                gaps.ranges(scale);
                gaps.overlaps(scale);
            } else {
                gaps.values(scale);
            }
        }
    }

    private void ranges(Scale scale) {
        var left = scale.place().all().and(scale.covered().not());
        for (var gap : ((Numbers) left.present()).parts()) {
            if (isEnough(Finding.Kind.RANGE_GAP)) {
                return;
            }
            var below = below(scale, gap);
            var above = above(scale, gap);
            if (below == null
                    || above == null
                    || below.rule().order() == above.rule().order()
                    || isEndless(gap)
                    || !hasWrittenNumber(scale.place(), gap)
                    || (isPoints(below) && isPoints(above))
                    || areOpposite(below.rule(), above.rule())) {
                continue;
            }
            range(scale, gap, below, above);
        }
    }

    private boolean isEnough(Finding.Kind kind) {
        return notes.pace().isOver() || notes.isFull(kind, chapter.kind());
    }

    private static boolean isEndless(Interval gap) {
        return gap.low() == null || gap.high() == null;
    }

    private void range(Scale scale, Interval gap, Member below, Member above) {
        var place = scale.place();
        var middle = Numbers.of(((Numbers) place.all().present()).whole(), gap);
        var witness = witness(scale, new Values(false, middle));
        if (witness == null) {
            return;
        }
        var name = Words.place(place);
        var rules = new ArrayList<>(List.of(below.rule(), above.rule()));
        scale.rules().stream().filter(r -> !rules.contains(r)).forEach(rules::add);
        notes.add(
                Finding.Kind.RANGE_GAP,
                Severity.LIKELY,
                chapter.kind(),
                rules,
                new Bilingual("Between the rules ", "Между правилами ")
                        .plus(Words.placed(below.rule()))
                        .plus(new Bilingual(" and ", " и "))
                        .plus(Words.placed(above.rule()))
                        .plus(new Bilingual(
                                " there is a gap: for the " + name.en() + " ", " пробел: " + name.ru() + " "))
                        .plus(Words.interval(gap))
                        .plus(new Bilingual(" there is no rule.", " — правила нет.")),
                IF_MEANT,
                witness);
    }

    /** Facts in the gap for which no rule of the scale holds, and none at all where one must decide; null if none were found. */
    private @Nullable Witness witness(Scale scale, Values gap) {
        var box = scale.rest().box().with(scale.place(), gap);
        if (box == null) {
            return null;
        }
        var others = chapter.kind() == Kind.VERDICT ? chapter.usual() : scale.rules();
        return sampler.find(scale.rest().with(box), facts -> others.stream().noneMatch(r -> Chapter.holds(r, facts)));
    }

    private static @Nullable Member below(Scale scale, Interval gap) {
        @Nullable Member last = null;
        @Nullable Interval end = null;
        for (var member : scale.members()) {
            for (var part : ((Numbers) member.values().present()).parts()) {
                if (part.high() != null
                        && gap.low() != null
                        && part.high().compareTo(gap.low()) <= 0
                        && (end == null || part.highOrder(end) > 0)) {
                    last = member;
                    end = part;
                }
            }
        }
        return last;
    }

    private static @Nullable Member above(Scale scale, Interval gap) {
        @Nullable Member first = null;
        @Nullable Interval start = null;
        for (var member : scale.members()) {
            for (var part : ((Numbers) member.values().present()).parts()) {
                if (part.low() != null
                        && gap.high() != null
                        && part.low().compareTo(gap.high()) >= 0
                        && (start == null || part.lowOrder(start) < 0)) {
                    first = member;
                    start = part;
                }
            }
        }
        return first;
    }

    private static boolean isPoints(Member member) {
        return ((Numbers) member.values().present()).parts().stream().allMatch(Interval::isPoint);
    }

    /** Whether one gives points and the other takes them away: what lies between is neutral. */
    private static boolean areOpposite(Reading below, Reading above) {
        return sign(below) * sign(above) < 0;
    }

    private static int sign(Reading rule) {
        return rule.rule().actions().stream()
                .filter(a -> a.method().equals("add"))
                .map(a ->
                        a.arguments().get(0) instanceof Literal l && l.value() instanceof BigDecimal n ? n.signum() : 0)
                .findFirst()
                .orElse(0);
    }

    /** Whether the gap has a number that somebody would write there: whole ones, else kopecks or hundredths. */
    private boolean hasWrittenNumber(Place place, Interval gap) {
        var low = gap.low();
        var high = gap.high();
        if (low == null || high == null) {
            return true;
        }
        var areWhole = low.scale() <= 0 && high.scale() <= 0;
        var digits = chapter.usualPlaces().isCounted(place) && areWhole ? 0 : 2;
        var grain = BigDecimal.ONE.movePointLeft(digits);
        var first = low.setScale(digits, RoundingMode.CEILING);
        return gap.has(first) || gap.has(first.add(grain));
    }

    private void values(Scale scale) {
        var all = scale.place().all();
        if (!(all.present() instanceof Tokens t)
                || !t.listed()
                || t.these().size() < SMALLEST_CHOICE
                || isEnough(Finding.Kind.VALUE_GAP)) {
            return;
        }
        var rules = scale.rules();
        var different = scale.members().stream().map(Member::values).distinct().count();
        var missing = t.and(scale.covered().present().not())
                .and(scale.named().present().not());
        var covered = t.and(scale.covered().present());
        if (rules.size() < 2
                || different < 2
                || missing.isEmpty()
                || covered.these().size() * 2 < t.these().size()) {
            return;
        }
        var witness = witness(scale, new Values(false, missing));
        if (witness == null) {
            return;
        }
        var comma = Bilingual.same(", ");
        var name = Words.place(scale.place());
        notes.add(
                Finding.Kind.VALUE_GAP,
                Severity.LIKELY,
                chapter.kind(),
                rules,
                new Bilingual("There are the rules ", "Есть правила ")
                        .plus(Words.placed(rules))
                        .plus(new Bilingual(", but none for ", ", но ни одного для "))
                        .plus(Words.joined(
                                missing.these().stream().map(Words::value).toList(), comma))
                        .plus(new Bilingual(" (" + name.en() + ").", " (" + name.ru() + ").")),
                IF_MEANT,
                witness);
    }

    /** Ranges that give points to the same group and overlap without one being within the other. */
    private void overlaps(Scale scale) {
        if (chapter.kind() != Kind.SCORE) {
            return;
        }
        var members = scale.members();
        for (var i = 0; i < members.size(); i++) {
            for (var j = i + 1; j < members.size(); j++) {
                if (isEnough(Finding.Kind.OVERLAP)) {
                    return;
                }
                var a = members.get(i);
                var b = members.get(j);
                if (a.values().meets(b.values())
                        && !a.values().covers(b.values())
                        && !b.values().covers(a.values())
                        && groups(a.rule()).stream().anyMatch(groups(b.rule())::contains)) {
                    overlap(scale, a, b);
                }
            }
        }
    }

    private static List<String> groups(Reading rule) {
        return rule.rule().actions().stream()
                .filter(a -> a.method().equals("add"))
                .map(Points::group)
                .toList();
    }

    private void overlap(Scale scale, Member a, Member b) {
        var witness = Doubles.both(a.rule(), b.rule(), sampler);
        if (witness == null) {
            return;
        }
        var name = Words.place(scale.place());
        notes.add(
                Finding.Kind.OVERLAP,
                Severity.LIKELY,
                chapter.kind(),
                List.of(a.rule(), b.rule()),
                new Bilingual("The ranges of the rules ", "Диапазоны правил ")
                        .plus(Words.placed(List.of(a.rule(), b.rule())))
                        .plus(new Bilingual(
                                " overlap: for the " + name.en() + " ", " пересекаются: " + name.ru() + " "))
                        .plus(Words.values(a.values().and(b.values())))
                        .plus(new Bilingual(" both give points.", " — баллы дают оба.")),
                new Bilingual("Correct the ends of one of them.", "Исправьте границы одного из них."),
                witness);
    }
}

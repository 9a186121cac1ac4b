package dev.voronka.rules.analysis;

import dev.voronka.rules.analysis.Finding.Severity;
import dev.voronka.rules.analysis.Reading.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules that no facts fulfil; also those that are switched off or too involved. */
final class NeverFires {

    private static final Bilingual ADVICE = new Bilingual(
            "Correct one of the conditions, or delete the rule.", "Исправьте одно из условий или удалите правило.");

    private NeverFires() {}

    static void check(Chapter chapter, Notes notes) {
        for (var i = 0; i < chapter.rules().size(); i++) {
            var proven = chapter.proven().get(i);
            var usual = chapter.usual().get(i);
            if (proven.involved()) {
                tooInvolved(chapter, proven, notes);
            } else if (proven.isDead()) {
                told(chapter, proven, Severity.SURE, notes);
            } else if (usual.isDead()) {
                told(chapter, usual, Severity.LIKELY, notes);
            }
        }
        for (var rule : chapter.off()) {
            notes.add(
                    Finding.Kind.DISABLED,
                    Severity.NOTE,
                    chapter.kind(),
                    List.of(new Reading(rule, 0, false, List.of(), List.of())),
                    new Bilingual(
                            "The rule \"" + rule.name() + "\" is switched off (enabled false).",
                            "Правило «" + rule.name() + "» выключено (enabled false)."),
                    Bilingual.same(""),
                    null);
        }
    }

    private static void tooInvolved(Chapter chapter, Reading rule, Notes notes) {
        notes.add(
                Finding.Kind.TOO_INVOLVED,
                Severity.NOTE,
                chapter.kind(),
                List.of(rule),
                new Bilingual("The rule ", "Правило ")
                        .plus(Words.name(rule))
                        .plus(new Bilingual(
                                " has too many alternatives to be compared with the others.",
                                " имеет слишком много вариантов: с остальными оно не сравнивалось.")),
                new Bilingual("Split it into several rules.", "Разделите его на несколько правил."),
                null);
    }

    private static void told(Chapter chapter, Reading rule, Severity severity, Notes notes) {
        notes.add(
                Finding.Kind.NEVER_FIRES,
                severity,
                chapter.kind(),
                List.of(rule),
                new Bilingual("The rule ", "Правило ")
                        .plus(Words.name(rule))
                        .plus(
                                severity == Severity.SURE
                                        ? new Bilingual(" never fires: ", " не сработает никогда: ")
                                        : new Bilingual(" hardly ever fires: ", " вряд ли когда-нибудь сработает: "))
                        .plus(reason(rule))
                        .plus(Bilingual.same(".")),
                ADVICE,
                null);
    }

    private static Bilingual reason(Reading rule) {
        var places = rule.leaves().stream().filter(l -> l.place() != null).toList();
        for (var leaf : places) {
            if (and(List.of(leaf)).isEmpty()) {
                return outside(leaf);
            }
        }
        for (var i = 0; i < places.size(); i++) {
            for (var j = i + 1; j < places.size(); j++) {
                if (places.get(i).isAbout(places.get(j))
                        && and(List.of(places.get(i), places.get(j))).isEmpty()) {
                    return excluding(List.of(places.get(i), places.get(j)));
                }
            }
        }
        Map<List<Object>, List<Leaf>> byPlace = places.stream()
                .collect(Collectors.groupingBy(
                        l -> List.of(l.ordinal(), String.valueOf(l.place())),
                        java.util.LinkedHashMap::new,
                        Collectors.toList()));
        for (var some : byPlace.values()) {
            if (and(some).isEmpty()) {
                return excluding(some);
            }
        }
        return new Bilingual("its conditions exclude each other", "его условия исключают друг друга");
    }

    private static Values and(List<Leaf> leaves) {
        @Nullable Values all = null;
        for (var leaf : leaves) {
            var place = leaf.place();
            var values = leaf.values();
            if (place != null && values != null) {
                all = (all == null ? place.all() : all).and(values);
            }
        }
        if (all == null) {
            throw new IllegalStateException("No condition asks about a place");
        }
        return all;
    }

    private static Bilingual outside(Leaf leaf) {
        var place = java.util.Objects.requireNonNull(leaf.place());
        var condition = Spelled.expr(leaf.expr());
        var name = Words.place(place);
        var all = Words.values(place.all());
        var here = place.all().present() instanceof Tokens t
                && t.equals(Tokens.of(""))
                && !place.all().absent();
        return here
                ? new Bilingual(
                        "the condition \"" + condition + "\" cannot hold, the " + name.en()
                                + " is always empty in these rules",
                        "условие «" + condition + "» невыполнимо — в этих правилах " + name.ru() + " всегда пусто")
                : new Bilingual(
                        "the condition \"" + condition + "\" cannot hold, the " + name.en() + " can be " + all.en(),
                        "условие «" + condition + "» невыполнимо — " + name.ru() + " может быть: " + all.ru());
    }

    private static Bilingual excluding(List<Leaf> leaves) {
        var en = new ArrayList<String>();
        var ru = new ArrayList<String>();
        for (var leaf : leaves) {
            en.add("\"" + Spelled.expr(leaf.expr()) + "\"");
            ru.add("«" + Spelled.expr(leaf.expr()) + "»");
        }
        return new Bilingual(
                "the conditions " + String.join(" and ", en) + " exclude each other",
                "условия " + String.join(" и ", ru) + " исключают друг друга");
    }
}

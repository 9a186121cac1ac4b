package dev.voronka.rules.analysis;

import dev.voronka.rules.analysis.Finding.Severity;
import dev.voronka.rules.analysis.Reading.Leaf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions that say no more than the others of their rule. */
final class Repeats {

    /**
     * A condition that may be deleted.
     *
     * @param by those from which it follows
     */
    record Needless(Leaf leaf, List<Leaf> by) {}

    private Repeats() {}

    static void check(Chapter chapter, Notes notes) {
        for (var rule : chapter.proven()) {
            if (!rule.isLive() || notes.isFull(Finding.Kind.REPEATED_CONDITION, chapter.kind())) {
                continue;
            }
            for (var needless : needless(rule)) {
                told(chapter, rule, needless, notes);
            }
        }
    }

    /** Conditions that may all be deleted at once, the last ones first. */
    static List<Needless> needless(Reading rule) {
        var kept = new ArrayList<>(rule.leaves());
        var needless = new ArrayList<Needless>();
        for (var i = rule.leaves().size() - 1; i >= 0; i--) {
            var leaf = kept.remove(i);
            var by = following(leaf, kept);
            if (by.isEmpty()) {
                kept.add(i, leaf);
            } else {
                needless.add(new Needless(leaf, by));
            }
        }
        return needless;
    }

    /** The conditions from which it follows; none if it does not. */
    private static List<Leaf> following(Leaf leaf, List<Leaf> others) {
        for (var other : others) {
            if (other.ordinal() == leaf.ordinal() && other.text().equals(leaf.text())) {
                return List.of(other);
            }
        }
        var place = leaf.place();
        var wanted = leaf.values();
        if (place == null || wanted == null || isGuard(place, wanted) || wanted.covers(place.all())) {
            return List.of();
        }
        var alike = others.stream().filter(leaf::isAbout).toList();
        for (var other : alike) {
            if (wanted.covers(place.all().and(values(other)))) {
                return List.of(other);
            }
        }
        @Nullable Values all = place.all();
        for (var other : alike) {
            all = all.and(values(other));
        }
        return wanted.covers(all) ? alike : List.of();
    }

    private static Values values(Leaf leaf) {
        return java.util.Objects.requireNonNull(leaf.values());
    }

    /** {@code answers["x"] != null} before a comparison is good manners. */
    private static boolean isGuard(Place place, Values wanted) {
        return place.all().absent()
                && !wanted.absent()
                && wanted.present().covers(place.all().present());
    }

    private static void told(Chapter chapter, Reading rule, Needless needless, Notes notes) {
        var condition = Spelled.expr(needless.leaf().expr());
        var by = needless.by().stream().map(l -> Spelled.expr(l.expr())).toList();
        var twice = by.size() == 1 && by.get(0).equals(condition);
        var text = twice
                ? new Bilingual(
                        " says the condition \"" + condition + "\" twice.",
                        " содержит условие «" + condition + "» дважды.")
                : new Bilingual(
                        " does not need the condition \"" + condition + "\": it follows from \""
                                + String.join("\" and \"", by) + "\".",
                        " обойдётся без условия «" + condition + "»: оно следует из «" + String.join("» и «", by)
                                + "».");
        notes.add(
                Finding.Kind.REPEATED_CONDITION,
                Severity.SURE,
                chapter.kind(),
                List.of(rule),
                new Bilingual("The rule ", "Правило ").plus(Words.name(rule)).plus(text),
                new Bilingual(
                        "Delete the condition, or correct it if something else was meant.",
                        "Удалите это условие или исправьте, если имелось в виду другое."),
                null);
    }
}

package dev.voronka.rules.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a rule can hold.
 *
 * @param box what must hold of the facts that there is one of
 * @param some of the facts that there are many of there must be one like each of these
 * @param none and none like these
 */
record Case(Box box, List<Some> some, List<None> none) {

    /** There is such a fact. */
    record Some(int ordinal, Box box) {}

    /** There is no such fact: none for which one of the boxes holds, which may speak of the single facts too. */
    record None(List<Box> any) {
        String key() {
            return any.stream().map(Box::key).sorted().collect(Collectors.joining(" | "));
        }
    }

    static final Case ALWAYS = new Case(Box.ALL, List.of(), List.of());

    Case {
        some = List.copyOf(some);
        none = List.copyOf(none);
    }

    static Case of(Box box) {
        return new Case(box, List.of(), List.of());
    }

    Case with(Box other) {
        return new Case(other, some, none);
    }

    /** Both; null if they exclude each other. */
    @Nullable
    Case and(Case other) {
        var both = box.and(other.box);
        if (both == null) {
            return null;
        }
        var allSome = new ArrayList<>(some);
        allSome.addAll(other.some);
        var allNone = new ArrayList<>(none);
        other.none.stream()
                .filter(n -> none.stream().noneMatch(mine -> mine.key().equals(n.key())))
                .forEach(allNone::add);
        var together = new Case(both, allSome, allNone);
        return together.isImpossible() ? null : together;
    }

    /** Whether one of the facts that there must be is one of those that there must not be. */
    private boolean isImpossible() {
        for (var wanted : some) {
            var whole = box.and(wanted.box());
            if (whole == null || none.stream().flatMap(n -> n.any().stream()).anyMatch(whole::implies)) {
                return true;
            }
        }
        return false;
    }

    boolean meets(Case other) {
        return box.meets(other.box);
    }

    /** Whether the other one holds whenever this one does; false also where that cannot be told. */
    boolean implies(Case other) {
        return impliesAllButBox(other) && box.implies(other.box);
    }

    /** The same, whatever the other one says of this place. */
    boolean impliesBut(Place place, Case other) {
        return box.impliesBut(place, other.box) && impliesAllButBox(other);
    }

    private boolean impliesAllButBox(Case other) {
        return other.none.stream()
                        .allMatch(n -> none.stream().anyMatch(mine -> mine.key().equals(n.key())))
                && impliesSome(other);
    }

    private boolean impliesSome(Case other) {
        var joined = other.some.stream().anyMatch(s -> isJoined(s.box()))
                || other.none.stream().anyMatch(n -> n.any().stream().anyMatch(Case::isJoined));
        if (!joined) {
            return other.some.stream().allMatch(s -> some.stream().anyMatch(mine -> implies(mine, s)));
        }
        if (some.size() != other.some.size()) {
            return false;
        }
        for (var i = 0; i < some.size(); i++) {
            if (some.get(i).ordinal() != other.some.get(i).ordinal() || !implies(some.get(i), other.some.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean implies(Some mine, Some its) {
        var whole = box.and(mine.box());
        return whole == null || whole.implies(its.box());
    }

    /** Whether it speaks of a certain other one of the facts that there are many of. */
    private static boolean isJoined(Box box) {
        return box.atoms().keySet().stream().anyMatch(text -> text.contains("#"));
    }

    /** Whether something of this case can be told to be covered by the other one. */
    boolean losesTo(Case other) {
        return meets(other) && impliesAllButBox(other);
    }

    /** Cases that together hold where this one does and the other one, to which it loses, does not. */
    List<Case> minus(Case other) {
        return box.minus(other.box).stream().map(this::with).toList();
    }

    /** Equal for cases that say the same. */
    String key() {
        return box.key()
                + some.stream().map(s -> " some " + s.box().key()).sorted().collect(Collectors.joining())
                + none.stream().map(n -> " none " + n.key()).sorted().collect(Collectors.joining());
    }
}

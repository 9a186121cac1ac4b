package dev.voronka.rules.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Conditions that must all hold: for some places a set of values, and some atoms. Immutable; never empty of values. */
final class Box {

    /** An atom that must hold, or must not. */
    record Signed(Atom atom, boolean holds) {}

    static final Box ALL = new Box(Map.of(), Map.of());

    private final Map<Place, Values> values;
    private final Map<String, Signed> atoms;

    private Box(Map<Place, Values> values, Map<String, Signed> atoms) {
        this.values = values;
        this.atoms = atoms;
    }

    Map<Place, Values> values() {
        return values;
    }

    Map<String, Signed> atoms() {
        return atoms;
    }

    Values of(Place place) {
        return values.getOrDefault(place, place.all());
    }

    /** With one more condition; null if nothing can hold it. */
    @Nullable
    Box with(Place place, Values wanted) {
        var both = of(place).and(wanted);
        if (both.isEmpty()) {
            return null;
        }
        if (place.all().equals(both)) {
            return this;
        }
        var more = new LinkedHashMap<>(values);
        more.put(place, both);
        return new Box(more, atoms).settled();
    }

    /** With one more atom; null if the contrary must hold already. */
    @Nullable
    Box with(Atom atom, boolean holds) {
        var said = atoms.get(atom.text());
        if (said != null) {
            return said.holds() == holds ? this : null;
        }
        var more = new LinkedHashMap<>(atoms);
        more.put(atom.text(), new Signed(atom, holds));
        return new Box(values, more).settled();
    }

    @Nullable
    Box and(Box other) {
        var both = this;
        for (var value : other.values.entrySet()) {
            both = both == null ? null : both.with(value.getKey(), value.getValue());
        }
        for (var signed : other.atoms.values()) {
            both = both == null ? null : both.with(signed.atom(), signed.holds());
        }
        return both;
    }

    Box without(Place place) {
        var less = new LinkedHashMap<>(values);
        less.remove(place);
        return new Box(less, atoms);
    }

    /** Where a place can have a few values only, its atoms are tried on them, and need not be kept. */
    private @Nullable Box settled() {
        var left = values;
        var open = atoms;
        for (var signed : atoms.values()) {
            var place = signed.atom().place();
            var test = signed.atom().test();
            if (place == null
                    || test == null
                    || !(left.getOrDefault(place, place.all()).present() instanceof Tokens t)
                    || !t.listed()) {
                continue;
            }
            var kept = kept(left.getOrDefault(place, place.all()), t, test, signed.holds());
            if (kept.isEmpty()) {
                return null;
            }
            left = new LinkedHashMap<>(left);
            if (place.all().equals(kept)) {
                left.remove(place);
            } else {
                left.put(place, kept);
            }
            open = new LinkedHashMap<>(open);
            open.remove(signed.atom().text());
        }
        return open.size() == atoms.size() ? this : new Box(left, open);
    }

    private static Values kept(Values values, Tokens tokens, Predicate<@Nullable Object> test, boolean holds) {
        var kept = new java.util.LinkedHashSet<>(tokens.these());
        kept.removeIf(v -> test.test(v) != holds);
        return new Values(values.absent() && test.test(null) == holds, new Tokens(true, kept));
    }

    /** Whether the other one holds whenever this one does; false also where that cannot be told. */
    boolean implies(Box other) {
        return impliesBut(null, other);
    }

    /** The same, whatever the other one says of this place. */
    boolean impliesBut(@Nullable Place place, Box other) {
        for (var wanted : other.values.entrySet()) {
            if (wanted.getKey() != place && !wanted.getValue().covers(of(wanted.getKey()))) {
                return false;
            }
        }
        for (var wanted : other.atoms.values()) {
            if (!implies(wanted)) {
                return false;
            }
        }
        return true;
    }

    private boolean implies(Signed wanted) {
        var said = atoms.get(wanted.atom().text());
        if (said != null) {
            return said.holds() == wanted.holds();
        }
        var place = wanted.atom().place();
        var test = wanted.atom().test();
        return place != null
                && test != null
                && of(place).present() instanceof Tokens t
                && t.listed()
                && t.these().stream().allMatch(v -> test.test(v) == wanted.holds())
                && (!of(place).absent() || test.test(null) == wanted.holds());
    }

    /** Whether both can hold at once, as far as sets of values tell. */
    boolean meets(Box other) {
        for (var value : other.values.entrySet()) {
            var mine = values.get(value.getKey());
            if (mine != null && !mine.meets(value.getValue())) {
                return false;
            }
        }
        for (var signed : other.atoms.values()) {
            var mine = atoms.get(signed.atom().text());
            if (mine != null && mine.holds() != signed.holds()) {
                return false;
            }
        }
        return true;
    }

    /** Boxes that together hold where this one does and the other one does not. */
    List<Box> minus(Box other) {
        var outside = new ArrayList<Box>();
        @Nullable Box rest = this;
        for (var value : other.values.entrySet()) {
            if (rest == null) {
                return outside;
            }
            var beyond = rest.with(value.getKey(), value.getValue().not());
            if (beyond != null) {
                outside.add(beyond);
            }
            rest = rest.with(value.getKey(), value.getValue());
        }
        for (var signed : other.atoms.values()) {
            if (rest == null) {
                return outside;
            }
            var beyond = rest.with(signed.atom(), !signed.holds());
            if (beyond != null) {
                outside.add(beyond);
            }
            rest = rest.with(signed.atom(), signed.holds());
        }
        return outside;
    }

    /** Equal for boxes that say the same. */
    String key() {
        var sorted = new TreeMap<String, String>();
        values.forEach((place, v) -> sorted.put(place.name(), Spelled.key(v)));
        atoms.values().forEach(s -> sorted.put(s.atom().text(), String.valueOf(s.holds())));
        return sorted.toString();
    }

    @Override
    public String toString() {
        return key();
    }
}

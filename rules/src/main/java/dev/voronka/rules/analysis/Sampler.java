package dev.voronka.rules.analysis;

import dev.voronka.rules.analysis.Witness.Given;
import dev.voronka.rules.fact.Candidate;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks for facts of which a case holds, and tries them. */
final class Sampler {

    private static final int MOST_TRIES = 64;

    /** A place of the single facts, or of the candidate with this number. */
    private record Slot(int candidate, Place place, List<@Nullable Object> values) {}

    private final Places places;

    Sampler(Places places) {
        this.places = places;
    }

    /** The first facts that are wanted among some for which the case is likely to hold; null if none are. */
    @Nullable
    Witness find(Case like, Predicate<List<Record>> wanted) {
        var slots = slots(like);
        var turns = 1L;
        for (var slot : slots) {
            turns = Math.min(MOST_TRIES, turns * slot.values().size());
        }
        for (var turn = 0; turn < turns; turn++) {
            var rest = turn;
            var chosen = new ArrayList<@Nullable Object>();
            for (var slot : slots) {
                chosen.add(slot.values().get(rest % slot.values().size()));
                rest /= slot.values().size();
            }
            var facts = facts(like, slots, chosen);
            if (wanted.test(facts)) {
                return new Witness(facts, given(slots, chosen));
            }
        }
        return null;
    }

    private static List<Slot> slots(Case like) {
        var slots = new ArrayList<Slot>();
        like.box()
                .values()
                .forEach((place, v) -> slots.add(new Slot(-1, place, Samples.of(place, v, hints(like.box(), place)))));
        for (var atom : like.box().atoms().values()) {
            var place = atom.atom().place();
            if (place != null && !like.box().values().containsKey(place)) {
                slots.add(new Slot(-1, place, Samples.of(place, place.all(), hints(like.box(), place))));
            }
        }
        for (var i = 0; i < like.some().size(); i++) {
            var box = like.some().get(i).box();
            for (var value : box.values().entrySet()) {
                slots.add(new Slot(
                        i, value.getKey(), Samples.of(value.getKey(), value.getValue(), hints(box, value.getKey()))));
            }
        }
        return slots;
    }

    private static List<String> hints(Box box, Place place) {
        return box.atoms().values().stream()
                .filter(s -> s.atom().place() == place && !s.atom().hint().isEmpty())
                .map(s -> s.atom().hint())
                .toList();
    }

    private static List<Given> given(List<Slot> slots, List<@Nullable Object> chosen) {
        var given = new LinkedHashSet<Given>();
        for (var i = 0; i < slots.size(); i++) {
            var name = Words.place(slots.get(i).place());
            var value = Words.value(chosen.get(i));
            given.add(new Given(name.en(), name.ru(), value.en(), value.ru()));
        }
        return List.copyOf(given);
    }

    private List<Record> facts(Case like, List<Slot> slots, List<@Nullable Object> chosen) {
        var single = new HashMap<Place, @Nullable Object>();
        var many = new ArrayList<Map<Place, @Nullable Object>>();
        like.some().forEach(s -> many.add(new LinkedHashMap<>()));
        for (var i = 0; i < slots.size(); i++) {
            var slot = slots.get(i);
            (slot.candidate() < 0 ? single : many.get(slot.candidate())).put(slot.place(), chosen.get(i));
        }
        var facts = new ArrayList<Record>();
        for (var fact : places.kind().facts()) {
            if (fact != Candidate.class) {
                facts.add(fact(fact, single, Map.of()));
            }
        }
        for (var i = 0; i < many.size(); i++) {
            var lists = new HashMap<String, String>();
            for (var signed : like.some().get(i).box().atoms().values()) {
                var join = signed.atom().join();
                if (join != null && signed.holds()) {
                    var value = single.getOrDefault(join.value(), usual(join.value()));
                    lists.put(join.list(), String.valueOf(value));
                }
            }
            var one = many.get(i);
            one.putIfAbsent(places.field(Candidate.class, "id"), "e" + (i + 1));
            one.putIfAbsent(places.field(Candidate.class, "rank"), BigDecimal.valueOf(i + 1L));
            facts.add(fact(Candidate.class, one, lists));
        }
        return facts;
    }

    private Record fact(Class<? extends Record> type, Map<Place, @Nullable Object> values, Map<String, String> lists) {
        var components = type.getRecordComponents();
        var arguments = new ArrayList<Object>();
        for (var component : components) {
            var name = component.getName();
            if (component.getType() == Map.class) {
                var entries = new HashMap<String, Object>();
                values.forEach((place, v) -> {
                    if (v != null
                            && place.form() == Place.Form.ENTRY
                            && place.field().equals(name)) {
                        entries.put(place.key(), v);
                    }
                });
                arguments.add(entries);
            } else if (component.getType() == List.class) {
                var elements = new LinkedHashSet<String>();
                values.forEach((place, v) -> {
                    if (Boolean.TRUE.equals(v) && place.field().equals(name)) {
                        elements.add(place.key());
                    }
                });
                if (lists.containsKey(name)) {
                    elements.add(lists.get(name));
                }
                arguments.add(List.copyOf(elements));
            } else {
                var place = places.field(type, name);
                var value = values.containsKey(place) ? values.get(place) : usual(place);
                arguments.add(
                        component.getType() == int.class && value instanceof BigDecimal n ? n.intValue() : some(value));
            }
        }
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(c -> c.getType()).toArray(Class[]::new));
            return constructor.newInstance(arguments.toArray());
        } catch (InvocationTargetException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException e) {
            throw new IllegalStateException("Cannot make a " + type.getSimpleName() + " of " + arguments, e);
        }
    }

    private static Object some(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("A field of a fact is never null");
        }
        return value;
    }

    /** What is taken for a field that no condition asks about. */
    private static @Nullable Object usual(Place place) {
        var all = place.all();
        if (all.absent()) {
            return null;
        } else if (place.isNumber() && all.has(BigDecimal.ZERO)) {
            return BigDecimal.ZERO;
        } else if (!place.isNumber() && all.has("")) {
            return "";
        }
        return Samples.of(place, all, List.of()).get(0);
    }
}

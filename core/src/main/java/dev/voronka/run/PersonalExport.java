package dev.voronka.run;

import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Move;
import dev.voronka.Texts;
import dev.voronka.decision.DecisionQuery;
import dev.voronka.lookup.Person;
import dev.voronka.store.StoredEffect;
import dev.voronka.store.UnreadableCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells all that is kept of one person, as JSON. */
final class PersonalExport {

    private final Host host;

    PersonalExport(Host host) {
        this.host = host;
    }

    String of(Person person) {
        var all = new TreeMap<String, Object>();
        var cards = new ArrayList<Object>();
        host.store().knowing(person.knownAs()).stream().sorted().forEach(id -> cards.add(card(id)));
        all.put("cards", cards);
        all.put("knownAs", List.copyOf(person.knownAs()));
        all.put("madeAt", host.now());
        return host.codec().text(all);
    }

    private Map<String, Object> card(CardId id) {
        var one = new TreeMap<String, Object>();
        one.put("id", id.toString());
        try {
            host.store().load(id).ifPresent(stored -> fill(one, stored.card()));
        } catch (UnreadableCard unreadable) {
            one.put("unreadable", unreadable.card().why());
        }
        one.put(
                "history",
                host.store().history(id).stream().map(l -> line(l.move())).toList());
        one.put(
                "waitingEffects",
                host.store().effects(id).stream().map(PersonalExport::effect).toList());
        one.put(
                "refusedAttempts",
                host.store().attempts(id).stream()
                        .map(a -> Map.of(
                                "at",
                                a.at(),
                                "actor",
                                a.actor().toString(),
                                "trigger",
                                a.trigger(),
                                "reasons",
                                a.reasons()))
                        .toList());
        one.put("decisions", decisions(id));
        one.put("otherSystems", host.store().externals(id));
        one.put(
                "signals",
                host.store().pending(id).stream()
                        .map(s -> some("trigger", s.trigger(), "link", s.link(), "due", s.due()))
                        .toList());
        return one;
    }

    private List<Map<String, Object>> decisions(CardId id) {
        return new LoggedDecisions(host.store().decisions(), host.decisions())
                .stream(DecisionQuery.all().card(id))
                        .map(d -> Map.of(
                                "kind", d.kind(),
                                "at", d.at(),
                                "book", d.book(),
                                "move", d.move(),
                                "facts", host.codec().read(d.factsJson(), Object.class),
                                "answer", host.codec().read(d.answerJson(), Object.class),
                                "fired", d.fired()))
                        .toList();
    }

    private void fill(Map<String, Object> one, Card<?> card) {
        one.put("process", card.process());
        one.put("stage", card.stage().name());
        host.links()
                .process(card.process())
                .ifPresent(p -> one.put("stageTitle", p.title(card.stage(), Texts.RUSSIAN)));
        one.put("title", card.header().title());
        one.put("data", Objects.requireNonNull(card.data()));
        one.put("contacts", card.header().contacts());
        one.put("reach", card.header().reach());
        one.put("fields", card.fields());
        put(one, "owner", card.owner());
        put(one, "amount", card.header().amount());
        put(one, "company", card.header().company());
        put(one, "failure", card.failure() == null ? null : card.failure().comment());
        one.put("openedAt", card.openedAt());
        one.put("version", card.version());
    }

    private static Map<String, Object> line(Move move) {
        var line = some(
                "payload",
                move.payload(),
                "from",
                move.from() == null ? null : move.from().name(),
                "owner",
                move.owner());
        line.put("number", move.number());
        line.put("at", move.at());
        line.put("actor", move.actor().toString());
        line.put("to", move.to().name());
        line.put("trigger", move.trigger());
        line.put("answers", move.answers());
        return line;
    }

    private static Map<String, Object> effect(StoredEffect stored) {
        return some(
                "effect", stored.effect(), "kind", stored.effect().getClass().getSimpleName(), "move", stored.move());
    }

    private static Map<String, Object> some(
            String a, @Nullable Object first, String b, @Nullable Object second, String c, @Nullable Object third) {
        var map = new TreeMap<String, Object>();
        put(map, a, first);
        put(map, b, second);
        put(map, c, third);
        return map;
    }

    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}

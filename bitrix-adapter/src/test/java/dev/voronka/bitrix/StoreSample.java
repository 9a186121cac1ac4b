package dev.voronka.bitrix;

import static dev.voronka.WorkingTime.workingDays;

import dev.voronka.Actor;
import dev.voronka.Alarm;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Code;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.FailGroup;
import dev.voronka.Header;
import dev.voronka.Move;
import dev.voronka.Origin;
import dev.voronka.Outcome;
import dev.voronka.RingStep;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.StageKind;
import dev.voronka.Texts;
import dev.voronka.Visit;
import dev.voronka.store.Chain;
import dev.voronka.store.Commit;
import dev.voronka.store.DecisionLine;
import dev.voronka.store.HistoryLine;
import dev.voronka.store.JacksonCodec;
import dev.voronka.store.Parcel;
import dev.voronka.store.Remembered;
import dev.voronka.store.RequestKey;
import dev.voronka.store.Signal;
import dev.voronka.store.StoredEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Small deals, and moves of them that write everything a move can write. */
final class StoreSample {

    static final Instant T0 = Instant.parse("2026-11-23T07:00:00Z");

    enum Place implements Stage {
        NEW,
        TALKS,
        DONE,
        DROPPED,
        REFUSED,
        STALE
    }

    sealed interface Trigger extends dev.voronka.Trigger {}

    @Code("go")
    record Go(String why) implements Trigger {}

    @Code("finish")
    record Finish() implements Trigger {}

    static final SalesProcess<Trigger, String> DEALS = SalesProcess.named(
                    "deal", Place.class, Trigger.class, String.class)
            .texts(Texts.codesThemselves())
            .header(Header::of)
            .startsIn(Place.NEW)
            .mainPath(Place.NEW, Place.TALKS, Place.DONE)
            .stage(
                    Place.NEW,
                    s -> s.ownedBy(Role.REP)
                            .within(workingDays(1))
                            .mayFail(Place.DROPPED, Place.REFUSED, Place.STALE)
                            .on(Go.class)
                            .goTo(Place.TALKS))
            .stage(
                    Place.TALKS,
                    s -> s.ownedBy(Role.REP)
                            .within(workingDays(1))
                            .mayFail(Place.DROPPED, Place.REFUSED, Place.STALE)
                            .on(Finish.class)
                            .goTo(Place.DONE))
            .succeedsIn(Place.DONE)
            .failsIn(FailGroup.OTHER, Place.DROPPED, Place.REFUSED, Place.STALE)
            .build();

    private static final Chain CHAIN = new Chain(new JacksonCodec());

    private StoreSample() {}

    static CardId id(long number) {
        return new CardId(new UUID(1, number));
    }

    static Card<?> card(CardId id, @Nullable Origin origin) {
        return new Card<>(
                id,
                "deal",
                1,
                Place.NEW,
                StageKind.INITIAL,
                "e1",
                "насосы",
                Header.of("Насосы", ContactRef.of("c1")),
                new TreeMap<>(),
                new TreeSet<>(),
                new Visit(T0, List.of(new Alarm(Alarm.DEADLINE, T0.plusSeconds(3600), true)), new TreeSet<>(), null),
                new TreeMap<>(),
                null,
                T0,
                origin);
    }

    static Card<?> next(Card<?> card, Stage stage) {
        return new Card<>(
                card.id(),
                card.process(),
                card.version() + 1,
                stage,
                StageKind.ACTIVE,
                card.owner(),
                card.data(),
                card.header(),
                card.fields(),
                card.watchers(),
                card.visit(),
                card.counts(),
                null,
                card.openedAt(),
                card.origin());
    }

    static Commit opening(Card<?> card) {
        return commit(card, null, Chain.START);
    }

    static Commit commit(Card<?> card, @Nullable Card<?> before, String head) {
        return new Commit(
                card, before, T0.plusSeconds(60), line(card, before, head), parcels(card), List.of(), null, null);
    }

    private static List<Parcel> parcels(Card<?> card) {
        var effect = new StoredEffect(card.id(), card.version(), 0, new Effect.Mirror(card.stage()));
        return List.of(Parcel.fresh(0, "log", List.of(effect), T0));
    }

    private static HistoryLine line(Card<?> card, @Nullable Card<?> before, String head) {
        return CHAIN.next(
                head,
                new Move(
                        card.id(),
                        card.version(),
                        card.process(),
                        1,
                        T0,
                        Actor.employee("e1"),
                        before == null ? null : before.stage(),
                        card.stage(),
                        before == null ? "open" : "go",
                        before == null ? new Move.Opened(card.data(), card.fields(), card.origin()) : new Go("пора"),
                        "e1",
                        Duration.ZERO,
                        List.of(),
                        List.of()));
    }

    /** A move with effect, request key, turn of a ring, child, signal and decision. */
    static Commit full(Card<?> before, String head, CardId child, long turns) {
        var card = next(before, Place.TALKS);
        var own = commit(card, before, head);
        var outcome = new Outcome.Moved<>(card, own.line().move(), new ArrayList<Effect>());
        return new Commit(
                card,
                before,
                own.nextDue(),
                own.line(),
                own.parcels(),
                List.of(new RingStep("sellers", turns, "anna")),
                new RequestKey(card.id().toString(), "web-1"),
                new Remembered("print", outcome),
                List.of(opening(card(child, new Origin(card.id(), "deal", 2, "deal>deal", 1)))),
                List.of(new Signal(
                        card.id(),
                        2,
                        0,
                        "deal>deal",
                        card.id(),
                        new CommonTrigger.Resume(),
                        T0,
                        Signal.State.NEW,
                        List.of())),
                List.of(),
                List.of(),
                List.of(new DecisionLine(
                        0, card.id(), "deal", 2, "", "route", T0, "a", "0badcafe", "{}", "{\"to\":\"anna\"}", "[]")));
    }

    /** Whether all lines of a history are chained up to a head. */
    static boolean isChained(List<HistoryLine> history, String head) {
        return CHAIN.broken(history.stream().map(HistoryLine::link).toList(), head)
                .isEmpty();
    }
}

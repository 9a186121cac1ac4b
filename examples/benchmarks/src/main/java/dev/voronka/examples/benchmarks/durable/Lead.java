package dev.voronka.examples.benchmarks.durable;

import static dev.voronka.WorkingTime.workingDays;

import dev.voronka.Code;
import dev.voronka.FailGroup;
import dev.voronka.Guard;
import dev.voronka.Header;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.Texts;
import java.util.List;

/** The workload: eight variables at the start, five moves, one of them a questionnaire of eight fields. */
final class Lead {

    enum Place implements Stage {
        NEW,
        ASKED,
        ROUTED,
        OFFERED,
        AGREED,
        DONE,
        SPAM,
        LOST,
        LATE
    }

    sealed interface Trigger extends dev.voronka.Trigger {}

    @Code("answer")
    record Answer(
            String need,
            String term,
            String budget,
            String decider,
            String rival,
            String volume,
            String region,
            String source)
            implements Trigger {}

    @Code("route")
    record Route(String team, int score) implements Trigger {}

    @Code("offer")
    record Offer(String number, long price) implements Trigger {}

    @Code("agree")
    record Agree(String who, String when) implements Trigger {}

    @Code("finish")
    record Finish(String contract, int pages) implements Trigger {}

    record Data(
            String title,
            String channel,
            String company,
            String product,
            String region,
            long amount,
            int pieces,
            boolean urgent,
            List<String> answers,
            String team,
            int score,
            String offer,
            long price,
            String agreedBy,
            String agreedAt,
            String contract,
            int pages) {

        static Data of(int number) {
            return new Data(
                    "Поставка оборудования № " + number,
                    "site",
                    "company-" + number % 5000,
                    "насос НМ-40",
                    "Урал",
                    1_250_000 + number,
                    12,
                    number % 2 == 0,
                    List.of(),
                    "",
                    0,
                    "",
                    0,
                    "",
                    "",
                    "",
                    0);
        }

        Data with(
                List<String> told,
                String byTeam,
                int points,
                String offered,
                long asked,
                String who,
                String at,
                String no,
                int of) {
            return new Data(
                    title, channel, company, product, region, amount, pieces, urgent, told, byTeam, points, offered,
                    asked, who, at, no, of);
        }
    }

    static final Answer ANSWER = new Answer(
            "насосы для котельной", "до марта", "1,3 млн", "главный инженер", "нет", "12 штук", "Урал", "сайт");

    /** The five moves of a card. */
    static final List<Trigger> MOVES = List.of(
            ANSWER,
            new Route("ural", 72),
            new Offer("КП-17", 1_300_000),
            new Agree("главный инженер", "2026-12-01"),
            new Finish("Д-17/26", 14));

    private static final Guard<Data, Object> AMOUNT_IS_KNOWN = Guard.onData("amount-is-known", d -> d.amount() > 0);

    static final SalesProcess<Trigger, Data> PROCESS = SalesProcess.named(
                    "bench-lead", Place.class, Trigger.class, Data.class)
            .texts(Texts.codesThemselves())
            .header(d -> Header.of(d.title()).company(d.company()).amount(Money.roubles(d.amount())))
            .startsIn(Place.NEW)
            .mainPath(Place.NEW, Place.ASKED, Place.ROUTED, Place.OFFERED, Place.AGREED, Place.DONE)
            .stage(
                    Place.NEW,
                    s -> s.ownedBy(Role.REP)
                            .within(workingDays(1))
                            .mayFail(Place.SPAM, Place.LOST, Place.LATE)
                            .on(Answer.class)
                            .when(AMOUNT_IS_KNOWN)
                            .set((d, a) -> d.with(
                                    List.of(
                                            a.need(),
                                            a.term(),
                                            a.budget(),
                                            a.decider(),
                                            a.rival(),
                                            a.volume(),
                                            a.region(),
                                            a.source()),
                                    d.team(),
                                    d.score(),
                                    d.offer(),
                                    d.price(),
                                    d.agreedBy(),
                                    d.agreedAt(),
                                    d.contract(),
                                    d.pages()))
                            .goTo(Place.ASKED))
            .stage(
                    Place.ASKED,
                    s -> s.ownedBy(Role.REP)
                            .within(workingDays(1))
                            .mayFail(Place.LOST)
                            .on(Route.class)
                            .when(AMOUNT_IS_KNOWN)
                            .set((d, t) -> d.with(
                                    d.answers(),
                                    t.team(),
                                    t.score(),
                                    d.offer(),
                                    d.price(),
                                    d.agreedBy(),
                                    d.agreedAt(),
                                    d.contract(),
                                    d.pages()))
                            .goTo(Place.ROUTED))
            .stage(
                    Place.ROUTED,
                    s -> s.ownedBy(Role.REP)
                            .within(workingDays(2))
                            .mayFail(Place.LOST)
                            .on(Offer.class)
                            .when(AMOUNT_IS_KNOWN)
                            .set((d, t) -> d.with(
                                    d.answers(),
                                    d.team(),
                                    d.score(),
                                    t.number(),
                                    t.price(),
                                    d.agreedBy(),
                                    d.agreedAt(),
                                    d.contract(),
                                    d.pages()))
                            .goTo(Place.OFFERED))
            .stage(
                    Place.OFFERED,
                    s -> s.ownedBy(Role.REP)
                            .within(workingDays(5))
                            .mayFail(Place.LOST)
                            .on(Agree.class)
                            .when(AMOUNT_IS_KNOWN)
                            .set((d, t) -> d.with(
                                    d.answers(),
                                    d.team(),
                                    d.score(),
                                    d.offer(),
                                    d.price(),
                                    t.who(),
                                    t.when(),
                                    d.contract(),
                                    d.pages()))
                            .goTo(Place.AGREED))
            .stage(
                    Place.AGREED,
                    s -> s.ownedBy(Role.REP)
                            .within(workingDays(5))
                            .mayFail(Place.LOST)
                            .on(Finish.class)
                            .when(AMOUNT_IS_KNOWN)
                            .set((d, t) -> d.with(
                                    d.answers(),
                                    d.team(),
                                    d.score(),
                                    d.offer(),
                                    d.price(),
                                    d.agreedBy(),
                                    d.agreedAt(),
                                    t.contract(),
                                    t.pages()))
                            .goTo(Place.DONE))
            .succeedsIn(Place.DONE)
            .failsIn(FailGroup.OTHER, Place.SPAM, Place.LOST, Place.LATE)
            .build();

    private Lead() {}
}

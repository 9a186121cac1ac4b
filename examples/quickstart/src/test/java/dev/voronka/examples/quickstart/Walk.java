package dev.voronka.examples.quickstart;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.Role;
import dev.voronka.Stage;
import dev.voronka.StageKind;
import dev.voronka.Trigger;
import dev.voronka.department.Department;
import dev.voronka.people.Employee;
import dev.voronka.process.coldlead.ColdLead;
import dev.voronka.process.correctiveaction.CorrectiveAction;
import dev.voronka.process.deal.Deal;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.partner.Partner;
import dev.voronka.run.CardQuery;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** A department in which chance decides who comes, who does what, and what goes wrong. The same seed walks the same way. */
final class Walk {

    /** With how many open cards nobody new comes. */
    private static final int ENOUGH = 14;

    final Office office;
    private final Generator world;
    private final Random random;
    private final Playbook book;
    private final List<Employee> everybody;

    Walk(long seed) {
        this(seed, beginning(seed));
    }

    /** Goes on in an office where something was done before. */
    Walk(long seed, Office there) {
        world = new Generator(seed);
        random = new Random(seed);
        office = there;
        book = new Playbook(office.people, office.clock, random);
        everybody = everybody(office);
    }

    private static Office beginning(long seed) {
        return new Office(
                Department.standard(),
                new Generator(seed).people(),
                LocalDate.of(2026, 3, 2).atTime(9, 0).atZone(HandClock.MOSCOW));
    }

    private static List<Employee> everybody(Office office) {
        var all = new ArrayList<Employee>();
        for (var role : List.of(Role.HEAD, Role.REP, Role.QUALIFIER, Role.LEGAL, Role.BUYER, Role.PARTNER_MANAGER)) {
            office.people.with(role).stream().filter(e -> !all.contains(e)).forEach(all::add);
        }
        return all;
    }

    /** One step: somebody comes, somebody does something, or time passes. */
    void step() {
        var open = open();
        if (open.size() < ENOUGH && book.chance(open.isEmpty() ? 100 : 15)) {
            arrive();
        } else if (book.chance(20)) {
            passTime();
        } else if (!open.isEmpty()) {
            work(open.get(random.nextInt(open.size())));
        }
    }

    private void arrive() {
        var now = office.clock.instant();
        switch (random.nextInt(6)) {
            case 0 ->
                office.open(
                        ColdLead.PROCESS, world.coldLead(now).direction(book.chance(40) ? "" : "goods"), actor("Олег"));
            case 1 -> office.open(Partner.PROCESS, world.partner(), actor("Пётр"));
            case 2 ->
                office.open(
                        CorrectiveAction.PROCESS,
                        CorrectiveAction.Data.ofComplaint(null, "не перезвонили", CorrectiveAction.Severity.MAJOR),
                        actor("Клавдия"));
            default -> office.open(IncomingLead.PROCESS, world.lead(now), Actor.system("сайт"));
        }
    }

    /** Hours mostly, now and then weeks. */
    void passTime() {
        var now = office.clock.inMoscow();
        var later = book.chance(70)
                ? now.plusHours(3)
                : book.chance(85) ? now.plusDays(1 + random.nextInt(4)) : now.plusDays(30 + random.nextInt(60));
        if (later.getHour() >= 18) {
            later = later.plusDays(1).withHour(10);
        }
        while (later.getDayOfWeek().getValue() > 5) {
            later = later.plusDays(1);
        }
        office.at(later.toLocalDate(), LocalTime.of(Math.max(9, later.getHour()), 30));
        office.voronka.watchDeadlines();
    }

    private void work(Card<?> card) {
        var luck = random.nextInt(100);
        if (luck < 8) {
            somethingCommon(card);
        } else if (luck < 20 && card.stage().is(Deal.Stage.CONTRACT)) {
            askOtherTerms(card);
        } else if (luck < 14 && errand(card).isPresent()) {
            office.fire(card, errand(card).orElseThrow(), byOwner(card));
        } else {
            goOn(card);
        }
    }

    /** An open card for which this holds, after everybody has gone on until there is one. */
    Card<?> goOnUntil(Predicate<Card<?>> holds) {
        for (var i = 0; i < 60; i++) {
            var found = open().stream().filter(holds).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            open().forEach(this::goOn);
            passTime();
        }
        throw new IllegalStateException("no card came so far");
    }

    /** Goes on with the card alone until it has ended. */
    void goOnToTheEnd(Card<?> card) {
        for (var i = 0; i < 100 && !office.now(card).isEnded(); i++) {
            goOn(card);
            if (i % 10 == 9) {
                passTime();
            }
        }
    }

    /** What the playbook says. */
    void goOn(Card<?> card) {
        var now = office.now(card);
        if (!now.isEnded()) {
            book.next(now).ifPresent(s -> office.fire(now, s.trigger(), s.actor()));
        }
    }

    /** What opens cards beside the plain way. */
    private static Optional<Trigger> errand(Card<?> card) {
        if (card.stage().is(Deal.Stage.AT_CLIENT)) {
            return Optional.of(
                    card.version() % 2 == 0
                            ? new Deal.ArrangeMeeting("обсудить монтаж")
                            : new Deal.RequestPreliminaryContract());
        }
        return card.stage().is(Partner.Stage.EVALUATION)
                ? Optional.of(new Partner.ArrangeMeeting("познакомиться"))
                : Optional.empty();
    }

    /** The management sends the deal back, whatever has become of its contract. */
    private void askOtherTerms(Card<?> deal) {
        for (var approver : List.of("Борис", "Анна", "Константин", "Роман", "Эдуард")) {
            if (office.fire(deal, new Deal.AskOtherTerms("больше аванса"), actor(approver))
                    .isTaken()) {
                return;
            }
        }
    }

    private void somethingCommon(Card<?> card) {
        var who = everybody.get(random.nextInt(everybody.size()));
        switch (random.nextInt(7)) {
            case 0, 1 -> fail(card, byOwner(card));
            case 2 ->
                office.fire(
                        card,
                        new CommonTrigger.Hold(office.clock.instant().plus(Duration.ofHours(1 + random.nextInt(200)))),
                        who.actor());
            case 3 -> office.fire(card, new CommonTrigger.Resume(), who.actor());
            case 4 -> office.fire(card, new CommonTrigger.Reassign(who.id()), actor("Борис"));
            case 5 -> office.fire(card, new CommonTrigger.Amend(card.data()), who.actor());
            default -> reopen();
        }
    }

    private void reopen() {
        var failed = all().stream().filter(c -> c.kind() == StageKind.FAIL).toList();
        if (!failed.isEmpty()) {
            office.fire(failed.get(random.nextInt(failed.size())), new CommonTrigger.Reopen(), actor("Анна"));
        }
    }

    /** Ends the card in one of the fails that its stage allows, if it allows any now. */
    void fail(Card<?> card, Actor actor) {
        var fails = fails(card);
        java.util.Collections.shuffle(fails, random);
        for (var fail : fails) {
            if (office.fire(card, new CommonTrigger.Fail(fail, "не сложилось"), actor)
                    .isTaken()) {
                return;
            }
        }
    }

    private List<Stage> fails(Card<?> card) {
        var process = office.funnel(card.process()).process();
        var fails = new ArrayList<Stage>();
        for (var stage : process.stages()) {
            if (process.row(card.stage(), "fail:" + stage.stage().name()).isPresent()) {
                fails.add(stage.stage());
            }
        }
        return fails;
    }

    /** Everything that was opened by hand and is still open is given up. */
    void giveUp() {
        for (var card : open()) {
            if (card.origin() == null) {
                for (var i = 0; i < 3 && !office.now(card).isEnded(); i++) {
                    fail(office.now(card), actor("Анна"));
                    passTime();
                }
            }
        }
    }

    List<Card<?>> all() {
        var all = new ArrayList<Card<?>>();
        office.funnels.values().forEach(f -> all.addAll(f.cards(CardQuery.all().limit(Integer.MAX_VALUE))));
        return all;
    }

    private List<Card<?>> open() {
        var open = new ArrayList<Card<?>>();
        office.funnels.keySet().forEach(p -> open.addAll(office.open(p)));
        open.sort(java.util.Comparator.comparing(Card::id));
        return open;
    }

    Actor byOwner(Card<?> card) {
        var owner = card.owner();
        return actor(owner == null ? "Анна" : owner);
    }

    Actor actor(String employee) {
        return office.people.find(employee).orElseThrow().actor();
    }
}

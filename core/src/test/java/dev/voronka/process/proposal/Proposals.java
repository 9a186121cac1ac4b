package dev.voronka.process.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.Money;
import dev.voronka.Outcome;
import dev.voronka.Role;
import dev.voronka.Row;
import dev.voronka.Texts;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.Bed;
import dev.voronka.process.proposal.Proposal.AcceptByClient;
import dev.voronka.process.proposal.Proposal.Approve;
import dev.voronka.process.proposal.Proposal.CloseRisk;
import dev.voronka.process.proposal.Proposal.CommentDraft;
import dev.voronka.process.proposal.Proposal.CounterOffer;
import dev.voronka.process.proposal.Proposal.DelegateApprovals;
import dev.voronka.process.proposal.Proposal.FinishDiscussion;
import dev.voronka.process.proposal.Proposal.OfferPrice;
import dev.voronka.process.proposal.Proposal.Reject;
import dev.voronka.process.proposal.Proposal.Rework;
import dev.voronka.process.proposal.Proposal.Send;
import dev.voronka.process.proposal.Proposal.Stage;
import dev.voronka.process.proposal.Proposal.StartDrafting;
import dev.voronka.process.proposal.Proposal.SubmitVersion;
import dev.voronka.process.proposal.Proposal.Trigger;
import dev.voronka.process.proposal.ProposalData.Decision;
import dev.voronka.process.proposal.ProposalData.Line;
import dev.voronka.run.Voronka;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * Anna sells, Egor is an engineer, Fedor of finance; Igor heads Anna, Dmitry directs. Today is Monday 23 November 2026,
 * 10:00 in Moscow. A version costs 800 000 roubles, so that 941 176.48 is the least price above the floor of 15 %.
 */
final class Proposals {

    static final Actor ANNA = Actor.employee("anna", Role.REP);
    static final Actor BORIS = Actor.employee("boris", Role.REP);
    static final Actor EGOR = Actor.employee("egor", Role.ENGINEER);
    static final Actor FEDOR = Actor.employee("fedor", Role.FINANCE);
    static final Actor IGOR = Actor.employee("igor", Role.HEAD);
    static final Actor OLGA = Actor.employee("olga", Role.HEAD);
    static final Actor DMITRY = Actor.employee("dmitry", Role.DIRECTOR);

    static final Directory PEOPLE = Directory.of(
            Employee.of("anna", Role.REP).under("igor"),
            Employee.of("boris", Role.REP).under("olga"),
            Employee.of("egor", Role.ENGINEER).under("dmitry"),
            Employee.of("fedor", Role.FINANCE).under("dmitry"),
            Employee.of("igor", Role.HEAD).under("dmitry"),
            Employee.of("olga", Role.HEAD).under("dmitry"),
            Employee.of("dmitry", Role.DIRECTOR));

    static final ProposalData REQUEST = ProposalData.of(
            "Серверная для завода",
            "plant-9",
            ContactRef.of("c4"),
            "it",
            List.of("Серверная на 40 мест"),
            LocalDate.of(2026, 12, 11));

    static final LocalDate FRIDAY = LocalDate.of(2026, 12, 4);

    final Bed<Trigger, ProposalData> bed;

    Proposals() {
        this(Voronka.builder());
    }

    Proposals(Voronka.Builder builder) {
        bed = new Bed<>(Proposal.PROCESS, builder.people(PEOPLE));
    }

    /** A moment in November 2026, in Moscow. */
    static ZonedDateTime november(int day, int hour, int minute) {
        return ZonedDateTime.of(2026, 11, day, hour, minute, 0, 0, Bed.MOSCOW);
    }

    /** A moment in December 2026, in Moscow. */
    static ZonedDateTime december(int day, int hour, int minute) {
        return ZonedDateTime.of(2026, 12, day, hour, minute, 0, 0, Bed.MOSCOW);
    }

    /** A version at a million roubles: a margin of 20 %. */
    static SubmitVersion version() {
        return versionAt(1_000_000);
    }

    static SubmitVersion versionAt(long roubles) {
        return new SubmitVersion(
                List.of(Line.of("Стойка"), Line.of("Монтаж")),
                Money.roubles(800_000),
                Money.roubles(roubles),
                "6 недель",
                "аванс 50 %",
                FRIDAY,
                "f1");
    }

    static OfferPrice price(long roubles) {
        return new OfferPrice(Money.roubles(roubles));
    }

    static CounterOffer wants(long roubles) {
        return new CounterOffer(Money.roubles(roubles), "дорого");
    }

    static CommentDraft agreed() {
        return new CommentDraft("Годится", Decision.AGREED);
    }

    Card<ProposalData> isNew() {
        return bed.open(REQUEST, ANNA);
    }

    Card<ProposalData> inDrafting() {
        return inDrafting(REQUEST);
    }

    Card<ProposalData> inDrafting(ProposalData request) {
        return take(bed.open(request, ANNA), new StartDrafting(), ANNA);
    }

    Card<ProposalData> inDiscussion() {
        return inDiscussion(version());
    }

    Card<ProposalData> inDiscussion(SubmitVersion version) {
        return take(inDrafting(), version, ANNA);
    }

    Card<ProposalData> inApproval() {
        return inApproval(version());
    }

    Card<ProposalData> inApproval(SubmitVersion version) {
        return discussed(inDiscussion(version));
    }

    /** The engineer and finance agree, the discussion is over. */
    Card<ProposalData> discussed(Card<ProposalData> card) {
        take(card, agreed(), EGOR);
        take(card, agreed(), FEDOR);
        return take(card, new FinishDiscussion(), ANNA);
    }

    /** Written again and discussed again. */
    Card<ProposalData> redrafted(Card<ProposalData> card, SubmitVersion version) {
        return discussed(take(card, version, ANNA));
    }

    Card<ProposalData> atClient() {
        return take(inApproval(), new Approve(""), IGOR);
    }

    Card<ProposalData> atClient(ProposalData request) {
        return take(discussed(take(inDrafting(request), version(), ANNA)), new Approve(""), IGOR);
    }

    Card<ProposalData> sent() {
        return sent(atClient());
    }

    Card<ProposalData> sent(Card<ProposalData> card) {
        return take(card, new Send("электронная почта"), ANNA);
    }

    Card<ProposalData> inRebidding() {
        return take(sent(), wants(950_000), ANNA);
    }

    Card<ProposalData> accepted() {
        return take(sent(), new AcceptByClient("берём"), ANNA);
    }

    /** The client names a price, we answer with another one and send it. */
    Card<ProposalData> round(Card<ProposalData> card, long target, long ours) {
        take(card, wants(target), ANNA);
        return sent(take(card, price(ours), ANNA));
    }

    Card<ProposalData> in(dev.voronka.Stage stage) {
        return switch ((Stage) stage) {
            case NEW -> isNew();
            case DRAFTING -> inDrafting();
            case DISCUSSION -> inDiscussion();
            case APPROVAL -> inApproval();
            case AT_CLIENT -> sent();
            case REBIDDING -> inRebidding();
            default -> throw new AssertionError(stage + " is an end");
        };
    }

    /** A proposal that could go through this row at once. */
    Card<ProposalData> readyFor(Row<ProposalData> row) {
        return switch (row.event()) {
            case "close-risk" -> take(inDiscussion(), new CommentDraft("Нет стоек", Decision.RISK), EGOR);
            case "finish-discussion" -> {
                var card = inDiscussion();
                take(card, agreed(), EGOR);
                yield take(card, agreed(), FEDOR);
            }
            case "fix-final-price" -> accepted();
            default -> in(row.from());
        };
    }

    /** A proposal in this stage of which this fail may be said. */
    Card<ProposalData> readyToFail(dev.voronka.Stage stage, dev.voronka.Stage fail) {
        if (fail != Stage.BELOW_FLOOR) {
            return in(stage);
        }
        return switch ((Stage) stage) {
            case DISCUSSION -> inDiscussion(versionAt(900_000));
            case APPROVAL -> inApproval(versionAt(900_000));
            default -> take(sent(), wants(900_000), ANNA);
        };
    }

    Card<ProposalData> failed(dev.voronka.Stage fail) {
        if (fail == Stage.EXPIRED) {
            var card = sent();
            bed.at(december(5, 0, 0));
            return bed.now(card);
        }
        var from = Proposal.PROCESS.rows().stream()
                .filter(r -> r.event().equals("fail:" + fail.name()))
                .findFirst()
                .orElseThrow()
                .from();
        return take(readyToFail(from, fail), new CommonTrigger.Fail(fail, "Так вышло"), ANNA);
    }

    /** What goes through this row, if nothing hinders. */
    static Trigger triggerOf(Row<ProposalData> row) {
        return row.bare().map(Trigger.class::cast).orElseGet(() -> switch (row.event()) {
            case "submit-version" -> version();
            case "comment-draft" -> agreed();
            case "close-risk" -> new CloseRisk(1, "договорились");
            case "rework" -> new Rework("мало строк");
            case "approve" -> new Approve("");
            case "reject" -> new Reject("дорого", false);
            case "delegate-approvals" -> new DelegateApprovals("olga", FRIDAY, FRIDAY);
            case "send" -> new Send("почта");
            case "counter-offer" -> wants(960_000);
            case "accept" -> new AcceptByClient("берём");
            case "offer-price" -> price(970_000);
            default -> throw new AssertionError("no trigger for " + row.event());
        });
    }

    static Actor actorOf(Row<ProposalData> row) {
        if (row.clockOnly()) {
            return Actor.TIMER;
        }
        return row.from() == Stage.APPROVAL && !row.event().equals("rework") ? IGOR : ANNA;
    }

    Card<ProposalData> take(Card<ProposalData> card, Trigger trigger, Actor actor) {
        return bed.fire(card, trigger, actor).orThrow();
    }

    Card<ProposalData> take(Card<ProposalData> card, CommonTrigger trigger, Actor actor) {
        return bed.fire(card, trigger, actor).orThrow();
    }

    /** The trigger is refused for this reason alone and leaves no trace on the card; gives the reason in Russian. */
    String refused(Card<ProposalData> card, Trigger trigger, Actor actor, String reason) {
        var before = bed.now(card);
        return refused(before, bed.fire(card, trigger, actor), reason);
    }

    String refused(Card<ProposalData> card, CommonTrigger trigger, Actor actor, String reason) {
        var before = bed.now(card);
        return refused(before, bed.fire(card, trigger, actor), reason);
    }

    private String refused(Card<ProposalData> before, Outcome<ProposalData> outcome, String reason) {
        assertThat(bed.refusal(outcome)).containsExactly(reason);
        assertThat(bed.now(before)).isEqualTo(before);
        return outcome.fold(m -> "", s -> "", r -> r.reasons(Texts.RUSSIAN).get(0), n -> "", s -> "");
    }

    ProposalData data(Card<ProposalData> card) {
        return bed.now(card).data();
    }

    Stage stage(Card<ProposalData> card) {
        return (Stage) bed.now(card).stage();
    }

    void isDue(Card<ProposalData> card, ZonedDateTime moment) {
        assertThat(bed.now(card).due()).contains(moment.toInstant());
    }

    /** The last move said just this in Russian, the line on the card's time line and the news to watchers left out. */
    void said(Card<ProposalData> card, String... messages) {
        assertThat(bed.lastMessages(card).stream()
                        .filter(m -> m.startsWith("t") || m.startsWith("w"))
                        .toList())
                .containsExactly(messages);
    }

    boolean tookTasksBack(Card<ProposalData> card) {
        return bed.lastEffects(card).contains(new Effect.CancelTasks());
    }
}

package dev.voronka.process.reactivation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.Outcome;
import dev.voronka.Role;
import dev.voronka.Texts;
import dev.voronka.lookup.CompanyDeals;
import dev.voronka.lookup.Offers;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.Bed;
import dev.voronka.process.reactivation.Reactivation.Data;
import dev.voronka.process.reactivation.Reactivation.Interested;
import dev.voronka.process.reactivation.Reactivation.LogAnswer;
import dev.voronka.process.reactivation.Reactivation.Select;
import dev.voronka.process.reactivation.Reactivation.Stage;
import dev.voronka.process.reactivation.Reactivation.SubmitReview;
import dev.voronka.process.reactivation.Reactivation.Trigger;
import dev.voronka.run.Voronka;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A small sales department, customers who bought 200 days ago, and the ways by which their cards come where a test wants them. */
final class Reactivations {

    static final Actor IMPORT = Actor.system("campaign");
    static final Actor ANNA = Actor.employee("anna", Role.REP);
    static final Actor IGOR = Actor.employee("igor", Role.HEAD);
    static final Actor OLGA = Actor.employee("olga", Role.HEAD);
    static final Actor DMITRY = Actor.employee("dmitry", Role.DIRECTOR);
    static final Actor STRANGER = Actor.employee("stranger");
    static final CardId OLD_DEAL = new CardId(new UUID(0, 1));
    static final CardId DEAL = new CardId(new UUID(0, 2));
    static final SubmitReview REVIEWED = new SubmitReview(true, true, "стеллажи в мае", List.of("ramp"));

    /** Anna sells, Igor heads her; Olga heads nobody here. */
    static final Directory PEOPLE = Directory.of(
            Employee.of("anna", Role.REP).under("igor"),
            Employee.of("igor", Role.HEAD).under("dmitry"),
            Employee.of("olga", Role.HEAD).under("dmitry"),
            Employee.of("dmitry", Role.DIRECTOR));

    List<CardId> open = List.of();
    List<CardId> won = List.of(OLD_DEAL);

    @Nullable
    Instant lastWonAt = Bed.MONDAY_TEN.minusDays(200).toInstant();

    List<String> offered = List.of();

    final Bed<Trigger, Data> bed;
    private int phones;

    Reactivations() {
        CompanyDeals deals = asked -> new CompanyDeals.Found(open, won, lastWonAt);
        var table = Offers.table(Map.of("shelf", "ladder"));
        Offers offers = asked -> offered.isEmpty() ? table.answer(asked) : new Offers.Picked(List.of());
        bed = new Bed<>(
                Reactivation.PROCESS,
                Voronka.builder().people(PEOPLE).port(CompanyDeals.class, deals).port(Offers.class, offers));
    }

    /** From now on there is nothing to offer. */
    void nothingToOffer() {
        offered = List.of("nothing");
    }

    /** A customer who bought shelves, lets us write, and whose phone no other card has. */
    Data customer(Mode mode) {
        return Data.of(
                        "ООО Ромашка",
                        "romashka-" + phones,
                        ContactRef.of("client-7"),
                        Set.of("tel:+791600000" + (100 + phones++)))
                .mode(mode)
                .segment("склады")
                .campaign("autumn-2026")
                .lastProducts(List.of("shelf"))
                .consentGiven(bed.clock.instant());
    }

    Card<Data> isNew() {
        return isNew(Mode.MANUAL);
    }

    Card<Data> isNew(Mode mode) {
        return bed.open(customer(mode), IMPORT);
    }

    Card<Data> inReview() {
        return inReview(Mode.MANUAL);
    }

    Card<Data> inReview(Mode mode) {
        return take(isNew(mode), new Select(), ANNA);
    }

    Card<Data> inContact() {
        return inContact(Mode.MANUAL);
    }

    Card<Data> inContact(Mode mode) {
        return take(inReview(mode), REVIEWED, ANNA);
    }

    Card<Data> inOffer() {
        return take(inContact(), new LogAnswer("пришлите цены"), ANNA);
    }

    Card<Data> withDeal() {
        return take(inOffer(), new Interested("рампа"), ANNA);
    }

    Card<Data> in(Stage stage) {
        return switch (stage) {
            case NEW -> isNew();
            case REVIEW -> inReview();
            case CONTACT -> inContact();
            case OFFER -> inOffer();
            default -> throw new AssertionError("no way to " + stage);
        };
    }

    /** Five working minutes on: what need not wait for a person is done. */
    void fiveMinutesOn() {
        bed.later(Duration.ofMinutes(5));
    }

    Stage stage(Card<Data> card) {
        return Stage.valueOf(bed.now(card).stage().name());
    }

    /** That the clock's trigger was refused for this only reason. */
    void clockWasRefused(Card<Data> card, String trigger, String reason) {
        assertThat(bed.funnel.attempts(card.id())).anySatisfy(a -> {
            assertThat(a.actor()).isEqualTo(Actor.TIMER);
            assertThat(a.trigger()).isEqualTo(trigger);
            assertThat(a.reasons())
                    .singleElement()
                    .satisfies(r -> assertThat(r.guard()).isEqualTo(reason));
        });
    }

    Card<Data> take(Card<Data> card, Trigger trigger, Actor actor) {
        return bed.fire(card, trigger, actor).orThrow();
    }

    Card<Data> take(Card<Data> card, CommonTrigger trigger, Actor actor) {
        return bed.fire(card, trigger, actor).orThrow();
    }

    /** That the trigger is refused for these reasons and no others, and that nothing has changed; what is said then. */
    List<String> refused(Card<Data> card, Trigger trigger, Actor actor, String... reasons) {
        var before = bed.now(card);
        return refused(before, bed.fire(card, trigger, actor), reasons);
    }

    /** That the trigger is refused for these reasons and no others, and that nothing has changed; what is said then. */
    List<String> refused(Card<Data> card, CommonTrigger trigger, Actor actor, String... reasons) {
        var before = bed.now(card);
        return refused(before, bed.fire(card, trigger, actor), reasons);
    }

    private List<String> refused(Card<Data> before, Outcome<Data> outcome, String... reasons) {
        assertThat(bed.refusal(outcome)).containsExactly(reasons);
        assertThat(bed.now(before)).isEqualTo(before);
        return ((Outcome.Refused<Data>) outcome).reasons(Texts.RUSSIAN);
    }

    /** By when the card should leave its stage, in Moscow. */
    ZonedDateTime due(Card<Data> card) {
        return bed.now(card).due().orElseThrow().atZone(Bed.MOSCOW);
    }

    /** This day of November 2026 at this time in Moscow. */
    static ZonedDateTime november(int day, int hour, int minute) {
        return ZonedDateTime.of(2026, 11, day, hour, minute, 0, 0, Bed.MOSCOW);
    }
}

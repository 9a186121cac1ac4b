package dev.voronka.process.proposal;

import static dev.voronka.process.proposal.Proposals.ANNA;
import static dev.voronka.process.proposal.Proposals.DMITRY;
import static dev.voronka.process.proposal.Proposals.FRIDAY;
import static dev.voronka.process.proposal.Proposals.IGOR;
import static dev.voronka.process.proposal.Proposals.REQUEST;
import static dev.voronka.process.proposal.Proposals.december;
import static dev.voronka.process.proposal.Proposals.november;
import static dev.voronka.process.proposal.Proposals.price;
import static dev.voronka.process.proposal.Proposals.triggerOf;
import static dev.voronka.process.proposal.Proposals.version;
import static dev.voronka.process.proposal.Proposals.wants;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger.Amend;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.CommonTrigger.Reopen;
import dev.voronka.ContactRef;
import dev.voronka.FailGroup;
import dev.voronka.InvalidInput;
import dev.voronka.Money;
import dev.voronka.Outcome;
import dev.voronka.Row;
import dev.voronka.approval.SectionDigest;
import dev.voronka.process.proposal.Proposal.AcceptByClient;
import dev.voronka.process.proposal.Proposal.Approve;
import dev.voronka.process.proposal.Proposal.CounterOffer;
import dev.voronka.process.proposal.Proposal.FixFinalPrice;
import dev.voronka.process.proposal.Proposal.OfferPrice;
import dev.voronka.process.proposal.Proposal.Reject;
import dev.voronka.process.proposal.Proposal.Send;
import dev.voronka.process.proposal.Proposal.Stage;
import dev.voronka.process.proposal.Proposal.ValidityEnded;
import dev.voronka.process.proposal.Proposal.WithdrawConsent;
import dev.voronka.process.proposal.ProposalData.ClientDecision;
import dev.voronka.process.proposal.ProposalData.Frozen;
import dev.voronka.process.proposal.ProposalData.Round;
import dev.voronka.process.proposal.ProposalData.Sent;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With the client: sent, accepted, bargained over, frozen, or no longer valid. */
class ProposalRebiddingTest {

    private final Proposals on = new Proposals();

    // Передано клиенту

    @Test
    void a_client_has_five_working_days() {
        on.isDue(on.atClient(), november(30, 10, 0));
    }

    @Test
    void a_proposal_is_sent_with_channel_and_time_and_a_letter() {
        var card = on.take(on.atClient(), new Send(" электронная почта "), ANNA);

        assertThat(card.stage()).isEqualTo(Stage.AT_CLIENT);
        assertThat(card.data().sent())
                .isEqualTo(new Sent(1, "электронная почта", november(23, 10, 0).toInstant()));
        on.said(card, "write c4: Направляем предложение «Серверная для завода», версия 1. Оно действует по 04.12.2026");
    }

    @Test
    void a_proposal_for_nobody_we_know_is_sent_without_a_letter() {
        var unknown = ProposalData.of(
                "Серверная", "", ContactRef.NONE, "", List.of("на 40 мест"), LocalDate.of(2026, 12, 11));
        var card = on.atClient(unknown);

        on.take(card, new Send("курьер"), ANNA);

        on.said(card);
    }

    @Test
    void how_a_proposal_was_sent_must_be_told() {
        assertThat(on.refused(on.atClient(), new Send(" "), ANNA, "channel-is-named"))
                .isEqualTo("не сказано, как отправлено");
    }

    @Test
    void nothing_is_sent_to_a_client_who_has_forbidden_it() {
        var card = on.take(on.atClient(), new WithdrawConsent(), ANNA);
        assertThat(on.refused(card, new Send("почта"), ANNA, "consent-given")).isEqualTo("клиент запретил ему писать");

        on.take(card, new Proposal.GiveConsent(), ANNA);
        assertThat(on.sent(card).data().isSent()).isTrue();
    }

    @Test
    void a_proposal_that_is_no_longer_valid_is_not_sent() {
        var card = on.atClient();
        on.bed.clock.set(december(5, 0, 0).toInstant());

        assertThat(on.refused(card, new Send("почта"), ANNA, "offer-is-still-valid"))
                .isEqualTo("срок действия предложения вышел");
    }

    @Test
    void a_client_answers_only_what_was_sent() {
        var card = on.atClient();

        assertThat(on.refused(card, new AcceptByClient("берём"), ANNA, "proposal-is-sent"))
                .isEqualTo("эта версия клиенту не отправлена");
        on.refused(card, wants(950_000), ANNA, "proposal-is-sent");
        on.refused(card, new Fail(Stage.NO_ANSWER, "Молчит"), ANNA, "proposal-is-sent");
    }

    @Test
    void a_proposal_expires_when_its_last_day_is_over() {
        var card = on.sent();
        assertThat(on.bed.at(december(4, 23, 59))).isZero();

        assertThat(on.bed.at(december(5, 0, 0))).isEqualTo(1);

        assertThat(on.stage(card)).isEqualTo(Stage.EXPIRED);
        assertThat(on.bed.now(card).failure().group()).isEqualTo(FailGroup.TIMING);
        assertThat(on.bed.lastMessages(card))
                .contains("tell Owner[]: Срок действия предложения «Серверная для завода» вышел");
    }

    @Test
    void nobody_but_the_clock_says_that_a_proposal_has_expired() {
        assertThat(on.refused(on.sent(), new ValidityEnded(), IGOR, "only-the-clock"))
                .isEqualTo("об этом сообщает только таймер");
    }

    @Test
    void an_expired_proposal_is_opened_again_and_needs_a_new_version_and_a_new_letter() {
        var card = on.take(on.failed(Stage.EXPIRED), new Reopen(), IGOR);
        assertThat(card.stage()).isEqualTo(Stage.DRAFTING);
        assertThat(card.data().sent()).isNull();
        on.refused(card, version(), ANNA, "validity-is-ahead");

        var old = version();
        var renewed = new Proposal.SubmitVersion(
                old.lines(),
                old.cost(),
                old.price(),
                old.dates(),
                old.paymentTerms(),
                LocalDate.of(2026, 12, 25),
                "f2");
        on.redrafted(card, renewed);
        on.take(card, new Approve(""), IGOR);
        on.refused(card, new AcceptByClient("берём"), ANNA, "proposal-is-sent");
        assertThat(on.sent(card).data().current().n()).isEqualTo(2);
    }

    // Acceptance

    @Test
    void what_the_client_accepts_goes_through_re_bidding_with_no_rounds() {
        var card = on.accepted();

        assertThat(card.stage()).isEqualTo(Stage.REBIDDING);
        assertThat(card.data().clientDecision())
                .isEqualTo(
                        new ClientDecision(true, 1, "берём", november(23, 10, 0).toInstant()));
        on.said(
                card,
                "task Owner[]: Клиент принял предложение «Серверная для завода», зафиксируйте окончательную цену");

        var won = on.take(card, new FixFinalPrice(), ANNA);
        assertThat(won.stage()).isEqualTo(Stage.SUCCESS);
        assertThat(won.data().rounds()).isEmpty();
    }

    @Test
    void where_it_is_allowed_what_the_client_accepts_is_a_success_at_once() {
        var card = on.sent(on.atClient(REQUEST.acceptedDirectly()));

        var won = on.take(card, new AcceptByClient("берём"), ANNA);

        assertThat(won.stage()).isEqualTo(Stage.SUCCESS);
        assertThat(won.data().frozen().version()).isEqualTo(1);
        assertThat(on.bed.lastMessages(card)).contains("comment: Зафиксирована версия 1, цена 1000000.00 RUB");
    }

    @Test
    void a_price_is_fixed_only_when_the_client_has_accepted_it() {
        assertThat(on.refused(on.inRebidding(), new FixFinalPrice(), ANNA, "client-has-accepted"))
                .isEqualTo("клиент ещё не принял предложение");
    }

    @Test
    void nothing_is_accepted_or_fixed_when_it_is_no_longer_valid() {
        var accepted = on.accepted();
        var bargaining = on.inRebidding();
        var atClient = on.sent();
        on.bed.clock.set(december(5, 0, 0).toInstant());

        on.refused(accepted, new FixFinalPrice(), ANNA, "offer-is-still-valid");
        on.refused(bargaining, new AcceptByClient("берём"), ANNA, "offer-is-still-valid");
        on.refused(atClient, new AcceptByClient("берём"), ANNA, "offer-is-still-valid");
    }

    @Test
    void a_client_who_bargains_may_accept_our_price_after_all() {
        var won = on.take(on.inRebidding(), new AcceptByClient("ладно"), ANNA);

        assertThat(won.stage()).isEqualTo(Stage.SUCCESS);
        assertThat(won.data().frozen().version()).isEqualTo(1);
        assertThat(won.data().clientDecision().accepted()).isTrue();
    }

    @Test
    void a_client_who_has_accepted_may_still_bargain() {
        var card = on.take(on.accepted(), wants(970_000), ANNA);

        assertThat(card.stage()).isEqualTo(Stage.REBIDDING);
        on.refused(card, new FixFinalPrice(), ANNA, "client-has-accepted");
        assertThat(on.take(card, price(970_000), ANNA).stage()).isEqualTo(Stage.AT_CLIENT);
    }

    // Переторжка

    @Test
    void a_counter_offer_begins_a_round_with_two_working_days() {
        var card = on.inRebidding();

        assertThat(card.stage()).isEqualTo(Stage.REBIDDING);
        assertThat(card.data().rounds())
                .containsExactly(new Round(
                        1, Money.roubles(950_000), null, november(23, 10, 0).toInstant()));
        assertThat(card.data().clientDecision())
                .isEqualTo(new ClientDecision(
                        false, 1, "дорого", november(23, 10, 0).toInstant()));
        on.isDue(card, november(25, 10, 0));
        on.said(
                card,
                "task Owner[]: Переторжка по предложению «Серверная для завода», раунд 1: клиент просит 950000.00 RUB");
    }

    @Test
    void another_counter_offer_is_the_next_round_with_its_own_two_working_days() {
        var card = on.inRebidding();
        on.bed.at(november(24, 12, 0));

        var next = on.take(card, wants(945_000), ANNA);

        assertThat(next.data().rounds()).extracting(Round::n).containsExactly(1, 2);
        on.isDue(next, november(26, 12, 0));
    }

    @Test
    void a_price_above_the_floor_is_a_new_version_for_the_client() {
        var card = on.inRebidding();

        var answered = on.take(card, new OfferPrice(Money.roubles(970_000), LocalDate.of(2026, 12, 11), "f2"), ANNA);

        assertThat(answered.stage()).isEqualTo(Stage.AT_CLIENT);
        assertThat(answered.data().versions()).hasSize(2);
        assertThat(answered.data().versions().get(0)).isEqualTo(card.data().current());
        assertThat(answered.data().current()).satisfies(v -> {
            assertThat(v.n()).isEqualTo(2);
            assertThat(v.price()).isEqualTo(Money.roubles(970_000));
            assertThat(v.cost()).isEqualTo(Money.roubles(800_000));
            assertThat(v.lines()).isEqualTo(version().lines());
            assertThat(v.validUntil()).isEqualTo(LocalDate.of(2026, 12, 11));
            assertThat(v.fileHash()).isEqualTo("f2");
        });
        assertThat(answered.data().rounds().get(0).ourPrice()).isEqualTo(Money.roubles(970_000));
        on.said(card, "task Owner[]: Отправьте клиенту предложение «Серверная для завода», версия 2");
        on.refused(card, new AcceptByClient("берём"), ANNA, "proposal-is-sent");
    }

    @Test
    void two_rounds_lead_to_a_price_that_both_can_live_with() {
        var card = on.sent();
        on.round(card, 900_000, 970_000);
        on.round(card, 940_000, 950_000);
        on.take(card, new AcceptByClient("по рукам"), ANNA);

        var won = on.take(card, new FixFinalPrice(), ANNA);

        assertThat(won.stage()).isEqualTo(Stage.SUCCESS);
        assertThat(won.data().price()).isEqualTo(Money.roubles(950_000));
        assertThat(won.data().rounds())
                .extracting(Round::clientTarget, Round::ourPrice)
                .containsExactly(
                        tuple(Money.roubles(900_000), Money.roubles(970_000)),
                        tuple(Money.roubles(940_000), Money.roubles(950_000)));
        assertThat(won.data().frozen())
                .isEqualTo(new Frozen(
                        3,
                        SectionDigest.of(won.data().current()),
                        november(23, 10, 0).toInstant()));
        assertThat(on.bed.lastMessages(card)).contains("comment: Зафиксирована версия 3, цена 950000.00 RUB");
    }

    @Test
    void a_round_may_be_answered_with_the_same_price() {
        var card = on.take(on.inRebidding(), price(1_000_000), ANNA);

        assertThat(card.stage()).isEqualTo(Stage.AT_CLIENT);
        assertThat(card.data().versions()).hasSize(1);
        assertThat(card.data().rounds().get(0).ourPrice()).isEqualTo(Money.roubles(1_000_000));
        assertThat(on.take(card, new AcceptByClient("ладно"), ANNA).stage()).isEqualTo(Stage.REBIDDING);
    }

    @Test
    void a_step_that_is_too_small_is_refused_and_so_is_a_higher_price() {
        var card = on.inRebidding();

        assertThat(on.refused(card, price(995_001), ANNA, "step-is-enough"))
                .isEqualTo("шаг меньше 5000.00 RUB, или цена повышена");
        on.refused(card, price(1_000_001), ANNA, "step-is-enough");

        assertThat(on.take(card, price(995_000), ANNA).stage()).isEqualTo(Stage.AT_CLIENT);
    }

    @Test
    void a_price_is_offered_only_when_the_client_has_named_one() {
        assertThat(on.refused(on.accepted(), price(970_000), ANNA, "round-is-open"))
                .isEqualTo("клиент ещё не назвал свою цену");
    }

    @Test
    void both_sides_bargain_in_the_currency_of_the_proposal() {
        var dollars = new Money(1_000_000, "USD");

        assertThat(on.refused(on.sent(), new CounterOffer(dollars, ""), ANNA, "currency-is-the-same"))
                .isEqualTo("цена в другой валюте, чем предложение");
        on.refused(on.inRebidding(), new CounterOffer(dollars, ""), ANNA, "currency-is-the-same");
        on.refused(on.inRebidding(), new OfferPrice(dollars), ANNA, "currency-is-the-same");
    }

    @Test
    void a_price_is_positive() {
        assertThatThrownBy(() -> price(0)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> wants(-1)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void a_price_is_offered_for_days_that_are_still_to_come() {
        var card = on.inRebidding();
        on.bed.at(december(7, 10, 0));

        assertThat(on.refused(card, price(970_000), ANNA, "validity-is-ahead"))
                .isEqualTo("срок действия предложения прошёл");
        on.refused(card, new OfferPrice(Money.roubles(970_000), FRIDAY, ""), ANNA, "validity-is-ahead");

        var longer = new OfferPrice(Money.roubles(970_000), LocalDate.of(2026, 12, 11), "");
        assertThat(on.take(card, longer, ANNA).stage()).isEqualTo(Stage.AT_CLIENT);
    }

    @Test
    void a_fourth_round_is_refused() {
        var card = on.sent();
        on.round(card, 900_000, 980_000);
        on.round(card, 900_000, 970_000);
        on.round(card, 900_000, 960_000);

        assertThat(on.refused(card, wants(900_000), ANNA, "at-most")).isEqualTo("не больше 3 раз");
        assertThat(on.stage(card)).isEqualTo(Stage.AT_CLIENT);
    }

    @Test
    void an_amendment_does_not_buy_a_fourth_price() {
        var card = on.sent();
        on.round(card, 900_000, 980_000);
        on.round(card, 900_000, 970_000);
        on.round(card, 900_000, 960_000);
        on.take(card, new AcceptByClient("берём"), ANNA);
        on.refused(card, wants(900_000), ANNA, "at-most");
        var again = on.data(card).countered(wants(900_000), on.bed.clock.instant());
        on.take(card, new Amend(again), ANNA);

        assertThat(on.refused(card, price(950_000), ANNA, "at-most")).isEqualTo("не больше 3 раз");
    }

    // The floor

    @Test
    void a_price_below_the_floor_goes_back_to_be_approved_as_an_exception() {
        var card = on.inRebidding();

        var asked = on.take(card, price(930_000), ANNA);

        assertThat(asked.stage()).isEqualTo(Stage.APPROVAL);
        on.said(
                card,
                "task Holder[role=HEAD]: Согласуйте предложение «Серверная для завода», версия 2: цена 930000.00 RUB,"
                        + " маржа 13.98 % (всегда)");
        assertThat(on.take(card, new Approve(""), IGOR).stage()).isEqualTo(Stage.APPROVAL);
        assertThat(on.take(card, new Approve("Клиент важен"), DMITRY).stage()).isEqualTo(Stage.AT_CLIENT);

        on.sent(card);
        on.take(card, new AcceptByClient("берём"), ANNA);
        var won = on.take(card, new FixFinalPrice(), ANNA);
        assertThat(won.data().price()).isEqualTo(Money.roubles(930_000));
        assertThat(won.data().margin()).isEqualByComparingTo("13.98");
    }

    @Test
    void the_least_price_above_the_floor_needs_no_new_approval() {
        var below = new OfferPrice(new Money(94_117_647, "RUB"));
        var above = new OfferPrice(new Money(94_117_648, "RUB"));

        assertThat(on.take(on.inRebidding(), below, ANNA).stage()).isEqualTo(Stage.APPROVAL);
        assertThat(on.take(on.inRebidding(), above, ANNA).stage()).isEqualTo(Stage.AT_CLIENT);
    }

    @Test
    void a_price_below_the_floor_that_was_approved_may_be_kept_but_not_lowered() {
        var card = exception();
        on.take(card, wants(900_000), ANNA);
        var kept = on.take(card, new OfferPrice(Money.roubles(930_000), LocalDate.of(2026, 12, 11), ""), ANNA);
        assertThat(kept.stage()).isEqualTo(Stage.AT_CLIENT);

        on.sent(card);
        on.take(card, wants(900_000), ANNA);
        assertThat(on.take(card, price(920_000), ANNA).stage()).isEqualTo(Stage.APPROVAL);
    }

    @Test
    void an_exception_that_the_director_refuses_ends_below_the_floor() {
        var card = on.take(on.inRebidding(), price(930_000), ANNA);
        on.take(card, new Approve(""), IGOR);

        assertThat(on.take(card, new Reject("Ниже нельзя", true), DMITRY).stage())
                .isEqualTo(Stage.BELOW_FLOOR);
    }

    @Test
    void a_proposal_fails_below_the_floor_only_if_the_floor_is_hit() {
        var fail = new Fail(Stage.BELOW_FLOOR, "Просит себе в убыток");

        assertThat(on.refused(on.inRebidding(), fail, ANNA, "floor-is-hit")).isEqualTo("порог маржи не задет");
        on.refused(on.accepted(), fail, ANNA, "floor-is-hit");

        var card = on.take(on.inRebidding(), wants(900_000), ANNA);
        assertThat(on.take(card, fail, ANNA).stage()).isEqualTo(Stage.BELOW_FLOOR);
    }

    private Card<ProposalData> exception() {
        var card = on.take(on.inRebidding(), price(930_000), ANNA);
        on.take(card, new Approve(""), IGOR);
        on.take(card, new Approve(""), DMITRY);
        return on.sent(card);
    }

    // Успех

    static Stream<Named<Row<ProposalData>>> ownRows() {
        return Proposal.PROCESS.rows().stream()
                .filter(r -> !r.common())
                .map(r -> Named.of(r.from().name() + "/" + r.event(), r));
    }

    @ParameterizedTest
    @MethodSource("ownRows")
    void nothing_changes_a_frozen_version(Row<ProposalData> row) {
        var won = on.take(on.accepted(), new FixFinalPrice(), ANNA);

        assertThat(on.bed.fire(won, triggerOf(row), row.clockOnly() ? Actor.TIMER : ANNA))
                .isInstanceOf(Outcome.NotExpected.class);

        assertThat(on.bed.now(won)).isEqualTo(won);
    }

    @Test
    void a_frozen_version_is_not_amended_either_and_never_expires() {
        var won = on.take(on.accepted(), new FixFinalPrice(), ANNA);

        assertThat(on.bed.fire(won, new Amend(REQUEST), IGOR)).isInstanceOf(Outcome.NotExpected.class);
        assertThat(on.bed.at(december(31, 10, 0))).isZero();
        assertThat(on.bed.now(won)).isEqualTo(won);
    }
}

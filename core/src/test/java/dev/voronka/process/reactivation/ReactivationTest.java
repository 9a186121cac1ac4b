package dev.voronka.process.reactivation;

import static dev.voronka.process.reactivation.Reactivation.PROCESS;
import static dev.voronka.process.reactivation.Reactivations.ANNA;
import static dev.voronka.process.reactivation.Reactivations.DEAL;
import static dev.voronka.process.reactivation.Reactivations.DMITRY;
import static dev.voronka.process.reactivation.Reactivations.IGOR;
import static dev.voronka.process.reactivation.Reactivations.IMPORT;
import static dev.voronka.process.reactivation.Reactivations.OLD_DEAL;
import static dev.voronka.process.reactivation.Reactivations.REVIEWED;
import static dev.voronka.process.reactivation.Reactivations.STRANGER;
import static dev.voronka.process.reactivation.Reactivations.november;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.CommonTrigger.Amend;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.CommonTrigger.Reopen;
import dev.voronka.ContactRef;
import dev.voronka.Money;
import dev.voronka.Texts;
import dev.voronka.process.Bed;
import dev.voronka.process.reactivation.Outreach.Attempt;
import dev.voronka.process.reactivation.Reactivation.Complain;
import dev.voronka.process.reactivation.Reactivation.Data;
import dev.voronka.process.reactivation.Reactivation.DealLost;
import dev.voronka.process.reactivation.Reactivation.DealWon;
import dev.voronka.process.reactivation.Reactivation.GiveConsent;
import dev.voronka.process.reactivation.Reactivation.Interested;
import dev.voronka.process.reactivation.Reactivation.LogAnswer;
import dev.voronka.process.reactivation.Reactivation.LogAttempt;
import dev.voronka.process.reactivation.Reactivation.NoNeedUntil;
import dev.voronka.process.reactivation.Reactivation.OptOut;
import dev.voronka.process.reactivation.Reactivation.ReplyCame;
import dev.voronka.process.reactivation.Reactivation.Select;
import dev.voronka.process.reactivation.Reactivation.SendLetter;
import dev.voronka.process.reactivation.Reactivation.Stage;
import dev.voronka.process.reactivation.Reactivation.SubmitReview;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The way of a re-initiation, stage by stage: selected, reviewed, contacted, offered, bought again, and how it is lost. */
class ReactivationTest {

    private static final LogAttempt CALLED = new LogAttempt("не берёт трубку");

    private final Reactivations on = new Reactivations();

    // Отбор

    @Test
    void the_stages_are_called_as_the_customer_calls_them() {
        assertThat(PROCESS.title(Texts.RUSSIAN)).isEqualTo("Реинициация базы");
        assertThat(PROCESS.mainPath().stream().map(s -> PROCESS.title(s, Texts.RUSSIAN)))
                .containsExactly("Отбор", "Пересмотр информации", "Контактирование", "Предложение", "Успех");
    }

    @Test
    void a_customer_of_the_past_is_new_and_should_be_selected_within_two_working_days() {
        var card = on.bed.open(on.customer(Mode.MANUAL).direction("shelves"), IMPORT);

        assertThat(card.stage()).isEqualTo(Stage.NEW);
        assertThat(on.due(card)).isEqualTo(november(25, 10, 0));
        assertThat(card.header().title()).isEqualTo("ООО Ромашка");
        assertThat(card.header().company()).isEqualTo("romashka-0");
        assertThat(card.header().direction()).isEqualTo("shelves");
        assertThat(card.header().contacts()).containsExactly(ContactRef.of("client-7"));
        assertThat(card.header().reach()).containsExactly("tel:+791600000100");
        assertThat(card.data().segment()).isEqualTo("склады");
        assertThat(card.data().campaignId()).isEqualTo("autumn-2026");
    }

    @Test
    void what_a_card_prints_in_a_log_tells_nothing_of_the_person() {
        assertThat(on.customer(Mode.SEMI)).hasToString("Reactivation.Data[ООО Ромашка, SEMI]");
    }

    @Test
    void who_selects_a_customer_owns_the_card_and_the_purchases_are_looked_up() {
        var spent = new Money(100_000_00, "RUB");
        var card = on.bed.open(on.customer(Mode.MANUAL).rfm(new Rfm(0, 0, spent)), IMPORT);

        var selected = on.take(card, new Select(), ANNA);

        assertThat(selected.stage()).isEqualTo(Stage.REVIEW);
        assertThat(selected.owner()).isEqualTo("anna");
        assertThat(on.due(selected)).isEqualTo(november(25, 10, 0));
        assertThat(selected.data().lastPurchaseAt())
                .isEqualTo(Bed.MONDAY_TEN.minusDays(200).toInstant());
        assertThat(selected.data().rfm()).isEqualTo(new Rfm(200, 1, spent));
    }

    @Test
    void a_stranger_does_not_select_customers() {
        on.refused(on.isNew(), new Select(), STRANGER, "actor-has-the-right");
    }

    @Test
    void a_company_that_never_bought_is_not_selected() {
        on.won = List.of();
        on.lastWonAt = null;

        var said = on.refused(on.isNew(), new Select(), ANNA, "has-bought-before");

        assertThat(said).containsExactly("компания ещё ничего не покупала");
    }

    @Test
    void a_company_with_an_open_deal_is_not_selected_and_the_deal_is_named() {
        on.open = List.of(DEAL);

        var said = on.refused(on.isNew(), new Select(), ANNA, "company-has-no-open-deal");

        assertThat(said).containsExactly("с компанией уже идёт сделка: " + DEAL);
    }

    @Test
    void a_company_that_bought_180_days_ago_is_not_selected_but_a_minute_later_it_is() {
        on.lastWonAt = Bed.MONDAY_TEN.minusDays(180).toInstant();
        var card = on.isNew();

        var said = on.refused(card, new Select(), ANNA, "purchase-is-long-ago");
        on.bed.at(november(23, 10, 1));

        assertThat(said).containsExactly("последняя покупка была недавно, вернитесь после 23.11.2026");
        assertThat(on.take(card, new Select(), ANNA).stage()).isEqualTo(Stage.REVIEW);
    }

    @Test
    void a_product_that_is_used_up_sooner_lets_us_come_back_sooner() {
        on.lastWonAt = Bed.MONDAY_TEN.minusDays(31).toInstant();
        var card = on.bed.open(on.customer(Mode.MANUAL).restDays(30), IMPORT);

        assertThat(on.take(card, new Select(), ANNA).stage()).isEqualTo(Stage.REVIEW);
    }

    // Отказ от обращений

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NEW", "REVIEW", "CONTACT", "OFFER"})
    void who_opts_out_on_any_stage_is_never_contacted_again(Stage stage) {
        var card = on.in(stage);
        var again = on.bed.open(Data.of("Та же компания", card.data().company(), ContactRef.NONE, Set.of()), IMPORT);

        var notNoted = on.refused(card, new OptOut(" "), ANNA, "words-are-noted");
        var ended = on.take(card, new OptOut("не пишите нам"), ANNA);
        var said = on.refused(again, new Select(), ANNA, "contact-is-allowed");
        var reopened = on.bed.fire(ended, new Reopen(), DMITRY);

        assertThat(notNoted).containsExactly("не записано, что сказал клиент");
        assertThat(ended.stage()).isEqualTo(Stage.OPT_OUT);
        assertThat(ended.data().optOut()).isTrue();
        assertThat(ended.data().consentAt()).isNull();
        assertThat(ended.data().endedBecause()).isEqualTo("не пишите нам");
        assertThat(said).containsExactly("на этот телефон, почту или компанию действует запрет обращений");
        assertThat(reopened.message()).contains("reopen is expected only in");
    }

    // Пересмотр информации

    @Test
    void a_review_leads_to_contact_with_what_was_bought_and_what_to_offer() {
        var card = on.inReview();

        var reviewed = on.take(card, REVIEWED, ANNA);

        assertThat(reviewed.stage()).isEqualTo(Stage.CONTACT);
        assertThat(reviewed.data().history()).isEqualTo("стеллажи в мае");
        assertThat(reviewed.data().offers()).containsExactly("ramp");
        assertThat(on.due(reviewed)).isEqualTo(november(30, 10, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "false, true,  стеллажи, ramp, contacts-are-valid,            контакты устарели",
        "true,  false, стеллажи, ramp, decision-maker-is-still-there, прежний ЛПР больше не работает",
        "true,  true,  ' ',      ramp, history-is-summarised,         не подведён итог покупок",
        "true,  true,  стеллажи, '',   offer-is-picked,               не выбрано предложение"
    })
    void a_review_is_whole_or_it_is_none(
            boolean contacts, boolean decides, String history, String offer, String guard, String text) {
        var card = on.inReview();
        var offers = offer.isEmpty() ? List.<String>of() : List.of(offer);

        var said = on.refused(card, new SubmitReview(contacts, decides, history, offers), ANNA, guard);

        assertThat(said).containsExactly(text);
    }

    // Контактирование

    @Test
    void a_letter_and_a_call_are_tries_and_after_four_there_is_no_fifth() {
        var card = on.inContact();
        var at = on.bed.clock.instant();

        on.take(card, new SendLetter(), ANNA);
        on.take(card, CALLED, ANNA);
        on.take(card, CALLED, ANNA);
        var notEnough = on.refused(card, new Fail(Stage.UNREACHABLE, "молчат"), ANNA, "tries-are-enough");
        on.take(card, CALLED, ANNA);
        var said = on.refused(card, CALLED, ANNA, "tries-are-left");
        on.refused(card, new SendLetter(), ANNA, "tries-are-left");

        assertThat(notEnough).containsExactly("нужно 4 попытки, пока 3");
        assertThat(said).containsExactly("все 4 попытки сделаны");
        assertThat(on.bed.now(card).data().outreach().attempts())
                .startsWith(new Attempt(at, true, ""), new Attempt(at, false, "не берёт трубку"))
                .hasSize(4);
        assertThat(on.take(card, new Fail(Stage.UNREACHABLE, "молчат"), ANNA).stage())
                .isEqualTo(Stage.UNREACHABLE);
    }

    @Test
    void an_unreachable_customer_who_is_reopened_is_reviewed_and_tried_afresh() {
        var card = on.inContact();
        for (var i = 0; i < 4; i++) {
            on.take(card, CALLED, ANNA);
        }
        on.take(card, new Fail(Stage.UNREACHABLE, "молчат"), ANNA);

        var back = on.take(card, new Reopen(), IGOR);

        assertThat(back.stage()).isEqualTo(Stage.REVIEW);
        assertThat(back.data().outreach().made()).isZero();
        assertThat(back.data().outreach().attempts()).hasSize(4);
    }

    @Test
    void nobody_is_written_to_or_called_without_consent() {
        var data = on.customer(Mode.MANUAL).consentGiven(on.bed.clock.instant());
        var without = Data.of(data.title(), data.company(), data.contact(), data.reach());
        var card = on.take(on.take(on.bed.open(without, IMPORT), new Select(), ANNA), REVIEWED, ANNA);

        var said = on.refused(card, new SendLetter(), ANNA, "consent-given");
        on.refused(card, CALLED, ANNA, "consent-given");
        on.take(card, new GiveConsent(), ANNA);

        assertThat(said).containsExactly("нет согласия на обращение");
        assertThat(on.take(card, new SendLetter(), ANNA).data().outreach().made())
                .isEqualTo(1);
    }

    @Test
    void consent_may_come_while_the_data_is_reviewed() {
        var card = on.take(on.inReview(), new GiveConsent(), ANNA);

        assertThat(card.stage()).isEqualTo(Stage.REVIEW);
        assertThat(card.data().consentAt()).isEqualTo(on.bed.clock.instant());
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"CONTACT", "OFFER"})
    void a_letter_is_sent_by_a_seller_to_somebody_known(Stage stage) {
        var card = on.in(stage);
        on.refused(card, new SendLetter(), STRANGER, "actor-has-the-right");
        on.take(card, new SendLetter(), ANNA);
        assertThat(on.bed.lastMessages(card))
                .contains("write client-7: Вы уже покупали у нас. Хотим предложить вам: ramp");
        var data = on.bed.now(card).data();
        var unknown = Data.of(data.title(), data.company(), ContactRef.NONE, data.reach())
                .consentGiven(on.bed.clock.instant());
        on.take(card, new Amend(unknown), ANNA);

        var said = on.refused(card, new SendLetter(), ANNA, "contact-is-known");

        assertThat(said).containsExactly("не известно, кому писать");
    }

    @Test
    void an_answer_leads_to_the_offer() {
        var card = on.inContact();

        var said = on.refused(card, new LogAnswer(" "), ANNA, "answer-is-told");
        var answered = on.take(card, new LogAnswer("пришлите цены"), ANNA);

        assertThat(said).containsExactly("не сказано, что ответил клиент");
        assertThat(answered.stage()).isEqualTo(Stage.OFFER);
        assertThat(answered.data().outreach().answer()).isEqualTo("пришлите цены");
        assertThat(answered.data().mode()).isEqualTo(Mode.MANUAL);
        assertThat(on.due(answered)).isEqualTo(november(30, 10, 0).plusDays(7));
        assertThat(on.bed.lastMessages(card)).contains("task Owner[]: Сделайте предложение, ООО Ромашка: ramp");
    }

    @Test
    void that_a_reply_has_come_is_reported_by_the_mail_and_by_no_person() {
        on.refused(on.inContact(), new ReplyCame("да"), ANNA, "only-a-program");
    }

    // Предложение

    @Test
    void interest_opens_one_deal_and_no_second_one() {
        var card = on.inOffer();

        var noWish = on.refused(card, new Interested(" "), ANNA, "wish-is-told");
        var interested = on.take(card, new Interested("рампа"), ANNA);
        var said = on.refused(card, new Interested("ещё рампа"), ANNA, "no-deal-is-open-yet");

        assertThat(noWish).containsExactly("не сказано, что интересует клиента");
        assertThat(interested.stage()).isEqualTo(Stage.OFFER);
        assertThat(interested.data().outreach().wanted()).isEqualTo("рампа");
        assertThat(said).containsExactly("сделка уже открыта");
    }

    @Test
    void a_won_deal_is_a_repeat_sale_and_the_customer_is_worth_more() {
        var card = on.withDeal();

        var won = on.take(card, new DealWon(DEAL), Actor.LINK);

        assertThat(won.stage()).isEqualTo(Stage.SUCCESS);
        assertThat(won.data().rfm()).isEqualTo(new Rfm(0, 2, null));
        assertThat(won.data().lastPurchaseAt()).isEqualTo(on.bed.clock.instant());
    }

    @Test
    void there_is_no_success_and_no_lost_deal_without_a_deal() {
        var card = on.inOffer();

        var said = on.refused(card, new DealWon(OLD_DEAL), Actor.LINK, "deal-is-open");
        on.refused(card, new DealLost(OLD_DEAL, "дорого"), Actor.LINK, "deal-is-open");

        assertThat(said).containsExactly("по этой карточке сделку не открывали");
    }

    @Test
    void how_the_deal_ended_is_reported_by_its_card_and_by_no_person() {
        var card = on.withDeal();

        on.refused(card, new DealWon(DEAL), IGOR, "only-a-program");
        on.refused(card, new DealLost(DEAL, "дорого"), ANNA, "only-a-program");
    }

    @Test
    void a_lost_deal_ends_the_card_and_the_owner_is_told_why() {
        var card = on.withDeal();

        var lost = on.take(card, new DealLost(DEAL, "дорого"), Actor.LINK);

        assertThat(lost.stage()).isEqualTo(Stage.DEAL_LOST);
        assertThat(on.bed.lastMessages(card)).contains("tell Owner[]: Повторная сделка проиграна, ООО Ромашка: дорого");
    }

    @Test
    void after_a_repeat_sale_the_next_cycle_comes_when_the_customer_has_rested() {
        var card = on.take(on.withDeal(), new DealWon(DEAL), Actor.LINK);

        assertThat(on.bed.at(november(23, 9, 59).plusDays(180))).isZero();
        assertThat(on.bed.at(november(23, 10, 0).plusDays(180))).isEqualTo(1);

        assertThat(on.stage(card)).isEqualTo(Stage.SUCCESS);
        assertThat(on.bed.lastMessages(card))
                .contains("tell Owner[]: Пора вернуться к клиенту после повторной покупки: ООО Ромашка");
    }

    // Нет потребности, недоволен

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NEW", "CONTACT", "OFFER"})
    void a_customer_without_need_is_asked_again_at_the_next_date(Stage stage) {
        var card = on.bed.now(on.in(stage));
        if (card.owner() == null) {
            card = on.take(card, new dev.voronka.CommonTrigger.Reassign("anna"), IGOR);
        }
        var today = LocalDate.of(2026, 11, 23);

        var notAhead = on.refused(card, new NoNeedUntil(today, "всё есть"), ANNA, "next-date-is-ahead");
        on.refused(card, new NoNeedUntil(today.plusDays(7), ""), ANNA, "words-are-noted");
        var ended = on.take(card, new NoNeedUntil(today.plusDays(7), "всё есть"), ANNA);
        assertThat(on.bed.at(november(30, 8, 59))).isZero();
        assertThat(on.bed.at(november(30, 9, 0))).isEqualTo(1);

        assertThat(notAhead).containsExactly("следующая дата должна быть не раньше завтрашнего дня");
        assertThat(ended.stage()).isEqualTo(Stage.NO_NEED);
        assertThat(on.bed.lastMessages(card))
                .contains(
                        "tell Owner[]: Пора спросить снова: ООО Ромашка",
                        "task Holder[role=HEAD]: Откройте карточку снова, а после 90 дней заведите новую: ООО Ромашка");
        var back = on.take(card, new Reopen(), IGOR);
        assertThat(back.stage()).isEqualTo(Stage.REVIEW);
        assertThat(back.data().nextAt()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"CONTACT", "OFFER"})
    void a_dissatisfied_customer_ends_the_card_and_the_head_is_told(Stage stage) {
        var card = on.in(stage);

        on.refused(card, new Complain(" "), ANNA, "words-are-noted");
        var ended = on.take(card, new Complain("стеллаж упал"), ANNA);

        assertThat(ended.stage()).isEqualTo(Stage.DISSATISFIED);
        assertThat(ended.data().endedBecause()).isEqualTo("стеллаж упал");
        assertThat(on.bed.lastMessages(card))
                .contains("tell Holder[role=HEAD]: Клиент недоволен, ООО Ромашка: стеллаж упал");
    }
}

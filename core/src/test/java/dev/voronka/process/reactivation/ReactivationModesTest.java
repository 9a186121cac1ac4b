package dev.voronka.process.reactivation;

import static dev.voronka.process.reactivation.Reactivations.ANNA;
import static dev.voronka.process.reactivation.Reactivations.DEAL;
import static dev.voronka.process.reactivation.Reactivations.REVIEWED;
import static dev.voronka.process.reactivation.Reactivations.november;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.CommonTrigger.Amend;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.process.reactivation.Outreach.Attempt;
import dev.voronka.process.reactivation.Reactivation.Data;
import dev.voronka.process.reactivation.Reactivation.DealWon;
import dev.voronka.process.reactivation.Reactivation.Interested;
import dev.voronka.process.reactivation.Reactivation.LogAnswer;
import dev.voronka.process.reactivation.Reactivation.LogAttempt;
import dev.voronka.process.reactivation.Reactivation.OptOut;
import dev.voronka.process.reactivation.Reactivation.ReplyCame;
import dev.voronka.process.reactivation.Reactivation.Select;
import dev.voronka.process.reactivation.Reactivation.SendLetter;
import dev.voronka.process.reactivation.Reactivation.Stage;
import dev.voronka.process.reactivation.Reactivation.SubmitReview;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The three modes, each the whole way to a repeat sale, and what holds the clock back. */
class ReactivationModesTest {

    private final Reactivations on = new Reactivations();

    @Test
    void manual_a_person_does_every_step_and_the_clock_none() {
        var card = on.isNew(Mode.MANUAL);
        on.fiveMinutesOn();
        assertThat(on.stage(card)).isEqualTo(Stage.NEW);
        on.clockWasRefused(card, "selection-due", "mode-is-not-manual");

        on.take(card, new Select(), ANNA);
        on.fiveMinutesOn();
        assertThat(on.stage(card)).isEqualTo(Stage.REVIEW);
        on.clockWasRefused(card, "review-due", "mode-is-not-manual");

        on.take(card, REVIEWED, ANNA);
        assertThat(on.bed.lastMessages(card)).contains("task Owner[]: Свяжитесь с клиентом: ООО Ромашка");
        on.fiveMinutesOn();
        assertThat(on.bed.now(card).data().outreach().made()).isZero();
        on.clockWasRefused(card, "letter-due", "mode-is-auto");

        on.take(card, new SendLetter(), ANNA);
        on.take(card, new LogAnswer("пришлите цены"), ANNA);
        on.take(card, new Interested("рампа"), ANNA);
        var won = on.take(card, new DealWon(DEAL), Actor.LINK);

        assertThat(won.stage()).isEqualTo(Stage.SUCCESS);
        assertThat(won.data().mode()).isEqualTo(Mode.MANUAL);
    }

    @Test
    void semi_selection_offer_and_letter_are_drafted_and_a_person_sends() {
        var card = on.isNew(Mode.SEMI);
        on.fiveMinutesOn();
        assertThat(on.stage(card)).isEqualTo(Stage.REVIEW);
        assertThat(on.bed.now(card).owner()).isEqualTo("anna");

        on.fiveMinutesOn();
        assertThat(on.stage(card)).isEqualTo(Stage.REVIEW);
        assertThat(on.bed.now(card).data().offers()).containsExactly("ladder");
        assertThat(on.bed.lastMessages(card))
                .contains("task Owner[]: Пересмотрите данные, ООО Ромашка; предложение подобрано: ladder");

        on.take(card, new SubmitReview(true, true, "стеллажи в мае", List.of()), ANNA);
        assertThat(on.bed.now(card).data().offers()).containsExactly("ladder");
        assertThat(on.bed.lastMessages(card))
                .contains("task Owner[]: Письмо подготовлено, отправьте его, ООО Ромашка: ladder");
        on.fiveMinutesOn();
        on.clockWasRefused(card, "letter-due", "mode-is-auto");
        assertThat(on.bed.now(card).data().outreach().made()).isZero();

        on.take(card, new SendLetter(), ANNA);
        assertThat(on.bed.lastMessages(card))
                .contains("write client-7: Вы уже покупали у нас. Хотим предложить вам: ladder");
        on.take(card, new LogAnswer("пришлите цены"), ANNA);
        on.take(card, new Interested("лестница"), ANNA);
        var won = on.take(card, new DealWon(DEAL), Actor.LINK);

        assertThat(won.stage()).isEqualTo(Stage.SUCCESS);
        assertThat(won.data().mode()).isEqualTo(Mode.SEMI);
    }

    @Test
    void auto_goes_by_itself_until_a_reply_makes_it_semi() {
        var card = on.isNew(Mode.AUTO);
        on.fiveMinutesOn();
        on.fiveMinutesOn();
        assertThat(on.stage(card)).isEqualTo(Stage.CONTACT);
        assertThat(on.bed.now(card).data().history()).isEqualTo("shelf");

        on.fiveMinutesOn();
        assertThat(on.bed.lastMessages(card))
                .contains("write client-7: Вы уже покупали у нас. Хотим предложить вам: ladder");
        on.bed.at(november(25, 10, 10));
        assertThat(on.bed.lastMessages(card)).contains("write client-7: Напоминаем о нашем предложении: ladder");
        assertThat(on.bed.now(card).data().outreach().attempts())
                .containsExactly(
                        new Attempt(november(23, 10, 15).toInstant(), true, ""),
                        new Attempt(november(25, 10, 10).toInstant(), true, ""));

        var replied = on.take(card, new ReplyCame("сколько стоит?"), Actor.LINK);
        assertThat(replied.stage()).isEqualTo(Stage.CONTACT);
        assertThat(replied.data().mode()).isEqualTo(Mode.SEMI);
        assertThat(on.bed.lastMessages(card))
                .contains("task Owner[]: Клиент ответил, дальше отвечайте сами: ООО Ромашка");

        on.take(card, new LogAnswer("хочет лестницу"), ANNA);
        on.take(card, new Interested("лестница"), ANNA);
        assertThat(on.take(card, new DealWon(DEAL), Actor.LINK).stage()).isEqualTo(Stage.SUCCESS);
    }

    // AUTO: согласие, запрет, тихие часы

    @Test
    void auto_an_answer_noted_by_a_person_makes_it_semi_too() {
        var card = on.inContact(Mode.AUTO);

        assertThat(on.take(card, new LogAnswer("перезвонил сам"), ANNA).data().mode())
                .isEqualTo(Mode.SEMI);
    }

    @Test
    void auto_no_reminder_goes_out_after_a_reply() {
        var card = on.inContact(Mode.AUTO);
        on.fiveMinutesOn();
        on.take(card, new ReplyCame("позже"), Actor.LINK);

        on.bed.at(november(25, 10, 0));

        on.clockWasRefused(card, "reminder-due", "mode-is-auto");
    }

    @Test
    void auto_no_letter_goes_out_without_consent() {
        var card = on.inContact(Mode.AUTO);
        var data = on.bed.now(card).data();
        var without = Data.of(data.title(), data.company(), data.contact(), data.reach())
                .mode(Mode.AUTO);
        on.take(card, new Amend(without), ANNA);

        on.fiveMinutesOn();

        on.clockWasRefused(card, "letter-due", "consent-given");
        assertThat(on.bed.now(card).data().outreach().made()).isZero();
    }

    @Test
    void auto_a_letter_that_quiet_hours_keep_back_goes_out_in_the_morning() {
        var early = on.inContact(Mode.AUTO);
        on.bed.at(november(23, 20, 0));
        var late = on.inContact(Mode.AUTO);
        assertThat(on.bed.at(november(24, 8, 59))).isZero();
        on.clockWasRefused(early, "letter-due", "hours-are-not-quiet");
        assertThat(on.bed.now(early).data().outreach().made()).isZero();

        on.bed.at(november(24, 9, 5));

        assertThat(on.bed.now(early).data().outreach().made()).isEqualTo(1);
        assertThat(on.bed.now(late).data().outreach().made()).isEqualTo(1);
    }

    @Test
    void auto_letters_go_out_until_a_minute_before_eight_in_the_evening() {
        var card = on.inContact(Mode.AUTO);

        on.bed.at(november(23, 19, 59));

        assertThat(on.bed.now(card).data().outreach().made()).isEqualTo(1);
    }

    @Test
    void auto_no_letter_goes_out_before_nine_in_the_morning() {
        var card = on.inContact(Mode.AUTO);

        on.bed.at(november(24, 8, 59));

        on.clockWasRefused(card, "letter-due", "hours-are-not-quiet");
    }

    @Test
    void auto_no_letter_goes_out_to_a_company_that_has_opted_out_meanwhile() {
        var card = on.inContact(Mode.AUTO);
        var data = on.bed.now(card).data();
        var other = on.bed.open(Data.of("Филиал", data.company(), ContactRef.NONE, Set.of()), ANNA);
        on.take(other, new OptOut("не пишите нам"), ANNA);

        on.fiveMinutesOn();

        on.clockWasRefused(card, "letter-due", "contact-is-allowed");
    }

    @Test
    void auto_no_reminder_goes_out_after_four_tries() {
        var card = on.inContact(Mode.AUTO);
        for (var i = 0; i < 4; i++) {
            on.take(card, new LogAttempt("не берёт трубку"), ANNA);
        }

        on.fiveMinutesOn();

        on.clockWasRefused(card, "letter-due", "tries-are-left");
    }

    @Test
    void auto_waits_for_a_person_where_nobody_knows_whom_to_write_to() {
        var card = on.bed.open(
                Data.of("ООО Ромашка", "romashka", ContactRef.NONE, Set.of())
                        .mode(Mode.AUTO)
                        .lastProducts(List.of("shelf")),
                ANNA);
        on.fiveMinutesOn();

        on.fiveMinutesOn();

        on.clockWasRefused(card, "review-due", "contact-is-known");
        assertThat(on.stage(card)).isEqualTo(Stage.REVIEW);
    }

    @Test
    void auto_waits_for_a_person_where_there_is_nothing_to_offer() {
        on.nothingToOffer();
        var card = on.inReview(Mode.AUTO);

        on.fiveMinutesOn();

        on.clockWasRefused(card, "review-due", "offer-is-found");
        assertThat(on.stage(card)).isEqualTo(Stage.REVIEW);
    }

    @Test
    void auto_does_not_select_a_customer_with_an_open_deal() {
        on.open = List.of(DEAL);
        var card = on.isNew(Mode.AUTO);

        on.fiveMinutesOn();

        on.clockWasRefused(card, "selection-due", "company-has-no-open-deal");
    }

    @Test
    void a_card_that_has_an_owner_keeps_it_when_the_clock_selects_it() {
        var card = on.bed.open(on.customer(Mode.SEMI), Reactivations.IGOR);

        on.fiveMinutesOn();

        assertThat(on.stage(card)).isEqualTo(Stage.REVIEW);
        assertThat(on.bed.now(card).owner()).isEqualTo("igor");
    }

    @Test
    void semi_who_reviews_before_the_offer_is_drafted_gets_it_from_the_table() {
        var card = on.inReview(Mode.SEMI);

        var reviewed = on.take(card, new SubmitReview(true, true, "стеллажи в мае", List.of()), ANNA);

        assertThat(reviewed.data().offers()).containsExactly("ladder");
    }

    @Test
    void a_reminder_needs_the_same_as_a_letter() {
        var card = on.inContact(Mode.AUTO);
        on.fiveMinutesOn();

        on.bed.at(november(25, 21, 0));

        on.clockWasRefused(card, "reminder-due", "hours-are-not-quiet");
        assertThat(on.bed.lastEffects(card))
                .anyMatch(Effect.Write.class::isInstance); // the first letter is the last move
        assertThat(on.bed.at(november(26, 9, 0))).isEqualTo(1);
        assertThat(on.bed.now(card).data().outreach().made()).isEqualTo(2);
        assertThat(on.bed.later(Duration.ofDays(1))).isZero();
    }
}

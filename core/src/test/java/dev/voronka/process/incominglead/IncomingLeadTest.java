package dev.voronka.process.incominglead;

import static dev.voronka.process.incominglead.IncomingLead.PROCESS;
import static dev.voronka.process.incominglead.Leads.ANNA;
import static dev.voronka.process.incominglead.Leads.FORM;
import static dev.voronka.process.incominglead.Leads.POLINA;
import static dev.voronka.process.incominglead.Leads.monday;
import static dev.voronka.process.incominglead.Leads.november;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.Effect;
import dev.voronka.PortFailed;
import dev.voronka.Texts;
import dev.voronka.people.Directory;
import dev.voronka.process.incominglead.IncomingLead.ConfirmNotDuplicate;
import dev.voronka.process.incominglead.IncomingLead.GiveConsent;
import dev.voronka.process.incominglead.IncomingLead.Intake;
import dev.voronka.process.incominglead.IncomingLead.LinkDuplicate;
import dev.voronka.process.incominglead.IncomingLead.LogAttempt;
import dev.voronka.process.incominglead.IncomingLead.Stage;
import dev.voronka.process.incominglead.IncomingLead.WithdrawConsent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a lead comes in and is taken in: the first touch, duplicates, consent, tries to reach the person. */
class IncomingLeadTest {

    private static final LogAttempt NOT_REACHED = new LogAttempt(false, "не берёт трубку");

    private final Leads leads = new Leads();

    // Новый

    @Test
    void the_stages_are_called_as_the_customer_calls_them() {
        assertThat(PROCESS.title(Texts.RUSSIAN)).isEqualTo("Входящие лиды");
        assertThat(PROCESS.mainPath().stream().map(s -> PROCESS.title(s, Texts.RUSSIAN)))
                .containsExactly("Новый", "Квалификация", "Маршрутизация", "Успех");
    }

    @Test
    void a_lead_from_a_form_is_new_belongs_to_nobody_and_should_be_touched_within_fifteen_working_minutes() {
        var lead = leads.isNew();

        assertThat(lead.stage()).isEqualTo(Stage.NEW);
        assertThat(lead.owner()).isNull();
        assertThat(leads.due(lead)).isEqualTo(monday(10, 15));
        assertThat(leads.bed.lastMessages(lead)).contains("comment: form открыл карточку на стадии «Новый»");
    }

    @Test
    void a_lead_that_comes_in_on_friday_evening_should_be_touched_on_monday_morning() {
        leads.bed.clock.set(november(27, 17, 50).toInstant());

        var lead = leads.isNew();

        assertThat(leads.due(lead)).isEqualTo(november(30, 9, 5));
    }

    @Test
    void a_lead_that_comes_in_before_lunch_should_be_touched_after_lunch() {
        leads.bed.clock.set(monday(12, 50).toInstant());

        var lead = leads.isNew();

        assertThat(leads.due(lead)).isEqualTo(monday(14, 5));
    }

    @Test
    void intake_gives_the_lead_to_a_qualifier_who_is_told_to_call_and_the_client_is_answered() {
        var lead = leads.isNew();

        var taken = leads.bed.fire(lead, new Intake(), FORM).orThrow();

        assertThat(taken.stage()).isEqualTo(Stage.QUALIFICATION);
        assertThat(taken.owner()).isEqualTo("polina");
        assertThat(leads.due(taken)).isEqualTo(november(24, 10, 0));
        assertThat(leads.bed.lastMessages(lead))
                .contains(
                        "comment: form: «Новый» → «Квалификация» (Принять)",
                        "write client-7: Мы получили ваш запрос и перезвоним",
                        "task Employee[id=polina]: Позвоните: Сигнализация на склад");
    }

    @Test
    void a_lead_without_phone_and_email_is_not_taken_in() {
        var lead = leads.bed.open(LeadData.of("Заявка", Channel.MESSENGER, "напишите мне"), FORM);

        var said = leads.refused(lead, new Intake(), POLINA, "contact-is-present");

        assertThat(said).containsExactly("нет ни телефона, ни почты");
    }

    @Test
    void an_email_is_contact_enough() {
        var lead = leads.bed.open(LeadData.of("Заявка", Channel.EMAIL, "пишите").emails("Anna@Example.RU"), FORM);

        var taken = leads.bed.fire(lead, new Intake(), POLINA).orThrow();

        assertThat(taken.stage()).isEqualTo(Stage.QUALIFICATION);
    }

    @Test
    void a_phone_that_is_none_does_not_stop_a_lead_from_coming_in_and_loses_nothing() {
        var lead = leads.bed.open(
                LeadData.of("Заявка", Channel.WEBSITE, "телефон: нет, пишите в чат")
                        .phones("нет")
                        .emails("@"),
                FORM);

        leads.refused(lead, new Intake(), POLINA, "contact-is-present");

        assertThat(leads.bed.now(lead).data().phones()).containsExactly("нет");
        assertThat(leads.bed.now(lead).data().emails()).containsExactly("@");
        assertThat(leads.bed.now(lead).data().rawText()).isEqualTo("телефон: нет, пишите в чат");
        assertThat(leads.bed.now(lead).header().reach()).isEmpty();
    }

    @Test
    void a_contact_that_was_typed_wrong_is_amended_and_the_lead_is_taken_in() {
        var lead = leads.bed.open(leads.lead().phones("нет"), FORM);

        leads.bed
                .fire(lead, new CommonTrigger.Amend(lead.data().phones("+7 916 765-43-21")), POLINA)
                .orThrow();

        var taken = leads.bed.fire(lead, new Intake(), POLINA).orThrow();
        assertThat(taken.header().reach()).containsExactly("tel:+79167654321");
    }

    @Test
    void a_directory_of_nobody_cannot_take_a_lead_in_and_says_what_to_do() {
        var nobody = new Leads(Directory.empty());
        var lead = nobody.isNew();

        assertThatThrownBy(() -> nobody.bed.fire(lead, new Intake(), FORM))
                .isInstanceOf(PortFailed.class)
                .hasMessageContainingAll(
                        "incoming-lead", "QUALIFIER", "[LEAD_HEAD, HEAD, DIRECTOR]", "Add them", "Directory.of(");

        assertThat(nobody.bed.now(lead)).isEqualTo(lead);
        assertThat(nobody.bed.funnel.history(lead.id())).hasSize(1);
    }

    // Дубли

    @Test
    void a_second_lead_from_the_same_phone_typed_otherwise_is_held_back_and_the_first_one_is_named() {
        var first = leads.bed.open(leads.lead().phones("+7 916 1234567"), FORM);
        var second = leads.bed.open(leads.lead().phones("8 (916) 123-45-67"), FORM);

        var said = leads.refused(second, new Intake(), FORM, "dedupe-is-done");

        assertThat(said).containsExactly("похоже на дубль карточки " + first.id());
    }

    @Test
    void a_second_lead_from_the_same_email_in_capitals_is_held_back() {
        var first = leads.bed.open(leads.lead().emails("anna@example.ru"), FORM);
        var second = leads.bed.open(leads.lead().emails("ANNA@Example.RU"), FORM);

        var said = leads.refused(second, new Intake(), FORM, "dedupe-is-done");

        assertThat(said.get(0)).contains(first.id().toString());
    }

    @Test
    void all_leads_that_look_the_same_are_named_oldest_first() {
        var oldest = leads.bed.open(leads.lead().phones("8 916 123-45-67"), FORM);
        var older = leads.bed.open(leads.lead().phones("8 916 123-45-67", "8 495 765-43-21"), FORM);
        var lead = leads.bed.open(leads.lead().phones("8 495 765 43 21", "8 916 123 45 67"), FORM);

        var said = leads.refused(lead, new Intake(), FORM, "dedupe-is-done");

        assertThat(said).containsExactly("похоже на дубль карточки " + oldest.id() + ", " + older.id());
    }

    @Test
    void a_lead_of_which_a_person_says_that_it_is_no_duplicate_is_taken_in() {
        leads.bed.open(leads.lead().phones("8 916 123-45-67"), FORM);
        var lead = leads.bed.open(leads.lead().phones("8 916 123-45-67"), FORM);
        leads.refused(lead, new Intake(), POLINA, "dedupe-is-done");

        leads.bed.fire(lead, new ConfirmNotDuplicate(), POLINA).orThrow();

        assertThat(leads.bed.fire(lead, new Intake(), POLINA).orThrow().stage()).isEqualTo(Stage.QUALIFICATION);
    }

    @Test
    void a_lead_that_has_ended_makes_nobody_a_duplicate() {
        var ended = leads.bed.open(leads.lead().phones("8 916 123-45-67"), FORM);
        leads.bed.fire(ended, new Fail(Stage.SPAM, "реклама"), POLINA).orThrow();
        var lead = leads.bed.open(leads.lead().phones("8 916 123-45-67"), FORM);

        assertThat(leads.bed.fire(lead, new Intake(), FORM).orThrow().stage()).isEqualTo(Stage.QUALIFICATION);
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NEW", "QUALIFICATION"})
    void a_lead_ends_as_a_duplicate_only_of_another_card_that_is_named(Stage stage) {
        var first = leads.isNew();
        var lead = leads.in(stage);
        var asDuplicate = new Fail(Stage.DUPLICATE, "писал вчера");

        var notNamed = leads.refused(lead, asDuplicate, POLINA, "duplicate-is-linked");
        var ofItself = leads.refused(lead, new LinkDuplicate(lead.id()), POLINA, "link-is-another-card");
        leads.bed.fire(lead, new LinkDuplicate(first.id()), POLINA).orThrow();
        var ended = leads.bed.fire(lead, asDuplicate, POLINA).orThrow();

        assertThat(notNamed).containsExactly("не указано, чей это дубль");
        assertThat(ofItself).containsExactly("карточка не может быть дублем самой себя");
        assertThat(ended.stage()).isEqualTo(Stage.DUPLICATE);
        assertThat(ended.data().duplicateOf()).isEqualTo(first.id());
    }

    @Test
    void a_link_to_a_card_of_another_system_is_kept_as_it_is() {
        var lead = leads.isNew();
        var elsewhere = CardId.parse("01890a5d-ac96-774b-bcce-b302099a8057");

        leads.bed.fire(lead, new LinkDuplicate(elsewhere), POLINA).orThrow();

        assertThat(leads.bed.now(lead).data().duplicateOf()).isEqualTo(elsewhere);
    }

    // Попытки

    @Test
    void the_first_try_to_reach_the_person_is_the_first_touch_and_all_tries_are_kept() {
        var lead = leads.isNew();
        leads.bed.clock.set(monday(10, 5).toInstant());
        leads.bed.fire(lead, NOT_REACHED, POLINA).orThrow();
        leads.bed.clock.set(monday(11, 0).toInstant());
        leads.bed.fire(lead, new LogAttempt(true, "просил письмо"), POLINA).orThrow();

        var data = leads.bed.now(lead).data();

        assertThat(data.firstTouchAt()).isEqualTo(monday(10, 5).toInstant());
        assertThat(data.attempts())
                .containsExactly(
                        new ContactAttempt(monday(10, 5).toInstant(), false, "не берёт трубку"),
                        new ContactAttempt(monday(11, 0).toInstant(), true, "просил письмо"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NEW", "QUALIFICATION"})
    void a_person_is_unreachable_after_five_tries_on_five_days_and_not_after_four(Stage stage) {
        var lead = leads.in(stage);
        var unreachable = new Fail(Stage.UNREACHABLE, "не отвечает");
        leads.tryToReach(lead, 4);

        var said = leads.refused(lead, unreachable, POLINA, "attempts-are-enough");
        leads.tryToReach(lead, 1);
        var ended = leads.bed.fire(lead, unreachable, POLINA).orThrow();

        assertThat(said).containsExactly("нужно не меньше 5 попыток в 3 разных дня, пока 4/4");
        assertThat(ended.stage()).isEqualTo(Stage.UNREACHABLE);
    }

    @Test
    void ten_tries_on_two_days_are_not_enough() {
        var lead = leads.isNew();
        for (var i = 0; i < 10; i++) {
            leads.bed.fire(lead, NOT_REACHED, POLINA).orThrow();
            leads.bed.clock.advance(i == 4 ? Duration.ofDays(1) : Duration.ofMinutes(10));
        }

        var said = leads.refused(lead, new Fail(Stage.UNREACHABLE, "не отвечает"), POLINA, "attempts-are-enough");

        assertThat(said).containsExactly("нужно не меньше 5 попыток в 3 разных дня, пока 10/2");
    }

    @Test
    void five_tries_on_three_days_are_enough_and_days_are_counted_in_moscow() {
        var lead = leads.isNew();
        var tries = List.of(
                monday(23, 50), november(24, 0, 10), november(24, 23, 50), november(25, 0, 10), november(25, 0, 20));
        tries.forEach(moment -> {
            leads.bed.clock.set(moment.toInstant());
            leads.bed.fire(lead, NOT_REACHED, POLINA).orThrow();
        });

        var ended = leads.bed
                .fire(lead, new Fail(Stage.UNREACHABLE, "не отвечает"), POLINA)
                .orThrow();

        assertThat(ended.stage()).isEqualTo(Stage.UNREACHABLE);
    }

    // Согласие

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NEW", "QUALIFICATION"})
    void nobody_is_called_without_consent_and_after_it_is_given_everybody_is(Stage stage) {
        var lead = leads.in(stage);
        leads.bed.fire(lead, new WithdrawConsent(), FORM).orThrow();

        var said = leads.refused(lead, NOT_REACHED, POLINA, "consent-given");
        leads.bed.fire(lead, new GiveConsent(), FORM).orThrow();
        leads.bed.fire(lead, NOT_REACHED, POLINA).orThrow();

        assertThat(said).containsExactly("нет согласия на обращение");
        assertThat(leads.bed.now(lead).data().attempts()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NEW", "QUALIFICATION", "ROUTING"})
    void consent_is_given_and_withdrawn_on_every_stage_and_its_moments_are_kept(Stage stage) {
        var lead = leads.in(stage);
        var due = leads.due(lead);
        var given = monday(10, 5).toInstant();
        var withdrawn = monday(10, 7).toInstant();

        leads.bed.clock.set(given);
        leads.bed.fire(lead, new GiveConsent(), FORM).orThrow();
        assertThat(leads.bed.now(lead).data().consent()).isEqualTo(Consent.given(given));
        leads.bed.clock.set(withdrawn);
        leads.bed.fire(lead, new WithdrawConsent(), FORM).orThrow();

        assertThat(leads.bed.now(lead).data().consent()).isEqualTo(new Consent(given, withdrawn));
        assertThat(leads.bed.now(lead).data().consent().isValid()).isFalse();
        assertThat(leads.bed.now(lead).stage()).isEqualTo(stage);
        assertThat(leads.due(lead)).isEqualTo(due);
    }

    @Test
    void without_consent_no_letter_is_written_but_the_lead_is_taken_in() {
        var lead = leads.bed.open(
                LeadData.of("Заявка", Channel.PHONE, "звонили")
                        .phones("8 916 123-45-67")
                        .contact("client-8"),
                FORM);

        leads.bed.fire(lead, new Intake(), FORM).orThrow();

        assertThat(leads.bed.lastEffects(lead)).noneMatch(Effect.Write.class::isInstance);
    }

    @Test
    void with_consent_but_without_a_known_contact_no_letter_is_written() {
        var lead = leads.bed.open(
                LeadData.of("Заявка", Channel.PHONE, "звонили")
                        .phones("8 916 123-45-67")
                        .consentGiven(Instant.EPOCH),
                FORM);

        leads.bed.fire(lead, new Intake(), FORM).orThrow();

        assertThat(leads.bed.lastEffects(lead)).noneMatch(Effect.Write.class::isInstance);
    }

    @Test
    void after_consent_is_withdrawn_no_letter_is_written_when_a_seller_takes_the_lead() {
        var lead = leads.inRouting();
        leads.bed.fire(lead, new WithdrawConsent(), FORM).orThrow();

        leads.accepted(lead);

        assertThat(leads.bed.now(lead).stage()).isEqualTo(Stage.SUCCESS);
        assertThat(leads.bed.lastEffects(lead)).noneMatch(Effect.Write.class::isInstance);
    }

    @Test
    void a_trigger_of_another_stage_is_not_expected_and_the_stage_that_expects_it_is_named() {
        var lead = leads.isNew();

        var outcome = leads.bed.fire(lead, new IncomingLead.Accept(), ANNA);

        assertThat(outcome.message()).contains("is in NEW; accept is expected only in ROUTING");
        assertThat(leads.bed.now(lead)).isEqualTo(lead);
    }
}

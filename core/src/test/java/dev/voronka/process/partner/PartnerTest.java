package dev.voronka.process.partner;

import static dev.voronka.process.partner.Partner.Stage.CONFLICT;
import static dev.voronka.process.partner.Partner.Stage.CONTRACT;
import static dev.voronka.process.partner.Partner.Stage.EVALUATION;
import static dev.voronka.process.partner.Partner.Stage.LOW_SCORE;
import static dev.voronka.process.partner.Partner.Stage.NEW;
import static dev.voronka.process.partner.Partner.Stage.OBLIGATIONS;
import static dev.voronka.process.partner.Partner.Stage.TERMS_NOT_AGREED;
import static dev.voronka.process.partner.Partners.CONTRACT_CARD;
import static dev.voronka.process.partner.Partners.INN;
import static dev.voronka.process.partner.Partners.MEETING;
import static dev.voronka.process.partner.Partners.NORTH;
import static dev.voronka.process.partner.Partners.TODAY;
import static dev.voronka.process.partner.Partners.VIKA;
import static dev.voronka.process.partner.Partners.inDays;
import static dev.voronka.process.partner.Partners.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.CommonTrigger.Amend;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.ContactRef;
import dev.voronka.Fields;
import dev.voronka.process.partner.Partner.AddObligation;
import dev.voronka.process.partner.Partner.ArrangeMeeting;
import dev.voronka.process.partner.Partner.CheckConflict;
import dev.voronka.process.partner.Partner.CompleteScorecard;
import dev.voronka.process.partner.Partner.ContractFailed;
import dev.voronka.process.partner.Partner.ContractSigned;
import dev.voronka.process.partner.Partner.Data;
import dev.voronka.process.partner.Partner.FillProfile;
import dev.voronka.process.partner.Partner.MeetingFailed;
import dev.voronka.process.partner.Partner.MeetingHeld;
import dev.voronka.process.partner.Partner.Rate;
import dev.voronka.process.partner.Partner.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A partner from its profile to a signed contract. */
class PartnerTest {

    private final Partners partners = new Partners();

    // Новый партнёр

    @Test
    void a_new_partner_has_two_working_days_for_its_profile_and_is_found_by_company_and_contact() {
        var card = partners.bed.open(NORTH.direction("doors"), VIKA);

        assertThat(card.stage()).isEqualTo(NEW);
        partners.isDue(card, inDays(2));
        assertThat(card.header().title()).isEqualTo("Север");
        assertThat(card.header().company()).isEqualTo("company-7");
        assertThat(card.header().direction()).isEqualTo("doors");
        assertThat(card.header().contacts()).containsExactly(ContactRef.of("c4"));
    }

    @Test
    void a_partner_with_a_full_profile_is_to_be_evaluated_within_five_working_days() {
        var card = partners.isNew();

        var evaluated = partners.take(card, profile(), VIKA);

        assertThat(evaluated.stage()).isEqualTo(EVALUATION);
        assertThat(evaluated.data().type()).isEqualTo(PartnerType.DEALER);
        assertThat(evaluated.data().inn()).isEqualTo(INN);
        assertThat(evaluated.data().territory()).isEqualTo("Тверь");
        assertThat(evaluated.data().contact()).isEqualTo(ContactRef.of("c4"));
        partners.isDue(card, inDays(7));
        assertThat(partners.told(card))
                .containsExactly(
                        "task Owner[]: Оцените партнёра «Север»: поставьте оценки и проверьте конфликт интересов");
    }

    @Test
    void what_the_profile_lacks_is_named() {
        var card = partners.bed.open(Data.of("Север", null, ContactRef.NONE), VIKA);

        assertThat(partners.refused(card, new FillProfile(), VIKA, "profile-is-filled"))
                .isEqualTo("не заполнено: тип партнёра, ИНН, регион, контакт");
        assertThat(partners.refused(
                        card,
                        new FillProfile(PartnerType.AGENT, INN, " ", ContactRef.of("c9")),
                        VIKA,
                        "profile-is-filled"))
                .isEqualTo("не заполнено: регион");
    }

    @Test
    void a_profile_that_the_card_has_already_need_not_be_told_again() {
        var known = NORTH.type(PartnerType.AGENT).inn(INN).territory("Тула");
        var card = partners.bed.open(known, VIKA);

        var evaluated = partners.take(card, new FillProfile(), VIKA);

        assertThat(evaluated.stage()).isEqualTo(EVALUATION);
        assertThat(evaluated.data()).isEqualTo(known);
    }

    @Test
    void another_contact_replaces_the_one_of_the_card() {
        var card = partners.take(
                partners.isNew(), new FillProfile(PartnerType.AGENT, INN, "Тула", ContactRef.of("c9")), VIKA);

        assertThat(card.data().contact()).isEqualTo(ContactRef.of("c9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7707083894", "500100732258", "500100732269"})
    void an_inn_with_wrong_check_digits_is_refused_without_being_repeated(String inn) {
        var wrong = new FillProfile(PartnerType.DEALER, inn, "Тверь", ContactRef.NONE);

        assertThat(partners.refused(partners.isNew(), wrong, VIKA, "inn-is-genuine"))
                .isEqualTo("неверный ИНН: контрольные цифры не сходятся");
    }

    @ParameterizedTest
    @ValueSource(strings = {"770708389", "77070838931", "7707083893333", "77O7083893"})
    void an_inn_that_has_not_10_or_12_digits_is_refused(String inn) {
        var wrong = new FillProfile(PartnerType.DEALER, inn, "Тверь", ContactRef.NONE);

        assertThat(partners.refused(partners.isNew(), wrong, VIKA, "inn-is-genuine"))
                .isEqualTo("неверный ИНН: нужно 10 цифр у организации или 12 у предпринимателя");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7707083893", "7830002293", "500100732259"})
    void companies_and_entrepreneurs_have_genuine_inns(String inn) {
        var right = new FillProfile(PartnerType.DEALER, inn, "Тверь", ContactRef.NONE);

        assertThat(partners.take(partners.isNew(), right, VIKA).stage()).isEqualTo(EVALUATION);
    }

    @Test
    void a_profile_is_read_from_the_fields_of_the_crm() {
        var fields = Fields.of(Map.of("type", "dealer", "inn", INN, "territory", "Тверь", "contact", "c9"));

        assertThat(FillProfile.from(fields))
                .isEqualTo(new FillProfile(PartnerType.DEALER, INN, "Тверь", ContactRef.of("c9")));
        assertThat(FillProfile.from(Fields.of(Map.of("type", "friend")))).isEqualTo(new FillProfile());
    }

    // Оценка эффективности партнерства

    @Test
    void marks_are_given_one_by_one_and_may_be_changed() {
        var card = partners.inEvaluation();

        partners.take(card, new Rate("Market", 2), VIKA);
        partners.take(card, new Rate("market", 5), VIKA);

        assertThat(partners.data(card).scorecard().criteria().get(0)).isEqualTo(new Criterion("market", 30, 5));
        assertThat(partners.data(card).scorecard().score()).isEqualTo(30);
        assertThat(partners.stage(card)).isEqualTo(EVALUATION);
    }

    @Test
    void a_criterion_that_is_not_on_the_scorecard_gets_no_mark() {
        assertThat(partners.refused(partners.inEvaluation(), new Rate("charm", 5), VIKA, "criterion-is-known"))
                .isEqualTo("нет такого критерия, есть: рынок и клиенты в регионе, штат продавцов,"
                        + " техническая компетентность, финансы, репутация");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, -1})
    void a_mark_is_one_to_five(int mark) {
        assertThat(partners.refused(partners.inEvaluation(), new Rate("market", mark), VIKA, "mark-is-on-the-scale"))
                .isEqualTo("оценка — это число от 1 до 5");
    }

    @Test
    void an_evaluation_is_not_closed_while_marks_are_missing() {
        var card = partners.evaluated(partners.inEvaluation(), 5);
        var criteria = partners.data(card).scorecard().criteria().stream()
                .map(c -> c.isCalled("reputation") || c.isCalled("finances") ? c.marked(null) : c)
                .toList();
        partners.take(card, new Amend(partners.data(card).evaluatedBy(new Scorecard(criteria))), VIKA);

        assertThat(partners.refused(card, new CompleteScorecard(), VIKA, "all-criteria-are-rated"))
                .isEqualTo("нет оценки: финансы, репутация");
    }

    @ParameterizedTest
    @CsvSource({"AGENT, 50", "DEALER, 60", "INTEGRATOR, 65", "DISTRIBUTOR, 70"})
    void the_score_must_reach_the_limit_for_the_type_of_partner(PartnerType type, int limit) {
        var card = partners.evaluated(partners.inEvaluationAs(type), 5);
        partners.take(card, new Amend(partners.data(card).evaluatedBy(scoring(limit - 1))), VIKA);

        assertThat(partners.refused(card, new CompleteScorecard(), VIKA, "score-is-high-enough"))
                .isEqualTo("баллов меньше, чем нужно партнёру этого типа: " + (limit - 1) + "/" + limit);
        partners.take(card, new Amend(partners.data(card).evaluatedBy(scoring(limit))), VIKA);
        assertThat(partners.take(card, new CompleteScorecard(), VIKA).stage()).isEqualTo(CONTRACT);
    }

    /** A scorecard of exactly this score: the worst mark alone gives 20 points, the best one 100. */
    private static Scorecard scoring(int score) {
        var best = 5 * (score - 20);
        return Scorecard.of(new Criterion("good", best, 5), new Criterion("bad", 400 - best, 1));
    }

    @Test
    void a_partner_whose_type_is_unknown_must_pass_the_strictest_limit() {
        assertThat(NORTH.leastScore()).isEqualTo(70);
    }

    @Test
    void an_evaluation_is_not_closed_before_somebody_has_looked_for_conflicts() {
        var card = partners.rated(partners.inEvaluation(), 4);

        assertThat(partners.refused(card, new CompleteScorecard(), VIKA, "conflict-is-checked"))
                .isEqualTo("конфликт интересов не проверен");
    }

    @Test
    void a_partner_with_a_conflict_of_interests_gets_no_contract_and_the_head_is_told() {
        var card = partners.evaluated(partners.inEvaluation(), 4);

        partners.take(card, new CheckConflict("Директор — брат нашего закупщика"), VIKA);

        assertThat(partners.told(card))
                .containsExactly("tell Holder[role=HEAD]: Конфликт интересов с партнёром «Север»:"
                        + " Директор — брат нашего закупщика");
        assertThat(partners.data(card).conflict())
                .isEqualTo(new ConflictCheck("vika", TODAY, "Директор — брат нашего закупщика"));
        assertThat(partners.refused(card, new CompleteScorecard(), VIKA, "no-conflict-is-found"))
                .isEqualTo("есть конфликт интересов: Директор — брат нашего закупщика");
    }

    @Test
    void a_look_that_finds_no_conflict_tells_nobody() {
        var card = partners.take(partners.inEvaluation(), new CheckConflict(" "), VIKA);

        assertThat(card.data().conflict().isClear()).isTrue();
        assertThat(partners.ownEffects(card)).isEmpty();
    }

    @Test
    void a_good_partner_gets_a_contract_within_fifteen_working_days() {
        var card = partners.evaluated(partners.inEvaluation(), 4);

        var contract = partners.take(card, new CompleteScorecard(), VIKA);

        assertThat(contract.stage()).isEqualTo(CONTRACT);
        partners.isDue(card, inDays(21));
        assertThat(partners.bed.lastMessages(card)).contains("comment: Оценка партнёра: 80 из 100 баллов, нужно 60");
    }

    @Test
    void a_partner_of_low_score_is_turned_down() {
        var card = partners.rated(partners.inEvaluation(), 2);

        assertThat(partners.take(card, new Fail(LOW_SCORE, "Слабый партнёр"), VIKA)
                        .stage())
                .isEqualTo(LOW_SCORE);
    }

    @Test
    void a_partner_is_not_turned_down_for_its_score_while_that_is_high_or_unknown() {
        var card = partners.inEvaluation();

        assertThat(partners.refused(card, new Fail(LOW_SCORE, "Слабый"), VIKA, "all-criteria-are-rated"))
                .startsWith("нет оценки: рынок и клиенты в регионе");
        partners.rated(card, 4);
        assertThat(partners.refused(card, new Fail(LOW_SCORE, "Слабый"), VIKA, "score-is-below-the-limit"))
                .isEqualTo("баллов достаточно для партнёра этого типа: 80/60");
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"EVALUATION", "CONTRACT", "OBLIGATIONS"})
    void a_partner_is_turned_down_for_a_conflict_only_if_one_is_noted(Stage stage) {
        var card = partners.in(stage);

        assertThat(partners.refused(card, new Fail(CONFLICT, "Родня"), VIKA, "conflict-is-found"))
                .isEqualTo("конфликт интересов не отмечен");
        partners.take(card, new CheckConflict("Родня"), VIKA);
        assertThat(partners.take(card, new Fail(CONFLICT, "Родня"), VIKA).stage())
                .isEqualTo(CONFLICT);
    }

    // Встречи

    @Test
    void a_meeting_is_arranged_for_a_goal() {
        var card = partners.inEvaluation();

        assertThat(partners.refused(card, new ArrangeMeeting(" "), VIKA, "meeting-has-a-goal"))
                .isEqualTo("не заполнена цель встречи");
        assertThat(partners.take(card, new ArrangeMeeting("Познакомиться"), VIKA)
                        .stage())
                .isEqualTo(EVALUATION);
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NEW", "EVALUATION", "CONTRACT", "OBLIGATIONS", "SUCCESS"})
    void what_became_of_a_meeting_is_noted_in_every_stage_and_the_owner_is_told(Stage stage) {
        var card = partners.in(stage);

        partners.take(card, new MeetingFailed(MEETING, "Не приехали"), Actor.LINK);
        assertThat(partners.told(card))
                .containsExactly("tell Owner[]: Встреча с партнёром «Север» не состоялась: Не приехали");
        assertThat(partners.data(card).meetings()).containsExactly(new MeetingNote(MEETING, false, "Не приехали"));

        partners.take(card, new MeetingHeld(MEETING), Actor.LINK);
        assertThat(partners.told(card)).containsExactly("tell Owner[]: Встреча с партнёром «Север» состоялась");
        assertThat(partners.data(card).meetings())
                .as("a meeting is noted once, as it was reported last")
                .containsExactly(new MeetingNote(MEETING, true, ""));
        assertThat(partners.stage(card)).isEqualTo(stage);
    }

    @Test
    void every_meeting_has_its_own_note() {
        var card = partners.inEvaluation();

        partners.take(card, new MeetingHeld(MEETING), Actor.LINK);
        partners.take(card, new MeetingFailed(CONTRACT_CARD, "Заболел"), Actor.LINK);

        assertThat(partners.data(card).meetings())
                .containsExactly(new MeetingNote(MEETING, true, ""), new MeetingNote(CONTRACT_CARD, false, "Заболел"));
    }

    @Test
    void only_linked_cards_report_of_meetings_and_contracts() {
        for (var trigger : List.of(
                new MeetingHeld(MEETING),
                new MeetingFailed(MEETING, "Не приехали"),
                new ContractSigned(CONTRACT_CARD),
                new ContractFailed(CONTRACT_CARD, "Нет"))) {
            partners.refused(partners.inContract(), trigger, VIKA, "only-a-program");
        }
    }

    // Подписание контракта

    @Test
    void a_partner_whose_contract_is_signed_has_a_first_deal_to_make_within_sixty_days() {
        var card = partners.inContract();

        var obliged = partners.take(card, new ContractSigned(CONTRACT_CARD), Actor.LINK);

        assertThat(obliged.stage()).isEqualTo(OBLIGATIONS);
        assertThat(obliged.data().contract()).isEqualTo(CONTRACT_CARD);
        assertThat(obliged.data().obligations()).containsExactly(Obligation.of("Первая сделка", TODAY.plusDays(60)));
        assertThat(partners.told(card))
                .containsExactly("task Owner[]: Внесите обязательства партнёра «Север» по контракту со сроками");
    }

    @Test
    void what_was_agreed_on_while_the_contract_was_written_counts_when_it_is_signed() {
        var card = partners.inContract();
        partners.take(card, new AddObligation("First deal", TODAY.plusDays(30)), VIKA);
        partners.take(card, new AddObligation("Открыть склад", TODAY.plusDays(20)), VIKA);

        partners.take(card, new ContractSigned(CONTRACT_CARD), Actor.LINK);

        assertThat(partners.data(card).obligations())
                .containsExactly(
                        Obligation.of("First deal", TODAY.plusDays(30)),
                        Obligation.of("Открыть склад", TODAY.plusDays(20)));
    }

    @Test
    void a_contract_that_comes_to_nothing_leads_back_to_the_evaluation_once() {
        var card = partners.inContract();

        partners.take(card, new ContractFailed(CONTRACT_CARD, "Не сошлись в марже"), Actor.LINK);
        assertThat(partners.stage(card)).isEqualTo(EVALUATION);
        assertThat(partners.told(card))
                .containsExactly("tell Owner[]: Контракт с партнёром «Север» не подписан: Не сошлись в марже");

        partners.take(card, new CompleteScorecard(), VIKA);
        partners.take(card, new ContractFailed(CONTRACT_CARD, "Снова не сошлись"), Actor.LINK);
        assertThat(partners.stage(card)).isEqualTo(TERMS_NOT_AGREED);
        assertThat(partners.data(card).contractFailures()).containsExactly("Не сошлись в марже", "Снова не сошлись");
    }

    @Test
    void a_contract_that_is_signed_at_last_wipes_out_the_failures_before() {
        var card = partners.inContract();
        partners.take(card, new ContractFailed(CONTRACT_CARD, "Не сошлись"), Actor.LINK);
        partners.take(card, new CompleteScorecard(), VIKA);

        var signed = partners.take(card, new ContractSigned(CONTRACT_CARD), Actor.LINK);

        assertThat(signed.data().contractFailures()).isEmpty();
    }

    @Test
    void a_contract_leads_back_to_the_evaluation_five_times_at_most_even_if_its_failures_are_forgiven() {
        var card = partners.inContract();
        for (var i = 0; i < 5; i++) {
            var before = partners.data(card);
            partners.take(card, new ContractFailed(CONTRACT_CARD, "Нет"), Actor.LINK);
            partners.take(card, new Amend(before), VIKA);
            partners.take(card, new CompleteScorecard(), VIKA);
        }

        assertThat(partners.refused(card, new ContractFailed(CONTRACT_CARD, "Нет"), Actor.LINK, "at-most"))
                .isEqualTo("не больше 5 раз");
    }
}

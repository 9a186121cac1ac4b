package dev.voronka.process.partner;

import static dev.voronka.process.partner.Partner.Stage.CONFLICT;
import static dev.voronka.process.partner.Partner.Stage.OBLIGATIONS;
import static dev.voronka.process.partner.Partner.Stage.ONBOARDING;
import static dev.voronka.process.partner.Partner.Stage.REFUSED;
import static dev.voronka.process.partner.Partners.MEETING;
import static dev.voronka.process.partner.Partners.TODAY;
import static dev.voronka.process.partner.Partners.VIKA;
import static dev.voronka.process.partner.Partners.endOfDay;
import static dev.voronka.process.partner.Partners.inDays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.Stage;
import dev.voronka.process.partner.Partner.AddObligation;
import dev.voronka.process.partner.Partner.CheckConflict;
import dev.voronka.process.partner.Partner.IssueAccess;
import dev.voronka.process.partner.Partner.Launch;
import dev.voronka.process.partner.Partner.MeetingFailed;
import dev.voronka.process.partner.Partner.MeetingHeld;
import dev.voronka.process.partner.Partner.PassTraining;
import org.junit.jupiter.api.Test;

/** A partner that is trained before it sells: the stage is shipped switched off, here it is on. */
class PartnerOnboardingTest {

    private final Partners partners = Partners.whoAreTrained();

    @Test
    void training_is_shipped_switched_off() {
        assertThat(Partner.PROCESS.mainPath()).extracting(Stage::name).doesNotContain("ONBOARDING");
        assertThat(new Partners().signed().stage()).isEqualTo(OBLIGATIONS);
    }

    @Test
    void a_partner_whose_contract_is_signed_is_trained_within_twenty_working_days() {
        var card = partners.signed();

        assertThat(card.stage()).isEqualTo(ONBOARDING);
        partners.isDue(card, inDays(28));
        assertThat(card.data().obligations()).as("they count from the launch").isEmpty();
        assertThat(partners.told(card))
                .containsExactly("task Owner[]: Контракт с партнёром «Север» подписан:"
                        + " обучите партнёра и выдайте доступ к порталу");
    }

    @Test
    void a_trained_partner_with_access_is_launched_and_its_obligations_count_from_then() {
        var card = partners.signed();
        partners.bed.at(inDays(10));
        partners.take(card, new PassTraining("Сертификат 7"), VIKA);
        partners.take(card, new IssueAccess("sever"), VIKA);

        var launched = partners.take(card, new Launch(), VIKA);

        assertThat(launched.stage()).isEqualTo(OBLIGATIONS);
        assertThat(launched.data().training()).isEqualTo(new Training(TODAY.plusDays(10), "Сертификат 7"));
        assertThat(launched.data().portalAccount()).isEqualTo("sever");
        assertThat(launched.data().obligations()).containsExactly(Obligation.of("Первая сделка", TODAY.plusDays(70)));
        partners.isDue(card, endOfDay(85));
        assertThat(partners.told(card))
                .containsExactly("task Owner[]: Внесите обязательства партнёра «Север» по контракту со сроками");
    }

    @Test
    void a_partner_is_not_launched_untrained() {
        var card = partners.signed();
        partners.take(card, new IssueAccess("sever"), VIKA);

        assertThat(partners.refused(card, new Launch(), VIKA, "training-is-passed"))
                .isEqualTo("обучение не пройдено");
    }

    @Test
    void a_partner_is_not_launched_without_access_to_the_portal() {
        var card = partners.signed();
        partners.take(card, new PassTraining("Сертификат 7"), VIKA);

        assertThat(partners.refused(card, new Launch(), VIKA, "access-is-issued"))
                .isEqualTo("доступ к порталу не выдан");
    }

    @Test
    void training_is_passed_with_evidence_and_access_is_issued_by_name() {
        var card = partners.signed();

        assertThat(partners.refused(card, new PassTraining(" "), VIKA, "evidence-is-given"))
                .isEqualTo("нет подтверждения");
        assertThat(partners.refused(card, new IssueAccess(""), VIKA, "account-is-named"))
                .isEqualTo("не указана учётная запись");
    }

    @Test
    void meetings_conflicts_and_obligations_are_noted_during_training() {
        var card = partners.signed();

        partners.take(card, new MeetingHeld(MEETING), Actor.LINK);
        partners.take(card, new MeetingFailed(MEETING, "Не приехали"), Actor.LINK);
        partners.take(card, new AddObligation("Открыть склад", TODAY.plusDays(20)), VIKA);
        partners.take(card, new CheckConflict("Родня"), VIKA);

        assertThat(partners.data(card).meetings()).containsExactly(new MeetingNote(MEETING, false, "Не приехали"));
        assertThat(partners.data(card).openTitles()).containsExactly("Открыть склад");
        assertThat(partners.take(card, new Fail(CONFLICT, "Родня"), VIKA).stage())
                .isEqualTo(CONFLICT);
    }

    @Test
    void a_partner_may_refuse_to_be_trained() {
        assertThat(partners.take(partners.signed(), new Fail(REFUSED, "Нет времени"), VIKA)
                        .stage())
                .isEqualTo(REFUSED);
    }

    @Test
    void a_partner_in_training_has_no_conflict_until_one_is_noted() {
        assertThat(partners.refused(partners.signed(), new Fail(CONFLICT, "Родня"), VIKA, "conflict-is-found"))
                .isEqualTo("конфликт интересов не отмечен");
    }
}

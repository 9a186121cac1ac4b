package dev.voronka.department;

import static dev.voronka.WorkingTime.calendarDays;
import static dev.voronka.WorkingTime.workingDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Actor;
import dev.voronka.Alteration;
import dev.voronka.InvalidInput;
import dev.voronka.Message;
import dev.voronka.Role;
import dev.voronka.Title;
import dev.voronka.UnsoundProcess;
import dev.voronka.approval.Answer;
import dev.voronka.approval.ApprovalLine;
import dev.voronka.approval.ApprovalSheet;
import dev.voronka.approval.ApprovalStep;
import dev.voronka.customise.Overlay;
import dev.voronka.process.contract.Contract;
import dev.voronka.process.correctiveaction.CorrectiveAction;
import dev.voronka.process.deal.Deal;
import dev.voronka.process.meeting.Meeting;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a reviewer broke once: links, overlays and approvals that were accepted, but could not work. */
class LinkFaultsTest {

    private static final CorrectiveAction.Severity MAJOR = CorrectiveAction.Severity.MAJOR;

    @Test
    void a_link_that_opens_one_card_for_each_key_cannot_open_it_later() {
        var department = Department.of(Meeting.PROCESS, CorrectiveAction.PROCESS)
                .when(Meeting.PROCESS)
                .enters(Meeting.Stage.NEW)
                .after(calendarDays(1))
                .open(CorrectiveAction.PROCESS, m -> CorrectiveAction.Data.ofComplaint(m.id(), "жалоба", MAJOR))
                .once(m -> "k")
                .and();

        assertThatThrownBy(department::build).hasMessageContaining("not-delayed");
    }

    @Test
    void a_note_cannot_be_written_later() {
        var department = Department.of(Meeting.PROCESS)
                .when(Meeting.PROCESS)
                .enters(Meeting.Stage.NEW)
                .after(calendarDays(1))
                .note(m -> Message.of("opened"));

        assertThatThrownBy(department::build).hasMessageContaining("not-delayed");
    }

    @Test
    void a_direction_must_keep_the_fail_in_which_its_cards_are_closed() {
        var altered = Overlay.of("contract@services").removeFail("CANCELLED").apply(Contract.PROCESS);

        assertThatThrownBy(() -> Department.standard().with(altered))
                .isInstanceOf(UnsoundDepartment.class)
                .hasMessageContaining("closing-is-refused")
                .hasMessageContaining("of direction services");
    }

    @Test
    void added_stages_find_their_places_in_whatever_order_they_are_written() {
        var altered = Overlay.of("deal")
                .add("S_B", Title.of("Б"), "S_A", workingDays(1))
                .add("S_A", Title.of("А"), "AT_CLIENT", workingDays(1))
                .apply(Deal.PROCESS);

        assertThat(altered.mainPath().stream().map(s -> s.name()))
                .containsSubsequence("AT_CLIENT", "S_A", "S_B", "CONTRACT");
    }

    @Test
    void stages_that_come_behind_each_other_are_refused() {
        var circle = Overlay.of("deal")
                .add("S_A", Title.of("А"), "S_B", workingDays(1))
                .add("S_B", Title.of("Б"), "S_A", workingDays(1));

        assertThatThrownBy(() -> circle.apply(Deal.PROCESS))
                .isInstanceOf(UnsoundProcess.class)
                .hasMessageContaining("S_A cannot come behind S_B");
    }

    @Test
    @SuppressWarnings("NullAway") // that is what is tested
    void a_deadline_of_null_and_a_version_below_one_are_refused_at_once() {
        assertThatThrownBy(() -> new Alteration.Deadline("NEW", null)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new Alteration.Version(0)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void who_becomes_the_requester_loses_the_approval_he_gave() {
        var monday = LocalDate.of(2026, 11, 23);
        var steps = List.of(ApprovalStep.all(ApprovalLine.of(Role.DIRECTOR, "always")));
        var sheet = ApprovalSheet.of("e1", steps, Map.of())
                .decided(Actor.employee("d1", Role.DIRECTOR), Answer.APPROVED, "", Instant.EPOCH, monday);
        assertThat(sheet.isPositive()).isTrue();

        var asked = new ApprovalSheet("d1", sheet.steps(), sheet.sections(), sheet.delegations());

        assertThat(asked.status()).isEqualTo(ApprovalSheet.Status.OPEN);
    }
}

package dev.voronka.approval;

import static dev.voronka.approval.Answer.APPROVED;
import static dev.voronka.approval.Answer.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Actor;
import dev.voronka.InvalidInput;
import dev.voronka.Role;
import dev.voronka.approval.ApprovalSheet.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Who must approve, who may, and what a verdict is good for. */
class ApprovalSheetTest {

    private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Actor SELLER = Actor.employee("e17", Role.REP);
    private static final Actor HEAD = Actor.employee("e2", Role.HEAD);
    private static final Actor OTHER_HEAD = Actor.employee("e3", Role.HEAD);
    private static final Actor LAWYER = Actor.employee("e4", Role.LEGAL);
    private static final Actor CFO = Actor.employee("e5", Role.CFO);

    private static final ApprovalLine BY_HEAD = ApprovalLine.of(Role.HEAD, "always");
    private static final ApprovalLine BY_LEGAL = ApprovalLine.of(Role.LEGAL, "always");
    private static final ApprovalLine BY_CFO = ApprovalLine.of(Role.CFO, "level");
    private static final Map<String, String> VERSION_1 = Map.of("price", "a", "subject", "b");

    // One after another, side by side

    @Test
    void a_sheet_without_steps_needs_nobody() {
        var sheet = sheet();

        assertThat(sheet.status()).isEqualTo(Status.NOT_NEEDED);
        assertThat(sheet.isPositive()).isTrue();
        assertThat(sheet.waitingFor()).isEmpty();
        assertThat(ApprovalSheet.NONE.isAsked(HEAD, TODAY)).isFalse();
        assertThat(yes(sheet, HEAD)).isSameAs(sheet);
    }

    @Test
    void steps_run_one_after_another() {
        var sheet = sheet(ApprovalStep.all(BY_HEAD), ApprovalStep.all(BY_CFO));
        assertThat(sheet.waitingFor()).containsExactly(BY_HEAD);
        assertThat(sheet.isAsked(CFO, TODAY)).isFalse();
        assertThat(yes(sheet, CFO)).as("before the turn").isEqualTo(sheet);

        var half = yes(sheet, HEAD);

        assertThat(half.status()).isEqualTo(Status.OPEN);
        assertThat(half.waitingFor()).containsExactly(BY_CFO);
        assertThat(half.isAsked(HEAD, TODAY)).isFalse();
        assertThat(yes(half, CFO).status()).isEqualTo(Status.APPROVED);
        assertThat(yes(half, CFO).waitingFor()).isEmpty();
    }

    @Test
    void lines_of_a_step_run_side_by_side_and_all_are_needed() {
        var sheet = sheet(ApprovalStep.all(BY_HEAD, BY_LEGAL));

        assertThat(sheet.waitingFor()).containsExactly(BY_HEAD, BY_LEGAL);
        assertThat(yes(sheet, LAWYER).status()).isEqualTo(Status.OPEN);
        assertThat(yes(yes(sheet, LAWYER), HEAD).status()).isEqualTo(Status.APPROVED);
        assertThat(yes(sheet, SELLER)).isEqualTo(sheet);
    }

    @Test
    void one_no_is_enough_where_all_are_needed() {
        var sheet = no(sheet(ApprovalStep.all(BY_HEAD, BY_LEGAL), ApprovalStep.all(BY_CFO)), HEAD);

        assertThat(sheet.status()).isEqualTo(Status.REJECTED);
        assertThat(sheet.isRejected()).isTrue();
        assertThat(sheet.isPositive()).isFalse();
        assertThat(sheet.waitingFor()).isEmpty();
        assertThat(yes(sheet, LAWYER)).as("it is over").isEqualTo(sheet);
    }

    @Test
    void somebody_with_several_roles_decides_for_each_of_them() {
        var both = Actor.employee("e9", Role.HEAD, Role.LEGAL);

        assertThat(yes(sheet(ApprovalStep.all(BY_HEAD, BY_LEGAL)), both).status())
                .isEqualTo(Status.APPROVED);
    }

    @Test
    void a_named_approver_is_asked_whatever_his_role_and_nobody_else_is() {
        var sheet = sheet(ApprovalStep.all(BY_HEAD.by("e17")));

        assertThat(sheet.isAsked(SELLER, TODAY)).isTrue();
        assertThat(sheet.isAsked(HEAD, TODAY)).isFalse();
    }

    @Test
    void a_verdict_keeps_who_when_why_and_what_was_seen() {
        var line = BY_HEAD.lookingAt("price");

        var sheet = sheet(ApprovalStep.all(line, BY_LEGAL)).decided(HEAD, REJECTED, "дорого", NOW, TODAY);

        assertThat(sheet.lines().get(0).verdict())
                .isEqualTo(new Verdict(REJECTED, "e2", null, "дорого", NOW, new TreeMap<>(Map.of("price", "a"))));
        assertThat(sheet.lines().get(1).isOpen()).isTrue();
    }

    @Test
    void a_program_approves_nothing() {
        var sheet = sheet(ApprovalStep.all(BY_HEAD));
        var program = new Actor("robot", Actor.Kind.SYSTEM, Set.of(Role.HEAD));

        assertThat(sheet.isAsked(program, TODAY)).isFalse();
        assertThat(yes(sheet, program)).isEqualTo(sheet);
    }

    // Four eyes

    @Test
    void nobody_approves_an_own_request() {
        var sheet = ApprovalSheet.of("e2", List.of(ApprovalStep.all(BY_HEAD)), VERSION_1);

        assertThat(sheet.isOwnRequest(HEAD)).isTrue();
        assertThat(sheet.isOwnRequest(OTHER_HEAD)).isFalse();
        assertThat(sheet.isAsked(HEAD, TODAY))
                .as("leaving open whose request it is")
                .isTrue();
        assertThat(yes(sheet, HEAD)).isEqualTo(sheet);
        assertThat(no(sheet, HEAD)).isEqualTo(sheet);
        assertThat(yes(sheet, OTHER_HEAD).isPositive()).isTrue();
    }

    @Test
    void what_a_program_asks_for_is_nobodys_own_request() {
        var sheet = ApprovalSheet.of(null, List.of(ApprovalStep.all(BY_HEAD)), Map.of());

        assertThat(sheet.isOwnRequest(HEAD)).isFalse();
        assertThat(yes(sheet, HEAD).isPositive()).isTrue();
    }

    @Test
    void who_asks_cannot_hand_his_own_voice_over_nor_use_anothers() {
        var byRequester = ApprovalSheet.of("e2", List.of(ApprovalStep.all(BY_HEAD)), VERSION_1)
                .delegated(handedOver("e2", Role.HEAD, "e17"));
        assertThat(byRequester.isAsked(SELLER, TODAY)).isFalse();
        assertThat(yes(byRequester, SELLER)).isEqualTo(byRequester);

        var toRequester = ApprovalSheet.of("e17", List.of(ApprovalStep.all(BY_HEAD)), VERSION_1)
                .delegated(handedOver("e2", Role.HEAD, "e17"));
        assertThat(yes(toRequester, SELLER)).isEqualTo(toRequester);
    }

    // Delegation

    @Test
    void a_delegation_holds_from_its_first_to_its_last_day() {
        var sheet = sheet(ApprovalStep.all(BY_HEAD)).delegated(handedOver("e2", Role.HEAD, "e17"));

        assertThat(sheet.isAsked(SELLER, TODAY.minusDays(1))).isFalse();
        assertThat(sheet.isAsked(SELLER, TODAY)).isTrue();
        assertThat(sheet.isAsked(SELLER, TODAY.plusDays(4))).isTrue();
        assertThat(sheet.isAsked(SELLER, TODAY.plusDays(5))).isFalse();
        assertThat(sheet.decided(SELLER, APPROVED, "", NOW, TODAY.plusDays(5))).isEqualTo(sheet);
    }

    @Test
    void who_stands_in_is_named_with_whom_he_stands_in_for() {
        var sheet = yes(sheet(ApprovalStep.all(BY_HEAD)).delegated(handedOver("e2", Role.HEAD, "e17")), SELLER);

        assertThat(sheet.isPositive()).isTrue();
        assertThat(sheet.lines().get(0).verdict().by()).isEqualTo("e17");
        assertThat(sheet.lines().get(0).verdict().insteadOf()).isEqualTo("e2");
    }

    @Test
    void who_is_asked_himself_stands_in_for_nobody() {
        var sheet = yes(sheet(ApprovalStep.all(BY_HEAD)).delegated(handedOver("e2", Role.HEAD, "e3")), OTHER_HEAD);

        assertThat(sheet.lines().get(0).verdict().insteadOf()).isNull();
    }

    @Test
    void only_the_roles_that_were_handed_over_are_stood_in_for() {
        var sheet = sheet(ApprovalStep.all(BY_LEGAL)).delegated(handedOver("e2", Role.HEAD, "e17"));

        assertThat(sheet.isAsked(SELLER, TODAY)).isFalse();
    }

    @Test
    void the_voice_of_a_named_approver_is_handed_over_by_that_approver_only() {
        var line = BY_HEAD.by("e2");

        assertThat(sheet(ApprovalStep.all(line))
                        .delegated(handedOver("e2", Role.CFO, "e17"))
                        .isAsked(SELLER, TODAY))
                .isTrue();
        assertThat(sheet(ApprovalStep.all(line))
                        .delegated(handedOver("e3", Role.HEAD, "e17"))
                        .isAsked(SELLER, TODAY))
                .isFalse();
    }

    @Test
    void who_has_handed_approvals_over_may_still_approve_himself() {
        var sheet = sheet(ApprovalStep.all(BY_HEAD)).delegated(handedOver("e2", Role.HEAD, "e17"));

        assertThat(yes(sheet, HEAD).isPositive()).isTrue();
    }

    @Test
    void a_delegation_goes_to_somebody_else_and_ends_after_it_begins() {
        assertThatThrownBy(() -> handedOver("e2", Role.HEAD, "e2"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("e2");
        assertThatThrownBy(() -> Delegation.of("e2", Set.of(), "e3", TODAY, TODAY.minusDays(1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("2026-11-22");
        assertThat(Delegation.of("e2", Set.of(Role.HEAD, Role.CFO), "e3", TODAY, TODAY)
                        .holdsOn(TODAY))
                .isTrue();
    }

    // Quorum

    @Test
    void a_quorum_is_reached_by_so_many_different_people() {
        var sheet = sheet(ApprovalStep.quorum(2, BY_HEAD, BY_LEGAL, BY_CFO));

        var one = yes(sheet, LAWYER);
        assertThat(one.status()).isEqualTo(Status.OPEN);
        assertThat(yes(one, CFO).status()).isEqualTo(Status.APPROVED);
    }

    @Test
    void nobody_reaches_a_quorum_alone_by_several_roles() {
        var both = Actor.employee("e9", Role.HEAD, Role.LEGAL);
        var sheet = sheet(ApprovalStep.quorum(2, BY_HEAD, BY_LEGAL, BY_CFO));

        var once = yes(sheet, both);

        assertThat(once.lines()).filteredOn(ApprovalLine::isApproved).hasSize(1);
        assertThat(once.isAsked(both, TODAY)).isFalse();
        assertThat(yes(once, both)).isEqualTo(once);
        assertThat(once.status()).isEqualTo(Status.OPEN);
    }

    @Test
    void nobody_reaches_a_quorum_alone_where_its_lines_are_the_same() {
        var sheet = sheet(ApprovalStep.quorum(2, BY_HEAD, BY_HEAD, BY_HEAD));

        var once = yes(sheet, HEAD);

        assertThat(once.lines()).filteredOn(ApprovalLine::isApproved).hasSize(1);
        assertThat(once.status()).isEqualTo(Status.OPEN);
        assertThat(yes(once, OTHER_HEAD).status()).isEqualTo(Status.APPROVED);
    }

    @Test
    void nobody_is_heard_twice_in_a_quorum_by_way_of_somebody_who_stands_in() {
        var sheet = sheet(ApprovalStep.quorum(2, BY_HEAD, BY_HEAD)).delegated(handedOver("e2", Role.HEAD, "e17"));

        assertThat(yes(yes(sheet, HEAD), SELLER).status())
                .as("first himself, then the other")
                .isEqualTo(Status.OPEN);
        assertThat(yes(yes(sheet, SELLER), HEAD).status())
                .as("first the other, then himself")
                .isEqualTo(Status.OPEN);
        assertThat(yes(yes(sheet, SELLER), OTHER_HEAD).status()).isEqualTo(Status.APPROVED);
    }

    @Test
    void who_stands_in_for_two_is_heard_once_in_a_quorum() {
        var sheet = sheet(ApprovalStep.quorum(2, BY_HEAD, BY_CFO))
                .delegated(handedOver("e2", Role.HEAD, "e17"))
                .delegated(handedOver("e5", Role.CFO, "e17"));

        var once = yes(yes(sheet, SELLER), SELLER);

        assertThat(once.status()).isEqualTo(Status.OPEN);
        assertThat(yes(once, CFO).status()).isEqualTo(Status.APPROVED);
    }

    @Test
    void a_quorum_is_lost_when_it_cannot_be_reached_any_more() {
        var sheet = sheet(ApprovalStep.quorum(2, BY_HEAD, BY_LEGAL, BY_CFO));

        var oneNo = no(sheet, HEAD);
        assertThat(oneNo.status()).isEqualTo(Status.OPEN);
        assertThat(yes(yes(oneNo, LAWYER), CFO).status()).isEqualTo(Status.APPROVED);
        assertThat(no(oneNo, CFO).status()).isEqualTo(Status.REJECTED);
    }

    @Test
    void an_impossible_step_is_refused() {
        assertThatThrownBy(() -> ApprovalStep.all()).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> ApprovalStep.quorum(3, BY_HEAD, BY_CFO))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("3");
        assertThatThrownBy(() -> ApprovalStep.quorum(0, BY_HEAD)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new ApprovalStep(List.of(BY_HEAD), -1)).isInstanceOf(InvalidInput.class);
    }

    // New versions

    @Test
    void a_new_version_asks_again_only_those_whose_sections_have_changed() {
        var price = BY_CFO.lookingAt("price");
        var subject = BY_LEGAL.lookingAt("subject");
        var sheet = yes(yes(yes(sheet(ApprovalStep.all(price, subject, BY_HEAD)), CFO), LAWYER), HEAD);
        assertThat(sheet.status()).isEqualTo(Status.APPROVED);

        var newPrice = sheet.renewed(Map.of("price", "a2", "subject", "b"));

        assertThat(newPrice.waitingFor()).as("the head looks at everything").containsExactly(price, BY_HEAD);
        assertThat(newPrice.lines().get(1).isApproved()).isTrue();
        assertThat(sheet.renewed(VERSION_1)).isEqualTo(sheet);
    }

    @Test
    void a_section_that_comes_or_goes_has_changed() {
        var dates = BY_CFO.lookingAt("dates");
        var price = BY_LEGAL.lookingAt("price");
        var sheet = yes(yes(sheet(ApprovalStep.all(dates, price)), CFO), LAWYER);

        assertThat(sheet.renewed(Map.of("price", "a", "subject", "b", "dates", "c"))
                        .waitingFor())
                .containsExactly(dates);
        assertThat(sheet.renewed(Map.of("subject", "b")).waitingFor()).containsExactly(price);
    }

    @Test
    void what_was_rejected_is_open_again_in_a_new_version_even_if_nothing_has_changed() {
        var sheet = no(yes(sheet(ApprovalStep.all(BY_HEAD, BY_LEGAL)), HEAD), LAWYER);

        var again = sheet.renewed(VERSION_1);

        assertThat(again.status()).isEqualTo(Status.OPEN);
        assertThat(again.waitingFor()).containsExactly(BY_LEGAL);
    }

    @Test
    void other_approvers_are_asked_and_the_verdicts_of_the_same_ones_stay() {
        var sheet = yes(sheet(ApprovalStep.all(BY_HEAD)), HEAD);

        var more = sheet.required(List.of(ApprovalStep.all(BY_HEAD), ApprovalStep.all(BY_CFO)));

        assertThat(more.status()).isEqualTo(Status.OPEN);
        assertThat(more.waitingFor()).containsExactly(BY_CFO);
        assertThat(more.required(List.of(ApprovalStep.all(BY_HEAD))).status()).isEqualTo(Status.APPROVED);
        assertThat(more.required(List.of()).status()).isEqualTo(Status.NOT_NEEDED);
    }

    @Test
    void a_verdict_stays_only_where_the_same_person_is_asked_the_same() {
        var sheet = yes(sheet(ApprovalStep.all(BY_HEAD)), HEAD);

        assertThat(sheet.required(List.of(ApprovalStep.all(BY_HEAD.by("e2")))).status())
                .isEqualTo(Status.OPEN);
        assertThat(sheet.required(List.of(ApprovalStep.all(BY_HEAD.lookingAt("price"))))
                        .status())
                .isEqualTo(Status.OPEN);
        assertThat(sheet.required(List.of(ApprovalStep.all(BY_HEAD, BY_HEAD))).waitingFor())
                .as("one verdict fills one line")
                .containsExactly(BY_HEAD);
    }

    @Test
    void two_verdicts_of_one_person_do_not_become_a_quorum() {
        var both = Actor.employee("e9", Role.HEAD, Role.LEGAL);
        var sheet = yes(sheet(ApprovalStep.all(BY_HEAD, BY_LEGAL)), both);

        var asQuorum = sheet.required(List.of(ApprovalStep.quorum(2, BY_HEAD, BY_LEGAL, BY_CFO)));

        assertThat(asQuorum.status()).isEqualTo(Status.OPEN);
        assertThat(asQuorum.lines()).filteredOn(ApprovalLine::isApproved).hasSize(1);
    }

    // Values

    @Test
    void what_is_handed_in_is_copied() {
        var steps = new ArrayList<>(List.of(ApprovalStep.all(BY_HEAD)));
        var sections = new TreeMap<>(VERSION_1);
        var sheet = ApprovalSheet.of("e17", steps, sections);

        steps.clear();
        sections.clear();

        assertThat(sheet.steps()).hasSize(1);
        assertThat(sheet.sections()).isEqualTo(VERSION_1);
    }

    @Test
    void a_digest_tells_values_and_their_borders_apart() {
        assertThat(SectionDigest.of("a", 1)).isEqualTo(SectionDigest.of("a", 1)).hasSize(64);
        assertThat(SectionDigest.of("ab", "c")).isNotEqualTo(SectionDigest.of("a", "bc"));
        assertThat(SectionDigest.of((Object) null)).isNotEqualTo(SectionDigest.of(""));
        assertThat(SectionDigest.of("-")).isNotEqualTo(SectionDigest.of((Object) null));
        assertThat(SectionDigest.of()).isNotEqualTo(SectionDigest.of(""));
    }

    private static ApprovalSheet sheet(ApprovalStep... steps) {
        return ApprovalSheet.of("e0", List.of(steps), VERSION_1);
    }

    private static ApprovalSheet yes(ApprovalSheet sheet, Actor actor) {
        return sheet.decided(actor, APPROVED, "", NOW, TODAY);
    }

    private static ApprovalSheet no(ApprovalSheet sheet, Actor actor) {
        return sheet.decided(actor, REJECTED, "нет", NOW, TODAY);
    }

    /** From today for five days. */
    private static Delegation handedOver(String from, Role role, String to) {
        return Delegation.of(from, Set.of(role), to, TODAY, TODAY.plusDays(4));
    }
}

package dev.voronka.bitrix.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voronka.CustomField;
import dev.voronka.FailGroup;
import dev.voronka.InvalidInput;
import dev.voronka.Money;
import dev.voronka.Texts;
import dev.voronka.Title;
import dev.voronka.WorkingTime;
import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.bitrix.mapping.OwnField;
import dev.voronka.customise.Overlay;
import dev.voronka.department.Department;
import dev.voronka.process.coldlead.ColdLead;
import dev.voronka.process.correctiveaction.CorrectiveAction;
import dev.voronka.process.deal.Deal;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.process.purchaserequest.PurchaseRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A portal gets what a mapping needs: planned, approved, done, looked at again. */
class ProvisioningTest {

    private static final Department STANDARD = Department.standard();

    /** Leads, deals in several funnels and two smart processes: enough for every kind of step, and quick. */
    private static final Department SMALL = Department.of(
                    IncomingLead.PROCESS,
                    ColdLead.PROCESS,
                    Deal.PROCESS,
                    Overlay.of("meeting")
                            .field(CustomField.choice("format", "office", "call"), Title.of("Формат", "Format"))
                            .apply(Meeting.PROCESS),
                    PurchaseRequest.PROCESS)
            .when(ColdLead.PROCESS)
            .enters(ColdLead.Stage.MEETING)
            .open(Meeting.PROCESS, lead -> new Meeting.Data("", lead.data().contact()))
            .andWait(held -> new ColdLead.MeetingHeld(held.id()), lost -> new ColdLead.MeetingFailed(lost.id(), ""))
            .and()
            .when(Deal.PROCESS)
            .enters(Deal.Stage.PROPOSAL)
            .open(Meeting.PROCESS, deal -> new Meeting.Data("", deal.data().contact()))
            .andWait(
                    held -> new Deal.ProposalAccepted(held.id(), Money.roubles(1), Money.roubles(1)),
                    lost -> new Deal.ProposalLost(lost.id(), ""))
            .and()
            .when(Deal.PROCESS)
            .enters(Deal.Stage.CONTRACT)
            .open(Meeting.PROCESS, deal -> new Meeting.Data("", deal.data().contact()))
            .andWait(held -> new Deal.ContractSigned(held.id()), lost -> new Deal.ContractFailed(lost.id(), ""))
            .and()
            .build();

    /** Every kind of step in few calls, for runs that are cut at each of them. */
    private static final Mapping TINY = Mapping.parse(
            "processes: {incoming-lead: {as: deal}}",
            "m.yml",
            Department.of(
                            IncomingLead.PROCESS,
                            Overlay.of("meeting")
                                    .field(CustomField.choice("format", "office", "call"), Title.of("Формат", "Format"))
                                    .apply(Meeting.PROCESS))
                    .when(IncomingLead.PROCESS)
                    .enters(IncomingLead.Stage.SUCCESS)
                    .open(
                            Meeting.PROCESS,
                            lead -> new Meeting.Data("", lead.data().contact()))
                    .and()
                    .build());

    @TempDir
    Path folder;

    private FakePortal portal = new FakePortal();

    private Path lock() {
        return folder.resolve("bitrix-mapping.lock.yml");
    }

    private Provisioning provisioning(Mapping mapping) {
        return new Provisioning("portal.example", mapping, portal, lock());
    }

    private Provisioning provisioned(Mapping mapping) {
        var provisioning = provisioning(mapping);
        var left = provisioning.apply(provisioning.plan().hash());
        assertThat(left.isEmpty()).as(left.text(Locale.ENGLISH)).isTrue();
        portal.log.clear();
        return provisioning(mapping);
    }

    @Test
    void an_empty_portal_gets_all_ten_processes_and_then_nothing_is_missing() {
        var provisioning = provisioning(Mapping.standard(STANDARD));

        var plan = provisioning.plan();
        assertThat(portal.log).as("planning changes nothing").isEmpty();
        assertThat(provisioning.apply(plan.hash()).isEmpty()).isTrue();

        assertThat(provisioning.verify().isEmpty()).isTrue();
        assertThat(provisioning(Mapping.standard(STANDARD)).verify().isEmpty()).isTrue();
        assertThat(portal.types).hasSize(6);
        assertEveryFunnelIsWellFormed();
    }

    @Test
    void a_new_funnel_has_the_stages_of_the_definition_in_their_order_and_no_others() {
        provisioned(Mapping.standard(SMALL));

        var goods = portal.directory("DEAL_STAGE_" + category("Товары").get("id"));
        assertThat(goods)
                .extracting(s -> s.get("NAME"))
                .containsExactlyElementsOf(Mapping.standard(SMALL).funnelOf("deal", "goods").stages().stream()
                        .map(s -> (Object) s.title())
                        .toList());
        var meeting = portal.types.get(0);
        assertThat(meeting.get("title")).isEqualTo("Встречи");
        assertThat(portal.statuses.stream()
                        .filter(s ->
                                String.valueOf(s.get("ENTITY_ID")).startsWith("DYNAMIC_" + meeting.get("entityTypeId")))
                        .map(s -> s.get("NAME")))
                .doesNotContain("Начало", "Подготовка", "Согласование", "Провал");
    }

    @Test
    void what_people_made_stays_as_it_is() {
        var leadsBefore = List.copyOf(portal.directory("STATUS"));
        var dealsBefore = portal.directory("DEAL_STAGE").toString();

        provisioned(Mapping.standard(SMALL));

        assertThat(portal.directory("STATUS")).containsAll(leadsBefore);
        assertThat(portal.directory("STATUS"))
                .extracting(s -> s.get("STATUS_ID"))
                .contains("VK_ROUTING");
        assertThat(portal.stage("JUNK").get("NAME")).isEqualTo("Портал JUNK");
        assertThat(portal.directory("DEAL_STAGE").toString()).isEqualTo(dealsBefore);
    }

    @Test
    void a_plan_is_read_in_both_languages_and_has_one_hash() {
        var plan = provisioning(Mapping.standard(SMALL)).plan();

        assertThat(plan.text(Texts.RUSSIAN))
                .contains("Создать смарт-процесс «Встречи»", "карточки процесса — его элементы", plan.hash());
        assertThat(plan.text(Locale.ENGLISH)).contains("Make the smart process \"Встречи\"", plan.hash());
        assertThat(plan.hash()).matches("[0-9a-f]{64}");
        assertThat(provisioning(Mapping.standard(SMALL)).plan().hash()).isEqualTo(plan.hash());
        assertThat(new Provisioning("other.example", Mapping.standard(SMALL), portal, lock())
                        .plan()
                        .hash())
                .isNotEqualTo(plan.hash());
        assertThat(Finding.TEXTS.codes()).allSatisfy(code -> {
            for (var language : Texts.languages()) {
                assertThat(Finding.TEXTS.find(code, language, "a", "b", "c", "d", "e", "f"))
                        .as(code + " " + language)
                        .isPresent();
            }
        });
        assertThat(Checklist.of(Mapping.standard(SMALL)).text(Texts.RUSSIAN)).contains("[ ] Создайте исходящий вебхук");
    }

    @Test
    void another_plan_than_the_approved_one_is_not_applied() {
        var provisioning = provisioning(Mapping.standard(SMALL));
        var approved = provisioning.plan().hash();
        portal.field("CRM_DEAL", "UF_CRM_VK_STATE", "string", "N");

        assertThatThrownBy(() -> provisioning.apply(approved))
                .isInstanceOf(PlanChanged.class)
                .hasMessageContaining(provisioning.plan().hash());
        assertThatThrownBy(() -> provisioning.apply("wrong")).isInstanceOf(PlanChanged.class);
        assertThat(portal.log).isEmpty();
    }

    @Test
    void numbers_of_the_portal_are_kept_in_the_lock_file() throws IOException {
        var provisioning = provisioned(Mapping.standard(SMALL));

        var bound = provisioning.bound();
        var meeting = portal.types.get(0);
        assertThat(bound.entityTypeId(bound.mapping().entityOf("meeting"))).isEqualTo(meeting.get("entityTypeId"));
        assertThat(bound.own("meeting", OwnField.STATE).portalName())
                .isEqualTo("UF_CRM_" + meeting.get("id") + "_VK_STATE");
        assertThat(bound.own("deal", OwnField.OUTCOME).toPortal("deal.LOST_PRICE"))
                .hasSize(1);
        assertThat(Files.readString(lock()))
                .contains("portal.example", "deal@goods")
                .doesNotContain("unfinished", "asked");
    }

    @Test
    void a_lost_lock_file_is_found_again_by_what_voronka_left_in_the_portal() throws IOException {
        provisioned(Mapping.standard(SMALL));
        var before = Files.readString(lock());
        Files.delete(lock());

        assertThat(provisioning(Mapping.standard(SMALL)).verify().isEmpty()).isTrue();

        assertThat(Files.readString(lock())).isEqualTo(before);
    }

    @Test
    void two_portals_live_in_one_lock_file() {
        provisioned(Mapping.standard(SMALL));
        var other = new FakePortal();
        var second = new Provisioning("test.example", Mapping.standard(SMALL), other, lock());

        second.apply(second.plan().hash());

        assertThat(provisioning(Mapping.standard(SMALL)).verify().isEmpty()).isTrue();
        assertThat(new Provisioning("test.example", Mapping.standard(SMALL), other, lock())
                        .verify()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void a_torn_lock_file_is_told() throws IOException {
        Files.writeString(lock(), "portals: [");

        assertThatThrownBy(() -> provisioning(Mapping.standard(SMALL)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("version control");
    }

    @Test
    void a_stage_that_is_added_later_comes_between_its_neighbours_and_moves_none() {
        provisioned(Mapping.standard(SMALL));
        var more = Mapping.standard(SMALL.with(Overlay.of("deal")
                .add("VISIT", Title.of("Выезд", "Visit"), "PROPOSAL", WorkingTime.workingDays(1))
                .addFail("TOO_FAR", Title.of("Далеко", "Far"), FailGroup.OTHER, "PROPOSAL")
                .apply(Deal.PROCESS)));
        var provisioning = provisioning(more);

        var plan = provisioning.plan();
        assertThat(plan.steps()).extracting(Step::kind).containsOnly(Step.Kind.ADD_STAGE, Step.Kind.SET_OPTIONS);
        provisioning.apply(plan.hash());

        var goods = portal.directory("DEAL_STAGE_" + category("Товары").get("id"));
        assertThat(goods)
                .extracting(s -> s.get("NAME"))
                .containsSubsequence("Техническое коммерческое предложение", "Выезд", "У клиента", "Успех", "Далеко");
        assertThat(provisioning.verify().isEmpty()).isTrue();
    }

    @Test
    void many_stages_between_two_neighbours_make_room() {
        provisioned(Mapping.standard(SMALL));
        var overlay = Overlay.of("meeting");
        for (var i = 0; i < 12; i++) {
            overlay = overlay.add(
                    "MORE_" + (char) ('A' + i), Title.of("Ещё " + i, "More"), "SCHEDULED", WorkingTime.workingDays(1));
        }
        var more = provisioning(Mapping.standard(SMALL.with(
                overlay.apply(SMALL.process("meeting").map(p -> Meeting.PROCESS).orElseThrow()))));

        assertThat(more.apply(more.plan().hash()).isEmpty()).isTrue();

        assertEveryFunnelIsWellFormed();
    }

    @Test
    void new_options_are_added_and_no_old_one_is_lost() {
        provisioned(Mapping.standard(SMALL));
        var field = portal.fields.stream()
                .filter(f -> String.valueOf(f.get("fieldName")).endsWith("VKX_FORMAT"))
                .findFirst()
                .orElseThrow();
        var before = List.copyOf(FakePortal.options(field));
        var more = provisioning(Mapping.standard(SMALL.with(Overlay.of("meeting")
                .field(CustomField.choice("format", "office", "call", "lunch"), Title.of("Формат", "Format"))
                .apply(Meeting.PROCESS))));

        more.apply(more.plan().hash());

        assertThat(FakePortal.options(field)).containsAll(before).hasSize(3);
    }

    @Test
    void a_portal_that_codes_options_in_its_own_way_gets_our_codes_in_a_second_run() {
        portal.ownOptionCodes = true;
        var provisioning = provisioning(Mapping.standard(SMALL));

        var left = provisioning.apply(provisioning.plan().hash());
        assertThat(left.steps()).extracting(Step::kind).containsOnly(Step.Kind.SET_OPTIONS);

        assertThat(provisioning.apply(left.hash()).isEmpty()).isTrue();
    }

    @Test
    void a_portal_that_forgets_origins_is_provisioned_too() {
        portal.keepsOrigins = false;

        provisioned(Mapping.standard(SMALL));

        assertThat(provisioning(Mapping.standard(SMALL)).verify().isEmpty()).isTrue();
    }

    @Test
    void a_portal_without_leads_is_told_to_have_deals() {
        portal.mode = 2;

        var plan = provisioning(Mapping.standard(SMALL)).plan();

        assertThat(plan.conflicts()).extracting(Finding::code).containsExactly("without-leads");
        assertThat(plan.text(Texts.RUSSIAN)).contains("as: deal");
        assertThatThrownBy(() -> provisioning(Mapping.standard(SMALL)).apply(plan.hash()))
                .isInstanceOf(PlanChanged.class);
        assertThat(provisioning(Mapping.parse("processes: {incoming-lead: {as: deal}}", "m.yml", SMALL))
                        .plan()
                        .conflicts())
                .isEmpty();
    }

    @Test
    void too_few_smart_processes_are_told_with_the_way_out_and_one_is_enough() {
        portal.quota = 1;
        var each = provisioning(Mapping.standard(SMALL));

        assertThatThrownBy(() -> each.apply(each.plan().hash()))
                .isInstanceOf(ProvisioningFailed.class)
                .hasMessageContaining("smart-processes: one");

        portal = new FakePortal();
        portal.quota = 1;
        var one =
                new Provisioning("few.example", Mapping.parse("smart-processes: one", "m.yml", SMALL), portal, lock());
        assertThat(one.apply(one.plan().hash()).isEmpty()).isTrue();
        assertThat(portal.types).hasSize(1);
        assertThat(portal.categories.stream()
                        .filter(c -> !c.get("entityTypeId").equals(2))
                        .map(c -> c.get("name")))
                .containsExactly("Встречи", "Заявка на закупку");
        assertEveryFunnelIsWellFormed();
    }

    @Test
    void what_has_our_name_but_not_our_mark_is_left_alone_until_people_decide() {
        var number = portal.typeOfOthers("Встречи");
        portal.addCategory(2, "Товары", "", "");

        var plan = provisioning(Mapping.standard(SMALL)).plan();
        assertThat(plan.conflicts())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("smart-process-not-ours", "funnel-not-ours");

        var category = category("Товары").get("id");
        var decided = Mapping.parse(
                "processes: {meeting: {entity-type-id: " + number + "}, deal: {directions: {goods: {category: "
                        + category + "}}}}",
                "m.yml",
                SMALL);
        provisioned(decided);
        assertThat(portal.directory("DEAL_STAGE_" + category))
                .as("a funnel of others keeps its stages and names")
                .extracting(s -> s.get("NAME"))
                .contains("Портал NEW", "Портал PREPARATION", "Портал WON", "У клиента");
    }

    @Test
    void two_funnels_with_our_mark_are_told() {
        portal.addCategory(2, "Товары", "voronka", "deal@goods");
        portal.addCategory(2, "Товары 2", "voronka", "deal@goods");

        assertThat(provisioning(Mapping.standard(SMALL)).plan().conflicts())
                .extracting(Finding::code)
                .containsExactly("funnel-twice");
    }

    @Test
    void a_category_that_is_not_there_is_told() {
        var mapping = Mapping.parse("processes: {cold-lead: {category: 77}}", "m.yml", SMALL);

        assertThat(provisioning(mapping).plan().text(Locale.ENGLISH)).contains("77", "it has: 0");
    }

    @Test
    void a_field_of_another_type_is_told_and_not_touched() {
        portal.field("CRM_DEAL", "UF_CRM_VK_REV", "string", "N");

        var plan = provisioning(Mapping.standard(SMALL)).plan();

        assertThat(plan.conflicts())
                .singleElement()
                .satisfies(c -> assertThat(c.text(Locale.ENGLISH))
                        .contains("UF_CRM_VK_REV", "is string in the portal and must be integer"));
    }

    @Test
    void a_stage_with_another_meaning_is_told() {
        provisioned(Mapping.standard(SMALL));
        portal.stage(portal.in("Товары", "VK_CONTRACT")).put("SEMANTICS", "F");

        var provisioning = provisioning(Mapping.standard(SMALL));

        assertThat(provisioning.plan().conflicts()).extracting(Finding::code).containsExactly("stage-meaning");
        assertThat(provisioning.drift().drifts()).extracting(Drift::kind).contains(Drift.Kind.STAGE_MEANING);
    }

    @Test
    void an_id_that_changed_would_leave_cards_behind_and_is_told() {
        provisioned(Mapping.standard(SMALL));

        var plan = provisioning(Mapping.parse("processes: {deal: {stages: {CONTRACT: VK_SIGN}}}", "m.yml", SMALL))
                .plan();

        assertThat(plan.conflicts())
                .extracting(Finding::code)
                .containsOnly("status-moved")
                .hasSize(2);
        assertThat(plan.text(Locale.ENGLISH)).contains("CONTRACT: VK_CONTRACT");
    }

    @Test
    void what_people_change_is_reported_and_put_right() {
        var provisioning = provisioned(Mapping.standard(SMALL));
        assertThat(provisioning.drift().isEmpty()).isTrue();
        var won = portal.in("Товары", "WON");
        portal.stage(won).put("NAME", "Ура");
        portal.statuses.remove(portal.stage(portal.in("Товары", "VK_CONTRACT")));
        portal.stage(portal.in("Услуги", "NEW")).put("SORT", "45");
        portal.statuses.add(new java.util.LinkedHashMap<>(Map.of(
                "ID",
                "9999",
                "ENTITY_ID",
                "DEAL_STAGE_" + category("Услуги").get("id"),
                "STATUS_ID",
                portal.in("Услуги", "UC_1"),
                "NAME",
                "Своя",
                "SORT",
                "55",
                "SYSTEM",
                "N")));
        portal.fields.removeIf(f -> f.get("fieldName").equals("UF_CRM_VK_OP"));
        portal.fields.stream()
                .filter(f -> f.get("fieldName").equals("UF_CRM_VK_KEY")
                        && f.get("entityId").equals("CRM_LEAD"))
                .forEach(f -> f.put("mandatory", "Y"));
        category("Холодные лиды").put("name", "Холод");

        var drift = provisioning.drift();

        assertThat(drift.drifts())
                .extracting(Drift::kind)
                .containsExactlyInAnyOrder(
                        Drift.Kind.STAGE_RENAMED,
                        Drift.Kind.STAGE_DELETED,
                        Drift.Kind.STAGE_ORDER,
                        Drift.Kind.STAGE_FOREIGN,
                        Drift.Kind.FIELD_MISSING,
                        Drift.Kind.FIELD_MISSING,
                        Drift.Kind.FIELD_MANDATORY,
                        Drift.Kind.FUNNEL_RENAMED);
        assertThat(drift.text(Texts.RUSSIAN)).contains("теперь называется «Ура»");
        assertThat(portal.log).isEmpty();
        assertThat(provisioning.apply(provisioning.plan().hash()).isEmpty()).isTrue();
        assertThat(provisioning.drift().drifts())
                .as("what is people's own stays")
                .extracting(Drift::kind)
                .containsExactlyInAnyOrder(Drift.Kind.STAGE_FOREIGN, Drift.Kind.FIELD_MANDATORY);
        assertThat(portal.stage(won).get("NAME")).isEqualTo("Успех");
    }

    @Test
    void a_deleted_funnel_and_smart_process_are_reported_and_made_anew() {
        var provisioning = provisioned(Mapping.standard(SMALL));
        portal.categories.remove(category("Услуги"));
        portal.types.remove(0);

        assertThat(provisioning.drift().drifts())
                .extracting(Drift::kind)
                .containsExactlyInAnyOrder(Drift.Kind.FUNNEL_GONE, Drift.Kind.TYPE_GONE);
        assertThat(provisioning.plan().text(Locale.ENGLISH)).contains("has been deleted");
        var left = provisioning.apply(provisioning.plan().hash());
        assertThat(left.isEmpty()).as(left.text(Locale.ENGLISH)).isTrue();
        assertThat(provisioning(Mapping.standard(SMALL)).drift().isEmpty()).isTrue();
    }

    @Test
    void stages_that_came_with_a_funnel_stay_once_it_has_items() {
        var provisioning = provisioning(Mapping.standard(SMALL));
        var whole = provisioning.plan();
        portal.failAt = portal.calls() + 45;
        portal.staysDead = true;
        assertThatThrownBy(() -> provisioning.apply(whole.hash())).isInstanceOf(ProvisioningFailed.class);
        portal.failAt = 0;
        var category = category("Холодные лиды");
        portal.items.add(Map.of(
                "entityTypeId",
                2,
                "categoryId",
                category.get("id"),
                "stageId",
                "C" + category.get("id") + ":EXECUTING"));

        var again = provisioning(Mapping.standard(SMALL));
        assertThat(again.apply(again.plan().hash()).isEmpty()).isTrue();

        assertThat(portal.directory("DEAL_STAGE_" + category.get("id")))
                .extracting(s -> s.get("NAME"))
                .contains("Портал EXECUTING", "Контакт");
    }

    @Test
    void a_lost_answer_anywhere_makes_no_double() throws IOException {
        var calls = callsOfAWholeRun();
        for (var effect : List.of(true, false)) {
            for (var k = 1; k <= calls; k++) {
                portal = new FakePortal();
                Files.deleteIfExists(lock());
                var hash = provisioning(TINY).plan().hash();
                portal.failAt = portal.calls() + k;
                portal.failAfterEffect = effect;

                try {
                    provisioning(TINY).apply(hash);
                } catch (ProvisioningFailed failed) {
                    assertThat(failed.text(Texts.RUSSIAN)).isNotBlank();
                }

                finish(hash, "call " + k + ", effect " + effect);
            }
        }
    }

    @Test
    void a_run_that_is_cut_anywhere_is_continued_by_the_same_hash() throws IOException {
        var calls = callsOfAWholeRun();
        for (var effect : List.of(true, false)) {
            for (var k = 1; k <= calls; k++) {
                portal = new FakePortal();
                portal.keepsOrigins = k % 2 == 0;
                Files.deleteIfExists(lock());
                var hash = provisioning(TINY).plan().hash();
                portal.failAt = portal.calls() + k;
                portal.failAfterEffect = effect;
                portal.staysDead = true;

                assertThatThrownBy(() -> provisioning(TINY).apply(hash)).isInstanceOf(ProvisioningFailed.class);

                portal.failAt = 0;
                finish(hash, "cut at call " + k + ", effect " + effect);
            }
        }
    }

    private int callsOfAWholeRun() throws IOException {
        var hash = provisioning(TINY).plan().hash();
        var before = portal.calls();
        provisioning(TINY).apply(hash);
        var calls = portal.calls() - before;
        Files.delete(lock());
        return calls;
    }

    private void finish(String hash, String when) {
        var provisioning = provisioning(TINY);
        if (!provisioning.plan().isEmpty()) {
            var left = provisioning.apply(hash);
            assertThat(left.isEmpty())
                    .as(when + "\n" + left.text(Locale.ENGLISH))
                    .isTrue();
        }
        assertThat(provisioning(TINY).verify().isEmpty()).as(when).isTrue();
        assertThat(provisioning(TINY).drift().isEmpty())
                .as(when + provisioning(TINY).drift().drifts())
                .isTrue();
        assertThat(portal.types).as(when).extracting(t -> t.get("title")).doesNotHaveDuplicates();
        assertThat(portal.categories)
                .as(when)
                .extracting(c -> c.get("entityTypeId") + " " + c.get("name"))
                .doesNotHaveDuplicates();
        assertThat(portal.fields)
                .as(when)
                .extracting(f -> f.get("fieldName") + " " + f.get("entityId"))
                .doesNotHaveDuplicates();
        assertEveryFunnelIsWellFormed();
    }

    @Test
    void a_cut_run_with_another_mapping_must_be_approved_anew() {
        var provisioning = provisioning(Mapping.standard(SMALL));
        var hash = provisioning.plan().hash();
        portal.failAt = portal.calls() + 60;
        portal.staysDead = true;
        assertThatThrownBy(() -> provisioning.apply(hash))
                .isInstanceOf(ProvisioningFailed.class)
                .hasMessageContaining("apply the same hash again");
        portal.failAt = 0;

        var other = provisioning(Mapping.standard(
                SMALL.extended().process(CorrectiveAction.PROCESS).build()));

        assertThatThrownBy(() -> other.apply(hash)).isInstanceOf(PlanChanged.class);
    }

    @Test
    void a_refusal_is_told_with_the_step_and_what_was_done() {
        portal.quota = 0;
        var provisioning = provisioning(Mapping.standard(SMALL));
        var hash = provisioning.plan().hash();

        var failed = catchThrowableOfType(ProvisioningFailed.class, () -> provisioning.apply(hash));

        assertThat(failed.code()).isEqualTo("CREATE_DYNAMIC_TYPE_RESTRICTED");
        assertThat(failed.done()).isZero();
        assertThat(failed.text(Texts.RUSSIAN)).contains("Шаг 1 из", "Встречи", "smart-processes: one");
    }

    private Map<String, Object> category(String name) {
        return portal.categories.stream()
                .filter(c -> c.get("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void assertEveryFunnelIsWellFormed() {
        var directories = new HashSet<>(portal.statuses.stream()
                .map(s -> String.valueOf(s.get("ENTITY_ID")))
                .toList());
        directories.remove("DEAL_STAGE");
        for (var directory : directories) {
            var stages = portal.directory(directory);
            var word = new StringBuilder();
            stages.forEach(s -> word.append(s.get("SEMANTICS") == null ? "P" : s.get("SEMANTICS")));
            assertThat(word.toString()).as(directory + stages).matches("P+SF+");
            assertThat(stages).as(directory).extracting(s -> s.get("STATUS_ID")).doesNotHaveDuplicates();
        }
    }
}

package dev.voronka.bitrix.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voronka.CustomField;
import dev.voronka.FailGroup;
import dev.voronka.InvalidInput;
import dev.voronka.Stage;
import dev.voronka.Texts;
import dev.voronka.Title;
import dev.voronka.WorkingTime;
import dev.voronka.customise.Overlay;
import dev.voronka.department.Department;
import dev.voronka.process.deal.Deal;
import dev.voronka.process.meeting.Meeting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the department is what of a portal, and what a file can change in that. */
class MappingTest {

    private static final Department STANDARD = Department.standard();

    @Test
    void an_empty_file_gives_the_places_of_the_description() {
        var mapping = Mapping.parse("# nothing\n", "m.yml", STANDARD);

        assertThat(mapping.entities())
                .extracting(EntityMapping::key)
                .containsExactly(
                        "lead",
                        "deal",
                        "smart:meeting",
                        "smart:purchase-request",
                        "smart:contract",
                        "smart:proposal",
                        "smart:reactivation",
                        "smart:corrective-action");
        assertThat(mapping.funnels())
                .extracting(FunnelMapping::key)
                .contains("incoming-lead", "cold-lead", "partner", "deal@goods", "deal@services", "meeting")
                .doesNotContain("deal");
    }

    @Test
    void stages_keep_the_order_the_titles_and_the_meaning_of_the_definition() {
        var meeting = Mapping.standard(STANDARD).funnelOf("meeting", null);

        assertThat(meeting.stages())
                .extracting(StageMapping::stage)
                .containsExactlyElementsOf(Meeting.PROCESS.stages().stream()
                        .map(s -> s.stage().name())
                        .toList());
        assertThat(meeting.stages()).extracting(StageMapping::title).startsWith("Новая", "Запланирована");
        assertThat(meeting.stages().stream().map(StageMapping::semantics).collect(Collectors.joining()))
                .matches("P+SF+");
    }

    @Test
    void first_success_and_first_fail_take_what_the_portal_has() {
        var mapping = Mapping.standard(STANDARD);

        assertThat(ids(mapping, "incoming-lead")).contains("NEW", "CONVERTED", "JUNK", "VK_ROUTING");
        assertThat(ids(mapping, "deal@goods")).contains("NEW", "WON", "LOSE");
        assertThat(ids(mapping, "meeting")).contains("NEW", "SUCCESS", "FAIL");
        assertThat(mapping.funnelOf("deal", "goods")
                        .stage(Deal.Stage.ASSESSMENT)
                        .orElseThrow()
                        .statusId())
                .isEqualTo("NEW");
    }

    @Test
    void every_id_fits_and_none_is_twice_in_a_funnel() {
        for (var funnel : Mapping.standard(STANDARD).funnels()) {
            assertThat(funnel.stages())
                    .as(funnel.key())
                    .allSatisfy(s -> assertThat(s.statusId())
                            .hasSizeLessThanOrEqualTo(12)
                            .matches("[A-Z0-9_]+"));
            assertThat(funnel.stages())
                    .as(funnel.key())
                    .extracting(StageMapping::statusId)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void a_stage_that_is_added_renames_no_other() {
        var before = Mapping.standard(STANDARD).funnelOf("meeting", null);
        var after = Mapping.standard(STANDARD.with(Overlay.of("meeting")
                        .add(
                                "PREPARATION",
                                Title.of("Подготовка", "Preparation"),
                                "SCHEDULED",
                                WorkingTime.workingDays(1))
                        .addFail("MOVED_AWAY", Title.of("Переехал"), FailGroup.OTHER, "SCHEDULED")
                        .apply(Meeting.PROCESS)))
                .funnelOf("meeting", null);

        assertThat(after.stages()).containsAll(before.stages());
        assertThat(after.stages())
                .hasSize(before.stages().size() + 2)
                .extracting(StageMapping::stage)
                .containsSubsequence("SCHEDULED", "PREPARATION", "CONFIRMED");
    }

    @Test
    void a_direction_that_differs_has_a_funnel_that_differs() {
        var department = STANDARD.with(Overlay.of("deal@services")
                .add("VISIT", Title.of("Выезд", "Visit"), "ASSESSMENT", WorkingTime.workingDays(1))
                .apply(Deal.PROCESS));

        var mapping = Mapping.standard(department);

        assertThat(ids(mapping, "deal@services")).contains("VK_VISIT");
        assertThat(ids(mapping, "deal@goods")).doesNotContain("VK_VISIT");
        assertThat(mapping.funnelOf("deal", "services").title()).isEqualTo("Услуги");
        assertThat(mapping.funnelOf("deal", "").key()).isEqualTo("deal@goods");
        assertThat(mapping.funnelOf("deal", "nowhere").key()).isEqualTo("deal@goods");
    }

    @Test
    void deals_without_a_direction_get_their_own_funnel_where_no_direction_has_all_their_stages() {
        var department = STANDARD.with(Overlay.applyAll(
                Deal.PROCESS,
                List.of(
                        Overlay.of("deal@goods").removeFail("NOT_FEASIBLE"),
                        Overlay.of("deal@services").removeFail("NOT_FEASIBLE"))));

        var mapping = Mapping.standard(department);

        assertThat(mapping.funnelOf("deal", null).key()).isEqualTo("deal");
        assertThat(mapping.funnelOf("deal", null).stage(Deal.Stage.NOT_FEASIBLE))
                .isPresent();
        assertThatThrownBy(() -> Mapping.parse("processes: {deal: {without-direction: goods}}", "m.yml", department))
                .isInstanceOf(MappingRefused.class)
                .hasMessageContaining("lacks stages");
    }

    @Test
    void a_portal_without_leads_has_them_as_deals() {
        var mapping = Mapping.parse("processes:\n  incoming-lead: {as: deal}\n", "m.yml", STANDARD);

        assertThat(mapping.entityOf("incoming-lead").key()).isEqualTo("deal");
        assertThat(ids(mapping, "incoming-lead")).contains("NEW", "WON", "LOSE").doesNotContain("JUNK");
    }

    @Test
    void a_journal_is_a_smart_process_more_and_only_then_cards_have_a_field_for_their_next_clock() {
        var without = Mapping.standard(STANDARD);
        var with = Mapping.parse("journal: true", "m.yml", STANDARD);

        assertThat(without.journal()).isEmpty();
        assertThat(without.provisioned()).isEqualTo(without.entities());
        assertThat(with.entities()).extracting(EntityMapping::key).doesNotContain("smart:voronka-journal");
        assertThat(with.provisioned()).hasSize(with.entities().size() + 1);
        var journal = with.entity("smart:voronka-journal").orElseThrow();
        assertThat(journal.title()).isEqualTo("Журнал voronka");
        assertThat(journal.fields())
                .extracting(FieldMapping::name)
                .containsExactly("VK_KIND", "VK_KEY", "VK_CARD", "VK_GROUP", "VK_NUMBER", "VK_AT", "VK_JSON");
        assertThat(journal.fields()).allMatch(FieldMapping::isOwn);
        for (var mapping : List.of(with, without)) {
            assertThat(mapping.entityOf("deal").fields())
                    .filteredOn(f -> f.name().equals("VK_NEXT"))
                    .hasSize(mapping == with ? 1 : 0);
        }
    }

    @Test
    void a_portal_without_a_journal_cannot_be_asked_for_one() {
        assertThatThrownBy(() -> Mapping.standard(STANDARD).on(PortalIds.NONE).journalType())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("journal: true");
        assertThatThrownBy(() -> Mapping.parse("journal: yes please", "m.yml", STANDARD))
                .isInstanceOf(MappingRefused.class);
    }

    @Test
    void a_plan_with_few_smart_processes_gets_one_with_a_funnel_each() {
        var mapping = Mapping.parse("smart-processes: one", "m.yml", STANDARD);

        assertThat(mapping.entities()).extracting(EntityMapping::key).containsExactly("lead", "deal", "smart:voronka");
        var one = mapping.entity("smart:voronka").orElseThrow();
        assertThat(one.manyFunnels()).isTrue();
        assertThat(one.processes()).hasSize(6);
        assertThat(one.parents()).containsExactlyInAnyOrder("lead", "deal");
        assertThat(one.fields().stream()
                        .filter(f -> f.name().equals("VK_OUTCOME"))
                        .findFirst()
                        .orElseThrow()
                        .options())
                .contains(new FieldOption("meeting.NO_SHOW", "Встречи: Клиент не пришёл"));
    }

    @Test
    void items_hang_under_what_opens_them() {
        var mapping = Mapping.standard(STANDARD);

        assertThat(mapping.entityOf("proposal").parents()).contains("deal");
        assertThat(mapping.entityOf("purchase-request").parents()).containsExactly("deal");
        assertThat(mapping.entityOf("contract").parents()).contains("deal", "smart:purchase-request");
        assertThat(mapping.entityOf("corrective-action").parents()).hasSize(7);
        assertThat(mapping.entityOf("deal").parents()).isEmpty();
    }

    @Test
    void custom_fields_of_the_definition_are_fields_of_the_portal() {
        var department = STANDARD.with(Overlay.of("meeting")
                .field(CustomField.choice("format", "office", "call"), Title.of("Формат", "Format"))
                .field(CustomField.of("q3Budget", CustomField.Type.MONEY), Title.of("Бюджет", "Budget"))
                .apply(Meeting.PROCESS));

        var fields = Mapping.standard(department).entityOf("meeting").fields();

        assertThat(fields)
                .contains(new FieldMapping(
                        new FieldSource.Custom("format"),
                        "VKX_FORMAT",
                        "Формат",
                        FieldKind.ENUMERATION,
                        false,
                        FieldOwner.LATEST,
                        List.of(new FieldOption("office", "office"), new FieldOption("call", "call")),
                        List.of("meeting")));
        assertThat(fields)
                .filteredOn(f -> f.source().equals(new FieldSource.Custom("q3Budget")))
                .singleElement()
                .satisfies(f -> assertThat(f.name()).matches("VKX_[A-Z_]+").isNotEqualTo("VKX_BUDGET"));
        assertThat(fields).extracting(FieldMapping::name).allMatch(n -> n.matches("[a-z]+|[A-Z_]+"));
    }

    @Test
    void parts_of_the_data_are_mapped_by_their_path() {
        var mapping = Mapping.parse("""
                processes:
                  meeting:
                    fields:
                      - {data: report.discussed, title: Обсудили, owner: theirs}
                      - {data: agenda, field: AGENDA}
                      - {data: start}
                """, "m.yml", STANDARD);

        var fields = mapping.entityOf("meeting").fields();

        assertThat(fields)
                .contains(new FieldMapping(
                        new FieldSource.Path("report.discussed"),
                        "VKX_REPORT_DISCUSSED",
                        "Обсудили",
                        FieldKind.STRING,
                        false,
                        FieldOwner.THEIRS,
                        List.of(),
                        List.of("meeting")));
        assertThat(fields)
                .filteredOn(f -> f.name().equals("AGENDA"))
                .singleElement()
                .satisfies(f -> assertThat(f.multiple()).isTrue());
        assertThat(fields)
                .filteredOn(f -> f.name().equals("VKX_START"))
                .singleElement()
                .satisfies(f -> assertThat(f.kind()).isEqualTo(FieldKind.DATETIME));
    }

    @Test
    void the_written_out_mapping_reads_as_the_same_mapping(@TempDir Path folder) {
        var department = STANDARD.with(Overlay.of("deal")
                .field(CustomField.text("segment"), Title.of("Сегмент «А»: \"да\\нет\"", "Segment"))
                .apply(Deal.PROCESS));
        for (var said : List.of(
                "",
                "journal: true",
                "language: en\nsmart-processes: one\nzone: Asia/Omsk\nemployees: {\"no\": 7, anna: 12}",
                """
                processes:
                  incoming-lead: {as: deal, category: 4}
                  deal:
                    without-direction: own
                    stages: {CONTRACT: VK_DEAL}
                    directions: {goods: {title: "Товар # 1", category: 3, stages: {CONTRACT: {id: VK_C}}}}
                    fields: [{custom: segment, owner: theirs}, {data: budget.from, field: BUDGET_FROM}]
                  meeting:
                    entity-type-id: 1040
                    parents: [deal]
                    outcomes: {PARTLY: Частично}
                    fields: [{header: amount, field: SUM}, {data: report.discussed}]
                """)) {
            var mapping = Mapping.parse(said, "m.yml", department);
            var file = folder.resolve("full.yml");

            mapping.write(file);
            var again = Mapping.read(file, department);

            assertThat(again.entities()).isEqualTo(mapping.entities());
            assertThat(again.funnels()).isEqualTo(mapping.funnels());
            assertThat(again.text()).isEqualTo(mapping.text());
            assertThat(again.userOf("anna")).isEqualTo(mapping.userOf("anna"));
            assertThat(again.zone()).isEqualTo(mapping.zone());
            assertThat(again.funnelOf("deal", null)).isEqualTo(mapping.funnelOf("deal", null));
        }
    }

    @Test
    void employees_are_users_by_the_table_or_by_their_number() {
        var mapping = Mapping.parse("employees: {anna: 12, 7: 8}", "m.yml", STANDARD);

        assertThat(mapping.userOf("anna")).hasValue(12);
        assertThat(mapping.employeeOf(12)).hasValue("anna");
        assertThat(mapping.userOf("5")).hasValue(5);
        assertThat(mapping.employeeOf(5)).hasValue("5");
        assertThat(mapping.userOf("boris")).isEmpty();
        assertThat(mapping.userOf("7")).hasValue(8);
        assertThat(mapping.employeeOf(7))
                .as("employee 7 is user 8, so nobody is user 7")
                .isEmpty();
        assertThat(mapping.userOf("12")).as("user 12 is anna").isEmpty();
    }

    @Test
    void everything_wrong_in_a_file_is_told_at_once_with_its_place() {
        var refused = refused("""
                langauge: ru
                zone: Europe/Moskow
                processes:
                  meetings: {}
                  meeting:
                    stages:
                      SCHEDULLED: VK_X
                      CONFIRMED: VK_MUCH_TOO_LONG
                      NO_SHOW: vk
                    fields:
                      - {data: report.discused}
                      - {data: length}
                      - {custom: colour}
                      - {owner: ours}
                      - {header: amount, owner: theirs}
                      - {data: place, field: PLACE2}
                    entity-type-id: 1031
                  deal: {as: deel}
                employees: {a: 1, b: 1, c: x}
                """);

        assertThat(refused.problems().stream().map(p -> p.line() + " " + p.code()))
                .containsExactlyInAnyOrder(
                        "1 unknown-key-meant",
                        "2 no-zone",
                        "4 unknown-process-meant",
                        "7 unknown-stage-meant",
                        "8 status-id-long",
                        "9 status-id",
                        "11 unknown-part-meant",
                        "12 data-type",
                        "13 unknown-custom",
                        "14 field-of-what",
                        "15 header-is-ours",
                        "16 field-name",
                        "17 entity-type-id",
                        "18 unknown-value-meant",
                        "19 user-twice",
                        "19 not-a-number");
        assertThat(refused)
                .hasMessageContaining("m.yml:1:1: There is no key \"langauge\" here; did you mean \"language\"?");
        assertThat(refused.text(Texts.RUSSIAN))
                .contains("m.yml:7:7: Стадии «SCHEDULLED» у процесса нет; может быть, «SCHEDULED»?");
    }

    @Test
    void ids_that_are_double_or_mean_something_else_are_refused() {
        assertThat(codes("processes: {meeting: {stages: {CONFIRMED: VK_A, SCHEDULED: VK_A}}}"))
                .containsExactly("status-id-twice");
        assertThat(codes("processes: {meeting: {stages: {SUCCESS: VK_DONE}}}")).containsExactly("one-success");
        assertThat(codes("processes: {meeting: {stages: {REPORT: SUCCESS}}}"))
                .contains("status-id-twice", "one-success");
        assertThat(codes("processes: {meeting: {stages: {REPORT: FAIL}}}")).containsExactly("system-fail");
        assertThat(codes("processes: {meeting: {as: lead}}")).containsExactly("second-lead");
        assertThat(codes("processes: {meeting: {fields: [{data: goal, field: VK_STATE}]}}"))
                .containsExactly("field-twice");
    }

    @Test
    void another_fail_may_take_the_failure_that_the_portal_has() {
        var mapping = Mapping.parse("processes: {meeting: {stages: {NO_SHOW: FAIL}}}", "m.yml", STANDARD);

        var meeting = mapping.funnelOf("meeting", null);

        assertThat(meeting.stage(Stage.coded("NO_SHOW")).orElseThrow().statusId())
                .isEqualTo("FAIL");
        assertThat(meeting.stage(Stage.coded("CANCELLED_BY_CLIENT"))
                        .orElseThrow()
                        .statusId())
                .startsWith("VK_");
    }

    @Test
    void a_file_that_is_no_mapping_is_refused_with_its_place() throws Exception {
        assertThat(codes("processes: [1, 2")).containsExactly("not-yaml");
        assertThat(codes("- a\n- b")).containsExactly("not-named");
        assertThat(codes("just words")).containsExactly("not-named");
        assertThat(codes("zone: {a: b}")).contains("not-plain");
        assertThat(codes("processes: word")).containsExactly("not-names");
        assertThat(codes("language: ru\nlanguage: en")).containsExactly("key-twice");
        assertThat(codes("---\nlanguage: ru\n---\nlanguage: en")).containsExactly("second-document");
        var latin = Files.createTempFile("mapping", ".yml");
        Files.write(latin, new byte[] {'a', ':', ' ', (byte) 0xff});
        assertThatThrownBy(() -> Mapping.read(latin, STANDARD))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("UTF-8");
        Files.delete(latin);
        assertThatThrownBy(() -> Mapping.read(latin, STANDARD)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void every_problem_can_be_said_in_both_languages() {
        assertThat(MappingProblem.TEXTS.codes()).allSatisfy(code -> {
            for (var language : Texts.languages()) {
                assertThat(MappingProblem.TEXTS.find(code, language, "a", "b", "c", "d", "e"))
                        .as(code + " in " + language)
                        .isPresent();
            }
        });
    }

    @Test
    void names_of_a_portal_are_put_together_from_its_numbers() {
        var mapping = Mapping.standard(STANDARD);
        var bound = mapping.on(new PortalIds(
                Map.of("smart:meeting", new PortalIds.TypeIds(5, 177)),
                Map.of("meeting", 9, "deal@goods", 3, "incoming-lead", 0),
                Map.of("smart:meeting/VK_OUTCOME", Map.of("meeting.NO_SHOW", 44L))));
        var meeting = mapping.funnelOf("meeting", null);

        assertThat(bound.stageId(meeting, Meeting.Stage.SCHEDULED)).startsWith("DT177_9:VK_SCHED");
        assertThat(bound.stages(meeting, bound.stageId(meeting, Meeting.Stage.SCHEDULED)))
                .extracting(StageMapping::stage)
                .containsExactly("SCHEDULED");
        assertThat(bound.stages(meeting, "DT177_9:SOMETHING")).isEmpty();
        assertThat(bound.stages(meeting, "C3:NEW")).isEmpty();
        assertThat(bound.directory(meeting)).isEqualTo("DYNAMIC_177_STAGE_9");
        assertThat(bound.stageId(mapping.funnelOf("deal", "goods"), Deal.Stage.SUCCESS))
                .isEqualTo("C3:WON");
        assertThat(bound.directory(mapping.funnelOf("incoming-lead", null))).isEqualTo("STATUS");
        assertThat(bound.own("meeting", OwnField.STATE).portalName()).isEqualTo("UF_CRM_5_VK_STATE");
        assertThat(bound.own("deal", OwnField.STATE).portalName()).isEqualTo("UF_CRM_VK_STATE");
        assertThat(bound.own("meeting", OwnField.OUTCOME).toPortal("meeting.NO_SHOW"))
                .containsEntry("UF_CRM_5_VK_OUTCOME", 44L);
        assertThat(bound.funnel(mapping.entityOf("deal"), 3)).contains(mapping.funnelOf("deal", "goods"));
        assertThat(bound.funnel(mapping.entityOf("deal"), 0)).isEmpty();
        assertThat(bound.parentField(mapping.entityOf("meeting"))).isEqualTo("parentId177");
        assertThatThrownBy(() -> bound.category(mapping.funnelOf("deal", "services")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("voronka-bitrix plan");
    }

    @Test
    void the_page_shows_the_mapping_that_an_empty_file_gives() throws Exception {
        var page = page();
        var before = Files.readString(page);
        var begin = "<!-- defaults: written by MappingTest from the definitions -->\n";
        var at = before.indexOf(begin) + begin.length();

        var now = before.substring(0, at) + defaults();

        if (Boolean.getBoolean("voronka.renew")) {
            Files.writeString(page, now);
        }
        assertThat(Files.readString(page))
                .as("renew it by -Dvoronka.renew=true and look at the difference")
                .isEqualTo(now);
    }

    @Test
    void the_file_on_the_page_is_a_mapping() throws Exception {
        var page = Files.readString(page());
        var begin = page.indexOf("```yaml\n") + "```yaml\n".length();
        var department = STANDARD.with(Overlay.of("meeting")
                .field(CustomField.choice("format", "office", "call"), Title.of("Формат", "Format"))
                .apply(Meeting.PROCESS));

        var mapping = Mapping.parse(page.substring(begin, page.indexOf("```", begin)), "page", department);

        assertThat(mapping.funnelOf("deal", "goods").category()).isEqualTo(7);
        assertThat(mapping.funnelOf("meeting", null)
                        .stage(Meeting.Stage.SCHEDULED)
                        .orElseThrow()
                        .statusId())
                .isEqualTo("VK_PLAN");
    }

    private static Path page() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .filter(dir -> Files.isDirectory(dir.resolve("docs")))
                .findFirst()
                .orElseThrow()
                .resolve("docs/bitrix-mapping.md");
    }

    private static String defaults() {
        var mapping = Mapping.standard(STANDARD);
        var page = new StringBuilder();
        for (var entity : mapping.entities()) {
            page.append("\n### ")
                    .append(entity.title())
                    .append(" (`")
                    .append(entity.key())
                    .append("`)\n\n");
            if (!entity.parents().isEmpty()) {
                page.append("Parents: ")
                        .append(entity.parents().stream()
                                .map(p -> "`" + p + "`")
                                .collect(Collectors.joining(", ")))
                        .append(".\n\n");
            }
            page.append("| funnel | stage | Bitrix24 id | title | meaning |\n|---|---|---|---|---|\n");
            for (var funnel : mapping.funnels()) {
                if (funnel.entity().equals(entity.key())) {
                    funnel.stages()
                            .forEach(s -> page.append("| ")
                                    .append(String.join(
                                            " | ",
                                            "`" + funnel.key() + "`",
                                            "`" + s.stage() + "`",
                                            "`" + s.statusId() + "`",
                                            s.title(),
                                            s.semantics()))
                                    .append(" |\n"));
                }
            }
        }
        return page.toString();
    }

    private static List<String> ids(Mapping mapping, String funnel) {
        return mapping.funnels().stream()
                .filter(f -> f.key().equals(funnel))
                .flatMap(f -> f.stages().stream())
                .map(StageMapping::statusId)
                .toList();
    }

    private static List<String> codes(String text) {
        return refused(text).problems().stream().map(MappingProblem::code).toList();
    }

    private static MappingRefused refused(String text) {
        var refused = catchThrowableOfType(MappingRefused.class, () -> Mapping.parse(text, "m.yml", STANDARD));
        assertThat(refused).as(text.lines().findFirst().orElse("")).isNotNull();
        assertThat(refused.text(Locale.ENGLISH)).isEqualTo(refused.getMessage());
        return refused;
    }
}

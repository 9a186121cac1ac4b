package dev.voronka;

import static dev.voronka.WorkingTime.workingDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voronka.Alteration.AddFail;
import dev.voronka.Alteration.AddField;
import dev.voronka.Alteration.AddStage;
import dev.voronka.Alteration.Deadline;
import dev.voronka.Alteration.Limit;
import dev.voronka.Alteration.OwnedBy;
import dev.voronka.Alteration.RemoveFail;
import dev.voronka.Alteration.Rename;
import dev.voronka.Alteration.Reorder;
import dev.voronka.Alteration.Require;
import dev.voronka.Alteration.Retitle;
import dev.voronka.Alteration.SwitchOff;
import dev.voronka.Alteration.SwitchOn;
import dev.voronka.Alteration.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a customer may alter, and what is refused in words that help. The refusals are committed in {@code
 * src/test/resources/alterations} and renewed by {@code -Dvoronka.renew=true}.
 */
class AlteredTest {

    enum Place implements Stage {
        NEW,
        TALK,
        TRIAL,
        OFFER,
        WAITING,
        SOLD,
        TOO_DEAR,
        NO_NEED,
        SILENT,
        GONE
    }

    sealed interface Event extends Trigger {}

    @Code("call")
    record Call() implements Event {}

    @Code("try-out")
    record TryOut(boolean first) implements Event {}

    @Code("offer")
    record Offer(int price) implements Event {}

    @Code("accept")
    record Accept() implements Event {}

    @Code("delivered")
    record Delivered() implements Event {}

    @Code("lost")
    record Lost() implements Event {}

    record Sale(String name, int price, String client) {}

    private static final Guard<Sale, Object> IS_FAIR = Guard.onData("is-fair", d -> d.price() < 10);

    private static final SalesProcess<Event, Sale> SALE = SalesProcess.named(
                    "sale", Place.class, Event.class, Sale.class)
            .texts(Texts.codesThemselves())
            .header(s -> Header.of(s.name()))
            .startsIn(Place.NEW)
            .mainPath(Place.NEW, Place.TALK, Place.TRIAL, Place.OFFER, Place.WAITING, Place.SOLD)
            .stage(
                    Place.NEW,
                    s -> s.ownedBy(Role.REP)
                            .within(workingDays(1))
                            .mayFail(Place.SILENT)
                            .on(Call.class)
                            .goTo(Place.TALK))
            .stage(
                    Place.TALK,
                    s -> s.ownedBy(Role.REP)
                            .within(workingDays(2))
                            .mayFail(Place.SILENT, Place.NO_NEED)
                            .on(TryOut.class)
                            .onlyWith(Place.TRIAL)
                            .goTo(Place.TRIAL)
                            .on(Offer.class)
                            .onlyWithout(Place.TRIAL)
                            .atMost(4)
                            .choose(c -> c.when(IS_FAIR, Place.OFFER).otherwise(Place.TOO_DEAR)))
            .stage(
                    Place.TRIAL,
                    s -> s.switchedOff()
                            .ownedBy(Role.REP)
                            .within(workingDays(9))
                            .mayFail(Place.NO_NEED)
                            .on(Offer.class)
                            .goTo(Place.OFFER))
            .stage(
                    Place.OFFER,
                    s -> s.ownedBy(Role.REP)
                            .within(workingDays(3))
                            .mayFail(Place.TOO_DEAR)
                            .on(Accept.class)
                            .goTo(Place.WAITING)
                            .on(Call.class)
                            .goTo(Place.TALK))
            .stage(
                    Place.WAITING,
                    s -> s.ownedBy(Role.REP)
                            .within(workingDays(3))
                            .waits()
                            .mayFail(Place.GONE)
                            .on(Delivered.class)
                            .byProgram()
                            .goTo(Place.SOLD)
                            .on(Lost.class)
                            .byProgram()
                            .goTo(Place.GONE))
            .succeedsIn(Place.SOLD)
            .failsIn(FailGroup.PRICE, Place.TOO_DEAR)
            .failsIn(FailGroup.FIT, Place.NO_NEED)
            .failsIn(FailGroup.NO_RESPONSE, Place.SILENT)
            .failsIn(FailGroup.OTHER, Place.GONE)
            .reopensInto(Place.TALK, Place.SILENT)
            .build();

    private static final Title DEMO_TITLE = Title.of("Показ", "Demo");
    private static final AddStage DEMO = new AddStage("DEMO", DEMO_TITLE, "TALK", null, workingDays(5));

    // What may be altered

    @Test
    void a_stage_is_added_behind_another_one_and_left_by_proceed() {
        var altered = altered(DEMO);

        assertThat(ways(altered, "TALK", "offer")).containsExactly("DEMO", "TOO_DEAR");
        assertThat(ways(altered, "DEMO", "proceed")).containsExactly("OFFER");
        assertThat(ways(altered, "OFFER", "call")).containsExactly("TALK");
        assertThat(names(altered.mainPath())).containsExactly("NEW", "TALK", "DEMO", "OFFER", "WAITING", "SOLD");
        assertThat(order(altered)).startsWith("NEW", "TALK", "DEMO", "OFFER");
        assertThat(fails(altered, "DEMO")).isEqualTo(fails(altered, "TALK"));
        assertThat(altered.stage("DEMO").orElseThrow().ownedBy()).isEqualTo(Role.REP);
        assertThat(altered.title(Stage.coded("DEMO"), Locale.ENGLISH)).isEqualTo("Demo");
        assertThat(altered.title(Stage.coded("DEMO"), Texts.RUSSIAN)).isEqualTo("Показ");
    }

    @Test
    void stages_are_added_one_behind_the_other() {
        var second = new AddStage("DEMO_TWO", DEMO_TITLE, "DEMO", Role.HEAD, workingDays(1));

        var altered = altered(DEMO, second);

        assertThat(ways(altered, "DEMO", "proceed")).containsExactly("DEMO_TWO");
        assertThat(ways(altered, "DEMO_TWO", "proceed")).containsExactly("OFFER");
        assertThat(altered.stage("DEMO_TWO").orElseThrow().ownedBy()).isEqualTo(Role.HEAD);
    }

    @Test
    void an_added_stage_stays_on_the_way_when_the_next_one_is_switched_on() {
        var altered = altered(DEMO).altered(List.of(new SwitchOn("TRIAL")));

        assertThat(ways(altered, "TALK", "try-out")).containsExactly("DEMO");
        assertThat(altered.row(Place.TALK, "offer")).isEmpty();
        assertThat(ways(altered, "DEMO", "proceed")).containsExactly("TRIAL");
        assertThat(ways(altered, "TRIAL", "offer")).containsExactly("OFFER");
    }

    @Test
    void a_stage_that_is_shipped_off_is_switched_on_with_its_rows_and_off_again() {
        var on = altered(new SwitchOn("TRIAL"));
        var off = on.altered(List.of(new SwitchOff("TRIAL")));

        assertThat(ways(on, "TALK", "try-out")).containsExactly("TRIAL");
        assertThat(on.row(Place.TALK, "offer")).isEmpty();
        assertThat(ways(off, "TALK", "offer")).containsExactly("OFFER", "TOO_DEAR");
        assertThat(off.stage("TRIAL")).isEmpty();
    }

    @Test
    void what_led_to_a_stage_that_is_switched_off_leads_to_the_next_one_of_the_main_path() {
        var altered = altered(new SwitchOff("TALK"), new SwitchOn("TRIAL"));

        assertThat(ways(altered, "NEW", "call")).containsExactly("TRIAL");
        assertThat(ways(altered, "SILENT", "reopen")).containsExactly("TRIAL");
        assertThat(altered.stage("TALK")).isEmpty();
    }

    @Test
    void titles_of_stages_and_other_texts_are_the_customers() {
        var altered = altered(
                new Rename("TALK", Title.of("Разговор", null)),
                new Retitle("role.REP", Title.of("менеджер", "manager")));

        assertThat(altered.title(Place.TALK, Locale.ENGLISH)).isEqualTo("Разговор");
        assertThat(altered.texts().text("role.REP", Locale.ENGLISH)).isEqualTo("manager");
    }

    @Test
    void people_see_the_stages_in_the_order_that_they_want() {
        assertThat(order(altered(new Reorder(List.of("GONE", "TOO_DEAR")))))
                .containsExactly("NEW", "TALK", "OFFER", "WAITING", "SOLD", "GONE", "NO_NEED", "SILENT", "TOO_DEAR");
    }

    @Test
    void deadlines_owners_limits_and_the_version_are_the_customers() {
        var altered = altered(
                new Deadline("TALK", workingDays(7)),
                new OwnedBy("TALK", Role.HEAD),
                new Limit(null, "call", 3),
                new Limit("TALK", "offer", 2),
                new Version(12));

        var talk = altered.stage("TALK").orElseThrow();
        assertThat(talk.within()).isEqualTo(When.after(workingDays(7)));
        assertThat(talk.ownedBy()).isEqualTo(Role.HEAD);
        assertThat(altered.row(Place.OFFER, "call").orElseThrow().limit()).isEqualTo(3);
        assertThat(altered.row(Place.NEW, "call").orElseThrow().limit()).isEqualTo(3);
        assertThat(altered.row(Place.TALK, "offer").orElseThrow().limit()).isEqualTo(2);
        assertThat(altered.version()).isEqualTo(12);
        assertThat(altered.alterations()).hasSize(5);
    }

    @Test
    void fails_are_added_and_removed() {
        var altered = altered(
                new AddFail("FROZEN", Title.of("Заморожено"), FailGroup.TIMING, List.of("NEW", "OFFER")),
                new RemoveFail("SILENT"));

        assertThat(fails(altered, "NEW")).containsExactly("FROZEN");
        assertThat(fails(altered, "OFFER")).containsExactly("TOO_DEAR", "FROZEN");
        assertThat(altered.stage("SILENT")).isEmpty();
        assertThat(altered.stage("FROZEN").orElseThrow().failGroup()).isEqualTo(FailGroup.TIMING);
    }

    @Test
    void required_fields_are_asked_for_on_ways_forward_only() {
        var altered = altered(
                DEMO,
                new AddField(CustomField.text("segment"), Title.of("Сегмент", "Segment")),
                new Require("OFFER", List.of("segment")),
                new Require("DEMO", List.of("segment", "client")));

        assertThat(altered.fields()).containsKey("segment");
        assertThat(altered.guards()).contains("required-fields-are-filled");
        assertThat(demands(altered, "OFFER", "accept")).isEqualTo(1);
        assertThat(demands(altered, "OFFER", "call")).as("a way back").isZero();
        assertThat(demands(altered, "OFFER", "fail:TOO_DEAR")).isZero();
        assertThat(demands(altered, "DEMO", "proceed")).isEqualTo(1);
    }

    @Test
    void a_custom_field_of_the_host_can_be_required_too() {
        var altered = SALE.with(CustomField.text("segment")).altered(List.of(new Require("TALK", List.of("segment"))));

        assertThat(altered.fields()).containsKey("segment");
        assertThat(demands(altered, "TALK", "offer")).isEqualTo(1);
    }

    @Test
    void the_process_itself_stays_as_it_was() {
        altered(DEMO, new SwitchOn("TRIAL"), new Deadline("TALK", workingDays(7)));

        assertThat(SALE.stage("DEMO")).isEmpty();
        assertThat(SALE.stage("TRIAL")).isEmpty();
        assertThat(SALE.stage("TALK").orElseThrow().within()).isEqualTo(When.after(workingDays(2)));
        assertThat(SALE.alterations()).isEmpty();
    }

    // Directions

    @Test
    void a_direction_has_its_own_stages_deadlines_and_titles_and_knows_the_others() {
        var process = SALE.inDirection(Direction.of("services", Title.of("Услуги", "Services"), DEMO));
        var services = process.forDirection("services");

        assertThat(services.stage("DEMO")).isPresent();
        assertThat(process.stage("DEMO")).isEmpty();
        assertThat(process.forDirection("goods")).isSameAs(process);
        assertThat(process.forDirection(null)).isSameAs(process);
        assertThat(services.forDirection(null)).isSameAs(process);
        assertThat(process.title(Stage.coded("DEMO"), Locale.ENGLISH))
                .as("for lists of all cards")
                .isEqualTo("Demo");
        assertThat(process.texts().text("direction.services", Texts.RUSSIAN)).isEqualTo("Услуги");
        assertThatThrownBy(() -> services.altered(List.of())).isInstanceOf(InvalidInput.class);
    }

    @Test
    void what_is_altered_in_the_process_is_altered_in_its_directions() {
        var process = SALE.inDirection(Direction.of("services", Title.of("Услуги"), DEMO))
                .altered(List.of(new Deadline("OFFER", workingDays(8))));

        assertThat(process.forDirection("services").stage("OFFER").orElseThrow().within())
                .isEqualTo(When.after(workingDays(8)));
        assertThat(process.forDirection("services").stage("DEMO")).isPresent();
    }

    @Test
    void more_about_a_direction_comes_on_top() {
        var process = SALE.inDirection(Direction.of("services", Title.of("Услуги"), DEMO))
                .inDirection(Direction.of("services", Title.of("Сервис"), new Deadline("DEMO", workingDays(8))));

        assertThat(process.directions()).hasSize(1);
        assertThat(process.forDirection("services").stage("DEMO").orElseThrow().within())
                .isEqualTo(When.after(workingDays(8)));
        assertThat(process.texts().text("direction.services", Texts.RUSSIAN)).isEqualTo("Сервис");
    }

    // What is refused

    @TestFactory
    Stream<DynamicTest> each_refusal_tells_every_problem_in_words_that_help() {
        return refused().entrySet().stream()
                .map(refused -> DynamicTest.dynamicTest(refused.getKey(), () -> {
                    var unsound = refusal(refused.getValue());

                    assertThat(unsound.problems())
                            .extracting(Problem::kind)
                            .contains(refused.getKey().replaceAll("--.*", ""));
                    compare(refused.getKey(), unsound);
                }));
    }

    @Test
    void every_kind_of_refusal_is_shown() throws IOException {
        var source = Files.readString(Committed.inCore("src/main/java/dev/voronka/Altering.java"));
        var kinds = Pattern.compile("problems\\.add\\(\\s*\"([a-z-]+)\"")
                .matcher(source)
                .results()
                .map(r -> r.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(refused().keySet().stream().map(k -> k.replaceAll("--.*", "")))
                .containsAll(kinds);
    }

    @Test
    void a_direction_that_cannot_be_meant_is_refused_and_told_by_name() {
        var unsound = catchThrowableOfType(
                UnsoundProcess.class,
                () -> SALE.inDirection(Direction.of("services", Title.of("Услуги"), new SwitchOff("NEW"))));

        compare("in-a-direction", unsound);
    }

    private static Map<String, List<Alteration>> refused() {
        var refused = new TreeMap<String, List<Alteration>>();
        refused.put(
                "unknown-stage",
                List.of(
                        new Rename("TLAK", DEMO_TITLE),
                        new Deadline("ELSEWHERE_AND_FAR", workingDays(1)),
                        new Reorder(List.of("NEW", "OFER")),
                        new AddStage("DEMO", DEMO_TITLE, "TALKS", null, workingDays(1)),
                        new Deadline("DEMO", workingDays(2))));
        refused.put("unknown-field", List.of(new Require("TALK", List.of("cleint", "segment"))));
        refused.put("unknown-trigger", List.of(new Limit("TALK", "ofer", 2), new Limit(null, "call-again", 2)));
        refused.put("unknown-text", List.of(new Retitle("guard.no-such-guard", DEMO_TITLE)));
        refused.put("never-empty", List.of(new Require("TALK", List.of("price"))));
        refused.put("no-title", List.of(new Rename("TALK", new Title(" ", null))));
        refused.put("cannot-switch-off", List.of(new SwitchOff("NEW"), new SwitchOff("WAITING")));
        refused.put(
                "nobody-works-there",
                List.of(
                        new SwitchOff("SOLD"),
                        new SwitchOff("GONE"),
                        new Deadline("GONE", workingDays(1)),
                        new OwnedBy("SOLD", Role.REP),
                        new Require("SOLD", List.of("client"))));
        refused.put(
                "stage-taken",
                List.of(
                        new AddStage("OFFER", DEMO_TITLE, "TALK", null, workingDays(1)),
                        new AddStage("TRIAL", DEMO_TITLE, "TALK", null, workingDays(1)),
                        new AddFail("GONE", DEMO_TITLE, FailGroup.OTHER, List.of())));
        refused.put(
                "not-on-the-way",
                List.of(
                        new AddStage("AFTER_ALL", DEMO_TITLE, "SOLD", null, workingDays(1)),
                        new AddStage("AFTER_FAIL", DEMO_TITLE, "GONE", null, workingDays(1))));
        refused.put("not-a-fail", List.of(new RemoveFail("TALK")));
        refused.put("ordered-twice", List.of(new Reorder(List.of("GONE", "GONE"))));
        refused.put("nothing-to-require", List.of(new Require("WAITING", List.of("client"))));
        refused.put("main-path-gap--order", List.of(new Reorder(List.of("OFFER", "TALK"))));
        refused.put("way-to-nowhere--fail", List.of(new RemoveFail("GONE"), new RemoveFail("TOO_DEAR")));
        refused.put("unreachable-stage--fail", List.of(new SwitchOff("TALK")));
        refused.put("no-deadline--added", List.of(new AddStage("DEMO", DEMO_TITLE, "TALK", null, null)));
        refused.put("bad-limit--never", List.of(new Limit(null, "call", 0)));
        refused.put("bad-stage-code--added", List.of(new AddStage("demo", DEMO_TITLE, "TALK", null, workingDays(1))));
        return refused;
    }

    private static UnsoundProcess refusal(List<Alteration> alterations) {
        return catchThrowableOfType(UnsoundProcess.class, () -> SALE.altered(alterations));
    }

    private static void compare(String name, UnsoundProcess unsound) {
        Committed.check(
                Committed.inCore("src/test/resources/alterations/" + name + ".txt"), unsound.getMessage() + "\n");
    }

    private static SalesProcess<Event, Sale> altered(Alteration... alterations) {
        return SALE.altered(List.of(alterations));
    }

    private static List<String> ways(SalesProcess<?, ?> process, String stage, String event) {
        return process.row(Stage.coded(stage), event).orElseThrow().branches().stream()
                .map(b -> b.target().map(Stage::name).orElse("stay"))
                .toList();
    }

    private static List<String> fails(SalesProcess<?, ?> process, String stage) {
        return process.rowsOf(Stage.coded(stage)).stream()
                .map(Row::event)
                .filter(e -> e.startsWith("fail:"))
                .map(e -> e.substring("fail:".length()))
                .toList();
    }

    private static int demands(SalesProcess<?, ?> process, String stage, String event) {
        return process.row(Stage.coded(stage), event).orElseThrow().demands().size();
    }

    private static List<String> order(SalesProcess<?, ?> process) {
        return process.stages().stream().map(s -> s.stage().name()).toList();
    }

    private static List<String> names(List<Stage> stages) {
        return stages.stream().map(Stage::name).toList();
    }
}

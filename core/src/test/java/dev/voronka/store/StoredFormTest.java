package dev.voronka.store;

import static dev.voronka.FailGroup.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Actor;
import dev.voronka.Answered;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Code;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.CustomField;
import dev.voronka.Effect;
import dev.voronka.Header;
import dev.voronka.InvalidInput;
import dev.voronka.Money;
import dev.voronka.Move;
import dev.voronka.Outcome;
import dev.voronka.Reason;
import dev.voronka.Remapped;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.SalesProcessBuilder;
import dev.voronka.Stage;
import dev.voronka.Texts;
import dev.voronka.Trigger;
import dev.voronka.When;
import dev.voronka.WorkingTime;
import dev.voronka.export.StoredNames;
import dev.voronka.run.Funnel;
import dev.voronka.run.Voronka;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was stored by an earlier definition of a process is read by a later one. */
class StoredFormTest {

    enum Before implements Stage {
        FRESH,
        DONE,
        BAD_A,
        BAD_B,
        BAD_C
    }

    sealed interface Told extends Trigger {
        @Code("note")
        record Note(String text) implements Told {}

        @Code("win")
        record Win() implements Told {}

        @Code("ring")
        record Ring() implements Told {}
    }

    record Data(String name, @Nullable String phone) {}

    enum After implements Stage {
        NEW,
        WON,
        BAD_A,
        BAD_B,
        BAD_C
    }

    sealed interface Said extends Trigger {
        @Code(
                value = "remark",
                formerly = {"note"})
        record Remark(String text, List<String> tags) implements Said {}

        @Code("win")
        record Win(int price) implements Said {}

        @Code(
                value = "bell",
                formerly = {"ring"})
        record Bell() implements Said {}
    }

    @Code("post")
    record Post(String text, Stage stage) implements Effect {}

    @Code(
            value = "letter",
            formerly = {"post"})
    record Letter(String text) implements Effect {}

    private static final Actor REP = Actor.employee("e1", Role.REP);
    private static final CardId CARD = new CardId(new UUID(0, 7));

    private static final SalesProcess<Told, Data> BEFORE = SalesProcess.named(
                    "shop", Before.class, Told.class, Data.class)
            .texts(Texts.codesThemselves())
            .header(d -> Header.of(d.name()))
            .field(CustomField.of("budget", CustomField.Type.MONEY))
            .field(CustomField.of("since", CustomField.Type.DATE))
            .field(CustomField.of("rate", CustomField.Type.NUMBER))
            .field(CustomField.of("vip", CustomField.Type.YES_NO))
            .startsIn(Before.FRESH)
            .mainPath(Before.FRESH, Before.DONE)
            .stage(
                    Before.FRESH,
                    s -> s.ownedBy(Role.REP)
                            .within(WorkingTime.workingDays(1))
                            .mayFail(Before.BAD_A, Before.BAD_B, Before.BAD_C)
                            .fires(Told.Ring::new, When.after(WorkingTime.workingMinutes(10)))
                            .on(Told.Ring.class)
                            .stay()
                            .on(Told.Note.class)
                            .atMost(3)
                            .emit(x -> new Effect.Mirror(Before.FRESH))
                            .goTo(Before.FRESH)
                            .on(Told.Win.class)
                            .goTo(Before.DONE))
            .succeedsIn(Before.DONE)
            .failsIn(OTHER, Before.BAD_A, Before.BAD_B, Before.BAD_C)
            .build();

    private static final SalesProcess<Said, Data> AFTER = after().build();

    private static SalesProcessBuilder<After, Said, Data> after() {
        return SalesProcess.named("shop", After.class, Said.class, Data.class)
                .texts(Texts.codesThemselves())
                .header(d -> Header.of(d.name()))
                .startsIn(After.NEW)
                .mainPath(After.NEW, After.WON)
                .stage(
                        After.NEW,
                        s -> s.formerly("FRESH")
                                .ownedBy(Role.REP)
                                .within(WorkingTime.workingDays(1))
                                .mayFail(After.BAD_A, After.BAD_B, After.BAD_C)
                                .fires(Said.Bell::new, When.after(WorkingTime.workingMinutes(10)))
                                .on(Said.Bell.class)
                                .stay()
                                .on(Said.Remark.class)
                                .atMost(3)
                                .goTo(After.NEW)
                                .on(Said.Win.class)
                                .goTo(After.WON))
                .stage(After.WON, s -> s.formerly("DONE"))
                .succeedsIn(After.WON)
                .failsIn(OTHER, After.BAD_A, After.BAD_B, After.BAD_C);
    }

    private final JacksonCodec codec = new JacksonCodec();
    private final StoredForm before = form(BEFORE);
    private final StoredForm now = form(AFTER);
    private final Funnel<Told, Data> funnel = Voronka.builder().build().funnel(BEFORE);
    private final Card<Data> card = funnel.open(new Data("лавка", null), REP);

    private StoredForm form(SalesProcess<?, ?> process) {
        var form = new StoredForm(codec);
        form.knows(process);
        return form;
    }

    @Test
    void a_renamed_stage_is_found_by_its_former_name_and_in_a_search() {
        assertThat(now.stage("shop", "FRESH")).isSameAs(After.NEW);
        assertThat(now.stage("shop", "DONE")).isSameAs(After.WON);
        assertThat(now.stage("shop", "NEW")).isSameAs(After.NEW);
        assertThat(now.stage("shop", "NEVER")).isEqualTo(Stage.coded("NEVER"));
        assertThat(now.stage("unknown", "NEW")).isEqualTo(Stage.coded("NEW"));
        assertThat(now.storedNames("shop", After.NEW)).containsExactly("NEW", "FRESH");
        assertThat(now.storedNames("shop", After.BAD_A)).containsExactly("BAD_A");
    }

    @Test
    void the_listing_of_stored_names_shows_the_former_ones() {
        assertThat(StoredNames.of(AFTER))
                .contains("stage NEW", "stage NEW formerly FRESH", "trigger remark formerly note");
    }

    @Test
    void a_renamed_trigger_is_read_counted_and_rung_under_its_new_name() {
        var noted = funnel.fire(card.id(), new Told.Note("x"), REP).orThrow();

        var state = now.state("shop", before.state(noted));

        assertThat(now.payload("shop", "note", "{\"text\":\"x\"}")).isEqualTo(new Said.Remark("x", List.of()));
        assertThat(state.counts()).isEqualTo(Map.of("remark", 1));
        assertThat(state.alarms())
                .extracting("code")
                .contains("bell", "deadline")
                .doesNotContain("ring");
        assertThat(now.trigger(before.trigger(new Told.Note("y")))).isEqualTo(new Said.Remark("y", List.of()));
        assertThat(now.trigger(before.trigger(new CommonTrigger.Fail(Before.BAD_A, "c"))))
                .isEqualTo(new CommonTrigger.Fail(After.BAD_A, "c"));
        assertThat(now.event("shop", "fail:FRESH")).isEqualTo("fail:NEW");
    }

    @Test
    void an_outcome_of_the_former_definition_is_read_by_the_new_one() {
        var noted = funnel.fire(card.id(), new Told.Note("x"), REP);

        var read = now.outcome(before.outcome(noted));

        assertThat(read).isInstanceOf(Outcome.Moved.class);
        assertThat(read.card().stage()).isSameAs(After.NEW);
        assertThat(((Outcome.Moved<?>) read).effects()).contains(new Effect.Mirror(After.NEW));
        assertThat(((Outcome.Moved<?>) read).move().payload()).isEqualTo(new Said.Remark("x", List.of()));
    }

    @Test
    void a_payload_that_cannot_be_read_any_more_is_shown_and_goes_on_as_it_was() {
        var torn = now.payload("shop", "win", "{}");
        var gone = now.payload("shop", "gone", "{\"a\":1}");

        assertThat(torn)
                .isInstanceOfSatisfying(Unread.class, u -> assertThat(u.why()).contains("At $.price is missing"));
        assertThat(gone).isEqualTo(new Unread("gone", "{\"a\":1}", "Process shop has no trigger \"gone\" any more."));
        assertThat(now.payload("other", "open", "{\"data\":{},\"fields\":{}}")).isInstanceOf(Unread.class);
        assertThat(now.trigger(now.trigger(gone)))
                .isInstanceOfSatisfying(Unread.class, u -> assertThat(u.json()).isEqualTo("{\"a\":1}"));
        assertThat(now.payload("shop", "remap", "{\"why\":\"x\"}")).isEqualTo(new Remapped("x"));
    }

    @Test
    void custom_fields_have_the_types_that_the_process_says_and_others_stay_as_they_are() {
        var fields = Map.<String, Object>of(
                "budget",
                Money.roubles(5),
                "since",
                LocalDate.of(2026, 1, 2),
                "rate",
                new BigDecimal("1.50"),
                "vip",
                true);
        var amended = funnel.fire(card.id(), CommonTrigger.Amend.fields(fields), REP);
        var state = before.state(amended.card());

        assertThat(before.state("shop", state).fields()).isEqualTo(fields);
        assertThat(before.payload("shop", "amend", codec.text(CommonTrigger.Amend.fields(fields))))
                .isEqualTo(CommonTrigger.Amend.fields(fields));
        assertThat(now.state("shop", state).fields())
                .containsEntry("since", "2026-01-02")
                .containsEntry("rate", new BigDecimal("1.50"))
                .containsEntry("budget", Map.of("minor", new BigDecimal(500), "currency", "RUB"));
        assertThat(codec.text(now.state("shop", state).fields())).isEqualTo(codec.text(fields));
    }

    @Test
    void a_card_that_was_just_opened_takes_little_room() {
        assertThat(before.state(funnel.fire(card.id(), new Told.Win(), REP).card()))
                .isEqualTo("{\"begunBy\":2}");
        assertThat(before.data(card)).isEqualTo("{\"name\":\"лавка\",\"phone\":null}");
    }

    @Test
    void the_data_of_a_process_that_is_not_known_is_not_guessed() {
        assertThatThrownBy(() -> now.data("other", "{}"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Process \"other\" is not known here");
        assertThatThrownBy(() -> now.data("shop", "{\"name\":\"x\",\"lost\":1}"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("At $.lost");
        assertThat(now.knows("shop")).isTrue();
        assertThat(now.processes()).isEqualTo(Set.of("shop"));
    }

    @Test
    void a_hosts_own_effect_must_be_known_and_may_be_renamed() {
        var effect = new StoredEffect(CARD, 3, 1001, new Post("привет", Stage.coded("NEW")));

        assertThatThrownBy(() -> before.effects(List.of(effect)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(Post.class.getName())
                .hasMessageContaining("knowsEffect");
        before.knowsEffect(Post.class);
        var json = before.effects(List.of(effect));
        assertThat(before.effects(CARD, 3, Jsonb.of(json))).containsExactly(effect);
        now.knowsEffect(Letter.class);
        assertThat(now.effects(CARD, 3, json)).containsExactly(new StoredEffect(CARD, 3, 1001, new Letter("привет")));
        assertThatThrownBy(() -> now.knowsEffect(Post.class))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("\"post\" is given to both effects");
    }

    @Test
    void an_effect_that_nobody_knows_any_more_can_be_shown_and_kept() {
        var json = "[{\"code\":\"gone\",\"value\":{\"a\":[1.0]}},{\"code\":\"tell\",\"index\":7,\"value\":{}}]";

        var read = now.effects(CARD, 1, json);

        assertThat(read.get(0).effect()).isEqualTo(new UnreadEffect("gone", "{\"a\":[1.0]}"));
        assertThat(read.get(1).effect()).isEqualTo(new UnreadEffect("tell", "{}"));
        assertThat(now.effects(read)).isEqualTo(json);
    }

    @Test
    void the_answer_of_a_port_that_is_gone_stays_as_it_is() {
        var move = new Move(
                CARD,
                1,
                "shop",
                1,
                Instant.EPOCH,
                REP,
                null,
                Before.FRESH,
                "open",
                new Move.Opened(new Data("x", null), Map.of()),
                null,
                null,
                List.of(new Answered("Oracle", ContactRef.of("c1"), new BigDecimal("7.50"))),
                List.of("is-fine"));

        var notes = before.notes(move);

        assertThat(before.notes("shop", notes))
                .isEqualTo(new Notes(
                        List.of(new Answered("Oracle", Map.of("id", "c1"), new BigDecimal("7.50"))),
                        List.of("is-fine")));
        assertThat(before.notes("shop", null)).isEqualTo(Notes.NONE);
        assertThat(before.notes("shop", "[]").answers()).hasSize(1);
        assertThat(before.notes("shop", "{\"answers\":[{\"port\":\"HeadOf\"},3]}")
                        .answers())
                .hasSize(2);
    }

    @Test
    void the_guards_passed_are_kept_whatever_they_are_called() {
        assertThat(notesOf("card-is-not-on-hold", "amount-is-known")).isEqualTo("+,amount-is-known");
        for (var codes : List.of(
                List.of("card-is-not-on-hold", "amount-is-known"),
                List.of("+"),
                List.of("a,b", "c"),
                List.of(""),
                List.of("сумма известна"),
                List.of("{\"passed\":[]}"),
                List.<String>of())) {
            assertThat(before.notes("shop", notesOf(codes.toArray(String[]::new))))
                    .isEqualTo(new Notes(List.of(), codes));
        }
    }

    private @Nullable String notesOf(String... codes) {
        return before.notes(new Move(
                CARD,
                1,
                "shop",
                1,
                Instant.EPOCH,
                REP,
                null,
                Before.FRESH,
                "open",
                new Move.Opened(new Data("x", null), Map.of()),
                null,
                null,
                List.of(),
                List.of(codes)));
    }

    @Test
    void torn_texts_are_refused_in_words_and_never_by_chance() {
        for (var torn : List.of("", "[]", "7", "{", "\"x\"", "[[]]", "{\"begunBy\":\"x\"}", "{\"data\":3}")) {
            assertThat(before.payload("shop", "open", torn)).isInstanceOf(Unread.class);
            assertThat(before.payload("shop", "note", torn)).isInstanceOf(Unread.class);
            assertThatThrownBy(() -> before.data("shop", torn)).isInstanceOf(InvalidInput.class);
            assertThatThrownBy(() -> before.outcome(torn)).isInstanceOf(InvalidInput.class);
            assertThat(before.notes("shop", torn)).isNotNull();
        }
        assertThatThrownBy(() -> before.state("shop", "{\"begunBy\":\"x\"}")).isInstanceOf(InvalidInput.class);
        assertThat(before.effects(CARD, 1, "[3,{\"index\":\"x\"}]")).hasSize(2);
    }

    @Test
    void reasons_come_back_and_a_refusal_is_not_remembered() {
        var reasons = List.of(Reason.of("is-fine"), new Reason("at-most", List.of("3", "x")));
        var refused = funnel.fire(card.id(), new CommonTrigger.Resume(), REP);

        assertThat(before.reasons(Jsonb.of(before.reasons(reasons)))).isEqualTo(reasons);
        assertThatThrownBy(() -> before.outcome(refused)).isInstanceOf(InvalidInput.class);
    }
}

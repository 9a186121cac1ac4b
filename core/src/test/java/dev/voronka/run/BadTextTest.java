package dev.voronka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Actor;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.CustomField;
import dev.voronka.InvalidInput;
import dev.voronka.Role;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.meeting.Meeting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that some database could not keep is refused by every store, before anything is decided. */
class BadTextTest {

    private static final String NUL = "a\u0000";
    private static final Actor REP = Actor.employee("e1", Role.REP);

    private final Voronka voronka = Voronka.builder().build();
    private final Funnel<Meeting.Trigger, Meeting.Data> funnel =
            voronka.funnel(Meeting.PROCESS.with(CustomField.text("room")));

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\ud83d", "\ude00x", "x\ud83dy", "\ude00\ud83d"})
    void text_in_data_that_no_store_could_keep_is_refused(String bad) {
        assertThatThrownBy(() -> funnel.open(new Meeting.Data(bad, "c1"), REP))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("The data of a new card of meeting cannot be kept: goal has ")
                .hasMessageEndingWith(". Nothing was done.");
        assertThat(funnel.cards(CardQuery.all())).isEmpty();
        assertThatThrownBy(() -> Terms.keyed(bad)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Actor.employee(bad)).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀", "a\uD83D\uDE00b", "\n\t", "", "\uFFFF", "я"})
    void other_text_is_kept_as_it_is(String good) {
        var card = funnel.open(new Meeting.Data(good, "c1"), REP);

        assertThat(funnel.card(card.id()).data().goal()).isEqualTo(good);
    }

    @org.junit.jupiter.api.Test
    void the_place_of_bad_text_in_a_trigger_is_named_and_the_card_is_untouched() {
        var card = funnel.open(new Meeting.Data("цель", "c1"), REP);
        var bad = Meeting.FollowUp.of(NUL);

        refused(
                card.id(),
                new Meeting.SubmitReport("ok", List.of(Meeting.FollowUp.of("x"), bad), List.of()),
                "internal[1].what has a NUL (U+0000) at place 1");
        refused(card.id(), new Meeting.NoteEvent("\ud83d"), "what has an unpaired surrogate at place 0");
        common(card.id(), new CommonTrigger.Fail(Meeting.Stage.CANCELLED_BY_US, NUL), "comment has a NUL");
        common(card.id(), CommonTrigger.Amend.fields(Map.of("room", NUL)), "fields[room] has a NUL");
        common(card.id(), CommonTrigger.Amend.fields(Map.of(NUL, "x")), "fields has a key that has a NUL");
        common(card.id(), CommonTrigger.Amend.watchers(Set.of(NUL)), "watchers[0] has a NUL");
        common(
                card.id(),
                new CommonTrigger.Amend(new Meeting.Data("цель", ContactRef.of(NUL))),
                "newData.contact has a NUL");
        assertThat(funnel.history(card.id())).hasSize(1);
        assertThat(funnel.card(card.id())).isEqualTo(card);
    }

    private void refused(dev.voronka.CardId card, Meeting.Trigger trigger, String told) {
        assertThatThrownBy(() -> funnel.fire(card, trigger, REP))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("The trigger cannot be kept: ")
                .hasMessageContaining(told)
                .hasMessageEndingWith("Nothing was done.");
        assertThatThrownBy(() -> funnel.fireAll(List.of(card), trigger, REP)).isInstanceOf(InvalidInput.class);
    }

    private void common(dev.voronka.CardId card, CommonTrigger trigger, String told) {
        assertThatThrownBy(() -> funnel.fire(card, trigger, REP))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("The trigger cannot be kept: ")
                .hasMessageContaining(told)
                .hasMessageEndingWith("Nothing was done.");
    }

    @org.junit.jupiter.api.Test
    void what_tells_of_a_person_is_not_shown_in_the_path() {
        var leads = voronka.funnel(IncomingLead.PROCESS);
        var lead = LeadData.of("Сайт", Channel.WEBSITE, "нужно").phones("8 916 123-45-67" + NUL);

        assertThatThrownBy(() -> leads.open(lead, REP))
                .isInstanceOf(InvalidInput.class)
                .hasMessageNotContaining("916");
        assertThatCode(() -> leads.open(lead.phones("8 916 123-45-67"), REP)).doesNotThrowAnyException();
    }
}

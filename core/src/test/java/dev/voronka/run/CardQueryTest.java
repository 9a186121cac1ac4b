package dev.voronka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.InvalidInput;
import dev.voronka.Role;
import dev.voronka.lookup.Person;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.store.ExternalRef;
import dev.voronka.store.InMemoryCardStore;
import dev.voronka.store.StageCount;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a host finds, counts and pages through cards, and finds them by their records elsewhere. */
class CardQueryTest {

    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
    private final InMemoryCardStore store = new InMemoryCardStore();
    private final Voronka voronka = Voronka.builder()
            .clock(clock)
            .store(store)
            .people(Directory.of(
                    Employee.of("e1", Role.REP).team("east"),
                    Employee.of("e2", Role.REP).team("east").left(),
                    Employee.of("e3", Role.REP).team("west"),
                    Employee.of("e4", Role.REP)))
            .build();
    private final Funnel<Meeting.Trigger, Meeting.Data> meetings = voronka.funnel(Meeting.PROCESS);

    @Test
    void a_teams_cards_are_those_of_its_members_whoever_has_left_included() {
        var first = meeting("e1");
        var left = meeting("e2");
        meeting("e3");
        meeting("e4");

        assertThat(meetings.cards(CardQuery.all().ofTeam("east"))).containsExactlyInAnyOrder(first, left);
        assertThat(meetings.cards(CardQuery.all().ofTeam("east").ownedBy("e1"))).containsExactly(first);
        assertThat(meetings.cards(CardQuery.all().ownedBy("e3").ofTeam("east"))).isEmpty();
        assertThat(meetings.cards(CardQuery.open().ofTeam("north"))).isEmpty();
    }

    @Test
    void pages_give_every_card_once_in_the_order_of_the_whole() {
        IntStream.range(0, 7).forEach(i -> {
            clock.advance(Duration.ofMinutes(i % 2));
            meeting("e" + (1 + i % 3));
        });

        var paged = new ArrayList<Card<Meeting.Data>>();
        var sizes = new ArrayList<Integer>();
        var query = CardQuery.open().limit(3);
        var page = meetings.page(query);
        while (true) {
            paged.addAll(page.cards());
            sizes.add(page.cards().size());
            if (page.next().isEmpty()) {
                break;
            }
            page = meetings.page(query.after(page.next().get()));
        }

        assertThat(sizes).containsExactly(3, 3, 1);
        assertThat(paged).isEqualTo(meetings.cards(CardQuery.open()));
    }

    @Test
    void a_page_that_takes_the_last_card_has_no_next_one() {
        meeting("e1");
        meeting("e1");

        assertThat(meetings.page(CardQuery.all().limit(2)).next()).isEmpty();
        assertThat(meetings.page(CardQuery.all().limit(1)).next()).isPresent();
        assertThat(meetings.page(CardQuery.all().ownedBy("e9"))).isEqualTo(new Page<Meeting.Data>(List.of(), null));
        assertThat(meetings.page(CardQuery.all().limit(Integer.MAX_VALUE)).cards())
                .hasSize(2);
    }

    @Test
    void cards_that_are_never_due_are_paged_too() {
        var cards = IntStream.range(0, 3).mapToObj(i -> meeting("e1")).toList();
        cards.forEach(c -> meetings.fire(
                c.id(),
                new CommonTrigger.Fail(Meeting.Stage.CANCELLED_BY_US, "не нужна"),
                Actor.employee("e1", Role.REP)));

        var first = meetings.page(CardQuery.all().limit(2));
        var rest = meetings.page(CardQuery.all().after(first.next().orElseThrow()));

        assertThat(first.cards()).hasSize(2).allMatch(c -> c.due().isEmpty());
        assertThat(rest.cards()).hasSize(1).doesNotContainAnyElementsOf(first.cards());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "кот", "MSAtIGNhdA", "2 - 00000000-0000-0000-0000-000000000001"})
    void a_key_that_no_page_gave_is_refused(String key) {
        assertThatThrownBy(() -> CardQuery.all().after(key))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("\"" + key + "\" is no key of a page.")
                .hasMessageContaining("Page.next()");
    }

    @Test
    void a_key_of_another_version_or_shape_is_refused() {
        var id = new UUID(0, 1);
        for (var text : List.of("2 - " + id, "1 - " + id + " x", "1 yesterday " + id, "1 -")) {
            var key = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));

            assertThatThrownBy(() -> CardQuery.all().after(key)).as(text).isInstanceOf(InvalidInput.class);
        }
        assertThatThrownBy(() -> CardQuery.all().after("x".repeat(5_000)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("…")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void cards_are_counted_by_stage_and_owner_whatever_the_limit() {
        meeting("e1");
        meeting("e1");
        meeting("e3");
        voronka.funnel(IncomingLead.PROCESS)
                .open(LeadData.of("Сайт", Channel.WEBSITE, ""), Actor.employee("e1", Role.REP));

        assertThat(meetings.counts(CardQuery.open().limit(1)))
                .containsExactly(new StageCount("meeting", "NEW", "e1", 2), new StageCount("meeting", "NEW", "e3", 1));
        assertThat(meetings.counts(CardQuery.open().ofTeam("west")))
                .containsExactly(new StageCount("meeting", "NEW", "e3", 1));
    }

    @Test
    void a_card_is_found_by_its_record_in_another_system() {
        var card = meeting("e1");
        meeting("e1");

        meetings.attach(card.id(), "bitrix24", "117");
        meetings.attach(card.id(), "amo", "9");

        assertThat(meetings.cards(CardQuery.all().external("bitrix24", "117"))).containsExactly(card);
        assertThat(meetings.cards(CardQuery.all().external("bitrix24", "9"))).isEmpty();
        assertThat(meetings.externals(card.id()))
                .containsExactly(ExternalRef.of(card.id(), "amo", "9"), ExternalRef.of(card.id(), "bitrix24", "117"));
    }

    @Test
    void a_record_that_is_attached_again_keeps_what_is_known_of_it() {
        var card = meeting("e1");
        var mirrored = new ExternalRef(card.id(), "bitrix24", "117", "NEW", "op-1");
        store.attach(mirrored);

        meetings.attach(card.id(), "bitrix24", "117");

        assertThat(meetings.externals(card.id())).containsExactly(mirrored);
    }

    @Test
    void a_record_belongs_to_one_card_and_a_card_has_one_record_in_a_system() {
        var card = meeting("e1");
        var other = meeting("e1");
        meetings.attach(card.id(), "bitrix24", "117");

        assertThatThrownBy(() -> meetings.attach(other.id(), "bitrix24", "117")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> meetings.attach(card.id(), "bitrix24", "118")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> meetings.attach(card.id(), " ", "118")).hasMessageContaining("system");
        assertThatThrownBy(() -> meetings.attach(card.id(), "amo", "")).hasMessageContaining("blank");
        assertThatThrownBy(() -> meetings.attach(new CardId(new UUID(0, 404)), "amo", "1"))
                .isInstanceOf(UnknownCard.class);
        assertThatThrownBy(() -> meetings.externals(new CardId(new UUID(0, 404))))
                .isInstanceOf(UnknownCard.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\ud83d"})
    void text_that_no_store_could_keep_is_not_looked_for(String bad) {
        var card = meeting("e1");

        assertThatThrownBy(() -> CardQuery.all().titled(bad))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("The part that a query looks for has ");
        assertThatThrownBy(() -> CardQuery.all().ownedBy(bad)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> CardQuery.all().external("amo", bad)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> CardQuery.all().company(bad)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> CardQuery.all().field("segment", bad)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> meetings.attach(card.id(), "amo", bad)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> voronka.personalData(Person.contact(ContactRef.of(bad))))
                .isInstanceOf(InvalidInput.class);
    }

    private Card<Meeting.Data> meeting(String owner) {
        return meetings.open(new Meeting.Data("показать прототип", "c1"), Actor.employee(owner, Role.REP));
    }
}

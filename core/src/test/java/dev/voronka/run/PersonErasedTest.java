package dev.voronka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.Actor;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.InvalidInput;
import dev.voronka.Money;
import dev.voronka.Move;
import dev.voronka.PersonErased;
import dev.voronka.delivery.RecordingHandler;
import dev.voronka.delivery.Undeliverable;
import dev.voronka.lookup.Person;
import dev.voronka.run.TenPeople.Somebody;
import dev.voronka.store.InMemoryCardStore;
import dev.voronka.store.JacksonCodec;
import dev.voronka.store.jdbc.Databases;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person who is erased is in no table any more; the figures, and everybody else, remain. */
class PersonErasedTest {

    private static final Somebody ANNA = Somebody.ANNA;
    private static final Somebody BORIS = Somebody.BORIS;
    private static final Actor OFFICER = Actor.employee("dpo");
    private static final Person PERSON = Person.contact(ContactRef.of(ANNA.contact()))
            .andPhone(ANNA.typedPhone())
            .andEmail(ANNA.email())
            .named(ANNA.name());

    /** What is done with a database. */
    private interface Work {
        void on(HikariDataSource source);
    }

    @TestFactory
    Stream<DynamicTest> nothing_of_an_erased_person_is_in_any_table() {
        return onEach(source -> {
            var people = new TenPeople(Voronka.builder().dataSource(source))
                    .with(ANNA)
                    .with(BORIS);
            var before = Dump.of(source);
            assertThat(ANNA.values())
                    .allSatisfy(v -> assertThat(Dump.holding(before, v)).isNotEmpty());

            var report = people.voronka.erase(PERSON, OFFICER, "просьба " + ANNA.name());

            assertThat(report.left()).isEmpty();
            var after = Dump.of(source);
            assertThat(ANNA.values())
                    .allSatisfy(v -> assertThat(Dump.holding(after, v)).isEmpty());
            assertThat(BORIS.values())
                    .allSatisfy(v -> assertThat(Dump.holding(after, v)).hasSameSizeAs(Dump.holding(before, v)));
            assertThat(report.dropped()).isPositive();
            assertThat(report.lines()).isGreaterThan(10);
        });
    }

    @TestFactory
    Stream<DynamicTest> what_is_left_after_an_erasure_can_be_read_and_is_whole() {
        return onEach(source -> {
            var people = new TenPeople(Voronka.builder().dataSource(source))
                    .with(ANNA)
                    .with(BORIS);

            var report = people.voronka.erase(PERSON, OFFICER, "просьба");

            assertThat(report.cards()).hasSize(11);
            for (var id : people.cards) {
                var funnel = people.funnelOf(id);
                assertThat(funnel.tampered(id)).isEmpty();
                var history = funnel.history(id);
                assertThat(history).hasSize((int) funnel.card(id).version());
                assertThat(history.get(0).trigger()).isEqualTo("open");
                funnel.effects(id);
                funnel.attempts(id);
                if (report.cards().contains(id)) {
                    var last = history.get(history.size() - 1);
                    assertThat(last.payload()).isEqualTo(new PersonErased("просьба"));
                    assertThat(last.actor()).isEqualTo(OFFICER);
                    assertThat(last.to()).isEqualTo(last.from());
                }
            }
        });
    }

    @Test
    void nothing_of_an_erased_person_is_in_the_heap() {
        var store = new InMemoryCardStore();
        var people = new TenPeople(Voronka.builder().store(store)).with(ANNA).with(BORIS);
        assertThat(ANNA.values())
                .allSatisfy(
                        v -> assertThat(Dump.holding(told(store, people), v)).isNotEmpty());

        people.voronka.erase(PERSON, OFFICER, "просьба " + ANNA.name());

        var after = told(store, people);
        assertThat(ANNA.values())
                .allSatisfy(v -> assertThat(Dump.holding(after, v)).isEmpty());
        assertThat(Dump.holding(after, BORIS.note())).isNotEmpty();
    }

    private static List<String> told(InMemoryCardStore store, TenPeople people) {
        var codec = new JacksonCodec();
        var told = new ArrayList<String>();
        for (var id : people.cards) {
            var card = store.load(id).orElseThrow().card();
            told.add(codec.text(List.of(card.data(), card.header(), card.fields())));
            told.add(String.valueOf(card.failure()));
            store.history(id).forEach(l -> {
                told.add(codec.text(List.of(l.move().payload(), l.move().answers())));
                told.add(String.valueOf(l.link().payload()));
            });
            store.effects(id).forEach(e -> told.add(codec.text(e.effect())));
            store.attempts(id).forEach(a -> told.add(codec.text(a)));
            store.pending(id).forEach(s -> told.add(codec.text(s)));
        }
        return told;
    }

    @Test
    void figures_remain() {
        var people = new TenPeople(Voronka.builder()).with(ANNA);
        var contracts = people.voronka.funnel(dev.voronka.process.contract.Contract.PROCESS);
        var deals = people.voronka.funnel(TenPeople.DEAL);
        var deal = deals.cards(CardQuery.all()).get(0);

        people.voronka.erase(PERSON, OFFICER, "просьба");

        var contract = contracts.cards(CardQuery.all()).get(0);
        assertThat(contract.header().amount()).isEqualTo(Money.roubles(700_000));
        assertThat(contract.header().title()).isEqualTo("Договор: встретить «…»");
        var after = deals.card(deal.id());
        assertThat(after.stage()).isEqualTo(deal.stage());
        assertThat(after.visit()).isEqualTo(deal.visit());
        assertThat(after.owner()).isEqualTo(deal.owner());
        assertThat(after.version()).isEqualTo(deal.version() + 1);
        assertThat(after.data().contact()).isEqualTo(ContactRef.NONE);
        assertThat(after.fields()).containsEntry("wish", "перезвонить «…»");
        assertThat(deals.history(deal.id()).get(0).payload()).isEqualTo(new Move.Erased());
        assertThat(deals.tampered(deal.id())).isEmpty();
    }

    @Test
    void an_export_tells_all_that_an_erasure_would_take_and_nothing_after_it() {
        var people = new TenPeople(Voronka.builder()).with(ANNA).with(BORIS);

        var before = people.voronka.personalData(PERSON);
        people.voronka.erase(PERSON, OFFICER, "просьба");
        var after = people.voronka.personalData(PERSON);

        var told = List.of(before);
        assertThat(List.of(ANNA.name(), ANNA.contact(), ANNA.typedPhone(), ANNA.email(), ANNA.note(), "waitingEffects"))
                .allSatisfy(v -> assertThat(Dump.holding(told, v)).isNotEmpty());
        assertThat(BORIS.values())
                .allSatisfy(v -> assertThat(Dump.holding(told, v)).isEmpty());
        assertThat(after).startsWith("{\"cards\":[],");
    }

    /** The same of a person whose cards lie in a database, in the heap, and of what each kind of row tells. */
    @TestFactory
    Stream<DynamicTest> an_export_out_of_a_database_tells_what_one_out_of_the_heap_does() {
        var wanted = exported(Voronka.builder());
        return onEach(source -> {
            var told = exported(Voronka.builder().dataSource(source));

            assertThat(told).isEqualTo(wanted);
            var cards = new JsonMapper().readTree(told).get("cards");
            assertThat(cards).hasSize(11);
            for (var part : List.of("history", "waitingEffects", "refusedAttempts", "otherSystems")) {
                assertThat(sizes(cards, part)).as(part).isPositive();
            }
            assertThat(cards)
                    .anySatisfy(card -> assertThat(card.get("history"))
                            .anySatisfy(line -> assertThat(line.get("answers").isEmpty())
                                    .as("decisions")
                                    .isFalse()));
            var tables = Dump.of(source);
            assertThat(ANNA.values().stream().filter(v -> !v.equals("9161234567")))
                    .allSatisfy(v -> {
                        assertThat(Dump.holding(tables, v)).isNotEmpty();
                        assertThat(Dump.holding(List.of(told), v)).isNotEmpty();
                    });
            assertThat(BORIS.values())
                    .allSatisfy(v -> assertThat(Dump.holding(List.of(told), v)).isEmpty());
        });
    }

    private static int sizes(JsonNode cards, String part) {
        var sum = 0;
        for (var card : cards) {
            sum += card.get(part).size();
        }
        return sum;
    }

    /** With letters that could not be delivered, and ids by their order, as each run has others. */
    private static String exported(Voronka.Builder builder) {
        var fax = RecordingHandler.named("fax").only(Effect.Comment.class);
        var people = new TenPeople(builder.handler(fax)).with(ANNA).with(BORIS);
        var meeting = people.cards.get(6);
        people.funnelOf(meeting).attach(meeting, "bitrix24", "117");
        var refused = people.voronka
                .funnel(dev.voronka.process.meeting.Meeting.PROCESS)
                .fire(people.cards.get(7), new dev.voronka.CommonTrigger.Reopen(), TenPeople.STRANGER);
        assertThat(refused.isTaken()).isFalse();
        fax.failWith(new Undeliverable("no paper"));
        people.voronka.deliver();
        var dead = people.voronka.deliveries().dead(1000);
        assertThat(dead.stream().map(p -> p.card())).contains(meeting);

        var told = people.voronka.personalData(PERSON);

        dead.stream()
                .filter(p -> p.card().equals(meeting))
                .forEach(p -> assertThat(p.effects())
                        .allSatisfy(e -> assertThat(told)
                                .contains(
                                        ((Effect.Comment) e.effect()).message().code())));
        var ids = new HashMap<String, String>();
        return Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                .matcher(told)
                .replaceAll(id -> ids.computeIfAbsent(id.group(), i -> "id" + ids.size()));
    }

    @TestFactory
    Stream<DynamicTest> whom_a_card_has_known_once_is_erased_from_it_too() {
        return onEach(source -> {
            var people = new TenPeople(Voronka.builder().dataSource(source)).with(ANNA);
            var proposals = people.voronka.funnel(dev.voronka.process.proposal.Proposal.PROCESS);
            var card = proposals.cards(CardQuery.all()).get(0);
            proposals.fire(
                    card.id(),
                    new dev.voronka.CommonTrigger.Amend(dev.voronka.process.proposal.ProposalData.of(
                            "ТКП", "co-1", ContactRef.of(BORIS.contact()), "", List.of(), null)),
                    TenPeople.REP);

            var report = people.voronka.erase(PERSON, OFFICER, "просьба");

            assertThat(report.cards()).contains(card.id());
            assertThat(Dump.holding(Dump.of(source), ANNA.contact())).isEmpty();
        });
    }

    @Test
    void a_request_is_still_known_by_its_key_after_the_erasure() {
        var people = new TenPeople(Voronka.builder()).with(ANNA);
        var meetings = people.voronka.funnel(dev.voronka.process.meeting.Meeting.PROCESS);
        var meeting = meetings.cards(CardQuery.inStage(dev.voronka.process.meeting.Meeting.Stage.SCHEDULED))
                .get(0);
        var asked = (dev.voronka.process.meeting.Meeting.Schedule)
                meetings.history(meeting.id()).get(1).payload();
        people.voronka.erase(PERSON, OFFICER, "просьба");
        var version = meetings.card(meeting.id()).version();

        var again = meetings.fire(meeting.id(), asked, TenPeople.REP, Terms.keyed("k1"));

        assertThat(again.isTaken()).isTrue();
        assertThat(meetings.history(meeting.id()).get(1).payload()).isEqualTo(new Move.Erased());
        assertThat(meetings.card(meeting.id()).version()).isEqualTo(version);
    }

    @Test
    void an_erasure_needs_somebody_to_look_for_and_a_ground() {
        var voronka = Voronka.inMemory();

        assertThatThrownBy(() -> voronka.erase(Person.UNKNOWN.named("Анна"), OFFICER, "просьба"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("contact, a phone or an e-mail");
        assertThatThrownBy(() -> voronka.erase(PERSON, OFFICER, " "))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("ground");
    }

    private static Stream<DynamicTest> onEach(Work work) {
        return Databases.tried().stream()
                .map(kind -> DynamicTest.dynamicTest("on " + kind, () -> {
                    try (var source = kind.database()) {
                        work.on(source);
                    }
                }));
    }
}

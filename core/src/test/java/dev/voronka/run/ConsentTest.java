package dev.voronka.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.Outcome;
import dev.voronka.Reason;
import dev.voronka.Role;
import dev.voronka.Texts;
import dev.voronka.delivery.RecordingHandler;
import dev.voronka.lookup.Consents;
import dev.voronka.lookup.Person;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.Walk;
import dev.voronka.process.coldlead.ColdLead;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.store.CardStore;
import dev.voronka.store.ConsentGate;
import dev.voronka.store.InMemoryCardStore;
import dev.voronka.store.StoredEffect;
import dev.voronka.store.jdbc.Databases;
import dev.voronka.store.jdbc.JdbcCardStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A withdrawn consent is the person's, not one card's: nobody writes or calls any more, from whatever card. */
class ConsentTest {

    private static final Actor REP = Actor.employee("s1", Role.REP);
    private static final Person PERSON = Person.phone("8 916 123-45-67");
    private static final ContactRef CONTACT = ContactRef.of("contact-1");

    /** One voronka on one store. */
    private static final class Base {
        final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
        final CardStore store;
        final RecordingHandler letters = RecordingHandler.named("letters").only(Effect.Write.class);
        final Voronka voronka;

        Base(CardStore store) {
            this.store = store;
            voronka = Voronka.builder()
                    .store(store)
                    .clock(clock)
                    .people(Walk.PEOPLE)
                    .handler(letters)
                    .build();
        }

        ColdLead.Data cold(ContactRef contact) {
            return ColdLead.Data.of("Склад", "", contact, Set.of("tel:+79161234567"))
                    .consentGiven(clock.instant());
        }
    }

    /** What is done with a store. */
    private interface Work {
        void on(Base base);
    }

    @TestFactory
    Stream<DynamicTest> after_a_withdrawal_a_row_that_calls_the_person_refuses_in_plain_words() {
        return onAll(base -> {
            var coldLeads = base.voronka.funnel(ColdLead.PROCESS);
            base.voronka.withdrawConsent(PERSON, REP);
            var card = coldLeads.open(base.cold(CONTACT), REP);

            var refused = (Outcome.Refused<ColdLead.Data>) coldLeads.fire(card.id(), new ColdLead.Take(), REP);

            assertThat(refused.reasons()).contains(Reason.of("calls-are-allowed"));
            assertThat(refused.reasons(Texts.RUSSIAN)).isNotEmpty();

            base.voronka.restoreConsent(PERSON, REP);
            assertThat(coldLeads.fire(card.id(), new ColdLead.Take(), REP).isTaken())
                    .isTrue();
        });
    }

    @TestFactory
    Stream<DynamicTest> a_withdrawal_by_phone_stops_letters_to_the_contact_whom_a_card_knows_by_it() {
        return onAll(base -> {
            var card = base.voronka.funnel(ColdLead.PROCESS).open(base.cold(CONTACT), REP);
            Consents consents =
                    new OwnConsents(base.store, new dev.voronka.store.Chain(new dev.voronka.store.JacksonCodec()));
            var gate = new ConsentGate(base.store, consents);
            var letter = new StoredEffect(card.id(), 1, 0, Effect.write(CONTACT, "any"));
            var other = new StoredEffect(card.id(), 1, 1, Effect.write(ContactRef.of("contact-2"), "any"));
            assertThat(gate.stops(letter, base.clock.instant())).isFalse();

            base.voronka.withdrawConsent(PERSON, REP);

            assertThat(gate.stops(letter, base.clock.instant())).isTrue();
            assertThat(gate.stops(other, base.clock.instant())).isFalse();
            assertThat(base.store.attempts(card.id()))
                    .singleElement()
                    .satisfies(a -> assertThat(a.reasons()).containsExactly(Reason.of("consent-withdrawn")));
        });
    }

    @TestFactory
    Stream<DynamicTest> a_letter_that_waits_is_not_delivered_after_a_withdrawal() {
        return onAll(base -> {
            var meetings = base.voronka.funnel(Meeting.PROCESS);
            var letters = new ArrayList<CardId>();
            for (var contact : List.of("contact-1", "contact-2")) {
                var id = meetings.open(new Meeting.Data("показать", contact), REP)
                        .id();
                var start = base.clock
                        .instant()
                        .atZone(Bed.MOSCOW)
                        .plusDays(1 + letters.size())
                        .withHour(12);
                meetings.fire(id, new Meeting.Schedule(start, Duration.ofHours(1), "у них"), REP)
                        .orThrow();
                assertThat(meetings.effects(id)).anyMatch(e -> e.effect() instanceof Effect.Write);
                letters.add(id);
            }

            base.voronka.withdrawConsent(Person.contact(CONTACT), REP);
            base.voronka.deliver();

            assertThat(base.letters.effects(Effect.Write.class))
                    .extracting(Effect.Write::to)
                    .containsExactly(ContactRef.of("contact-2"));
            assertThat(base.store.effects(letters.get(0))).noneMatch(e -> e.effect() instanceof Effect.Write);
            assertThat(meetings.attempts(letters.get(0)))
                    .flatExtracting(a -> a.reasons())
                    .containsExactly(Reason.of("consent-withdrawn"));
        });
    }

    @TestFactory
    Stream<DynamicTest> an_open_card_whose_process_wants_to_know_takes_the_withdrawal() {
        return onAll(base -> {
            var leads = base.voronka.funnel(IncomingLead.PROCESS);
            var lead = leads.open(
                    LeadData.of("Серверная", Channel.WEBSITE, "").phones("8 916 123-45-67"), Actor.system("site"));
            leads.fire(lead.id(), new IncomingLead.GiveConsent(), REP);

            base.voronka.withdrawConsent(PERSON, REP);

            var history = leads.history(lead.id());
            assertThat(history.get(history.size() - 1).payload()).isEqualTo(new IncomingLead.WithdrawConsent());
        });
    }

    @TestFactory
    Stream<DynamicTest> a_withdrawal_outlives_the_erasure_of_the_person() {
        return onAll(base -> {
            base.voronka.funnel(ColdLead.PROCESS).open(base.cold(CONTACT), REP);
            base.voronka.withdrawConsent(PERSON, REP);

            base.voronka.erase(PERSON, REP, "просьба");

            var again = base.voronka.funnel(ColdLead.PROCESS).open(base.cold(CONTACT), REP);
            assertThat(base.voronka
                            .funnel(ColdLead.PROCESS)
                            .fire(again.id(), new ColdLead.Take(), REP)
                            .isTaken())
                    .isFalse();
        });
    }

    private static Stream<DynamicTest> onAll(Work work) {
        return Stream.of("the heap", "H2", "PostgreSQL")
                .map(name -> DynamicTest.dynamicTest("in " + name, () -> {
                    HikariDataSource source = switch (name) {
                        case "H2" -> Databases.h2InMemory();
                        case "PostgreSQL" -> Databases.postgres();
                        default -> null;
                    };
                    try (source) {
                        work.on(new Base(source == null ? new InMemoryCardStore() : JdbcCardStore.on(source)));
                    }
                }));
    }
}

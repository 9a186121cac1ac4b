package dev.voronka.delivery.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.CardId;
import dev.voronka.delivery.Notes;
import dev.voronka.delivery.Observer;
import dev.voronka.delivery.RecordingHandler;
import dev.voronka.delivery.TryLater;
import dev.voronka.delivery.Undeliverable;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.run.UnknownCard;
import dev.voronka.run.Voronka;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Micrometer hears. */
class MicrometerObserverTest {

    private final ObservationRegistry registry = ObservationRegistry.create();
    private final List<String> stopped = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private final RecordingHandler crm = RecordingHandler.named("crm").only(dev.voronka.Effect.Tell.class);

    @BeforeEach
    void somebody_listens() {
        registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {
            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }

            @Override
            public void onStop(Observation.Context context) {
                stopped.add(context.getName() + told(context));
                assertThat(context.getHighCardinalityKeyValues()).isEmpty();
                if (context.getError() != null) {
                    errors.add(context.getError());
                }
            }
        });
    }

    private static List<String> told(Observation.Context context) {
        return context.getLowCardinalityKeyValues().stream()
                .map((KeyValue k) -> k.getKey() + "=" + k.getValue())
                .sorted()
                .toList();
    }

    private Voronka voronka(Observer observer) {
        return Voronka.builder()
                .process(Notes.PROCESS)
                .clock(new MovableClock(Bed.MONDAY_TEN))
                .handler(crm)
                .observer(observer)
                .build();
    }

    @Test
    void work_is_observed_with_tags_of_few_values() {
        var voronka = voronka(MicrometerObserver.of(registry));
        var notes = voronka.funnel(Notes.PROCESS);
        var card = Notes.card(notes);
        Notes.say(notes, card, "one");
        notes.fire(card.id(), new Notes.Finish(), Notes.REP).orThrow();
        notes.fire(card.id(), new Notes.Finish(), Notes.REP);
        voronka.deliver();

        assertThat(stopped)
                .containsSubsequence(
                        "voronka.open[outcome=opened, process=notes]",
                        "voronka.fire[outcome=stayed, process=notes, trigger=say]",
                        "voronka.fire[outcome=moved, process=notes, trigger=finish]",
                        "voronka.fire[outcome=not-expected, process=notes, trigger=finish]",
                        "voronka.delivery[effect=tell, handler=crm, outcome=delivered]");
        assertThat(errors).isEmpty();
        assertThat(registry.getCurrentObservation()).isNull();
    }

    @Test
    void what_fails_is_observed_with_its_error() {
        var voronka = voronka(MicrometerObserver.of(registry));
        var notes = voronka.funnel(Notes.PROCESS);
        var nobody = new CardId(new UUID(0, 404));
        assertThatThrownBy(() -> notes.fire(nobody, new Notes.Finish(), Notes.REP))
                .isInstanceOf(UnknownCard.class);
        crm.failWith(new TryLater("busy"));
        Notes.say(notes, Notes.card(notes), "one");
        voronka.deliver();
        crm.failWith(new Undeliverable("never"));
        Notes.say(notes, Notes.card(notes), "two");
        voronka.deliver();

        assertThat(stopped)
                .contains(
                        "voronka.fire[outcome=failed, process=notes, trigger=finish]",
                        "voronka.delivery[effect=tell, handler=crm, outcome=put-off]",
                        "voronka.delivery[effect=tell, handler=crm, outcome=dead]");
        assertThat(errors).hasExactlyElementsOfTypes(UnknownCard.class, TryLater.class, Undeliverable.class);
        assertThat(registry.getCurrentObservation()).isNull();
    }

    @Test
    void an_observer_that_fails_does_not_disturb_the_work() {
        Observer atTheBeginning = (name, tags) -> {
            throw new IllegalStateException("no room");
        };
        Observer atTheEnd = (name, tags) -> (result, error) -> {
            throw new IllegalStateException("no room");
        };

        for (var observer : List.of(atTheBeginning, atTheEnd)) {
            var voronka = voronka(observer);
            var notes = voronka.funnel(Notes.PROCESS);
            Notes.say(notes, Notes.card(notes), "one");
            assertThat(voronka.deliver()).isPositive();
        }
        assertThat(crm.deliveries()).hasSize(2);
    }
}

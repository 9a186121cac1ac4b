package dev.voronka.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Card;
import dev.voronka.Effect;
import dev.voronka.Move;
import dev.voronka.Outcome;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import java.util.List;

/** Writes what a process makes and reads it again, as it was written and as a jsonb column would give it back. */
public final class RoundTrip {

    private final JacksonCodec codec = new JacksonCodec();
    private final StoredForm form = new StoredForm(codec);
    private final String process;

    public RoundTrip(SalesProcess<?, ?> process) {
        form.knows(process);
        this.process = process.code();
    }

    public void outcome(Outcome<?> outcome) {
        if (!outcome.isTaken()) {
            return;
        }
        var json = form.outcome(outcome);
        assertThat(form.outcome(json)).isEqualTo(outcome);
        assertThat(form.outcome(Jsonb.of(json))).isEqualTo(outcome);
        assertThat(form.outcome(form.outcome(Jsonb.of(json)))).isEqualTo(json);
        card(outcome.card());
        outcome.fold(
                moved -> made(moved.move(), moved.effects()),
                stayed -> made(stayed.move(), stayed.effects()),
                r -> null,
                n -> null,
                s -> null);
    }

    private Object made(Move move, List<Effect> effects) {
        move(move);
        for (var i = 0; i < effects.size(); i++) {
            effect(new StoredEffect(move.card(), move.number(), 1000 + i, effects.get(i)));
        }
        return move;
    }

    public void card(Card<?> card) {
        var data = form.data(card);
        assertThat(form.data(process, Jsonb.of(data))).isEqualTo(card.data());
        assertThat(codec.text(form.data(process, Jsonb.of(data)))).isEqualTo(data);
        var state = form.state(process, Jsonb.of(form.state(card)));
        assertThat(state)
                .isEqualTo(new CardState(
                        card.header().contacts(),
                        card.header().reach(),
                        card.fields(),
                        card.watchers(),
                        card.visit().alarms(),
                        card.visit().rung(),
                        card.visit().hold(),
                        card.visit().begunBy(),
                        card.counts(),
                        card.failure(),
                        card.origin()));
        assertThat(form.stage(process, card.stage().name())).isEqualTo(card.stage());
    }

    public void move(Move move) {
        var payload = codec.text(move.payload());
        var read = form.payload(process, SalesProcess.codeOf(move.payload()), Jsonb.of(payload));
        assertThat(read).isEqualTo(move.payload());
        assertThat(form.payload(process, move.trigger(), payload)).isEqualTo(move.payload());
        assertThat(codec.text(read)).isEqualTo(payload);
        var notes = form.notes(move);
        assertThat(form.notes(process, notes != null && notes.startsWith("{") ? Jsonb.of(notes) : notes))
                .isEqualTo(new Notes(move.answers(), move.passed()));
        if (!(move.payload() instanceof Move.Opened)) {
            assertThat(form.trigger(Jsonb.of(form.trigger(move.payload())))).isEqualTo(move.payload());
        }
    }

    public void effect(StoredEffect effect) {
        var json = form.effects(List.of(effect));
        var read = form.effects(effect.card(), effect.move(), Jsonb.of(json));
        assertThat(read).containsExactly(byName(effect));
        assertThat(form.effects(read)).isEqualTo(json);
    }

    /** Effects do not say of which process they are, so their stages are known by name. */
    private static StoredEffect byName(StoredEffect effect) {
        return effect.effect() instanceof Effect.Mirror mirror
                ? new StoredEffect(
                        effect.card(),
                        effect.move(),
                        effect.index(),
                        new Effect.Mirror(Stage.coded(mirror.stage().name())))
                : effect;
    }
}

package dev.voronka.bitrix;

import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Header;
import dev.voronka.InvalidInput;
import dev.voronka.Money;
import dev.voronka.StageKind;
import dev.voronka.TimeSpan;
import dev.voronka.Visit;
import dev.voronka.store.Codec;
import dev.voronka.store.Reading;
import dev.voronka.store.StoredForm;
import dev.voronka.store.UnreadableCard;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A card as the text in its item's field VK_DATA. That text is the card; stage, owner and title of the item are what people
 * see and drag. Thread-safe.
 */
final class CardText {

    /**
     * What has no text of its own.
     *
     * @param head the digest of the last line of history
     * @param next when the next clock goes off; null if none does
     * @param op by which operation this was written
     */
    record Top(
            String process,
            long version,
            int definition,
            String stage,
            StageKind kind,
            @Nullable String owner,
            String title,
            @Nullable Money amount,
            @Nullable String direction,
            @Nullable String company,
            @Nullable TimeSpan busy,
            Instant enteredAt,
            Instant openedAt,
            int rungs,
            String head,
            @Nullable Instant next,
            String op) {}

    /** What was read; data and state as JSON. */
    record Kept(CardId id, Top top, String data, String state) {}

    private final Codec codec;
    private final StoredForm form;

    CardText(Codec codec, StoredForm form) {
        this.codec = codec;
        this.form = form;
    }

    String text(Card<?> card, int definition, String head, @Nullable Instant next, String op) {
        return text(top(card, definition, head, next, op), form.data(card), form.state(card), card.id());
    }

    String text(Top top, String data, String state, CardId id) {
        var text = "{\"data\":" + data + ",\"state\":" + state + ",\"top\":" + codec.text(top) + "}";
        return LongText.fitting("Card " + id + " of " + top.process(), LongText.safe(text));
    }

    private static Top top(Card<?> card, int definition, String head, @Nullable Instant next, String op) {
        var header = card.header();
        return new Top(
                card.process(),
                card.version(),
                definition,
                card.stage().name(),
                card.kind(),
                card.owner(),
                header.title(),
                header.amount(),
                header.direction(),
                header.company(),
                header.busy(),
                card.visit().enteredAt(),
                card.openedAt(),
                card.visit().rung().size(),
                head,
                next,
                op);
    }

    /**
     * What a text says, the card itself apart.
     *
     * @throws InvalidInput if it is no such text: somebody has typed over it
     */
    Kept read(CardId id, String text) {
        if (!(codec.read(text, Object.class, Reading.LENIENT) instanceof Map<?, ?> all)) {
            throw new InvalidInput("Field VK_DATA of the item of card " + id + " holds no card; take it back from the"
                    + " item's history in the portal.");
        }
        return new Kept(
                id,
                (Top) codec.read(part(all, "top", id), Top.class, Reading.LENIENT),
                part(all, "data", id),
                part(all, "state", id));
    }

    private String part(Map<?, ?> all, String name, CardId id) {
        var part = all.get(name);
        if (part == null) {
            throw new InvalidInput("Field VK_DATA of the item of card " + id + " has no \"" + name
                    + "\"; take it back from the item's history in the portal.");
        }
        return codec.text(part);
    }

    /**
     * The card.
     *
     * @throws UnreadableCard if it does not fit its process
     */
    Card<?> card(Kept kept) {
        var top = kept.top();
        if (!form.knows(top.process())) {
            throw new UnreadableCard(kept.id(), top.process(), top.stage(), "its process is not known here", null);
        }
        try {
            var state = form.state(top.process(), kept.state());
            return new Card<>(
                    kept.id(),
                    top.process(),
                    top.version(),
                    form.stage(top.process(), top.stage()),
                    top.kind(),
                    top.owner(),
                    form.data(top.process(), kept.data()),
                    new Header(
                            top.title(),
                            top.amount(),
                            top.direction(),
                            top.company(),
                            state.contacts(),
                            state.reach(),
                            top.busy()),
                    state.fields(),
                    state.watchers(),
                    new Visit(top.enteredAt(), state.alarms(), state.rung(), state.hold(), state.begunBy()),
                    state.counts(),
                    state.failure(),
                    top.openedAt(),
                    state.origin());
        } catch (InvalidInput unfit) {
            throw new UnreadableCard(kept.id(), top.process(), top.stage(), String.valueOf(unfit.getMessage()), unfit);
        }
    }
}
